"""Examinations, what was made of them, and their images' keys in the database."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    ScalarSelect,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from desktop.core.domain.assessment import BundleId, CaptureFlag
from desktop.core.domain.history import (
    Capture,
    Conclusion,
    ConclusionDetails,
    Examination,
    PatientRecord,
    StoredPrediction,
)
from desktop.core.storage import comparisons, overview
from desktop.core.storage.errors import NotFoundError
from desktop.core.storage.images import StoredImage
from desktop.core.storage.patient_rows import lesions_of, patient_by_id, stamp_of
from desktop.core.storage.tables import conclusions, examinations, images, lesions, patients, predictions

_AT_A_TIME = 500


@dataclass(frozen=True)
class UnassessedPage:
    """Examinations that a bundle has not assessed, found among some.

    Attributes
    ----------
    ids : tuple of str
    last : str or None
        After which to go on; None if all have been looked at.
    """

    ids: tuple[str, ...]
    last: str | None


def image_by_hash(connection: Connection, sha256: str) -> StoredImage | None:
    """Return what is kept of an image, if it is in the vault."""
    row = connection.execute(select(images).where(images.c.sha256 == sha256)).mappings().first()
    return None if row is None else StoredImage(**row)


def put_image(connection: Connection, image: StoredImage) -> None:
    """Keep an image's file name and key; if the image is there already, it has been written to a new file."""
    changed = update(images).where(images.c.sha256 == image.sha256)
    if not connection.execute(changed.values(name=image.name, sealed_key=image.sealed_key)).rowcount:
        connection.execute(insert(images).values(**vars(image)))


def all_images(connection: Connection) -> Iterator[StoredImage]:
    """Yield every image, by name; the connection may be used in between."""
    last = ""
    while page := images_after(connection, last):
        yield from page
        last = page[-1].name


def images_after(connection: Connection, name: str) -> list[StoredImage]:
    """Return the next few images by name after this one."""
    page = select(images).where(images.c.name > name).order_by(images.c.name).limit(_AT_A_TIME)
    return [StoredImage(**row) for row in connection.execute(page).mappings().all()]


def count_images(connection: Connection) -> int:
    """Return how many images there are."""
    return connection.scalar(select(func.count()).select_from(images)) or 0


def image_names_starting(connection: Connection, digits: str) -> set[str]:
    """Return the names of the images that begin with these hexadecimal digits."""
    names = select(images.c.name).where(images.c.name >= digits, images.c.name < f"{digits}g")
    return set(connection.scalars(names))


def add_examination(connection: Connection, examination: Examination) -> None:
    """Add an examination; its image and lesion have to be there."""
    values = {
        "id": examination.id,
        "lesion_id": examination.lesion_id,
        "sha256": examination.sha256,
        "size_bytes": examination.size_bytes,
        **_capture_values(examination.capture),
        **vars(examination.stamp),
        "archived_at": examination.archived_at,
    }
    connection.execute(insert(examinations).values(**values))
    _note_seen(connection, examination)


def change_examination(
    connection: Connection,
    examination_id: str,
    lesion_id: str | None,
    changed: dict[str, Any],
    capture: Capture | None = None,
) -> None:
    """Put an examination under a lesion, or (None) back into the unfiled tray.

    `capture`, if given, replaces its own; `changed` says by whom and when.
    """
    values = {} if capture is None else _capture_values(capture)
    statement = update(examinations).where(examinations.c.id == examination_id)
    connection.execute(statement.values(lesion_id=lesion_id, **values, **changed))
    for table in (predictions, conclusions):
        of_examination = update(table).where(table.c.examination_id == examination_id)
        connection.execute(of_examination.values(lesion_id=lesion_id))
    _note_seen(connection, examination_by_id(connection, examination_id))


def set_scale(connection: Connection, examination_id: str, mm_per_px: float | None, changed: dict[str, Any]) -> None:
    """Keep how many millimetres a pixel of an examination's photograph is. `changed` says by whom and when."""
    statement = update(examinations).where(examinations.c.id == examination_id)
    connection.execute(statement.values(mm_per_px=mm_per_px, **changed))


def examination_by_id(connection: Connection, examination_id: str) -> Examination:
    """Return an examination, archived or not.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    found = _examinations(connection, examinations.c.id == examination_id)
    if not found:
        raise NotFoundError("There is no such examination in the vault (any more).")
    return found[0]


def examinations_by_ids(connection: Connection, ids: Iterable[str]) -> dict[str, Examination]:
    """Return the examinations that have these ids, by them, archived or not."""
    wanted = sorted(set(ids))
    found: dict[str, Examination] = {}
    for first in range(0, len(wanted), _AT_A_TIME):
        some = examinations.c.id.in_(wanted[first : first + _AT_A_TIME])
        found |= {examination.id: examination for examination in _examinations(connection, some)}
    return found


def examinations_of(connection: Connection, lesion_ids: Sequence[str]) -> tuple[Examination, ...]:
    """Return the examinations of some lesions, newest first, archived ones too."""
    return _examinations(connection, examinations.c.lesion_id.in_(lesion_ids))


def record_of(connection: Connection, patient_id: str) -> PatientRecord:
    """Return all about a patient, archived lesions and examinations too.

    Raises
    ------
    NotFoundError
        If there is no such patient.
    """
    patient = patient_by_id(connection, patient_id)
    lesions = lesions_of(connection, patient_id)
    ids = [lesion.id for lesion in lesions]
    return PatientRecord(
        patient, lesions, examinations_of(connection, ids), _predictions(connection, ids), _conclusions(connection, ids)
    )


def unfiled_examinations(connection: Connection) -> tuple[Examination, ...]:
    """Return the examinations in the unfiled tray, newest first."""
    return _examinations(connection, examinations.c.lesion_id.is_(None), examinations.c.archived_at.is_(None))


def examinations_with_image(connection: Connection, sha256: str) -> tuple[Examination, ...]:
    """Return the examinations that show one image, newest first."""
    return _examinations(connection, examinations.c.sha256 == sha256)


def unassessed_page(connection: Connection, bundle_sha256: str, after: str, limit: int) -> UnassessedPage:
    """Look through the next examinations, by id, for those without a prediction of a bundle.

    What was put away, or lies under a lesion or a patient that was, is passed over.

    Parameters
    ----------
    connection : Connection
    bundle_sha256 : str
    after : str
        The last id that was looked at; empty to begin.
    limit : int
        How many are looked through at most.
    """
    assessed = exists().where(
        predictions.c.examination_id == examinations.c.id, predictions.c.bundle_sha256 == bundle_sha256
    )
    present = and_(
        examinations.c.archived_at.is_(None), lesions.c.archived_at.is_(None), patients.c.archived_at.is_(None)
    )
    looked_at = select(examinations.c.id, and_(present, ~assessed).label("wanted")).select_from(
        examinations.outerjoin(lesions, lesions.c.id == examinations.c.lesion_id).outerjoin(
            patients, patients.c.id == lesions.c.patient_id
        )
    )
    page = looked_at.where(examinations.c.id > after).order_by(examinations.c.id).limit(limit)
    rows = connection.execute(page).all()
    last = rows[-1].id if len(rows) == limit else None
    return UnassessedPage(tuple(row.id for row in rows if row.wanted), last)


def delete_examinations(connection: Connection, examination_ids: Sequence[str]) -> tuple[StoredImage, ...]:
    """Delete examinations and what was made of them, and the keys of the images that no other examination shows.

    Returns
    -------
    tuple of StoredImage
        The images whose keys are gone; their files remain to be removed.
    """
    shown = select(examinations.c.sha256).where(examinations.c.id.in_(examination_ids))
    hashes = set(connection.scalars(shown))
    comparisons.delete_of(connection, examination_ids)
    connection.execute(delete(predictions).where(predictions.c.examination_id.in_(examination_ids)))
    connection.execute(delete(conclusions).where(conclusions.c.examination_id.in_(examination_ids)))
    connection.execute(delete(examinations).where(examinations.c.id.in_(examination_ids)))
    shown_still = exists().where(examinations.c.sha256 == images.c.sha256)
    unused = select(images).where(images.c.sha256.in_(hashes), ~shown_still)
    gone = tuple(StoredImage(**row) for row in connection.execute(unused).mappings())
    connection.execute(delete(images).where(images.c.sha256.in_([image.sha256 for image in gone])))
    return gone


def add_prediction(connection: Connection, prediction: StoredPrediction) -> None:
    """Add a prediction to those that an examination has."""
    values = vars(prediction) | {
        "bundle_name": prediction.bundle.name,
        "bundle_version": prediction.bundle.version,
        "bundle_sha256": prediction.bundle.sha256,
        "probabilities": None if prediction.probabilities is None else list(prediction.probabilities.items()),
        "flags": list(prediction.flags),
    }
    del values["bundle"]
    connection.execute(insert(predictions).values(lesion_id=_lesion_of(prediction.examination_id), **values))
    comparisons.refresh(connection, [prediction.examination_id])


def predictions_of(connection: Connection, examination_id: str) -> tuple[StoredPrediction, ...]:
    """Return the predictions of an examination, newest first."""
    statement = (
        select(predictions).where(predictions.c.examination_id == examination_id).order_by(*_newest(predictions))
    )
    return tuple(prediction_of_row(row) for row in connection.execute(statement).mappings().all())


def add_conclusion(connection: Connection, conclusion: Conclusion) -> None:
    """Add a conclusion to those that an examination has."""
    values = vars(conclusion) | vars(conclusion.details)
    del values["details"]
    connection.execute(insert(conclusions).values(lesion_id=_lesion_of(conclusion.examination_id), **values))
    comparisons.refresh(connection, [conclusion.examination_id])


def _predictions(connection: Connection, lesion_ids: Sequence[str]) -> tuple[StoredPrediction, ...]:
    """Return the predictions of some lesions' examinations, newest first."""
    statement = select(predictions).where(predictions.c.lesion_id.in_(lesion_ids)).order_by(*_newest(predictions))
    return tuple(prediction_of_row(row) for row in connection.execute(statement).mappings().all())


def _conclusions(connection: Connection, lesion_ids: Sequence[str]) -> tuple[Conclusion, ...]:
    """Return the conclusions about some lesions' examinations, newest first."""
    statement = select(conclusions).where(conclusions.c.lesion_id.in_(lesion_ids)).order_by(*_newest(conclusions))
    return tuple(conclusion_of_row(row) for row in connection.execute(statement).mappings().all())


def _newest(table: Table) -> tuple[ColumnElement[Any], ...]:
    return table.c.created_at.desc(), table.c.id


def _lesion_of(examination_id: str) -> ScalarSelect[Any]:
    return select(examinations.c.lesion_id).where(examinations.c.id == examination_id).scalar_subquery()


def _examinations(connection: Connection, *wanted: ColumnElement[bool]) -> tuple[Examination, ...]:
    """Newest first: by when the photograph was taken or, where that is not known, imported."""
    newest = func.coalesce(examinations.c.captured_at, examinations.c.created_at).desc()
    statement = select(examinations).where(*wanted).order_by(newest, examinations.c.id)
    return tuple(_examination(row) for row in connection.execute(statement).mappings().all())


def _note_seen(connection: Connection, examination: Examination) -> None:
    if examination.lesion_id is not None and examination.archived_at is None:
        taken_at = examination.capture.captured_at or examination.stamp.created_at
        overview.note_seen(connection, examination.lesion_id, taken_at)


def _capture_values(capture: Capture) -> dict[str, Any]:
    offset = None if capture.captured_at is None else capture.captured_at.utcoffset()
    return {**vars(capture), "captured_offset_minutes": None if offset is None else offset // timedelta(minutes=1)}


def _examination(row: RowMapping) -> Examination:
    capture = Capture(
        captured_at=_at_the_place(row["captured_at"], row["captured_offset_minutes"]),
        camera=row["camera"],
        polarised=row["polarised"],
        contact=row["contact"],
        immersion=row["immersion"],
        magnification=row["magnification"],
        mm_per_px=row["mm_per_px"],
    )
    return Examination(
        row["id"], row["lesion_id"], row["sha256"], row["size_bytes"], capture, stamp_of(row), row["archived_at"]
    )


def _at_the_place(moment: datetime | None, offset_minutes: int | None) -> datetime | None:
    if moment is None or offset_minutes is None:
        return None
    return moment.astimezone(timezone(timedelta(minutes=offset_minutes)) if offset_minutes else UTC)


def prediction_of_row(row: RowMapping) -> StoredPrediction:
    """Return the prediction that a row of its table is."""
    return StoredPrediction(
        id=row["id"],
        examination_id=row["examination_id"],
        bundle=BundleId(row["bundle_name"], row["bundle_version"], row["bundle_sha256"]),
        outcome=row["outcome"],
        reason=row["reason"],
        probabilities=None if row["probabilities"] is None else dict(row["probabilities"]),
        malignant=row["malignant"],
        top_label=row["top_label"],
        balanced_label=row["balanced_label"],
        flags=tuple(CaptureFlag(flag) for flag in row["flags"]),
        program_version=row["program_version"],
        created_at=row["created_at"],
        created_by=row["created_by"],
    )


def conclusion_of_row(row: RowMapping) -> Conclusion:
    """Return the conclusion that a row of its table is."""
    details = ConclusionDetails(row["kind"], row["text"], row["concluded_on"], row["icd10"], row["malignant"])
    return Conclusion(row["id"], row["examination_id"], details, row["created_at"], row["created_by"])
