"""Doing the same to many things, one after the other."""

from collections import deque
from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken

T = TypeVar("T")


class OneByOne(QObject, Generic[T]):
    """Has one thing under way at a time. Locking the vault ends it; what was kept until then stays.

    *Signals:*
    ``changed()``: see `running`.
    ``progressed(int, int)``: how many are done, of how many.
    """

    changed = Signal()
    progressed = Signal(int, int)

    def __init__(self, work: VaultWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._waiting: deque[T] = deque()
        self._token: CancelToken | None = None
        # Of the run under way: what comes back from an earlier one, given up since, is not counted.
        self._run = 0
        self._total = self._count = 0
        self.running = False
        work.about_to_lock.connect(self.cancel)

    def stop(self) -> None:
        """End it after what is under way."""
        self._waiting.clear()

    def cancel(self) -> None:
        """Give it up at once; nobody hears what came of it."""
        if not self.running:
            return
        if self._token is not None:
            self._token.cancel()
        self._end()

    def _begin(self, things: Iterable[T]) -> None:
        self._waiting = deque(things)
        self._total, self._count = len(self._waiting), 0
        self.running = True
        self.changed.emit()
        self._next(self._run)

    def _next(self, run: int) -> None:
        """Begin the next thing, or finish, unless that run is over."""
        raise NotImplementedError

    def _take_next(self) -> T:
        """Tell how far it has come, and take what is next."""
        self.progressed.emit(self._total - len(self._waiting), self._total)
        return self._waiting.popleft()

    def _kept(self, run: int, *, count: int = 1) -> None:
        """Count what has been kept, and go on."""
        if run == self._run:
            self._count += count
        self._next(run)

    def _end(self) -> None:
        self._run += 1
        self._token = None
        self._waiting.clear()
        self.running = False
        self.changed.emit()
