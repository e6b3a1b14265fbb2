"""A camera's folder is looked into, and what is new in it goes the way of a dropped image: to the unfiled tray."""

import hashlib
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QModelIndex, QObject, QPersistentModelIndex, QTimer, Signal

from desktop.core.errors import ImageError, KnownError
from desktop.core.imaging.drop_folder import DropFolder, DroppedFile, Look
from desktop.core.imaging.sources import ImageSource
from desktop.core.settings.rows import WATCH_FOLDER
from desktop.core.settings.settings import Settings
from desktop.ui.models.queue_item import ItemState
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.operations.vault_work import VaultState, VaultWork
from desktop.ui.tasks import CancelToken, Lane, TaskRunner

if TYPE_CHECKING:  # As in `vault_work`.
    from desktop.core.storage.history import History

Index = QModelIndex | QPersistentModelIndex

# Drives on a network or on USB often do not tell of what is new.
_POLL_MS = 15_000
# For so long a file has to stay as it is before it counts as whole.
_SETTLE_MS = 2_000
_HASHED_AT_ONCE = 8
_TOLD_AT_ONCE = 3  # The queue names them all.


class WatchState(StrEnum):
    """How it stands with the watched folder."""

    OFF = "off"
    WATCHING = "watching"
    MISSING = "missing"


class WatchFolder(QObject):
    """Looks into the folder of the settings while the vault is open, off the GUI thread; never changes a file there.

    Each image comes once: the vault keeps a mark of each file that it has, and knows the images themselves. What was
    not kept when the program ended, because it was cancelled or there was no time, comes again after the next start.

    *Signals:*
    ``changed()``: see `state`.
    ``found(object)``: a tuple of `ImageSource`, to be assessed.
    ``message(str)``: which file cannot be used, and why.
    """

    changed = Signal()
    found = Signal(object)
    message = Signal(str)

    def __init__(
        self, model: QueueModel, work: VaultWork, runner: TaskRunner, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._work = work
        self._runner = runner
        self._settings = settings
        self._can_assess = False
        self.state = WatchState.OFF
        self._folder: Path | None = None
        self._drop: DropFolder | None = None
        self._marks_token = self._look_token = self._compare_token = CancelToken()
        self._looking = self._hashing = False
        self._pending: deque[DroppedFile] = deque()
        # Handed over, and not yet in the vault; their marks, by source.
        self._handed: dict[ImageSource, str] = {}
        self._to_note: list[str] = []
        self._noting = False
        self._to_tell: list[str] = []
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._look)
        self._watcher.directoryChanged.connect(lambda _folder: self._look())
        model.dataChanged.connect(self._queue_changed)
        work.state_changed.connect(self._state_changed)

    def begin(self) -> None:
        """Look from now on: images can be assessed."""
        self._can_assess = True
        self.refresh()

    def refresh(self) -> None:
        """Watch what the settings say, if the vault is open."""
        name = self._settings.get(WATCH_FOLDER)
        folder = Path(name) if name and self._can_assess and self._work.is_unlocked else None
        if folder == self._folder:
            return
        self._stop()
        self._folder = folder
        if folder is not None:
            self._marks_token = self._work.read(
                lambda history: history.watched_marks(), done=partial(self._start, folder)
            )

    def _state_changed(self) -> None:
        if self._work.state is VaultState.NONE:
            self._handed.clear()  # They were another vault's.
            self._to_note.clear()
            self._to_tell.clear()
        self.refresh()
        self._note([])
        self._tell([])

    def _start(self, folder: Path, marks: frozenset[str]) -> None:
        self._drop = DropFolder(folder, marks | set(self._handed.values()), _SETTLE_MS / 1000)
        self._look()

    def _stop(self) -> None:
        for token in (self._marks_token, self._look_token, self._compare_token):
            token.cancel()
        self._soon.stop()
        self._drop = None
        self._looking = self._hashing = False
        self._pending.clear()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._set_state(WatchState.OFF)

    def _look(self) -> None:
        if self._drop is None or self._looking:
            return
        self._looking = True
        self._look_token = self._runner.submit(
            Lane.WATCH, partial(_look, self._drop), done=self._looked, failed=self._missing
        )

    def _looked(self, look: Look) -> None:
        self._looking = False
        folder = str(self._folder)
        if folder not in self._watcher.directories():
            self._watcher.addPath(folder)  # It has just answered: to ask it again does not take long.
        self._set_state(WatchState.WATCHING)
        self._pending.extend(look.ready)
        self._soon.start(_SETTLE_MS if look.unsettled else _POLL_MS)
        self._next()

    def _missing(self, _error: KnownError) -> None:
        self._looking = False
        self._set_state(WatchState.MISSING)
        self._soon.start(_POLL_MS)

    def _next(self) -> None:
        """Look at the next few files: which of them the vault has."""
        if self._hashing or not self._pending:
            return
        self._hashing = True
        files = [self._pending.popleft() for _ in range(min(_HASHED_AT_ONCE, len(self._pending)))]
        self._compare_token = self._runner.submit(
            Lane.WATCH, partial(_hashes, files), done=self._hashed, failed=self._not_compared
        )

    def _hashed(self, hashes: Mapping[DroppedFile, str | None]) -> None:
        self._compare_token = self._work.read(
            partial(_known, tuple(hashes.values())), done=partial(self._hand_over, hashes), failed=self._not_compared
        )

    def _not_compared(self, error: KnownError) -> None:
        self._hashing = False
        self.message.emit(str(error))

    def _hand_over(self, hashes: Mapping[DroppedFile, str | None], known: frozenset[str]) -> None:
        self._hashing = False
        there = [file for file, sha256 in hashes.items() if sha256 in known]
        new = {ImageSource.from_path(file.path): file.mark for file in hashes if file not in there}
        self._note([file.mark for file in there])
        self._handed |= new
        if new:
            self.found.emit(tuple(new))
        self._next()

    def _queue_changed(self, first: Index, last: Index) -> None:
        """Note which images the vault has by now, and name those that cannot be read, once."""
        if not self._handed:
            return
        marks, unusable = [], []
        for row in range(first.row(), last.row() + 1):
            item = self._model.item(row)
            if item.source not in self._handed:
                continue
            if item.state is ItemState.UNREADABLE:
                marks.append(self._handed.pop(item.source))
                reason = "" if item.assessment is None else item.assessment.reason or ""
                text = self.tr("“{name}” in the watched folder cannot be used. {reason}")
                unusable.append(text.format(name=item.source.name, reason=reason))
            elif item.examination is not None:
                marks.append(self._handed.pop(item.source))
        self._note(marks)
        self._tell(unusable)

    def _tell(self, sentences: Sequence[str]) -> None:
        """Say what cannot be used, as soon as the vault is open: a file's name may be a patient's."""
        self._to_tell += sentences
        if self._to_tell and self._work.is_unlocked:
            told, self._to_tell = self._to_tell, []
            self.message.emit("\n".join(told[-_TOLD_AT_ONCE:]))

    def _note(self, marks: Sequence[str]) -> None:
        """Keep marks, as soon as the vault is open."""
        self._to_note += marks
        if self._to_note and not self._noting and self._work.is_unlocked:
            self._noting = True
            self._work.change(
                partial(_note, tuple(self._to_note)),
                done=partial(self._noted, len(self._to_note)),
                failed=self._not_noted,
            )

    def _noted(self, count: int, _none: None) -> None:
        self._noting = False
        del self._to_note[:count]
        self._note([])

    def _not_noted(self, error: KnownError) -> None:
        self._noting = False  # It is tried again with the next, or when the vault is unlocked the next time.
        self.message.emit(str(error))

    def _set_state(self, state: WatchState) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit()


def _look(folder: DropFolder, token: CancelToken) -> Look:
    return folder.look(time.monotonic(), token.check)


def _hashes(files: Iterable[DroppedFile], token: CancelToken) -> dict[DroppedFile, str | None]:
    """Return the files' SHA-256; None of those that cannot be read: the queue will say why."""
    found: dict[DroppedFile, str | None] = {}
    for file in files:
        token.check()
        try:
            found[file] = hashlib.sha256(ImageSource.from_path(file.path).read()).hexdigest()
        except ImageError:
            found[file] = None
    return found


def _known(hashes: Iterable[str | None], history: "History") -> frozenset[str]:
    return frozenset(sha256 for sha256 in hashes if sha256 and history.examinations_of_image(sha256))


def _note(marks: Iterable[str], history: "History") -> None:
    history.note_watched(marks)
