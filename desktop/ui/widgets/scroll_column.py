"""A part of a page that scrolls where the window is small."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.ui.theme import GRID_PX

_LEAST_WIDTH_PX, _LEAST_HEIGHT_PX = GRID_PX * 30, GRID_PX * 16


class ScrollColumn(QScrollArea):
    """Gives its content what room there is, and scrolls where that is less than it needs."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Its parts have it.
        self._content = content
        self.setWidget(content)
        self.setMaximumWidth(content.maximumWidth() + self._bar_px)

    def sizeHint(self) -> QSize:
        """Wish for the whole content, and the bar beside it."""
        return self._content.sizeHint() + QSize(self._bar_px, 0)

    def minimumSizeHint(self) -> QSize:
        """Insist on little."""
        return QSize(min(_LEAST_WIDTH_PX, self._content.minimumSizeHint().width()) + self._bar_px, _LEAST_HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the content the room there is."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what the content needs."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        # Not by `setWidgetResizable`: of a content with texts that wrap, Qt would ask how high it likes to be, and
        # scroll long before it has to.
        room, bar_px = self.maximumViewportSize(), self._bar_px
        least_width = self._content.minimumSizeHint().width()
        is_narrow = room.width() < least_width
        if is_narrow:
            room -= QSize(0, bar_px)
        if self._least_height(max(least_width, room.width())) > room.height():
            room -= QSize(bar_px, 0)
        width = max(least_width, room.width())
        self._content.resize(width, max(room.height(), self._least_height(width)))

    def _least_height(self, width_px: int) -> int:
        layout = self._content.layout()
        return 0 if layout is None else layout.totalMinimumHeightForWidth(width_px)

    @property
    def _bar_px(self) -> int:
        return self.verticalScrollBar().sizeHint().width()
