"""Patients and lesions in the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from desktop.core.domain.body_sites import body_site
from desktop.core.domain.history import (
    Lesion,
    LesionDetails,
    ListedPatient,
    Patient,
    PatientDetails,
    Pin,
    Stamp,
)
from desktop.core.storage import overview, search
from desktop.core.storage.errors import ConflictError, NotFoundError
from desktop.core.storage.tables import lesions, patients

_AT_A_TIME = 500
_TAKEN = "Another patient has this identifier. Open that patient, or correct the identifier."


def add_patient(connection: Connection, patient: Patient) -> None:
    """Add a patient.

    Raises
    ------
    ConflictError
        If another has the same identifier.
    """
    next_number = select(func.coalesce(func.max(patients.c.number), 0) + 1).scalar_subquery()
    values = {"id": patient.id, **_patient_values(patient.details), **vars(patient.stamp)}
    values |= {"archived_at": patient.archived_at, "lesion_count": 0}
    try:
        connection.execute(insert(patients).values(number=next_number, **values))
    except IntegrityError:
        raise ConflictError(_TAKEN) from None


def change_patient(connection: Connection, patient_id: str, details: PatientDetails, changed: dict[str, Any]) -> None:
    """Replace a patient's details. `changed` says by whom and when.

    Raises
    ------
    ConflictError
        If another has the same identifier.
    """
    values = _patient_values(details) | changed
    try:
        connection.execute(update(patients).where(patients.c.id == patient_id).values(**values))
    except IntegrityError:
        raise ConflictError(_TAKEN) from None


def patient_by_id(connection: Connection, patient_id: str) -> Patient:
    """Return a patient, archived or not.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    row = connection.execute(select(patients).where(patients.c.id == patient_id)).mappings().first()
    if row is None:
        raise NotFoundError("There is no such patient in the vault (any more).")
    return patient_of_row(row)


def patient_in_use(connection: Connection, patient_id: str) -> Patient | None:
    """Return a patient; None if there is none, or they have been put away."""
    wanted = select(patients).where(patients.c.id == patient_id, patients.c.archived_at.is_(None))
    row = connection.execute(wanted).mappings().first()
    return None if row is None else patient_of_row(row)


def patient_id_by_identifier(connection: Connection, identifier: str) -> str | None:
    """Return the id of the patient with exactly this identifier, archived or not; None if there is none."""
    return connection.scalar(select(patients.c.id).where(patients.c.identifier == identifier))


def patients_by_identifier(connection: Connection, identifiers: Iterable[str]) -> dict[str, Patient]:
    """Return the patients who have exactly these identifiers, by them; not those that have been put away."""
    wanted = sorted(set(identifiers))
    found: dict[str, Patient] = {}
    for first in range(0, len(wanted), _AT_A_TIME):
        named = patients.c.identifier.in_(wanted[first : first + _AT_A_TIME])
        rows = connection.execute(select(patients).where(named, patients.c.archived_at.is_(None))).mappings()
        found |= {row["identifier"]: patient_of_row(row) for row in rows}
    return found


def all_patient_ids(connection: Connection) -> list[str]:
    """Return the ids of all patients, archived ones too."""
    return list(connection.scalars(select(patients.c.id)))


def ids_there(connection: Connection, table: Table, ids: Sequence[str]) -> set[str]:
    """Return which of these ids a table has."""
    return set(connection.scalars(select(table.c.id).where(table.c.id.in_(ids))))


def find_patients(connection: Connection, text: str, limit: int, *, archived: bool) -> tuple[ListedPatient, ...]:
    """Return the patients in whose identifier or names every word of a text occurs; see `search.find_rows`."""
    return tuple(_listed(row) for row in search.find_rows(connection, text, limit, archived=archived))


def add_lesion(connection: Connection, lesion: Lesion) -> None:
    """Add a lesion; its patient has to be there."""
    values = {"id": lesion.id, "patient_id": lesion.patient_id, **_lesion_values(lesion.details), **vars(lesion.stamp)}
    connection.execute(insert(lesions).values(archived_at=lesion.archived_at, **values))
    overview.refresh(connection, lesion.patient_id)


def change_lesion(connection: Connection, lesion_id: str, details: LesionDetails, changed: dict[str, Any]) -> None:
    """Replace a lesion's details. `changed` says by whom and when."""
    connection.execute(update(lesions).where(lesions.c.id == lesion_id).values(**_lesion_values(details), **changed))
    overview.refresh_of(connection, lesions, lesion_id)


def lesion_by_id(connection: Connection, lesion_id: str) -> Lesion:
    """Return a lesion, archived or not.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    row = connection.execute(select(lesions).where(lesions.c.id == lesion_id)).mappings().first()
    if row is None:
        raise NotFoundError("There is no such lesion in the vault (any more).")
    return lesion_of_row(row)


def lesions_of(connection: Connection, patient_id: str) -> tuple[Lesion, ...]:
    """Return a patient's lesions in the order in which they were created, archived ones too."""
    statement = select(lesions).where(lesions.c.patient_id == patient_id).order_by(lesions.c.created_at, lesions.c.id)
    return tuple(lesion_of_row(row) for row in connection.execute(statement).mappings().all())


def set_archived(
    connection: Connection, table: Table, row_id: str, at: datetime | None, changed: dict[str, Any]
) -> None:
    """Put a patient, lesion or examination away, or (None) take it out again.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    if not connection.execute(update(table).where(table.c.id == row_id).values(archived_at=at, **changed)).rowcount:
        raise NotFoundError("There is no such thing in the vault (any more).")
    if table is not patients:
        overview.refresh_of(connection, table, row_id)


def delete_patient(connection: Connection, patient_id: str, lesion_ids: Iterable[str]) -> None:
    """Delete a patient and their lesions, whose examinations have to be gone."""
    connection.execute(delete(lesions).where(lesions.c.id.in_(list(lesion_ids))))
    connection.execute(delete(patients).where(patients.c.id == patient_id))


def stamp_of(row: RowMapping) -> Stamp:
    """Read who recorded a row and when."""
    return Stamp(row["created_at"], row["created_by"], row["changed_at"], row["changed_by"])


def _patient_values(details: PatientDetails) -> dict[str, Any]:
    identifier, given_names, family_name = details.identifier, details.given_names, details.family_name
    return {
        **vars(details),
        "identifier_key": search.folded(identifier),
        "name_key": search.name_key(family_name, given_names),
        "search_words": search.search_words(identifier, given_names, family_name),
    }


def patient_of_row(row: RowMapping) -> Patient:
    """Return the patient that a row of its table is."""
    return Patient(row["id"], _details(row), stamp_of(row), row["archived_at"])


def _listed(row: RowMapping) -> ListedPatient:
    overview_of = row["lesion_count"], row["seen_at"], row["due_on"]
    return ListedPatient(row["id"], _details(row), stamp_of(row), row["archived_at"], *overview_of)


def _details(row: RowMapping) -> PatientDetails:
    return PatientDetails(
        identifier=row["identifier"],
        family_name=row["family_name"],
        given_names=row["given_names"],
        birth_date=row["birth_date"],
        sex=row["sex"],
        skin_type=row["skin_type"],
        notes=row["notes"],
    )


def _lesion_values(details: LesionDetails) -> dict[str, Any]:
    site, pin = details.site, details.pin
    return {
        "name": details.name,
        "site_scheme": site and site.scheme,
        "site_code": site and site.code,
        "laterality": details.laterality,
        "pin_view": pin and pin.view,
        "pin_x": pin and pin.x,
        "pin_y": pin and pin.y,
        "status": details.status,
        "notes": details.notes,
        "due_on": details.due_on,
    }


def lesion_of_row(row: RowMapping) -> Lesion:
    """Return the lesion that a row of its table is."""
    details = LesionDetails(
        name=row["name"],
        site=None if row["site_code"] is None else body_site(row["site_scheme"], row["site_code"]),
        laterality=row["laterality"],
        pin=None if row["pin_view"] is None else Pin(row["pin_view"], row["pin_x"], row["pin_y"]),
        status=row["status"],
        notes=row["notes"],
        due_on=row["due_on"],
    )
    return Lesion(row["id"], row["patient_id"], details, stamp_of(row), row["archived_at"])
