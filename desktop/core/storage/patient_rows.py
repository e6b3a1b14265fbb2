"""Patients and lesions in the database."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from desktop.core.domain.body_sites import body_site
from desktop.core.domain.history import (
    Lesion,
    LesionDetails,
    Patient,
    PatientDetails,
    Pin,
    Stamp,
)
from desktop.core.storage.errors import ConflictError, NotFoundError
from desktop.core.storage.tables import lesions, patients

_TAKEN = "Another patient has this identifier. Open that patient, or correct the identifier."


def add_patient(connection: Connection, patient: Patient) -> None:
    """Add a patient.

    Raises
    ------
    ConflictError
        If another has the same identifier.
    """
    values = {"id": patient.id, **_patient_values(patient.details), **vars(patient.stamp)}
    try:
        connection.execute(insert(patients).values(**values))
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
    return _patient(row)


def find_patients(connection: Connection, text: str, limit: int, *, archived: bool) -> tuple[Patient, ...]:
    """Return the patients in whose identifier or names every word of a text occurs, by name.

    Parameters
    ----------
    connection : Connection
    text : str
        Case does not matter; empty finds all.
    limit : int
        At most so many.
    archived : bool
        Those that have been put away instead of the others.
    """
    statement = select(patients).order_by(patients.c.family_name, patients.c.given_names, patients.c.identifier)
    statement = statement.where(patients.c.archived_at.is_not(None) if archived else patients.c.archived_at.is_(None))
    for word in text.casefold().split():
        statement = statement.where(patients.c.search_text.contains(word, autoescape=True))
    return tuple(_patient(row) for row in connection.execute(statement.limit(limit)).mappings())


def add_lesion(connection: Connection, lesion: Lesion) -> None:
    """Add a lesion; its patient has to be there."""
    values = {"id": lesion.id, "patient_id": lesion.patient_id, **_lesion_values(lesion.details), **vars(lesion.stamp)}
    connection.execute(insert(lesions).values(**values))


def change_lesion(connection: Connection, lesion_id: str, details: LesionDetails, changed: dict[str, Any]) -> None:
    """Replace a lesion's details. `changed` says by whom and when."""
    connection.execute(update(lesions).where(lesions.c.id == lesion_id).values(**_lesion_values(details), **changed))


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
    return _lesion(row)


def lesions_of(connection: Connection, patient_id: str) -> tuple[Lesion, ...]:
    """Return a patient's lesions in the order in which they were created, archived ones too."""
    statement = select(lesions).where(lesions.c.patient_id == patient_id).order_by(lesions.c.created_at, lesions.c.id)
    return tuple(_lesion(row) for row in connection.execute(statement).mappings())


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


def delete_patient(connection: Connection, patient_id: str, lesion_ids: Iterable[str]) -> None:
    """Delete a patient and their lesions, whose examinations have to be gone."""
    connection.execute(delete(lesions).where(lesions.c.id.in_(list(lesion_ids))))
    connection.execute(delete(patients).where(patients.c.id == patient_id))


def stamp_of(row: RowMapping) -> Stamp:
    """Read who recorded a row and when."""
    return Stamp(row["created_at"], row["created_by"], row["changed_at"], row["changed_by"])


def _patient_values(details: PatientDetails) -> dict[str, Any]:
    words = (details.identifier, details.given_names, details.family_name)
    return {**vars(details), "search_text": " ".join(words).casefold()}


def _patient(row: RowMapping) -> Patient:
    details = PatientDetails(
        identifier=row["identifier"],
        family_name=row["family_name"],
        given_names=row["given_names"],
        birth_date=row["birth_date"],
        sex=row["sex"],
        skin_type=row["skin_type"],
        notes=row["notes"],
    )
    return Patient(row["id"], details, stamp_of(row), row["archived_at"])


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
    }


def _lesion(row: RowMapping) -> Lesion:
    details = LesionDetails(
        name=row["name"],
        site=None if row["site_code"] is None else body_site(row["site_scheme"], row["site_code"]),
        laterality=row["laterality"],
        pin=None if row["pin_view"] is None else Pin(row["pin_view"], row["pin_x"], row["pin_y"]),
        status=row["status"],
        notes=row["notes"],
    )
    return Lesion(row["id"], row["patient_id"], details, stamp_of(row), row["archived_at"])
