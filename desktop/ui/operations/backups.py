"""Backups: on a thread of their own, while the vault stays in use."""

import time
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.errors import KnownError
from desktop.core.storage.backup_report import BackupReport
from desktop.core.storage.errors import BackupCancelledError
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import Lane, TaskRunner, without_token

if TYPE_CHECKING:  # As in `vault_work`.
    from desktop.core.storage.backup import Backup
    from desktop.core.storage.history import History

_LOOK_AGAIN_MS = 60 * 60 * 1000
_BETWEEN_TOLD_S = 0.1


class BackupWork(QObject):
    """Makes backups, by hand and once a day by itself.

    Parameters
    ----------
    work : VaultWork
    runner : TaskRunner
    fixed_folder : Path, optional
        Where the practice's IT wants the backups of all vaults: each gets a folder of its own in it.

    *Signals:*
    ``changed()``: folder, last success or being under way.
    ``progressed(int, int)``: how many images have been looked at, of how many.
    ``failed(str)``: why a backup was not made.
    """

    changed = Signal()
    progressed = Signal(int, int)
    failed = Signal(str)

    def __init__(
        self, work: VaultWork, runner: TaskRunner, fixed_folder: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._runner = runner
        self._fixed_folder = fixed_folder
        self._backup: Backup | None = None
        self._told_s = 0.0
        self.folder: Path | None = None
        self.last: BackupReport | None = None
        self._hourly = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._hourly.timeout.connect(self._start_if_due)
        work.state_changed.connect(self._state_changed)

    @property
    def is_fixed(self) -> bool:
        """True if nobody can choose the folder here."""
        return self._fixed_folder is not None

    @property
    def running(self) -> bool:
        """True while a backup is being made."""
        return self._backup is not None

    @property
    def last_day(self) -> date | None:
        """The day of the last success, by this computer's calendar."""
        return None if self.last is None else self.last.finished_at.astimezone().date()

    @property
    def made_today(self) -> bool:
        """True if a backup has succeeded today."""
        return self.last_day == datetime.now().astimezone().date()

    def reload(self) -> None:
        """Look how things stand."""
        self._work.read(_standing, done=self._take_standing)

    def set_folder(self, folder: Path | None) -> None:
        """Choose where the daily backup goes, and make the first at once."""
        self._work.change(
            lambda history: history.set_backup_folder(folder),
            done=lambda _none: self._folder_chosen(folder),
            failed=self._tell,
        )

    def start(self) -> None:
        """Make a backup now."""
        if self._backup is None:
            self._work.administer(lambda vault: vault.begin_backup(), done=self._run, failed=self._tell)

    def cancel(self) -> None:
        """Stop what is under way, before the program ends; the next backup goes on from there."""
        if self._backup is not None:
            self._backup.cancel()

    def _state_changed(self) -> None:
        if self._work.is_unlocked:
            self._hourly.start()
            if self._fixed_folder is not None:
                self._work.change(partial(_obey, self._fixed_folder), done=lambda _none: None, failed=self._tell)
            self.reload()
            self._start_if_due()
        else:
            self._hourly.stop()
            self.folder = self.last = None
            self.changed.emit()

    def _start_if_due(self) -> None:
        self._work.read(lambda history: history.backup_due(), done=lambda due: self.start() if due else None)

    def _folder_chosen(self, folder: Path | None) -> None:
        self.folder = folder
        self.changed.emit()
        if folder is not None:
            self.start()

    def _run(self, backup: "Backup") -> None:
        self._backup = backup
        self.changed.emit()
        self._runner.submit(
            Lane.BACKUP,
            without_token(lambda: backup.run(self._progress)),
            done=self._finished,
            failed=self._not_made,
        )

    def _progress(self, done: int, of: int) -> None:
        """Tell at most ten times a second; called on the backup's thread."""
        now_s = time.monotonic()
        if now_s - self._told_s >= _BETWEEN_TOLD_S or done == of:
            self._told_s = now_s
            self.progressed.emit(done, of)

    def _finished(self, report: BackupReport) -> None:
        self._backup = None
        if self._work.is_unlocked:
            self.last = report
        self.changed.emit()

    def _not_made(self, error: KnownError) -> None:
        self._backup = None
        self.changed.emit()
        # Locking stops a backup: that is no news.
        if not (isinstance(error, BackupCancelledError) and not self._work.is_unlocked):
            self._tell(error)

    def _take_standing(self, standing: tuple[Path | None, BackupReport | None]) -> None:
        self.folder, self.last = standing
        self.changed.emit()

    def _tell(self, error: KnownError) -> None:
        self.failed.emit(str(error))


def _obey(fixed_folder: Path, history: "History") -> None:
    """Let the backup go where the policy says."""
    folder = (fixed_folder / history.vault_id).resolve()
    if history.backup_folder() != folder:
        history.set_backup_folder(folder, by_policy=True)


def _standing(history: "History") -> tuple[Path | None, BackupReport | None]:
    return history.backup_folder(), history.last_backup()
