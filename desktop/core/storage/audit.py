"""The audit trail: only ever added to, each event bound to the one before by its hash."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, CompoundSelect, Connection, false, insert, or_, select, union_all

from desktop.core.domain.accounts import Action, AuditEvent, Subject
from desktop.core.steps import Steps
from desktop.core.storage.tables import audit_events, conclusions, examinations, lesions, predictions

_FIRST = "0" * 64
_AT_A_TIME = 1000


@dataclass(frozen=True)
class AuditFilter:
    """Which events are wanted: those that fulfil everything that is not None.

    Attributes
    ----------
    since, until : datetime or None
        With time zone; from, and before.
    account_ids : collection of (str or None), or None
        In whose name; None among them is the recovery key.
    actions : collection of Action, or None
    subjects : collection of Subject, or None
    patient_id : str or None
        About the patient, their lesions, examinations, predictions and conclusions. Of an erased patient only the
        patient's own events can still be told.
    """

    since: datetime | None = None
    until: datetime | None = None
    account_ids: Collection[str | None] | None = None
    actions: Collection[Action] | None = None
    subjects: Collection[Subject] | None = None
    patient_id: str | None = None


ALL_EVENTS = AuditFilter()


def record(
    connection: Connection,
    account_id: str | None,
    action: Action,
    subject: Subject,
    subject_id: str,
    details: Mapping[str, str] | None = None,
) -> None:
    """Add an event, in the same transaction as what it tells of.

    Parameters
    ----------
    connection : Connection
    account_id : str or None
        Who; None for the recovery key.
    action : Action
    subject : Subject
    subject_id : str
    details : mapping of str to str, optional
        Never a patient's data: these lines outlive an erased patient.
    """
    last = connection.execute(
        select(audit_events.c.number, audit_events.c.hash).order_by(audit_events.c.number.desc()).limit(1)
    ).first()
    event = AuditEvent(
        number=last.number + 1 if last else 1,
        at=datetime.now(UTC),
        account_id=account_id,
        action=action,
        subject=subject,
        subject_id=subject_id,
        details=dict(details or {}),
        previous_hash=last.hash if last else _FIRST,
        hash="",
    )
    connection.execute(insert(audit_events).values(**vars(replace(event, hash=_hash(event)))))


def events(connection: Connection, wanted: AuditFilter = ALL_EVENTS) -> Iterator[AuditEvent]:
    """Yield the events that are wanted, oldest first; the connection may be used in between."""
    last, conditions = 0, list(_conditions(wanted))
    while page := _page(connection, last, conditions):
        yield from page
        last = page[-1].number


def first_broken_steps(transaction: Callable[[], AbstractContextManager[Connection]]) -> Steps[int | None]:
    """Return the number of the first event that is missing or is not what was recorded; None if all are.

    That the newest events have been cut off cannot be seen from the chain; the database's page codes are against that.

    Parameters
    ----------
    transaction : callable
        Begins one for each step.
    """
    last, previous = 0, _FIRST
    while True:
        with transaction() as connection:
            page = _page(connection, last)
        if not page:
            return None
        for event in page:
            if event.number != last + 1 or event.previous_hash != previous or _hash(event) != event.hash:
                return last + 1
            last, previous = event.number, event.hash
        yield 0, 0


def _page(connection: Connection, after: int, conditions: Sequence[ColumnElement[bool]] = ()) -> list[AuditEvent]:
    wanted = select(audit_events).where(audit_events.c.number > after, *conditions).order_by(audit_events.c.number)
    return [AuditEvent(**row) for row in connection.execute(wanted.limit(_AT_A_TIME)).mappings().all()]


def _conditions(wanted: AuditFilter) -> Iterator[ColumnElement[bool]]:
    columns = audit_events.c
    if wanted.since is not None:
        yield columns.at >= wanted.since
    if wanted.until is not None:
        yield columns.at < wanted.until
    if wanted.account_ids is not None:
        named = [account_id for account_id in wanted.account_ids if account_id is not None]
        by_recovery_key = columns.account_id.is_(None) if None in wanted.account_ids else false()
        yield or_(columns.account_id.in_(named), by_recovery_key)
    if wanted.actions is not None:
        yield columns.action.in_(wanted.actions)
    if wanted.subjects is not None:
        yield columns.subject.in_(wanted.subjects)
    if wanted.patient_id is not None:
        yield or_(columns.subject_id == wanted.patient_id, columns.subject_id.in_(_ids_of_patient(wanted.patient_id)))


def _ids_of_patient(patient_id: str) -> CompoundSelect[tuple[str]]:
    """Select the ids of all that is kept of a patient who has not been erased."""
    of_lesions = select(lesions.c.id).where(lesions.c.patient_id == patient_id)
    of_examinations = select(examinations.c.id).where(examinations.c.lesion_id.in_(of_lesions))
    made_of_them = (
        select(table.c.id).where(table.c.examination_id.in_(of_examinations)) for table in (predictions, conclusions)
    )
    return union_all(of_lesions, of_examinations, *made_of_them)


def _hash(event: AuditEvent) -> str:
    content = [
        event.number,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.account_id,
        event.action.value,
        event.subject.value,
        event.subject_id,
        dict(event.details),
        event.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
