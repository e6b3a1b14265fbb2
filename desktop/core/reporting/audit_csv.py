"""The audit trail as a table for other programs."""

import csv
import json
from collections.abc import Iterable
from typing import IO

from desktop.core.domain.accounts import Account, AuditEvent
from desktop.core.reporting.cells import harmless


def write_audit_csv(stream: IO[str], events: Iterable[AuditEvent], accounts: Iterable[Account]) -> None:
    """Write one row for each event, in the order given, with the hashes that bind them.

    Parameters
    ----------
    stream : text stream
    events : iterable of AuditEvent
    accounts : iterable of Account
        All of the vault's, for their names.
    """
    names = {account.id: account.name for account in accounts}
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(
        ["number", "at", "account_id", "account", "action", "subject", "subject_id", "details", "previous_hash", "hash"]
    )
    for event in events:
        name = "recovery key" if event.account_id is None else names[event.account_id]
        rows.writerow(
            [
                *(event.number, event.at.isoformat(), event.account_id or "", harmless(name), event.action.value),
                *(event.subject.value, event.subject_id, json.dumps(dict(event.details), sort_keys=True)),
                *(event.previous_hash, event.hash),
            ]
        )
