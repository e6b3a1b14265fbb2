"""What Lentigo puts on the clipboard does not stay there for whoever comes next."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

_SECRET_MS = 60_000
# What is put there is known by it again, also where a clipboard manager has taken it over.
_MARK = "application/x-lentigo"


class Clipboard(QObject):
    """The system's clipboard, of which what this program put there can be taken back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._secret = ""
        self._timer = QTimer(self, singleShot=True, interval=_SECRET_MS)
        self._timer.timeout.connect(self.clear_secret)

    def put(self, content: QMimeData) -> None:
        """Put something there until the vault is locked."""
        content.setData(_MARK, b"1")
        QGuiApplication.clipboard().setMimeData(content)

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
        if clipboard.ownsClipboard() or _is_ours(clipboard.mimeData()):
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)


def _is_ours(content: QMimeData | None) -> bool:
    """Tell whether this program put something there. There may be nothing, whatever the stubs say."""
    return content is not None and content.hasFormat(_MARK)
