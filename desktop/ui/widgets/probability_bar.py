"""A chance as a length."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import GRID_PX

_SMALLEST_FILL_PX = 2.0
# A mark is as high as the widget, in a gap that sets it off from whatever is filled; the track is lower.
_MARK_PX, _MARK_GAP_PX, _MARK_OVERHANG_PX = 2.0, 2.0, 3.0


class ProbabilityBar(QWidget):
    """A bar from nothing to certainty. The number stands beside it: the bar alone says nothing exactly.

    Parameters
    ----------
    height_px : int
    """

    def __init__(self, height_px: int = GRID_PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height_px = height_px
        self._probability = 0.0
        self._mark: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Be as high as it was told, and wide enough to tell a tenth from two."""
        return QSize(80, self._height_px)

    def minimumSizeHint(self) -> QSize:
        """Keep enough to show a length."""
        return QSize(40, self._height_px)

    def set_probability(self, probability: float) -> None:
        """Show a chance (0–1)."""
        self._probability = min(max(probability, 0.0), 1.0)
        self.update()

    def set_mark(self, chance: float | None) -> None:
        """Mark a chance (0–1) on the bar, or none."""
        self._mark = chance
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the track from where reading begins."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        overhang = 0.0 if self._mark is None else _MARK_OVERHANG_PX
        track = QRectF(self.rect()).adjusted(0.5, 0.5 + overhang, -0.5, -0.5 - overhang)
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.setBrush(self.palette().brush(QPalette.ColorRole.Base))
        painter.drawRoundedRect(track, 2, 2)
        if self._probability > 0.0:
            self._paint_fill(painter, track)
        if self._mark is not None:
            self._paint_mark(painter, track, self._mark)

    def _paint_fill(self, painter: QPainter, track: QRectF) -> None:
        fill = QRectF(track)
        fill.setWidth(max(track.width() * self._probability, _SMALLEST_FILL_PX))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            fill.moveRight(track.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().brush(QPalette.ColorRole.Highlight))
        painter.drawRoundedRect(fill, 2, 2)

    def _paint_mark(self, painter: QPainter, track: QRectF, chance: float) -> None:
        across = track.width() * chance
        rightwards = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        middle = track.left() + across if rightwards else track.right() - across
        for width, role in (
            (_MARK_PX + 2 * _MARK_GAP_PX, QPalette.ColorRole.Window),
            (_MARK_PX, QPalette.ColorRole.WindowText),
        ):
            painter.fillRect(QRectF(middle - width / 2, 0.0, width, self.height()), self.palette().brush(role))
