"""What is said over a picture while another is being made for its place."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

PATIENCE_MS = 200
"""What takes no longer is not worth a word: a sign that comes and goes at once is only a flicker."""


class WaitingSign(QLabel):
    """Stands in the middle of a widget while there is something to wait for, from `PATIENCE_MS` on.

    Parameters
    ----------
    over : QWidget
        Has no layout of its own.
    text : str
    """

    def __init__(self, over: QWidget, text: str) -> None:
        super().__init__(text, over)
        self.setObjectName("waitingSign")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        layout = QVBoxLayout(over)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self, 0, Qt.AlignmentFlag.AlignCenter)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._appear)

    def wait(self, *, waiting: bool) -> None:
        """Begin to wait, go on, or wait no longer."""
        if not waiting:
            self._patience.stop()
            self.hide()
        elif self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def _appear(self) -> None:
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text()))
