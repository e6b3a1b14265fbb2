"""Accounts of an unlocked vault: who may have the data key."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.domain.accounts import Account, Action, Role, Subject
from desktop.core.errors import VaultError
from desktop.core.storage import account_rows
from desktop.core.storage.errors import ConflictError, VaultLockedError
from desktop.core.storage.header import AccountSlot, Header, seal_for_recovery
from desktop.core.storage.history import History
from desktop.core.storage.keys import wipe
from desktop.core.storage.passphrases import require_strong
from desktop.core.storage.recovery_key import new_recovery_key, printed
from desktop.core.storage.telling import told
from desktop.core.storage.unlocking import Unlocking


class VaultAccounts:
    """What `Vault` stands on: the header's slots and the accounts in the database, kept in step.

    The data key is only ever wrapped anew; the data stay as they are.

    Attributes
    ----------
    folder : Path
    history : History or None
        None while the vault is locked.
    """

    def __init__(self, folder: Path, unlocking: Unlocking) -> None:
        self.folder = folder
        self.history: History | None = None
        self._unlocking = unlocking
        self._data_key: bytearray | None = None

    @property
    def id(self) -> str:
        """The vault's own random name, 32 hexadecimal digits. A copy of the folder has the same."""
        return self._unlocking.header.vault_id

    def create_account(self, name: str, role: Role, passphrase: str) -> Account:
        """Add an account.

        Raises
        ------
        NotAllowedError
            Unless an administrator does it.
        WeakPassphraseError, ConflictError
            If the passphrase could be guessed, or there is, or was, an account of this name.
        """
        history, data_key = self._administered()
        require_name(name)
        require_strong(passphrase, name)
        account = Account(uuid.uuid4().hex, name.strip(), role, None)
        slot = AccountSlot.new(self.id, account.id, name, passphrase, data_key, self._unlocking.cost)
        with history.transaction("the account was not made") as connection:
            account_rows.add_account(connection, account)
            history.record(connection, Action.CREATED, Subject.ACCOUNT, account.id, {"role": role.value})
            # Before the commit: a slot without an account opens nothing, an account without a slot would be in the way.
            self._save(self._unlocking.header.with_slot(slot))
        return account

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the passphrase of the account that unlocked the vault.

        Raises
        ------
        WrongPassphraseError, TooManyAttemptsError
            If the old passphrase is not right; see `Vault.unlock`.
        WeakPassphraseError
            If the new one could be guessed.
        ConflictError
            If the vault was unlocked with the recovery key.
        """
        history, data_key = self._unlocked_now()
        account = history.account
        if account is None:
            raise ConflictError("The recovery key has no passphrase. Give an account a new one instead.")
        require_strong(new, account.name)
        with told("the passphrase was not changed"):
            wipe(self._unlocking.by_passphrase(account.name, old).data_key)
        self._rewrap(history, data_key, account, new)

    def reset_passphrase(self, account_id: str, new: str) -> None:
        """Give an account that is not archived a new passphrase, when its own has been forgotten.

        Raises
        ------
        NotAllowedError
            Unless an administrator does it.
        NotFoundError, ConflictError, WeakPassphraseError
            If there is no such account, it is archived, or the passphrase could be guessed.
        """
        history, data_key = self._administered()
        with history.transaction("the passphrase was not changed") as connection:
            account = account_rows.account_by_id(connection, account_id)
        if account.archived_at is not None:
            raise ConflictError("This account has been archived. Make a new one.")
        require_strong(new, account.name)
        self._rewrap(history, data_key, account, new)

    def archive_account(self, account_id: str) -> None:
        """Take an account's key away. What it did stays in its name.

        Whoever has a copy of the vault's header from before, as in a backup, and the passphrase still has the data key.

        Raises
        ------
        NotAllowedError
            Unless an administrator does it.
        NotFoundError, ConflictError
            If there is no such account, or it is the last administrator's.
        """
        history, _ = self._administered()
        with history.transaction("the account was not archived") as connection:
            account_rows.account_by_id(connection, account_id)
            account_rows.archive_account(connection, account_id, datetime.now(UTC))
            history.record(connection, Action.ARCHIVED, Subject.ACCOUNT, account_id)
        # From here on the vault refuses the account.
        with told("the account's key was not removed"):
            self._save(self._unlocking.header.without_slot(account_id))

    def renew_recovery_key(self) -> str:
        """Make a new recovery key, to be printed; the old one opens nothing any more.

        Raises
        ------
        NotAllowedError
            Unless an administrator does it.
        """
        history, data_key = self._administered()
        recovery_key = new_recovery_key()
        try:
            sealed = seal_for_recovery(self.id, recovery_key, data_key)
            with history.transaction("the recovery key was not renewed") as connection:
                history.record(connection, Action.RECOVERY_KEY_RENEWED, Subject.VAULT, self.id)
            with told("the recovery key was not renewed"):
                self._save(replace(self._unlocking.header, recovery=sealed))
            return printed(recovery_key)
        finally:
            wipe(recovery_key)

    def _unlocked_now(self) -> tuple[History, bytearray]:
        if self.history is None or self._data_key is None:
            raise VaultLockedError("The vault is locked. Unlock it, then try again.")
        return self.history, self._data_key

    def _administered(self) -> tuple[History, bytearray]:
        history, data_key = self._unlocked_now()
        history.require_administrator()
        return history, data_key

    def _rewrap(self, history: History, data_key: bytearray, account: Account, passphrase: str) -> None:
        slot = AccountSlot.new(self.id, account.id, account.name, passphrase, data_key, self._unlocking.cost)
        with history.transaction("the passphrase was not changed") as connection:
            history.record(connection, Action.PASSPHRASE_CHANGED, Subject.ACCOUNT, account.id)
        # After the commit: no kill in between can change a passphrase without a trace.
        with told("the passphrase was not changed"):
            self._save(self._unlocking.header.with_slot(slot))

    def _save(self, header: Header) -> None:
        header.save(self.folder)
        self._unlocking.header = header


def require_name(name: str) -> None:
    """Refuse an account without a name.

    Raises
    ------
    VaultError
        If it is blank.
    """
    if not name.strip():
        raise VaultError("Give the account a name.")
