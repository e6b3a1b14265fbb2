"""Making the files of a new vault, and clearing them away if they cannot all be made."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.domain.accounts import Account, Action, Subject
from desktop.core.storage import account_rows, audit
from desktop.core.storage.database import DATABASE_NAME, Database
from desktop.core.storage.header import COPY_NAME, HEADER_NAME, AccountSlot, Header, seal_for_recovery
from desktop.core.storage.instance import LOCK_NAME
from desktop.core.storage.passphrase_cost import PassphraseCost

# There from unlocking to locking. Found at unlocking, it tells of a crash, after which the images are swept.
UNSWEPT_NAME = "unswept"


def new_vault(
    folder: Path,
    vault_id: str,
    account: Account,
    passphrase: tuple[str, PassphraseCost],
    data_key: bytearray,
    recovery_key: bytearray,
) -> Header:
    """Make the database with its first account, and last the header: a folder with a header is a whole vault.

    Parameters
    ----------
    folder : Path
        Empty but for the lock.
    vault_id : str
    account : Account
        The first, an administrator's.
    passphrase : (str, PassphraseCost)
        Its passphrase and what a guess of it shall cost.
    data_key, recovery_key : bytearray

    Raises
    ------
    OSError, sqlalchemy.exc.DBAPIError
        If the drive refuses.
    """
    slot = AccountSlot.new(vault_id, account.id, account.name, passphrase[0], data_key, passphrase[1])
    recovery = seal_for_recovery(vault_id, recovery_key, data_key)
    header = Header(vault_id, datetime.now(UTC).isoformat(), (slot,), recovery)
    database = Database(folder, vault_id, data_key, create=True)
    try:
        with database.transaction() as connection:
            account_rows.add_account(connection, account)
            audit.record(connection, account.id, Action.VAULT_CREATED, Subject.VAULT, vault_id)
    finally:
        database.close()
    header.save(folder)
    return header


def remove_unfinished_vault(folder: Path) -> None:
    """Remove what a creation that failed has left in a folder that was empty, so that it can be tried again."""
    for name in (HEADER_NAME, COPY_NAME, DATABASE_NAME, f"{DATABASE_NAME}-journal", UNSWEPT_NAME, LOCK_NAME):
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)
