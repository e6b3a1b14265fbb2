"""The vault: a folder that holds a clinic's history, encrypted, and opens for those who have an account."""

import contextlib
import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from desktop.core.domain.accounts import Account, Action, Role, Subject
from desktop.core.errors import VaultError
from desktop.core.storage import account_rows
from desktop.core.storage.attempts import WrongAttempts
from desktop.core.storage.creation import UNSWEPT_NAME, new_vault, remove_unfinished_vault
from desktop.core.storage.database import Database
from desktop.core.storage.durable import UNFINISHED_SUFFIX, sync_folder, write_durably
from desktop.core.storage.errors import ConflictError, VaultLockedError, WrongPassphraseError, told
from desktop.core.storage.header import (
    COPY_NAME,
    HEADER_NAME,
    AccountSlot,
    Header,
    damaged_headers,
    seal_for_recovery,
)
from desktop.core.storage.history import History
from desktop.core.storage.images import ImageStore
from desktop.core.storage.instance import InstanceLock, refuse_network_share
from desktop.core.storage.keys import PassphraseCost, Stretching, new_key, wipe
from desktop.core.storage.passphrases import require_strong
from desktop.core.storage.recovery_key import new_recovery_key, parsed, printed

_RECOVERY, _NOBODY = "recovery", "nobody"
_WRONG = "The account or the passphrase is not right."
_STANDARD_COST = PassphraseCost()


class Vault:
    """A vault that this program holds, locked or unlocked. Made by `create` or `open`; used by one thread at a time.

    Attributes
    ----------
    folder : Path
    history : History or None
        None while the vault is locked.
    """

    def __init__(
        self, folder: Path, header: Header, lock: InstanceLock, cost: PassphraseCost, clock: Callable[[], float]
    ) -> None:
        self.folder = folder
        self.history: History | None = None
        self._header = header
        self._lock = lock
        self._cost = cost
        self._attempts = WrongAttempts(folder, clock)
        self._data_key: bytearray | None = None

    @classmethod
    def create(
        cls,
        folder: Path,
        name: str,
        passphrase: str,
        *,
        cost: PassphraseCost = _STANDARD_COST,
        clock: Callable[[], float] = time.time,
    ) -> tuple["Vault", str]:
        """Make a vault with one account, an administrator's, and unlock it.

        Parameters
        ----------
        folder : Path
            Does not exist, or is empty.
        name : str
            Of the administrator's account.
        passphrase : str
        cost : PassphraseCost, optional
            How dear a guess of a new passphrase is.
        clock : callable, optional
            Seconds since 1970.

        Returns
        -------
        Vault
            Unlocked.
        str
            The recovery key, to be printed. It is kept nowhere.

        Raises
        ------
        WeakPassphraseError, NetworkShareError, ConflictError, VaultError
            If the passphrase could be guessed, the folder is on a network share or not empty, or the drive refuses.
        """
        _require_name(name)
        require_strong(passphrase, name)
        refuse_network_share(folder)
        account = Account(uuid.uuid4().hex, name.strip(), Role.ADMINISTRATOR, None)
        vault_id, data_key, recovery_key = secrets.token_hex(16), new_key(), new_recovery_key()
        with told("the vault was not created"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise ConflictError("This folder is not empty. Choose a new or an empty one for the vault.")
            sync_folder(folder.parent)
            lock = InstanceLock(folder)
            try:
                header = new_vault(folder, vault_id, account, (passphrase, cost), data_key, recovery_key)
                vault = cls(folder, header, lock, cost, clock)
                vault._unlocked(data_key, account.id)
            except BaseException:
                wipe(data_key)
                lock.release()
                remove_unfinished_vault(folder)
                raise
        shown = printed(recovery_key)
        wipe(recovery_key)
        return vault, shown

    @classmethod
    def open(
        cls, folder: Path, *, cost: PassphraseCost = _STANDARD_COST, clock: Callable[[], float] = time.time
    ) -> "Vault":
        """Take hold of a vault; it is still locked.

        Parameters
        ----------
        folder : Path
        cost : PassphraseCost, optional
            How dear a guess of a new passphrase is; those that there are keep the cost that they were made with.
        clock : callable, optional
            Seconds since 1970.

        Raises
        ------
        VaultInUseError
            If another program holds it.
        NetworkShareError, NewerVaultError, VaultDamagedError, VaultError
            If it is on a network share, of a newer Lentigo, damaged, or there is none, or the drive refuses.
        """
        refuse_network_share(folder)
        with told("the vault was not opened"):
            if not ((folder / HEADER_NAME).is_file() or (folder / COPY_NAME).is_file()):
                raise VaultError("There is no vault in this folder. Choose the folder that holds the file vault.json.")
            lock = InstanceLock(folder)
            try:
                return cls(folder, Header.load(folder), lock, cost, clock)
            except BaseException:
                lock.release()
                raise

    def unlock(self, name: str, passphrase: str) -> History:
        """Unlock the vault for an account. Whoever was there before is gone.

        Raises
        ------
        WrongPassphraseError
            If there is no such account or it has another passphrase; which, is not told.
        TooManyAttemptsError
            If it comes too soon after several wrong attempts, also those before a restart.
        VaultDamagedError, NewerVaultError, VaultError
            If the database is damaged or of a newer Lentigo, or the drive refuses.
        """
        self.lock()
        slot = self._header.slot_named(name)
        with told("the vault was not unlocked"):
            data_key = self._data_key_of(slot, passphrase)
            return self._unlocked(data_key, None if slot is None else slot.account_id)

    def unlock_with_recovery_key(self, typed: str) -> History:
        """Unlock the vault with what the recovery key's print says, as an administrator without an account.

        Raises
        ------
        WrongPassphraseError
            If it has a typing error, which is told, or is not this vault's.
        TooManyAttemptsError, VaultDamagedError, NewerVaultError, VaultError
            See `unlock`.
        """
        self.lock()
        recovery_key = parsed(typed)
        with told("the vault was not unlocked"):
            self._attempts.begin(_RECOVERY)
            try:
                data_key = self._header.data_key_by_recovery(recovery_key)
            finally:
                wipe(recovery_key)
            self._attempts.forget(_RECOVERY)
            return self._unlocked(data_key, None)

    def lock(self) -> None:
        """Close the database and wipe the keys, as far as Python allows. To lock twice does nothing."""
        history, data_key = self.history, self._data_key
        self.history = self._data_key = None
        if data_key is not None:
            wipe(data_key)
        if history is not None:
            history.close(self._header.vault_id)
            if not history.sweep_due:
                with contextlib.suppress(OSError):
                    (self.folder / UNSWEPT_NAME).unlink(missing_ok=True)

    def close(self) -> None:
        """Lock the vault and let other programs have it."""
        try:
            self.lock()
        finally:
            with contextlib.suppress(OSError):
                self._lock.release()

    # --- accounts

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
        _require_name(name)
        require_strong(passphrase, name)
        account = Account(uuid.uuid4().hex, name.strip(), role, None)
        slot = AccountSlot.new(self._header.vault_id, account.id, name, passphrase, data_key, self._cost)
        with history.transaction("the account was not made") as connection:
            account_rows.add_account(connection, account)
            history.record(connection, Action.CREATED, Subject.ACCOUNT, account.id, {"role": role.value})
            self._save(self._header.with_slot(slot))
        return account

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the passphrase of the account that unlocked the vault. The data stay as they are.

        Raises
        ------
        WrongPassphraseError, TooManyAttemptsError
            If the old passphrase is not right; see `unlock`.
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
            wipe(self._data_key_of(self._header.slot_named(account.name), old))
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

        Whoever has a copy of the vault's header from before, and the passphrase, still has the data key.

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
            self._save(self._header.without_slot(account_id))

    def renew_recovery_key(self) -> str:
        """Make a new recovery key, to be printed; the old one opens nothing any more.

        Raises
        ------
        NotAllowedError
            Unless an administrator does it.
        """
        history, data_key = self._administered()
        recovery_key = new_recovery_key()
        sealed = seal_for_recovery(self._header.vault_id, recovery_key, data_key)
        with history.transaction("the recovery key was not renewed") as connection:
            history.record(connection, Action.RECOVERY_KEY_RENEWED, Subject.VAULT, self._header.vault_id)
            self._save(replace(self._header, recovery=sealed))
        shown = printed(recovery_key)
        wipe(recovery_key)
        return shown

    def _data_key_of(self, slot: AccountSlot | None, passphrase: str) -> bytearray:
        """Unseal the data key; count a wrong attempt and make it take as long for a name that nobody has."""
        who = slot.account_id if slot else _NOBODY
        self._attempts.begin(who)
        if slot is None:
            Stretching.new(self._cost).key(passphrase)
            raise WrongPassphraseError(_WRONG)
        data_key = slot.data_key(self._header.vault_id, passphrase)
        self._attempts.forget(who)
        return data_key

    def _unlocked(self, data_key: bytearray, account_id: str | None) -> History:
        """Open database and image store and, after a crash, sweep."""
        vault_id, unswept = self._header.vault_id, self.folder / UNSWEPT_NAME
        try:
            for unfinished in self.folder.glob(f"*{UNFINISHED_SUFFIX}"):
                unfinished.unlink(missing_ok=True)
            repaired = damaged_headers(self.folder)
            if repaired:
                self._header.save(self.folder)
            database = Database(self.folder, vault_id, data_key)
            history = History(self.folder, database, ImageStore(self.folder, vault_id, data_key), None)
            try:
                with history.transaction("the vault was not unlocked") as connection:
                    if account_id is not None:
                        history.account = _active(connection, account_id)
                    details = {"repaired": ", ".join(repaired)} if repaired else {}
                    history.record(connection, Action.UNLOCKED, Subject.VAULT, vault_id, details)
                if unswept.exists():
                    history.sweep()
                else:
                    write_durably(unswept, b"")
            except BaseException:
                history.close(vault_id)
                raise
        except BaseException:
            wipe(data_key)
            raise
        self.history, self._data_key = history, data_key
        return history

    def _unlocked_now(self) -> tuple[History, bytearray]:
        if self.history is None or self._data_key is None:
            raise VaultLockedError("The vault is locked. Unlock it, then try again.")
        return self.history, self._data_key

    def _administered(self) -> tuple[History, bytearray]:
        history, data_key = self._unlocked_now()
        history.require_administrator()
        return history, data_key

    def _rewrap(self, history: History, data_key: bytearray, account: Account, passphrase: str) -> None:
        slot = AccountSlot.new(self._header.vault_id, account.id, account.name, passphrase, data_key, self._cost)
        with history.transaction("the passphrase was not changed") as connection:
            history.record(connection, Action.PASSPHRASE_CHANGED, Subject.ACCOUNT, account.id)
            self._save(self._header.with_slot(slot))

    def _save(self, header: Header) -> None:
        """Write the header, as the last thing in a transaction of the database that tells of it."""
        header.save(self.folder)
        self._header = header


def _active(connection: Connection, account_id: str) -> Account:
    """Return an account that may unlock the vault; a slot may have been left or put back by somebody."""
    account = next((found for found in account_rows.all_accounts(connection) if found.id == account_id), None)
    if account is None or account.archived_at is not None:
        raise WrongPassphraseError(_WRONG)
    return account


def _require_name(name: str) -> None:
    if not name.strip():
        raise VaultError("Give the account a name.")
