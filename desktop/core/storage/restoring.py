"""Taking a vault out of a backup: to use it, or only to see that it can be done."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Table, func, select

from desktop.core.domain.accounts import Action, Role, Subject
from desktop.core.errors import VaultError
from desktop.core.steps import result_of
from desktop.core.storage import account_rows, audit, examination_rows
from desktop.core.storage.backup_folder import BackupFolder, made_at
from desktop.core.storage.database import DATABASE_NAME, Database
from desktop.core.storage.durable import UNFINISHED_SUFFIX, copy_durably, make_folder_durably, sync_folder
from desktop.core.storage.errors import ConflictError, NotAllowedError, VaultDamagedError, WrongPassphraseError
from desktop.core.storage.header import Header, is_vault
from desktop.core.storage.images import IMAGES_NAME, ImageStore, image_path
from desktop.core.storage.instance import InstanceLock, refuse_network_share
from desktop.core.storage.keys import wipe
from desktop.core.storage.recovery_key import parsed
from desktop.core.storage.tables import examinations, patients
from desktop.core.storage.telling import told
from desktop.core.storage.verification import verify_steps

_WRONG = "The account or the passphrase is not right. It is the one that was right when the backup was made."
_DAMAGED = "This backup is damaged, and nothing was restored. {problems} Use another backup, or restore what is whole."
_THERE = (
    "There is a vault in this folder already, and nothing was restored. Choose another folder, or say to replace it."
)
_ANOTHER = (
    "The vault in this folder is not the one that the backup is of, and nothing was restored. Choose another folder."
)
_NOT_EMPTY = "This folder holds something else, and nothing was restored. Choose a new or an empty folder."
_NOT_ALLOWED = "Only an administrator may replace a vault by its backup. Ask one to do it, or choose another folder."
_NO_ROOM = "There is not room enough for the vault, which takes {needed_mb:.0f} MB. Choose a folder on another drive."
_SHOWN_PROBLEMS = 3


@dataclass(frozen=True)
class RestoreReport:
    """What was found in a backup.

    Attributes
    ----------
    made_at : datetime
        When the backup was begun (UTC).
    patients, examinations, images : int
    problems : tuple of str
        What is damaged in it; none if the backup is whole.
    """

    made_at: datetime
    patients: int
    examinations: int
    images: int
    problems: tuple[str, ...]


def restore(
    backup: Path,
    folder: Path,
    account: str | None,
    secret: str,
    *,
    replace: bool = False,
    accept_damage: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> RestoreReport:
    """Make a vault from a backup, after all of it has been verified.

    The vault appears in its folder whole or not at all. A vault that it replaces is kept beside it, as
    ``<name>-replaced-<moment>``.

    Parameters
    ----------
    backup : Path
    folder : Path
        Does not exist, or is empty, or, with `replace`, holds the vault that the backup is of.
    account : str or None
        Whose passphrase it is; None for the recovery key.
    secret : str
        The passphrase or the recovery key, as it was when the backup was made.
    replace : bool
        Put the vault in the place of the one that is there; for administrators.
    accept_damage : bool
        Restore a backup of which images are damaged or missing; all else is still there.
    progress : callable
        Is told how many images have been copied, of how many, and then how many have been checked; may raise to stop.

    Raises
    ------
    WrongPassphraseError
        If it does not open the backup.
    ConflictError, NotAllowedError, NetworkShareError
        If the folder may not be taken.
    VaultInUseError
        If a program holds the vault that is to be replaced.
    VaultDamagedError
        If the backup is damaged; nothing is restored then.
    VaultError
        If there is no backup, or a drive refuses.
    """
    refuse_network_share(folder)
    folder = folder.resolve()
    with told("nothing was restored"), _Opened(backup, account, secret) as opened:
        _require_free(folder, opened.header.vault_id, replace=replace)
        folder.parent.mkdir(parents=True, exist_ok=True)
        prefix = f"{folder.name}-restoring-"
        unfinished = Path(tempfile.mkdtemp(prefix=prefix, suffix=UNFINISHED_SUFFIX, dir=folder.parent))
        try:
            report = opened.restored_to(unfinished, progress, replaces=is_vault(folder))
            if not accept_damage:
                _require_whole(report)
            _put_in_place(unfinished, folder)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    return report


def rehearse(
    backup: Path,
    account: str | None,
    secret: str,
    *,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> RestoreReport:
    """Restore a backup into a folder for temporary files, verify it there and remove it again.

    Parameters
    ----------
    backup : Path
    account : str or None
    secret : str
    progress : callable
        See `restore`.

    Raises
    ------
    WrongPassphraseError
        If it does not open the backup.
    VaultDamagedError
        If so much is damaged that nothing can be said of the rest.
    VaultError
        If there is no backup, or a drive refuses.
    """
    with told("the backup was not rehearsed"), _Opened(backup, account, secret) as opened:
        folder = Path(tempfile.mkdtemp(prefix="lentigo-rehearsal-"))
        try:
            return opened.restored_to(folder, progress)
        finally:
            shutil.rmtree(folder)


class _Opened:
    """The newest state of a backup, of which nothing is ever written, and what opens it."""

    def __init__(self, backup: Path, account: str | None, secret: str) -> None:
        self._backup = BackupFolder(backup.resolve())
        self._state = self._backup.newest_state()
        self.header = Header.load(self._state)
        self._account_id, self._data_key = _data_key(self.header, account, secret)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        wipe(self._data_key)

    def restored_to(
        self, folder: Path, progress: Callable[[int, int], None], *, replaces: bool = False
    ) -> RestoreReport:
        """Copy everything into an empty folder and verify it there."""
        vault_id = self.header.vault_id
        self.header.save(folder)
        copy_durably(self._state / DATABASE_NAME, folder / DATABASE_NAME)
        database = Database(folder, vault_id, self._data_key)
        store = ImageStore(folder, vault_id, self._data_key)
        try:
            database.require_sound()
            self._note(database, replaces=replaces)
            with database.transaction() as connection:
                sizes_bytes = {image.name: image.size_bytes for image in examination_rows.all_images(connection)}
                patient_count, examination_count = _count(connection, patients), _count(connection, examinations)
            self._copy_images(sizes_bytes, folder, progress)
            report = result_of(verify_steps(folder, database, store), progress)
        finally:
            store.close()
            database.close()
        return RestoreReport(made_at(self._state), patient_count, examination_count, len(sizes_bytes), report.problems)

    def _note(self, database: Database, *, replaces: bool) -> None:
        """Refuse who may not do it; and say in the restored audit trail what it was restored from."""
        vault_id, details = self.header.vault_id, {"made_at": made_at(self._state).isoformat()}
        with database.transaction() as connection:
            if self._account_id is not None:
                account = account_rows.active_account(connection, self._account_id)
                if replaces and account.role is not Role.ADMINISTRATOR:
                    raise NotAllowedError(_NOT_ALLOWED)
            audit.record(connection, self._account_id, Action.RESTORED, Subject.VAULT, vault_id, details)

    def _copy_images(self, sizes_bytes: dict[str, int], folder: Path, progress: Callable[[int, int], None]) -> None:
        """Copy the images' files that are there; `verify` names those that are not, and those that are damaged."""
        needed_bytes = sum(sizes_bytes.values())
        if shutil.disk_usage(folder).free < needed_bytes:
            raise VaultError(_NO_ROOM, needed_mb=needed_bytes / 1e6)
        for done, name in enumerate(sizes_bytes, start=1):
            path = image_path(folder / IMAGES_NAME, name)
            make_folder_durably(path.parent.parent)
            make_folder_durably(path.parent)
            with contextlib.suppress(FileNotFoundError):
                copy_durably(image_path(self._backup.images, name), path)
            progress(done, len(sizes_bytes))


def _data_key(header: Header, account: str | None, secret: str) -> tuple[str | None, bytearray]:
    if account is None:
        recovery_key = parsed(secret)
        try:
            return None, header.data_key_by_recovery(recovery_key)
        finally:
            wipe(recovery_key)
    slot = header.slot_named(account)
    if slot is None:
        raise WrongPassphraseError(_WRONG)
    try:
        return slot.account_id, slot.data_key(header.vault_id, secret)
    except WrongPassphraseError:
        raise WrongPassphraseError(_WRONG) from None


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _require_free(folder: Path, vault_id: str, *, replace: bool) -> None:
    """Refuse a folder that holds anything but, with `replace`, the vault that is to be replaced."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not is_vault(folder):
        raise ConflictError(_NOT_EMPTY)
    if not replace:
        raise ConflictError(_THERE)
    # A vault whose header is lost cannot say which it is; as it is kept beside, no harm is done.
    with contextlib.suppress(VaultDamagedError):
        if Header.load(folder).vault_id != vault_id:
            raise ConflictError(_ANOTHER)


def _require_whole(report: RestoreReport) -> None:
    if report.problems:
        raise VaultDamagedError(_DAMAGED, problems=" ".join(report.problems[:_SHOWN_PROBLEMS]))


def _put_in_place(unfinished: Path, folder: Path) -> None:
    """Give a restored vault its name; a vault that has it is kept beside."""
    replaced = None
    if is_vault(folder):
        InstanceLock(folder).release()  # Nobody has it open.
        replaced = folder.with_name(f"{folder.name}-replaced-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        folder.rename(replaced)
    elif folder.exists():
        folder.rmdir()
    try:
        unfinished.rename(folder)
    except BaseException:
        if replaced is not None:
            replaced.rename(folder)
        raise
    sync_folder(folder.parent)
