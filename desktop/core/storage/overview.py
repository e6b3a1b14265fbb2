"""What a list tells of each patient, kept beside them so that it is read in one go: lesions, last seen, follow-up due.

Whoever changes a patient's lesions or examinations calls `refresh` in the same transaction.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Table, func, or_, select, update

from desktop.core.domain.history import LesionStatus
from desktop.core.storage.tables import conclusions, examinations, images, lesions, patients, predictions
from desktop.core.wording import translate


def refresh(connection: Connection, patient_id: str) -> None:
    """Reckon a patient's overview anew."""
    refresh_all(connection, patients.c.id == patient_id)


def refresh_of(connection: Connection, table: Table, row_id: str) -> None:
    """Reckon the overview of the patient anew to whom a lesion or an examination belongs, if to any."""
    owner = select(lesions.c.patient_id).where(lesions.c.id == row_id)
    if table is examinations:
        owner = select(lesions.c.patient_id).join(examinations).where(examinations.c.id == row_id)
    refresh_all(connection, patients.c.id == owner.scalar_subquery())


def refresh_all(connection: Connection, *wanted: ColumnElement[bool]) -> None:
    """Reckon the overview anew of all patients, or of those that are wanted."""
    statement = update(patients).values(lesion_count=_lesion_count(), seen_at=_seen_at(), due_on=_due_on())
    connection.execute(statement.where(*wanted))


def note_seen(connection: Connection, lesion_id: str, at: datetime) -> None:
    """Note that a new examination was put under a lesion, without looking at the patient's others."""
    patient_id = select(lesions.c.patient_id).where(lesions.c.id == lesion_id).scalar_subquery()
    later = or_(patients.c.seen_at.is_(None), patients.c.seen_at < at)
    connection.execute(update(patients).where(patients.c.id == patient_id, later).values(seen_at=at))


def problems(connection: Connection) -> list[str]:
    """Compare all that is kept twice with what it was taken from; say what differs."""
    differs = or_(
        patients.c.lesion_count != _lesion_count(),
        patients.c.seen_at.is_distinct_from(_seen_at()),
        patients.c.due_on.is_distinct_from(_due_on()),
    )
    found = []
    if connection.scalar(select(patients.c.id).where(differs).limit(1)) is not None:
        found.append(translate("Verification", "what the list tells of a patient is not what the record says"))
    other_size = select(examinations.c.id).join(images).where(images.c.size_bytes != examinations.c.size_bytes)
    if connection.scalar(other_size.limit(1)) is not None:
        found.append(translate("Verification", "an examination tells another size than its image has"))
    for table in (predictions, conclusions):
        elsewhere = select(table.c.id).join(examinations, table.c.examination_id == examinations.c.id)
        elsewhere = elsewhere.where(table.c.lesion_id.is_distinct_from(examinations.c.lesion_id))
        if connection.scalar(elsewhere.limit(1)) is not None:
            found.append(
                translate("Verification", "one of the {table} is of another lesion than its examination").format(
                    table=table.name
                )
            )
    return found


def _lesion_count() -> ScalarSelect[int]:
    of_patient = select(func.count()).select_from(lesions).where(lesions.c.patient_id == patients.c.id)
    return of_patient.where(lesions.c.archived_at.is_(None)).scalar_subquery()


def _seen_at() -> ScalarSelect[datetime | None]:
    newest = func.max(func.coalesce(examinations.c.captured_at, examinations.c.created_at))
    of_patient = select(newest).select_from(examinations).join(lesions).where(lesions.c.patient_id == patients.c.id)
    return of_patient.where(examinations.c.archived_at.is_(None)).scalar_subquery()


def _due_on() -> ScalarSelect[object]:
    of_patient = select(func.min(lesions.c.due_on)).where(lesions.c.patient_id == patients.c.id)
    observed = of_patient.where(lesions.c.archived_at.is_(None), lesions.c.status == LesionStatus.OBSERVED)
    return observed.scalar_subquery()
