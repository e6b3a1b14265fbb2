"""Files that the system hands to the running program, as macOS does for “Open with”."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class FileOpener(QObject):
    """Takes such files from its beginning on, and keeps them until there is somebody to have them.

    Parameters
    ----------
    application : QCoreApplication
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._waiting: list[Path] = []
        self._take: Callable[[Sequence[Path]], object] | None = None
        application.installEventFilter(self)

    def hand_to(self, take: Callable[[Sequence[Path]], object]) -> None:
        """Hand over what waits, and what comes from now on."""
        self._take = take
        self._hand_over()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file. An address that is no file is left to whoever knows it."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return super().eventFilter(watched, event)
        self._waiting.append(Path(event.file()))
        self._hand_over()
        return True

    def _hand_over(self) -> None:
        if self._take is not None and self._waiting:
            waiting, self._waiting = self._waiting, []
            self._take(waiting)
