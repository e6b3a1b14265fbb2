"""A small window in the upper left corner, off which files can be dragged with the mouse; for `smoke.py`.

python drag_source.py FILE…
"""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent, QRasterWindow

SIZE_PX = 80


class DragSource(QRasterWindow):
    """Begins a drag of files when a button of the mouse is pressed on it.

    It has to stay until they have arrived: the other program asks it for them after the drop.
    """

    def __init__(self, paths: list[Path]) -> None:
        super().__init__()
        self._paths = paths
        # No window manager: it stays where it is put, above everything.
        self.setFlags(Qt.WindowType.BypassWindowManagerHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setGeometry(0, 0, SIZE_PX, SIZE_PX)
        self.setTitle("drag source")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag the files until the button is let go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in self._paths])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)
        event.accept()


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    source = DragSource([Path(name).resolve() for name in sys.argv[1:]])
    source.show()
    sys.exit(application.exec())
