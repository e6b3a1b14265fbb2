"""How far work has come that is done in one go on another thread, and stopping it."""

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.core.errors import KnownError
from desktop.ui.tasks import CancelToken

_BETWEEN_TOLD_S = 0.1


class StoppedError(KnownError):
    """Somebody stopped the work; nothing came of it."""


class Progress(QObject):
    """Tells the window how far work has come, at most ten times a second.

    *Signals:*
    ``told(int, int)``: how much is done, of how much.
    """

    told = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()
        self._told_s = 0.0

    def begin(self) -> None:
        """Make ready for new work."""
        self._stopped.clear()
        self._told_s = 0.0

    def stop(self) -> None:
        """Let the work end at its next report."""
        self._stopped.set()

    def reporting(self, token: CancelToken) -> Callable[[int, int], None]:
        """Return `report` for work that also ends when nobody wants its result any more."""

        def report(done: int, of: int) -> None:
            token.check()
            self.report(done, of)

        return report

    def report(self, done: int, of: int) -> None:
        """Say how much is done; called on the thread of the work.

        Raises
        ------
        StoppedError
            If `stop` was called.
        """
        if self._stopped.is_set():
            raise StoppedError(QCoreApplication.translate("Progress", "Stopped. Nothing was changed."))
        now_s = time.monotonic()
        if now_s - self._told_s >= _BETWEEN_TOLD_S or done == of:
            self._told_s = now_s
            self.told.emit(done, of)
