"""Nobody has touched mouse or keyboard for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
        QEvent.Type.DragMove,
    }
)


class IdleLock(QObject):
    """Watches all input of the whole application, dialogs too.

    Parameters
    ----------
    clock : callable, optional
        Seconds since 1970: a computer that slept has been idle, though no timer ran.

    *Signals:*
    ``expired()``: idle for the whole time; once, until `start` is called again.
    """

    expired = Signal()

    def __init__(self, clock: Callable[[], float] = time.time, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._idle_s = 0.0
        self._last_s = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._check)

    @property
    def watching(self) -> bool:
        """True between `start` and whatever ends it."""
        return self._timer.isActive()

    def start(self, idle_s: float) -> None:
        """Watch from now on, or go on with another time (seconds)."""
        self._idle_s = idle_s
        self._last_s = self._clock()
        self._timer.start(round(idle_s * 1000))
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            application.installEventFilter(self)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note signs of life; swallow nothing, unless life has returned too late."""
        if event.type() in _SIGNS_OF_LIFE and self.watching:
            now_s = self._clock()
            if now_s - self._last_s >= self._idle_s:
                self._expire()
                return True  # Whoever came back must not do anything unseen under the cover.
            self._last_s = now_s
        return False

    def _check(self) -> None:
        # Restarting a timer at each move of the mouse would cost more than looking once when it has run down.
        remaining_s = self._last_s + self._idle_s - self._clock()
        if remaining_s > 0:
            self._timer.start(max(1, round(min(remaining_s, self._idle_s) * 1000)))
        else:
            self._expire()

    def _expire(self) -> None:
        self.stop()
        self.expired.emit()
