"""The vault: a folder that holds a clinic's history, encrypted, and opens for those who have an account."""

import contextlib
import secrets
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from weakref import WeakSet

from desktop.core.domain.accounts import Account, Action, Role, Subject
from desktop.core.errors import VaultError
from desktop.core.storage import account_rows
from desktop.core.storage.backup import Backup
from desktop.core.storage.creation import UNSWEPT_NAME, new_vault, remove_unfinished_vault
from desktop.core.storage.database import Database
from desktop.core.storage.durable import UNFINISHED_SUFFIX, sync_folder, write_durably
from desktop.core.storage.errors import ConflictError
from desktop.core.storage.header import Header, damaged_headers, is_vault
from desktop.core.storage.history import History
from desktop.core.storage.images import ImageStore
from desktop.core.storage.instance import InstanceLock, refuse_network_share
from desktop.core.storage.keys import new_key, wipe
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.core.storage.passphrases import require_strong
from desktop.core.storage.process import forbid_core_dumps
from desktop.core.storage.recovery_key import new_recovery_key, printed
from desktop.core.storage.telling import told
from desktop.core.storage.unlocking import Unlocking, Unsealed
from desktop.core.storage.vault_accounts import VaultAccounts, require_name

_STANDARD_COST = PassphraseCost()


class Vault(VaultAccounts):
    """A vault that this program holds, locked or unlocked. Made by `create` or `open`; used by one thread at a time."""

    def __init__(self, folder: Path, unlocking: Unlocking, lock: InstanceLock) -> None:
        forbid_core_dumps()
        super().__init__(folder, unlocking)
        self._lock = lock
        # Those under way: whoever runs one holds it.
        self._backups: WeakSet[Backup] = WeakSet()

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
        require_name(name)
        require_strong(passphrase, name)
        refuse_network_share(folder)
        account = Account(uuid.uuid4().hex, name.strip(), Role.ADMINISTRATOR, None)
        vault_id, data_key, recovery_key = secrets.token_hex(16), new_key(), new_recovery_key()
        try:
            with told("the vault was not created"):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _require_empty(folder)
                sync_folder(folder.parent)
                lock = InstanceLock(folder)
                try:
                    header = new_vault(folder, vault_id, account, (passphrase, cost), data_key, recovery_key)
                    vault = cls(folder, Unlocking(folder, header, cost, clock), lock)
                    vault._unlocked(Unsealed(data_key, account.id, wrong_attempts=0))
                except BaseException:
                    lock.release()
                    remove_unfinished_vault(folder)
                    raise
            shown = printed(recovery_key)
        except BaseException:
            wipe(data_key)
            raise
        finally:
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
            _require_vault(folder)
            lock = InstanceLock(folder)
            try:
                return cls(folder, Unlocking(folder, Header.load(folder), cost, clock), lock)
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
        with told("the vault was not unlocked"):
            return self._unlocked(self._unlocking.by_passphrase(name, passphrase))

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
        with told("the vault was not unlocked"):
            return self._unlocked(self._unlocking.by_recovery_key(typed))

    def begin_backup(self, folder: Path | None = None) -> Backup:
        """Begin a backup; `Backup.run` makes it, in a thread of its own, while the vault is in use.

        Parameters
        ----------
        folder : Path, optional
            Where the backup lies or shall lie; by default the folder of the daily backup.

        Raises
        ------
        ConflictError
            If no folder was given or chosen.
        """
        history, data_key = self._unlocked_now()
        target = folder or history.backup_folder()
        if target is None:
            raise ConflictError("No folder has been chosen for backups. Ask an administrator to choose one.")
        backup = Backup(self.folder, self.id, bytearray(data_key), history.account_id, target)
        self._backups.add(backup)
        return backup

    def lock(self) -> None:
        """Close the database and wipe the keys, as far as Python allows. To lock twice does nothing."""
        for backup in self._backups:
            backup.cancel()
        history, data_key = self.history, self._data_key
        self.history = self._data_key = None
        if data_key is not None:
            wipe(data_key)
        if history is None:
            return
        try:
            history.note_locked()
        finally:
            history.close()
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

    def _unlocked(self, unsealed: Unsealed) -> History:
        """Open database and image store and, after a crash, sweep."""
        data_key, unswept = unsealed.data_key, self.folder / UNSWEPT_NAME
        try:
            for unfinished in self.folder.glob(f"*{UNFINISHED_SUFFIX}"):
                unfinished.unlink(missing_ok=True)
            repaired = damaged_headers(self.folder)
            if repaired:
                self._unlocking.header.save(self.folder)
            database = Database(self.folder, self.id, data_key)
            history = History(self.folder, self.id, database, ImageStore(self.folder, self.id, data_key))
            try:
                self._note_unlocked(history, unsealed, repaired)
                if unswept.exists():
                    history.sweep()
                else:
                    write_durably(unswept, b"")
            except BaseException:
                history.close()
                raise
        except BaseException:
            wipe(data_key)
            raise
        self.history, self._data_key = history, data_key
        return history

    def _note_unlocked(self, history: History, unsealed: Unsealed, repaired: Sequence[str]) -> None:
        """Say in whose name the history speaks, and add to the audit trail what is noteworthy about the unlocking."""
        details = {"repaired": ", ".join(repaired)} if repaired else {}
        if unsealed.wrong_attempts:
            details["wrong_attempts"] = str(unsealed.wrong_attempts)
        with history.transaction("the vault was not unlocked") as connection:
            if unsealed.account_id is not None:
                history.account = account_rows.active_account(connection, unsealed.account_id)
            history.record(connection, Action.UNLOCKED, Subject.VAULT, self.id, details)


def _require_empty(folder: Path) -> None:
    if any(folder.iterdir()):
        raise ConflictError("This folder is not empty. Choose a new or an empty one for the vault.")


def begin_backup_beside(
    folder: Path,
    name: str,
    passphrase: str,
    target: Path,
    *,
    cost: PassphraseCost = _STANDARD_COST,
    clock: Callable[[], float] = time.time,
) -> Backup:
    """Begin a backup of a vault that another program may hold, in the name of an account.

    Raises
    ------
    WrongPassphraseError, TooManyAttemptsError, NewerVaultError, VaultDamagedError, VaultError
        See `Vault.open` and `Vault.unlock`; besides if the vault is of an older format.
    """
    forbid_core_dumps()
    _require_vault(folder)
    with told("the backup was not made"):
        header = Header.load(folder)
        unsealed = Unlocking(folder, header, cost, clock).by_passphrase(name, passphrase)
        try:
            database = Database(folder, header.vault_id, unsealed.data_key, may_change=False)
            try:
                with database.transaction() as connection:
                    account_rows.active_account(connection, unsealed.account_id or "")
            finally:
                database.close()
        except BaseException:
            wipe(unsealed.data_key)
            raise
    return Backup(folder, header.vault_id, unsealed.data_key, unsealed.account_id, target)


def _require_vault(folder: Path) -> None:
    if not is_vault(folder):
        raise VaultError("There is no vault in this folder. Choose the folder that holds the file vault.json.")
