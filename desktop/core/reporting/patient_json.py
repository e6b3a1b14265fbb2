"""A patient's record as JSON and back: what lies in a patient archive."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from desktop.core.domain.accounts import Account
from desktop.core.domain.assessment import BundleId, CaptureFlag, Status
from desktop.core.domain.body_sites import Laterality, body_site
from desktop.core.domain.history import (
    BodyView,
    Capture,
    Conclusion,
    ConclusionDetails,
    ConclusionKind,
    Examination,
    Immersion,
    Lesion,
    LesionDetails,
    LesionStatus,
    Patient,
    PatientDetails,
    PatientRecord,
    Pin,
    Sex,
    Stamp,
    StoredPrediction,
)

_Value = TypeVar("_Value")
_Json = dict[str, Any]
_ID, _SHA256 = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")


def record_to_json(record: PatientRecord, accounts: Iterable[Account], image_names: Mapping[str, str]) -> _Json:
    """Describe a patient's record with JSON types.

    Parameters
    ----------
    record : PatientRecord
    accounts : iterable of Account
        All of the vault's, for their names.
    image_names : mapping of str to str
        The file of each image in the archive, by its SHA-256.
    """
    names: dict[str | None, str] = {account.id: account.name for account in accounts}

    def recorded(at: datetime, by: str | None) -> _Json:
        return {"recorded_at": at.isoformat(), "recorded_by": names.get(by, "recovery key")}

    def stamped(thing: Patient | Lesion | Examination) -> _Json:
        archived = {"archived_at": thing.archived_at and thing.archived_at.isoformat()}
        return recorded(thing.stamp.created_at, thing.stamp.created_by) | archived

    patient = record.patient
    return {
        "patient": {"id": patient.id, **_plain(vars(patient.details)), **stamped(patient)},
        "lesions": [{"id": lesion.id, **_plain(vars(lesion.details)), **stamped(lesion)} for lesion in record.lesions],
        "examinations": [
            {"id": found.id, "lesion_id": found.lesion_id, "image": image_names[found.sha256], "sha256": found.sha256}
            | {"size_bytes": found.size_bytes, **_plain(vars(found.capture)), **stamped(found)}
            for found in record.examinations
        ],
        "predictions": [
            {name: value for name, value in _plain(vars(found)).items() if not name.startswith("created_")}
            | recorded(found.created_at, found.created_by)
            for found in record.predictions
        ],
        "conclusions": [
            {"id": found.id, "examination_id": found.examination_id, **_plain(vars(found.details))}
            | recorded(found.created_at, found.created_by)
            for found in record.conclusions
        ],
    }


def record_from_json(content: _Json) -> PatientRecord:
    """Read what `record_to_json` wrote. Who recorded it is left out: their accounts are another vault's.

    Raises
    ------
    KeyError, TypeError, ValueError, OverflowError
        If it is anything else.
    """
    lesions = tuple(_lesion(each, content["patient"]["id"]) for each in content["lesions"])
    record = PatientRecord(
        patient=_patient(content["patient"]),
        lesions=lesions,
        examinations=tuple(_examination(each) for each in content["examinations"]),
        predictions=tuple(_prediction(each) for each in content["predictions"]),
        conclusions=tuple(_conclusion(each) for each in content["conclusions"]),
    )
    _require_whole(record)
    return record


def _require_whole(record: PatientRecord) -> None:
    """Raise unless each thing is there once and belongs to another that is there."""
    for things in (record.lesions, record.examinations, record.predictions, record.conclusions):
        if len({thing.id for thing in things}) != len(things):
            raise ValueError("something is there twice")
    examined = {found.id for found in record.examinations}
    if not {found.lesion_id for found in record.examinations} <= {lesion.id for lesion in record.lesions}:
        raise ValueError("an examination of no lesion")
    told_of = {found.examination_id for found in record.predictions}
    told_of |= {found.examination_id for found in record.conclusions}
    if not told_of <= examined:
        raise ValueError("something about no examination")


def _plain(values: Mapping[str, Any]) -> _Json:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):  # And moments.
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain_value(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return _plain(vars(value))
    return value


def _patient(value: _Json) -> Patient:
    details = PatientDetails(
        identifier=_text(value["identifier"]),
        family_name=_text(value["family_name"]),
        given_names=_text(value["given_names"]),
        birth_date=_maybe(date.fromisoformat, value["birth_date"]),
        sex=_maybe(Sex, value["sex"]),
        skin_type=_maybe(_whole_number, value["skin_type"]),
        notes=_text(value["notes"]),
    )
    return Patient(_id(value["id"]), details, _stamp(value), _maybe(_moment, value["archived_at"]))


def _lesion(value: _Json, patient_id: str) -> Lesion:
    site, pin = value["site"], value["pin"]
    details = LesionDetails(
        name=_text(value["name"]),
        site=None if site is None else body_site(site["scheme"], site["code"]),
        laterality=_maybe(Laterality, value["laterality"]),
        pin=None if pin is None else Pin(BodyView(pin["view"]), _number(pin["x"]), _number(pin["y"])),
        status=LesionStatus(value["status"]),
        notes=_text(value["notes"]),
        due_on=_maybe(date.fromisoformat, value["due_on"]),
    )
    return Lesion(_id(value["id"]), patient_id, details, _stamp(value), _maybe(_moment, value["archived_at"]))


def _examination(value: _Json) -> Examination:
    capture = Capture(
        captured_at=_maybe(_moment, value["captured_at"]),
        camera=_text(value["camera"]),
        polarised=_maybe(_truth, value["polarised"]),
        contact=_maybe(_truth, value["contact"]),
        immersion=_maybe(Immersion, value["immersion"]),
        magnification=_maybe(_number, value["magnification"]),
        mm_per_px=_maybe(_number, value["mm_per_px"]),
    )
    return Examination(
        _id(value["id"]),
        _id(value["lesion_id"]),
        _sha256(value["sha256"]),
        _whole_number(value["size_bytes"]),
        capture,
        _stamp(value),
        _maybe(_moment, value["archived_at"]),
    )


def _prediction(value: _Json) -> StoredPrediction:
    bundle, outcome, chances = value["bundle"], Status(value["outcome"]), value["probabilities"]
    if (outcome is Status.ASSESSED) != (chances is not None):
        raise ValueError("numbers exactly if assessed")
    return StoredPrediction(
        id=_id(value["id"]),
        examination_id=_id(value["examination_id"]),
        bundle=BundleId(_text(bundle["name"]), _text(bundle["version"]), _sha256(bundle["sha256"])),
        outcome=outcome,
        reason=_maybe(_text, value["reason"]),
        probabilities=None if chances is None else {_text(label): _chance(chances[label]) for label in chances},
        malignant=_maybe(_chance, value["malignant"]),
        top_label=_maybe(_text, value["top_label"]),
        balanced_label=_maybe(_text, value["balanced_label"]),
        flags=tuple(CaptureFlag(flag) for flag in value["flags"]),
        program_version=_text(value["program_version"]),
        created_at=_moment(value["recorded_at"]),
        created_by=None,
    )


def _conclusion(value: _Json) -> Conclusion:
    details = ConclusionDetails(
        ConclusionKind(value["kind"]),
        _text(value["text"]),
        date.fromisoformat(value["concluded_on"]),
        _text(value["icd10"]),
        _maybe(_truth, value["malignant"]),
    )
    return Conclusion(_id(value["id"]), _id(value["examination_id"]), details, _moment(value["recorded_at"]), None)


def _stamp(value: _Json) -> Stamp:
    at = _moment(value["recorded_at"])
    return Stamp(at, None, at, None)


def _maybe(read: Callable[[Any], _Value], value: Any) -> _Value | None:
    return None if value is None else read(value)


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() is None:
        raise ValueError("a moment carries a time zone")
    moment.astimezone(UTC)  # There is no year 0 and no year 10000.
    return moment


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    value.encode()  # Halves of characters are none.
    return value


def _id(value: Any) -> str:
    return _matching(_ID, value)


def _sha256(value: Any) -> str:
    return _matching(_SHA256, value)


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not pattern.fullmatch(value):
        raise ValueError("not such digits")
    return str(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _whole_number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("not a whole number")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("not a number")
    return float(value)


def _chance(value: Any) -> float:
    if not 0 <= _number(value) <= 1:
        raise ValueError("not a chance")
    return float(value)
