"""The one place where an exception that nobody expected becomes known."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

_log = logging.getLogger(__name__)


class BugReporter(QObject):
    """Catches what no code caught, on any thread. The program stays up.

    *Signals:*
    ``found(str)``: a sentence for the user, on the GUI thread; once, because further bugs mostly follow from the first.
    """

    found = Signal(str)
    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = False
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._previous = sys.excepthook, threading.excepthook

    def install(self) -> None:
        """Begin to catch."""
        self._previous = sys.excepthook, threading.excepthook
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def uninstall(self) -> None:
        """Leave the hooks as they were."""
        sys.excepthook, threading.excepthook = self._previous

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception and tell the user; for `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        # The message is left out of the log: it may name a file, and with it a patient.
        frames = "".join(traceback.format_tb(trace)).rstrip()
        _log.error("A bug: %s\n%s", kind.__name__, frames)
        self._caught.emit(kind.__name__)

    def _report_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.report(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _tell(self, kind: str) -> None:
        if self._told:
            return
        self._told = True
        self.found.emit(
            self.tr(
                "Something went wrong inside Lentigo ({kind}). This is our mistake; the log has the details. "
                "You can go on, but start Lentigo again if anything looks odd."
            ).format(kind=kind)
        )
