"""Which patients of the vault are invented ones to practise with, by their ids.

The vault has put them there itself. A patient whose identifier somebody has changed to one of the clinic's own is taken
for a real one from then on.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from desktop.core.domain.practice import IDENTIFIER_PREFIX
from desktop.core.storage.tables import patients, vault_settings

_PATIENTS, _EXAMINATIONS = "practice_patients", "practice_examinations"


def practice_patient_ids(connection: Connection) -> list[str]:
    """Return the ids of the practice patients that are there, archived ones too."""
    marked = patients.c.id.in_(_marked(connection, _PATIENTS))
    invented = patients.c.identifier.startswith(IDENTIFIER_PREFIX, autoescape=True)
    return list(connection.scalars(select(patients.c.id).where(marked, invented).order_by(patients.c.identifier)))


def practice_examination_ids(connection: Connection) -> frozenset[str]:
    """Return the ids of the examinations that came with practice patients."""
    return frozenset(_marked(connection, _EXAMINATIONS))


def mark(connection: Connection, patient_id: str, examination_ids: Iterable[str]) -> None:
    """Keep that a patient and their examinations are there to practise with."""
    _replace(connection, _PATIENTS, [*_marked(connection, _PATIENTS), patient_id])
    _replace(connection, _EXAMINATIONS, [*_marked(connection, _EXAMINATIONS), *examination_ids])


def forget(connection: Connection) -> None:
    """Keep of nobody that they are there to practise with."""
    for key in (_PATIENTS, _EXAMINATIONS):
        connection.execute(delete(vault_settings).where(vault_settings.c.key == key))


def _marked(connection: Connection, key: str) -> list[str]:
    value: Any = connection.scalar(select(vault_settings.c.value).where(vault_settings.c.key == key))
    return [] if value is None else list(value)


def _replace(connection: Connection, key: str, ids: list[str]) -> None:
    connection.execute(delete(vault_settings).where(vault_settings.c.key == key))
    connection.execute(insert(vault_settings).values(key=key, value=ids))
