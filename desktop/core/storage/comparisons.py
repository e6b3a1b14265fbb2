"""What was decided beside what was predicted, kept so that the list of those that differ is read in one go.

For each examination that something was decided about, and each bundle that assessed it, the newest of both. Whoever
adds a prediction or a conclusion calls `refresh` in the same transaction.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from desktop.core.storage.tables import comparisons, conclusions, predictions
from desktop.core.wording import translate

_AT_A_TIME = 500


def refresh(connection: Connection, examination_ids: Sequence[str]) -> None:
    """Compare anew what was decided about some examinations with what was predicted."""
    delete_of(connection, examination_ids)
    if rows := _compared(connection, examination_ids):
        connection.execute(insert(comparisons), rows)


def refresh_all(connection: Connection) -> None:
    """Compare everything anew; for vaults that were filled otherwise than row by row."""
    for examination_ids in _decided_pages(connection):
        refresh(connection, examination_ids)


def delete_of(connection: Connection, examination_ids: Sequence[str]) -> None:
    """Forget what was compared of some examinations."""
    connection.execute(delete(comparisons).where(comparisons.c.examination_id.in_(examination_ids)))


def problems(connection: Connection) -> list[str]:
    """Hold all that is kept against what it was taken from; say so if it differs."""
    compared = 0
    for examination_ids in _decided_pages(connection):
        rows = _compared(connection, examination_ids)
        kept = select(comparisons).where(comparisons.c.examination_id.in_(examination_ids))
        if _ordered(rows) != _ordered([dict(row) for row in connection.execute(kept).mappings()]):
            break
        compared += len(rows)
    else:
        if compared == connection.scalar(select(func.count()).select_from(comparisons)):
            return []
    return [translate("Verification", "the list of differing conclusions is not what the records say")]


def _compared(connection: Connection, examination_ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows that some examinations ought to have."""
    by_day = (conclusions.c.concluded_on, conclusions.c.created_at, conclusions.c.id.desc())
    deciding = select(conclusions).where(
        conclusions.c.examination_id.in_(examination_ids), conclusions.c.malignant.is_not(None)
    )
    # The newest comes last, and stays.
    decided = {row.examination_id: row for row in connection.execute(deciding.order_by(*by_day))}
    if not decided:
        return []
    made = select(predictions).where(predictions.c.examination_id.in_(list(decided)))
    by_age = connection.execute(made.order_by(predictions.c.created_at, predictions.c.id.desc()))
    predicted = {(row.examination_id, row.bundle_sha256): row for row in by_age}
    return [
        {
            "examination_id": examination_id,
            "bundle_sha256": bundle_sha256,
            "prediction_id": prediction.id,
            "conclusion_id": decided[examination_id].id,
            "concluded_on": decided[examination_id].concluded_on,
            "concluded_at": decided[examination_id].created_at,
            "decided_malignant": decided[examination_id].malignant,
            "chance": prediction.malignant,
        }
        for (examination_id, bundle_sha256), prediction in predicted.items()
        if prediction.malignant is not None
    ]


def _decided_pages(connection: Connection) -> Iterator[list[str]]:
    """Yield the ids of all examinations that something was decided about, some at a time."""
    last = ""
    of_decided = select(conclusions.c.examination_id).where(conclusions.c.malignant.is_not(None)).distinct()
    while page := list(
        connection.scalars(
            of_decided.where(conclusions.c.examination_id > last)
            .order_by(conclusions.c.examination_id)
            .limit(_AT_A_TIME)
        )
    ):
        yield page
        last = page[-1]


def _ordered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["examination_id"], row["bundle_sha256"]))
