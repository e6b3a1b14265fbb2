"""Taking data along: patients' records out of the vault and into it."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Table

from desktop.core.domain.accounts import Action, Subject
from desktop.core.domain.history import (
    Conclusion,
    Examination,
    Lesion,
    Patient,
    PatientRecord,
    Stamp,
    StoredPrediction,
)
from desktop.core.storage import examination_rows, patient_rows, practice_rows, tables
from desktop.core.storage.errors import ConflictError, NotFoundError
from desktop.core.storage.history import History

_Thing = TypeVar("_Thing", Lesion, Examination, StoredPrediction, Conclusion)

_TAKEN = (
    "Another patient in the vault has the identifier that the file gives. "
    "Import this one under another identifier, or correct the other one first."
)
_ELSEWHERE = "The file contradicts the vault: something in it belongs to another patient here. Nothing was imported."


@dataclass(frozen=True)
class ImportReport:
    """What an import has added to the vault.

    Attributes
    ----------
    patient : Patient
        As they are in the vault now.
    created : bool
        False if the patient was there already; what was known of them has then been left as it was.
    lesions, examinations, predictions, conclusions : int
        That were added. What was there already has been left as it was.
    already_there : int
        Examinations that were there already.
    """

    patient: Patient
    created: bool
    lesions: int
    examinations: int
    predictions: int
    conclusions: int
    already_there: int


def record_to_export(history: History, identifier: str) -> PatientRecord:
    """Read all about a patient, archived or not, to be taken out of the vault, which is an audit event.

    Raises
    ------
    NotFoundError
        If no patient has this identifier.
    """
    with history.transaction("the patient was not exported") as connection:
        patient_id = patient_rows.patient_id_by_identifier(connection, identifier)
        if patient_id is None:
            raise NotFoundError("There is no patient with this identifier in the vault. Type it exactly as it is kept.")
        record = examination_rows.record_of(connection, patient_id)
        counts = {"examinations": str(len(record.examinations))}
        history.record(connection, Action.EXPORTED, Subject.PATIENT, patient_id, counts)
    return record


def record_to_report(history: History, patient_id: str, subject: Subject, subject_id: str, form: str) -> PatientRecord:
    """Read all about a patient for a report of something of theirs, which leaves the vault and so is an audit event.

    Parameters
    ----------
    history : History
    patient_id : str
    subject : Subject
        What the report is about: the patient, a lesion or an examination.
    subject_id : str
    form : str
        What becomes of it, for the audit trail: ``pdf``, ``print``, ``csv`` …

    Raises
    ------
    NotFoundError
        If there is no such patient, or what it is about is not under them any more.
    """
    with history.transaction("the report was not made") as connection:
        record = examination_rows.record_of(connection, patient_id)
        there = {patient_id, *(lesion.id for lesion in record.lesions), *(found.id for found in record.examinations)}
        if subject_id not in there:
            raise NotFoundError(
                "This does not lie under the patient any more. Look for it where it is now, perhaps in Unfiled."
            )
        history.record(connection, Action.EXPORTED, subject, subject_id, {"form": form})
    return record


def records_for_research(history: History) -> Iterator[PatientRecord]:
    """Yield all patients' records, archived ones too, in an order that tells nothing. That they are read is an event.

    Invented patients, which are there to practise with, are left out.

    Raises
    ------
    NotAllowedError
        Unless an administrator does it.
    """
    history.require_administrator()
    with history.transaction("the examinations were not exported") as connection:
        invented = set(practice_rows.practice_patient_ids(connection))
        ids = [found for found in patient_rows.all_patient_ids(connection) if found not in invented]
        details = {"patients": str(len(ids)), "purpose": "research"}
        history.record(connection, Action.EXPORTED, Subject.VAULT, history.vault_id, details)
    secrets.SystemRandom().shuffle(ids)
    for patient_id in ids:
        with history.transaction("the examinations were not exported") as connection:
            record = examination_rows.record_of(connection, patient_id)
        yield record


def import_record(
    history: History, record: PatientRecord, image_of: Callable[[str], bytes], identifier: str | None = None
) -> ImportReport:
    """Add to the vault what it does not hold of a record from elsewhere: all of it or nothing.

    What is there already, by its id, stays as it is, so that nothing is there twice. What is added keeps the date on
    which it was recorded, in the name of the account that imports it: whoever recorded it has no account here.

    Parameters
    ----------
    history : History
    record : PatientRecord
    image_of : callable
        Returns the bytes of the image of the examination with an id.
    identifier : str, optional
        To be given to a patient who is new here, instead of their own.

    Raises
    ------
    ConflictError
        If another patient has the identifier, or something of the record belongs to another patient here.
    """
    try:
        with history.transaction("the patient was not imported") as connection:
            return _import(connection, history, record, image_of, identifier)
    except BaseException:
        history.sweep_due = True  # Files of images may have been written.
        raise


def require_outside(history: History, target: Path) -> None:
    """Raise `ConflictError` if a file would be written into the vault's folder, where nothing readable may be."""
    if target.resolve().is_relative_to(history.folder.resolve()):
        raise ConflictError(
            "This would lie in the vault's folder, where nothing readable may be. Choose another place."
        )


def _import(
    connection: Connection,
    history: History,
    record: PatientRecord,
    image_of: Callable[[str], bytes],
    identifier: str | None,
) -> ImportReport:
    patient_id = record.patient.id
    created = not patient_rows.ids_there(connection, tables.patients, [patient_id])
    if created:
        _create(connection, history, record.patient, identifier)
    ours = examination_rows.record_of(connection, patient_id)
    lesions = _missing(connection, tables.lesions, record.lesions, ours.lesions)
    for lesion in lesions:
        patient_rows.add_lesion(connection, replace(lesion, stamp=_stamp(history, lesion.stamp)))
    examinations = _missing(connection, tables.examinations, record.examinations, ours.examinations)
    for examination in examinations:
        _add_examination(connection, history, examination, image_of(examination.id))
    predictions = _missing(connection, tables.predictions, record.predictions, ours.predictions)
    for prediction in predictions:
        examination_rows.add_prediction(connection, replace(prediction, created_by=history.account_id))
    conclusions = _missing(connection, tables.conclusions, record.conclusions, ours.conclusions)
    for conclusion in conclusions:
        examination_rows.add_conclusion(connection, replace(conclusion, created_by=history.account_id))
    report = ImportReport(
        patient=patient_rows.patient_by_id(connection, patient_id),
        created=created,
        lesions=len(lesions),
        examinations=len(examinations),
        predictions=len(predictions),
        conclusions=len(conclusions),
        already_there=len(record.examinations) - len(examinations),
    )
    counted = ("lesions", "examinations", "predictions", "conclusions")
    details = {name: str(getattr(report, name)) for name in counted}
    history.record(connection, Action.IMPORTED, Subject.PATIENT, patient_id, details)
    return report


def _create(connection: Connection, history: History, patient: Patient, identifier: str | None) -> None:
    details = patient.details if identifier is None else replace(patient.details, identifier=identifier)
    if patient_rows.patient_id_by_identifier(connection, details.identifier) is not None:
        raise ConflictError(_TAKEN)
    patient_rows.add_patient(connection, replace(patient, details=details, stamp=_stamp(history, patient.stamp)))


def _missing(connection: Connection, table: Table, theirs: Sequence[_Thing], ours: Sequence[_Thing]) -> list[_Thing]:
    """Return what a record has and the patient here has not, and refuse what somebody else here has."""
    here = {thing.id for thing in ours}
    missing = [thing for thing in theirs if thing.id not in here]
    if patient_rows.ids_there(connection, table, [thing.id for thing in missing]):
        raise ConflictError(_ELSEWHERE)
    return missing


def _add_examination(connection: Connection, history: History, examination: Examination, data: bytes) -> None:
    image = history.keep_image(connection, data)
    if image.sha256 != examination.sha256:
        raise ValueError("the image is another one")
    ours = replace(examination, size_bytes=image.size_bytes, stamp=_stamp(history, examination.stamp))
    examination_rows.add_examination(connection, ours)


def _stamp(history: History, theirs: Stamp) -> Stamp:
    now = history.stamp()
    return replace(now, created_at=theirs.created_at)
