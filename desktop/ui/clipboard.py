"""What Lentigo puts on the clipboard does not stay there for whoever comes next."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

_SECRET_MS = 60_000


class Clipboard(QObject):
    """The system's clipboard, of which what this program put there can be taken back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._secret = ""
        self._timer = QTimer(self, singleShot=True, interval=_SECRET_MS)
        self._timer.timeout.connect(self.clear_secret)

    def put_secret(self, text: str) -> None:
        """Put something there for a minute."""
        QGuiApplication.clipboard().setText(text)
        self._secret = text
        self._timer.start()

    def clear_secret(self) -> None:
        """Take the secret back if it is still there."""
        self._timer.stop()
        if self._secret and QGuiApplication.clipboard().text() == self._secret:
            QGuiApplication.clipboard().clear()
        self._secret = ""

    def clear_own(self) -> None:
        """Take back whatever this program put there: with a vault open, that may be a patient's."""
        self.clear_secret()
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
