"""Long work on the vault that lets other work have its turn."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import KnownError
from desktop.core.steps import Steps
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken

if TYPE_CHECKING:  # As in `vault_work`.
    from desktop.core.storage.history import History

_T = TypeVar("_T")
# What somebody else who wants the vault waits for at most, beside the one step under way.
_SLICE_S = 0.1


@dataclass(frozen=True)
class _End(Generic[_T]):
    result: _T


class _Slices(Generic[_T]):
    """Steps that are taken a tenth of a second at a time. Touched by the store thread alone until that has ended."""

    def __init__(self, begin: "Callable[[History], Steps[_T]]") -> None:
        self._begin = begin
        self._steps: Steps[_T] | None = None

    def take(self, history: "History") -> tuple[int, int] | _End[_T]:
        if self._steps is None:
            self._steps = self._begin(history)
        end_s = time.monotonic() + _SLICE_S
        while True:
            try:
                standing = next(self._steps)
            except StopIteration as end:
                return _End(end.value)
            if time.monotonic() >= end_s:
                return standing

    def close(self) -> None:
        if self._steps is not None:
            self._steps.close()


class StepWork(QObject):
    """Takes the steps of one long piece of work on the store lane, a slice at a time; locking the vault ends it.

    *Signals:*
    ``changed()``: see `running`.
    ``progressed(int, int)``: how much is done, of how much; 0 of 0 while that cannot be said.
    ``stopped()``: it was ended by `stop`, and has left nothing behind.
    """

    changed = Signal()
    progressed = Signal(int, int)
    stopped = Signal()

    def __init__(self, work: VaultWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._slices: _Slices[Any] | None = None
        self._begun: _Slices[Any] | None = None
        self._token: CancelToken | None = None
        self._stopping = False
        # Before the vault is locked: what was begun is cleaned up while it is open.
        work.about_to_lock.connect(self.cancel)
        work.call_at_end(self._tidy_now)

    @property
    def running(self) -> bool:
        """True while there are steps to be taken."""
        return self._slices is not None

    def start(
        self,
        begin: "Callable[[History], Steps[_T]]",
        *,
        done: Callable[[_T], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Begin, unless something is running already. One of ``done`` and ``failed`` is called, unless it is ended."""
        if self.running or not self._work.is_unlocked:
            return
        self._stopping = False
        self._slices = self._begun = _Slices(begin)
        self._next(done, failed)
        self.changed.emit()

    def stop(self) -> None:
        """End it after the slice under way, unless that was the last: then it is done, and ``done`` is called."""
        self._stopping = True

    def cancel(self) -> None:
        """Give up what is running at once, and let it clean up after itself; nobody hears what came of it."""
        slices, token = self._slices, self._token
        self._slices = self._token = None
        if slices is None:
            return
        if token is not None:
            token.cancel()
        self._work.tidy(slices.close)
        self.changed.emit()

    def _tidy_now(self) -> None:
        if self._begun is not None:
            self._begun.close()

    def _next(self, done: Callable[[Any], None], failed: Callable[[KnownError], None]) -> None:
        if self._slices is not None:
            self._token = self._work.read(
                self._slices.take, done=partial(self._taken, done, failed), failed=partial(self._failed, failed)
            )

    def _taken(
        self, done: Callable[[Any], None], failed: Callable[[KnownError], None], taken: tuple[int, int] | _End[Any]
    ) -> None:
        if isinstance(taken, _End):
            self._ended()
            done(taken.result)
        elif self._stopping:
            self.cancel()
            self.stopped.emit()
        else:
            self.progressed.emit(*taken)
            self._next(done, failed)

    def _failed(self, failed: Callable[[KnownError], None], error: KnownError) -> None:
        self._ended()
        failed(error)

    def _ended(self) -> None:
        self._slices = self._token = None
        self.changed.emit()
