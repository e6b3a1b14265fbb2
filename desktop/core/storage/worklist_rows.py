"""Finding what the practice has to look at again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, and_, exists, or_, select

from desktop.core.domain.history import LesionStatus
from desktop.core.domain.worklists import Disagreement, DueLesion
from desktop.core.storage.examination_rows import conclusion_of_row, prediction_of_row
from desktop.core.storage.patient_rows import lesion_of_row, patient_of_row
from desktop.core.storage.tables import conclusions, examinations, lesions, patients, predictions


def due_lesions(connection: Connection, until: date, limit: int) -> tuple[DueLesion, ...]:
    """Return the lesions that are observed and due by a day, the longest overdue first."""
    statement = _of_present(select(lesions.c.id, lesions.c.patient_id, lesions.c.due_on))
    statement = statement.where(lesions.c.due_on <= until, lesions.c.status == LesionStatus.OBSERVED)
    rows = connection.execute(statement.order_by(lesions.c.due_on, lesions.c.id).limit(limit)).all()
    of_lesion = _rows(connection, lesions, [row.id for row in rows])
    of_patient = _rows(connection, patients, [row.patient_id for row in rows])
    return tuple(
        DueLesion(patient_of_row(of_patient[row.patient_id]), lesion_of_row(of_lesion[row.id]), row.due_on)
        for row in rows
    )


def disagreements(connection: Connection, bundle_sha256: str, threshold: float, limit: int) -> tuple[Disagreement, ...]:
    """Return the examinations where the newest conclusion and a bundle's newest prediction differ, newest first.

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
    says_malignant = predictions.c.malignant >= threshold
    statement = _of_present(
        select(lesions.c.patient_id, lesions.c.id, conclusions.c.id, predictions.c.id)
        .select_from(conclusions)
        .join(predictions, predictions.c.examination_id == conclusions.c.examination_id)
        .join(examinations, examinations.c.id == conclusions.c.examination_id)
        .join(lesions, lesions.c.id == examinations.c.lesion_id)
    ).where(
        examinations.c.archived_at.is_(None),
        predictions.c.bundle_sha256 == bundle_sha256,
        predictions.c.malignant.is_not(None),
        or_(and_(conclusions.c.malignant, ~says_malignant), and_(~conclusions.c.malignant, says_malignant)),
        ~_newer_conclusion(),
        ~_newer_prediction(bundle_sha256),
    )
    newest = conclusions.c.concluded_on.desc(), conclusions.c.created_at.desc(), conclusions.c.id
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


def _of_present(statement: Select[Any]) -> Select[Any]:
    """Leave out the lesions that were put away, and those of patients who were."""
    joined = statement.join(patients, patients.c.id == lesions.c.patient_id)
    return joined.where(lesions.c.archived_at.is_(None), patients.c.archived_at.is_(None))


def _newer_conclusion() -> Any:
    """Tell whether something was decided about the same examination later."""
    later = conclusions.alias()
    by_day = later.c.concluded_on > conclusions.c.concluded_on
    same_day = and_(later.c.concluded_on == conclusions.c.concluded_on, later.c.created_at > conclusions.c.created_at)
    same = later.c.examination_id == conclusions.c.examination_id
    return exists().where(same, later.c.malignant.is_not(None), or_(by_day, same_day))


def _newer_prediction(bundle_sha256: str) -> Any:
    later = predictions.alias()
    same = and_(later.c.examination_id == predictions.c.examination_id, later.c.bundle_sha256 == bundle_sha256)
    return exists().where(same, later.c.created_at > predictions.c.created_at)


def _rows(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, RowMapping]:
    found = connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
    return {row["id"]: row for row in found}
