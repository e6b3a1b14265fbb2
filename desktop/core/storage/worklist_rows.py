"""Finding what the practice has to look at again."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, RowMapping, Table, and_, or_, select

from desktop.core.domain.history import LesionStatus
from desktop.core.domain.worklists import Disagreement, DueLesion
from desktop.core.storage.examination_rows import conclusion_of_row, prediction_of_row
from desktop.core.storage.patient_rows import lesion_of_row, patient_of_row
from desktop.core.storage.tables import comparisons, conclusions, examinations, lesions, patients, predictions


def due_lesions(connection: Connection, until: date, limit: int) -> tuple[DueLesion, ...]:
    """Return the lesions that are observed and due by a day, the longest overdue first."""
    # By the earliest of each patient's days, which `overview` keeps: of these patients are the first lesions, too, and
    # neither what was removed long ago nor who was put away is looked at.
    first = select(patients.c.id).where(patients.c.state == "present", patients.c.due_on <= until)
    first = first.order_by(patients.c.due_on, patients.c.number).limit(limit)
    statement = select(lesions).where(
        lesions.c.patient_id.in_(first),
        lesions.c.due_on <= until,
        lesions.c.status == LesionStatus.OBSERVED,
        lesions.c.archived_at.is_(None),
    )
    rows = connection.execute(statement.order_by(lesions.c.due_on, lesions.c.id).limit(limit)).mappings().all()
    of_patient = _rows(connection, patients, [row["patient_id"] for row in rows])
    return tuple(
        DueLesion(patient_of_row(of_patient[row["patient_id"]]), lesion_of_row(row), row["due_on"]) for row in rows
    )


def disagreements(connection: Connection, bundle_sha256: str, threshold: float, limit: int) -> tuple[Disagreement, ...]:
    """Return the examinations where the newest conclusion and a bundle's newest prediction differ, newest first.

    What was put away, or lies under a lesion or a patient that was, is passed over.

    Parameters
    ----------
    connection : Connection
    bundle_sha256 : str
        Predictions of other bundles are not looked at: they were judged by another threshold.
    threshold : float
        From which chance (0–1) on a prediction counts as malignant.
    limit : int
        At most so many.
    """
    missed = and_(comparisons.c.decided_malignant, comparisons.c.chance < threshold)
    feared = and_(~comparisons.c.decided_malignant, comparisons.c.chance >= threshold)
    statement = (
        select(lesions.c.patient_id, lesions.c.id, comparisons.c.conclusion_id, comparisons.c.prediction_id)
        .select_from(comparisons)
        .join(examinations, examinations.c.id == comparisons.c.examination_id)
        .join(lesions, lesions.c.id == examinations.c.lesion_id)
        .join(patients, patients.c.id == lesions.c.patient_id)
        .where(comparisons.c.bundle_sha256 == bundle_sha256, or_(missed, feared))
        .where(*(table.c.archived_at.is_(None) for table in (examinations, lesions, patients)))
    )
    newest = (comparisons.c[name].desc() for name in ("concluded_on", "concluded_at", "conclusion_id"))
    rows = [tuple(row) for row in connection.execute(statement.order_by(*newest).limit(limit)).all()]
    of_patient = _rows(connection, patients, [row[0] for row in rows])
    of_lesion = _rows(connection, lesions, [row[1] for row in rows])
    decided = _rows(connection, conclusions, [row[2] for row in rows])
    predicted = _rows(connection, predictions, [row[3] for row in rows])
    return tuple(
        Disagreement(
            patient_of_row(of_patient[patient_id]),
            lesion_of_row(of_lesion[lesion_id]),
            conclusion_of_row(decided[conclusion_id]),
            prediction_of_row(predicted[prediction_id]),
        )
        for patient_id, lesion_id, conclusion_id, prediction_id in rows
    )


def _rows(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, RowMapping]:
    found = connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
    return {row["id"]: row for row in found}
