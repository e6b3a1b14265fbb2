"""Whether the window may close."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.desk import Desk
from desktop.ui.dialogs.question import ask


class ClosingGuard(QObject):
    """Holds the window open until everything is filed, and asks before anything is lost.

    Parameters
    ----------
    window : QWidget
    desk : Desk

    *Signals:*
    ``message(str)``: a sentence for the user.
    """

    message = Signal(str)

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._waiting = False
        self.insisted = False
        """Close whatever is lost: that has been asked."""
        desk.work.busy_changed.connect(self._close_if_waiting)

    def may_close(self) -> bool:
        """Tell whether nothing is in the way; otherwise say what is, and see to it."""
        keeper, work = self._desk.keeper, self._desk.work
        if self.insisted:
            return True
        if work.busy or (keeper.unkept > keeper.refused and work.is_unlocked):
            self._waiting = True
            self.message.emit(self.tr("Lentigo closes as soon as everything is filed."))
            return False
        if keeper.unkept:
            ask(
                self._window,
                self.tr("Close without keeping {count} images?").format(count=keeper.unkept),
                self.tr("They were assessed but are not in the vault. Unlock it, or make room, to keep them."),
                self.tr("Close anyway"),
                self._insist,
            )
            return False
        return True

    def _insist(self) -> None:
        self.insisted = True
        self._window.close()

    def _close_if_waiting(self) -> None:
        if self._waiting and not self._desk.work.busy:
            self._waiting = False
            self._window.close()
