"""A camera's folder is looked into, and what is new in it goes the way of a dropped image: to the unfiled tray."""

import hashlib
import time
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QModelIndex, QObject, QPersistentModelIndex, QTimer, Signal

from desktop.core.errors import ImageError, KnownError
from desktop.core.imaging.drop_folder import DropFolder, DroppedFile, Look
from desktop.core.imaging.sources import ImageSource, UnreadError
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
# A camera's program may still have a file open, or a drive be busy: that is told only if it goes on.
_TOLD_AFTER_TRIES = 2


class WatchState(StrEnum):
    """How it stands with the watched folder."""

    OFF = "off"
    WATCHING = "watching"
    MISSING = "missing"


class WatchFolder(QObject):
    """Looks into the folder of the settings while the vault is open, off the GUI thread; never changes a file there.

    Each image comes once: the vault keeps a mark of each file that it has, and knows the images themselves. What was
    not kept when the program ended, because it was cancelled or there was no time, comes again after the next start.
    A file that cannot be read comes again with the next look; one that was read and is no image does not.

    *Signals:*
    ``changed()``: see `state`.
    ``found(object)``: a tuple of `ImageSource`, to be assessed.
    ``message(str)``: which file cannot be used or read, and why.
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
        # Marks of files that could not be read: how often, and those that are to be found again.
        self._tries: Counter[str] = Counter()
        self._again: list[str] = []
        self._problem = ""
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
        self._tries.clear()
        self._again.clear()
        self._problem = ""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._set_state(WatchState.OFF)

    def _look(self) -> None:
        if self._drop is None or self._looking:
            return
        self._looking = True
        again, self._again = tuple(self._again), []
        self._look_token = self._runner.submit(
            Lane.WATCH, partial(_look, self._drop, again), done=self._looked, failed=self._missing
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
            Lane.WATCH, partial(_hashes, files), done=self._hashed, failed=partial(self._not_compared, files)
        )

    def _hashed(self, hashes: Mapping[DroppedFile, str | ImageError]) -> None:
        self._compare_token = self._work.read(
            partial(_known, [sha256 for sha256 in hashes.values() if isinstance(sha256, str)]),
            done=partial(self._hand_over, hashes),
            failed=partial(self._not_compared, tuple(hashes)),
        )

    def _not_compared(self, files: Sequence[DroppedFile], error: KnownError) -> None:
        self._hashing = False
        self._pending.extendleft(reversed(files))  # They are compared after the next look.
        if str(error) != self._problem:
            self._problem = str(error)
            self.message.emit(self._problem)

    def _hand_over(self, hashes: Mapping[DroppedFile, str | ImageError], known: frozenset[str]) -> None:
        self._hashing = False
        self._problem = ""
        new = dict[ImageSource, str]()
        for file, found in hashes.items():
            if isinstance(found, UnreadError):
                self._try_again(file, found)
            elif isinstance(found, ImageError):
                self._note([file.mark])
                self._tell([self._unusable(file.path.name, str(found))])
            elif found in known:
                self._note([file.mark])
            else:
                new[ImageSource.from_path(file.path)] = file.mark
        self._handed |= new
        if new:
            self.found.emit(tuple(new))
        self._next()

    def _try_again(self, file: DroppedFile, error: UnreadError) -> None:
        self._again.append(file.mark)
        self._tries[file.mark] += 1
        if self._tries[file.mark] == _TOLD_AFTER_TRIES:
            text = self.tr("“{name}” in the watched folder cannot be read yet and is tried again. {reason}")
            self._tell([text.format(name=file.path.name, reason=error)])

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
                mark, assessment = self._handed.pop(item.source), item.assessment
                if assessment is None or assessment.sha256 is None:
                    self._again.append(mark)  # It could be read a moment before; the queue says what was wrong.
                else:
                    marks.append(mark)
                    unusable.append(self._unusable(item.source.name, assessment.reason or ""))
            elif item.examination is not None:
                marks.append(self._handed.pop(item.source))
        self._note(marks)
        self._tell(unusable)

    def _unusable(self, name: str, reason: str) -> str:
        return self.tr("“{name}” in the watched folder cannot be used. {reason}").format(name=name, reason=reason)

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


def _look(folder: DropFolder, again: Iterable[str], token: CancelToken) -> Look:
    folder.take_back(again)
    return folder.look(time.monotonic(), token.check)


def _hashes(files: Iterable[DroppedFile], token: CancelToken) -> dict[DroppedFile, str | ImageError]:
    """Return the files' SHA-256, or what is wrong with them."""
    found: dict[DroppedFile, str | ImageError] = {}
    for file in files:
        token.check()
        try:
            found[file] = hashlib.sha256(ImageSource.from_path(file.path).read()).hexdigest()
        except ImageError as error:
            found[file] = error
    return found


def _known(hashes: Iterable[str], history: "History") -> frozenset[str]:
    return frozenset(sha256 for sha256 in hashes if history.examinations_of_image(sha256))


def _note(marks: Iterable[str], history: "History") -> None:
    history.note_watched(marks)
