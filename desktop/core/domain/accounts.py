"""Who uses the vault, and the trail they leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What an account may do. An administrator may do all; a clinician all but accounts, erasing and restoring."""

    ADMINISTRATOR = "administrator"
    CLINICIAN = "clinician"


@dataclass(frozen=True)
class Account:
    """Somebody who may unlock the vault.

    Attributes
    ----------
    id : str
        32 hexadecimal digits.
    name : str
        What is typed to unlock; upper and lower case are the same.
    role : Role
    archived_at : datetime or None
        Since when the account can unlock nothing any more. It stays in the vault as the author of what it did.
    """

    id: str
    name: str
    role: Role
    archived_at: datetime | None


class Action(StrEnum):
    """What an audit event tells of. The values are part of the vault's format."""

    VAULT_CREATED = "vault_created"
    UNLOCKED = "unlocked"
    LOCKED = "locked"
    CREATED = "created"
    CHANGED = "changed"
    READ = "read"
    FILED = "filed"
    ARCHIVED = "archived"
    RESTORED = "restored"
    ERASED = "erased"
    EXPORTED = "exported"
    IMPORTED = "imported"
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 - the name of an event
    BACKED_UP = "backed_up"
    RECOVERY_KEY_RENEWED = "recovery_key_renewed"


class Subject(StrEnum):
    """What an audit event is about. The values are part of the vault's format."""

    VAULT = "vault"
    ACCOUNT = "account"
    PATIENT = "patient"
    LESION = "lesion"
    EXAMINATION = "examination"
    PREDICTION = "prediction"
    CONCLUSION = "conclusion"


@dataclass(frozen=True)
class AuditEvent:
    """One line of the audit trail. It names things by their id and holds no personal data of a patient.

    Attributes
    ----------
    number : int
        1 for the vault's first event; without gaps.
    at : datetime
        With time zone (UTC).
    account_id : str or None
        Who; None if the vault was unlocked with its recovery key.
    action : Action
    subject : Subject
    subject_id : str
    details : mapping of str to str
        What else there is to say: which fields changed, how many examinations were erased.
    previous_hash : str
        The hash of the event before; 64 zeros for the first.
    hash : str
        SHA-256 over all of the above, 64 hexadecimal digits.
    """

    number: int
    at: datetime
    account_id: str | None
    action: Action
    subject: Subject
    subject_id: str
    details: Mapping[str, str]
    previous_hash: str
    hash: str
