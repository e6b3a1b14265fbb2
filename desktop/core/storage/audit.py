"""The audit trail: only ever added to, each event bound to the one before by its hash."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from desktop.core.domain.accounts import Action, AuditEvent, Subject
from desktop.core.storage.tables import audit_events

_FIRST = "0" * 64
_AT_A_TIME = 1000


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


def events(connection: Connection) -> Iterator[AuditEvent]:
    """Yield all events, oldest first; the connection may be used in between."""
    last = 0
    while True:
        page = select(audit_events).where(audit_events.c.number > last).order_by(audit_events.c.number)
        rows = connection.execute(page.limit(_AT_A_TIME)).mappings().all()
        yield from (AuditEvent(**row) for row in rows)
        if not rows:
            return
        last = rows[-1]["number"]


def first_broken(connection: Connection) -> int | None:
    """Return the number of the first event that is missing or is not what was recorded; None if all are.

    That the newest events have been cut off cannot be seen from the chain; the database's page codes are against that.
    """
    expected, previous = 1, _FIRST
    for event in events(connection):
        if event.number != expected or event.previous_hash != previous or _hash(event) != event.hash:
            return expected
        expected, previous = expected + 1, event.hash
    return None


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
