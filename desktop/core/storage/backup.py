"""A copy of the vault, made while the vault is in use."""

import contextlib
import errno
import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.core.domain.accounts import Action, Subject
from desktop.core.errors import VaultError
from desktop.core.storage import audit, backup_rows, examination_rows
from desktop.core.storage.backup_folder import BackupFolder
from desktop.core.storage.backup_report import BackupReport
from desktop.core.storage.database import DATABASE_NAME, Database
from desktop.core.storage.durable import make_folder_durably, write_durably
from desktop.core.storage.errors import BackupCancelledError, ConflictError
from desktop.core.storage.header import Header
from desktop.core.storage.images import IMAGES_NAME, image_path, unreferenced
from desktop.core.storage.keys import wipe
from desktop.core.storage.telling import told

_DAMAGED = frozenset({errno.ENOENT, errno.EIO})
_LOCK_NAME = "backup.lock"
_NOT_MADE = "the backup was not made"
_CANCELLED = "The backup was stopped before it was whole. The one from before is as it was; the next goes on from here."
_UNREADABLE = "The vault's images cannot be read ({reason}), so the backup was not made. Check the vault's drive."
_INSIDE = "The vault and its backup cannot lie in each other. Choose a folder on another drive for the backup."


class Backup:
    """One backup, begun by `Vault.begin_backup` or `begin_backup_beside`; `run` makes it.

    It has a connection of its own to the database, so that it can run in any thread, and in another program than the
    one that holds the vault. Images are copied first, then the database as it is between two transactions, then what
    images were filed meanwhile. No key is needed but for the database: images are copied as they are, encrypted.

    Parameters
    ----------
    folder : Path
        The vault's.
    vault_id : str
    data_key : bytearray
        A copy for this backup alone, which wipes it.
    account_id : str or None
        In whose name.
    target : Path
        Where the backup lies or shall lie.
    """

    def __init__(self, folder: Path, vault_id: str, data_key: bytearray, account_id: str | None, target: Path) -> None:
        self._folder = folder
        self._images = folder / IMAGES_NAME
        self._vault_id = vault_id
        self._data_key = data_key
        self._account_id = account_id
        self._target = BackupFolder(target.resolve())
        self._cancelled = threading.Event()
        self._running = False
        self._copied, self._copied_bytes = 0, 0

    def cancel(self) -> None:
        """Stop the backup as soon as may be, from any thread."""
        self._cancelled.set()
        if not self._running:
            wipe(self._data_key)

    def run(self, progress: Callable[[int, int], None] = lambda _done, _of: None) -> BackupReport:
        """Make the backup. On return it is whole and on the drive; until then the one from before is.

        Parameters
        ----------
        progress : callable
            Is told how many images have been looked at, of how many.

        Raises
        ------
        BackupCancelledError
            If `cancel` was called, or the vault was locked.
        ConflictError
            If another backup of this vault is under way, or the folder holds something else.
        VaultError
            If a drive refuses.
        """
        self._running = True
        try:
            self._check()
            with told(_NOT_MADE, of="backup"), self._alone():
                return self._made(progress)
        finally:
            wipe(self._data_key)

    def _made(self, progress: Callable[[int, int], None]) -> BackupReport:
        with told(_NOT_MADE):
            database = Database(self._folder, self._vault_id, self._data_key, may_change=False)
        try:
            self._target.prepare(self._vault_id)
            with self._target.new_state() as state:
                unreadable, images = self._state_made(state, database, progress)
            self._target.forget_older_states()
            self._remove_unreferenced(images)
            report = BackupReport(
                finished_at=datetime.now(UTC),
                folder=self._target.path,
                images=sum(map(len, images.values())),
                images_copied=self._copied,
                copied_bytes=self._copied_bytes,
                unreadable_images=unreadable,
            )
            self._note(database, report)
            return report
        finally:
            database.close()

    def _state_made(
        self, state: Path, database: Database, progress: Callable[[int, int], None]
    ) -> tuple[int, dict[str, set[str]]]:
        """Fill a state's folder; return how many images cannot be read, and the names of all by their first digits."""
        # First what takes long: while it is copied, the vault may change.
        self._copy_images(_names(database), progress)
        while True:
            (state / DATABASE_NAME).unlink(missing_ok=True)
            database.copy_to(state / DATABASE_NAME, self._vault_id, self._data_key, check=self._check)
            copied = Database(state, self._vault_id, self._data_key, may_change=False)
            try:
                # SQLite's backup does not tell of a page that fails its authentication: the copy has zeros there.
                copied.require_sound()
                images = _names(copied)
            finally:
                copied.close()
            unreadable = self._copy_images(images, progress)
            # A patient may have been erased just now: then neither their images nor their data belong into a backup.
            if not unreadable or _are_all_in(database, unreadable):
                break
        Header.load(self._folder).save(state)
        return len(unreadable), images

    def _copy_images(self, images: dict[str, set[str]], progress: Callable[[int, int], None]) -> list[str]:
        """Copy the images that the backup has not; return the names of those that are missing or damaged."""
        done, total, unreadable = 0, sum(map(len, images.values())), []
        for digits, names in sorted(images.items()):
            part = self._target.images / digits
            there = {path.stem for path in part.glob("*.image")}
            for name in sorted(names - there):
                self._check()
                if not self._copy_image(name):
                    unreadable.append(name)
            done += len(names)
            progress(done, total)
        return unreadable

    def _copy_image(self, name: str) -> bool:
        try:
            content = image_path(self._images, name).read_bytes()
        except OSError as error:
            # Missing, or on a sector that cannot be read any more: no reason to do without a backup of the others.
            if error.errno not in _DAMAGED:
                raise VaultError(_UNREADABLE, reason=error.strerror) from error
            return False
        if hashlib.sha256(content).hexdigest() != name:
            return False
        path = image_path(self._target.images, name)
        make_folder_durably(path.parent)
        write_durably(path, content)
        self._copied += 1
        self._copied_bytes += len(content)
        return True

    def _remove_unreferenced(self, images: dict[str, set[str]]) -> None:
        """Remove the images of patients who have been erased since the backup before."""
        for path in list(unreferenced(self._target.images, lambda digits: images.get(digits, set()))):
            path.unlink(missing_ok=True)

    def _note(self, database: Database, report: BackupReport) -> None:
        details = {"images": str(report.images), "images_copied": str(report.images_copied)}
        with database.transaction() as connection:
            backup_rows.add_backup(connection, report)
            audit.record(connection, self._account_id, Action.BACKED_UP, Subject.VAULT, self._vault_id, details)

    def _check(self) -> None:
        if self._cancelled.is_set():
            raise BackupCancelledError(_CANCELLED)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other backups of this vault away, whatever program makes them."""
        require_apart(self._folder, self._target.path)
        lock = FileLock(self._folder / _LOCK_NAME, timeout=0, thread_local=False, fallback_to_soft=False)
        with told(_NOT_MADE):
            try:
                lock.acquire()
            except Timeout:
                raise ConflictError("A backup of this vault is being made just now. Wait until it is whole.") from None
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                lock.release()


def require_apart(vault: Path, backup: Path) -> None:
    """Refuse a backup in the vault's folder, and the other way round.

    Raises
    ------
    ConflictError
        If one lies in the other.
    """
    one, other = vault.resolve(), backup.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        raise ConflictError(_INSIDE)


def _names(database: Database) -> dict[str, set[str]]:
    """Return the names of all images by their first two digits."""
    with database.transaction() as connection:
        names: Iterable[str] = (image.name for image in examination_rows.all_images(connection))
        return {digits: set(group) for digits, group in groupby(names, key=lambda name: name[:2])}


def _are_all_in(database: Database, names: Sequence[str]) -> bool:
    there = _names(database)
    return all(name in there.get(name[:2], ()) for name in names)
