"""Open the window on some images, write how many were answered once all are, and close it.

python closing_window.py BUNDLE PATH…
"""

import sys
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QTimer

from desktop import app
from desktop.ui.views.main_window import MainWindow

_POLL_MS = 20


class _ClosingWindow(MainWindow):
    """Closes itself when nothing is left to do."""

    def start(self) -> None:
        """Begin to watch the queue."""
        super().start()
        self._watch = QTimer(self)
        self._watch.timeout.connect(self._close_when_done)
        self._watch.start(_POLL_MS)

    def _close_when_done(self) -> None:
        progress = self.model.progress
        if progress.total and not progress.running:
            self._watch.stop()  # The window may take a moment to close.
            sys.stdout.write(f"assessed or out of scope: {progress.assessed + progress.out_of_scope}\n")
            sys.stdout.write(f"unreadable: {progress.unreadable}\n")
            self.close()


if __name__ == "__main__":
    bundle, *paths = (Path(argument) for argument in sys.argv[1:])
    with mock.patch.object(app, "MainWindow", _ClosingWindow):
        sys.exit(app.run(paths, bundle))
