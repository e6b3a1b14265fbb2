"""One drawing of the body map as it is painted: skin, captions, and the part under the mouse."""

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPalette, QPixmap, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from desktop.core.domain.body_map import BodyDrawing, Place, Point, Region, body_drawing
from desktop.core.domain.history import BodyView, Pin
from desktop.ui.models.map_pin import figure_title, side_title
from desktop.ui.theme import GRID_PX, colours_of

_LIT_ALPHA = 70
_SIDES_AT = 0.05
_VIEWS_WITH_SIDES = (BodyView.FRONT, BodyView.BACK)


class BodyMapFigure:
    """A drawing in its room.

    Parameters
    ----------
    view : BodyView
    """

    def __init__(self, view: BodyView) -> None:
        self._drawing: BodyDrawing = body_drawing(view)
        self._frame = QRectF()
        self._pixmap = QPixmap()
        self._painted_for: tuple[object, ...] = ()
        self._lit: tuple[str, QPainterPath] | None = None

    @property
    def view(self) -> BodyView:
        """Which drawing it is."""
        return self._drawing.view

    @property
    def frame(self) -> QRectF:
        """Where the drawing is, in pixels."""
        return self._frame

    def fit(self, room: QRectF) -> None:
        """Put the whole drawing into the middle of a room."""
        size = QSizeF(self._drawing.width, self._drawing.height)
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._frame = QRectF(room.center() - QPointF(size.width() / 2, size.height() / 2), size)

    def place_of(self, pin: Pin) -> QPointF:
        """Return where a pin is, in pixels."""
        return self._frame.topLeft() + QPointF(pin.x * self._frame.width(), pin.y * self._frame.height())

    def pin_at(self, place: QPointF) -> Pin:
        """Return the pin of a place in pixels; what lies beside the drawing is taken to its edge."""
        offset = place - self._frame.topLeft()
        x, y = offset.x() / max(self._frame.width(), 1), offset.y() / max(self._frame.height(), 1)
        return Pin(self.view, min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))

    def region_at(self, place: QPointF) -> Region | None:
        """Return the part of the skin at a place in pixels."""
        pin = self.pin_at(place)
        return self._drawing.region_at(pin.x * self._drawing.width, pin.y * self._drawing.height)

    def body_place_at(self, place: QPointF) -> Place | None:
        """Return which place of the body is at a place in pixels."""
        region = self.region_at(place)
        return None if region is None else region.place

    def paint(self, painter: QPainter, palette: QPalette, lit: Region | None) -> None:
        """Paint the skin, the part of it that is lit, and the captions."""
        ratio = painter.device().devicePixelRatioF()
        wanted = (self._frame.size(), ratio, colours_of(palette))
        if wanted != self._painted_for:
            self._pixmap, self._painted_for = self._rendered(palette, ratio), wanted
        painter.drawPixmap(self._frame, self._pixmap, QRectF(self._pixmap.rect()))
        if lit is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(self._frame.topLeft())
            painter.scale(self._scale, self._scale)
            colour = palette.color(QPalette.ColorRole.Highlight)
            colour.setAlpha(_LIT_ALPHA)
            painter.fillPath(self._path_of(lit), colour)
            painter.restore()
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        self._paint_captions(painter)

    @property
    def _scale(self) -> float:
        return self._frame.width() / self._drawing.width

    def _rendered(self, palette: QPalette, ratio: float) -> QPixmap:
        colours = colours_of(palette)
        svg = self._drawing.svg
        for name, colour in (("skin", colours.pressed), ("edge", colours.strong_border), ("line", colours.disabled)):
            svg = svg.replace(f"@{name}", colour)
        size = self._frame.size() * ratio
        pixmap = QPixmap(QSize(max(round(size.width()), 1), max(round(size.height()), 1)))
        pixmap.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
        painter.end()
        return pixmap

    def _path_of(self, region: Region) -> QPainterPath:
        """Return what of the skin is a region's own: without what regions before it have."""
        if self._lit is None or self._lit[0] != region.id:
            path = QPainterPath()
            for outline in self._drawing.figures.values():
                path |= _path(outline)
            path &= _path(region.outline)
            for other in self._drawing.regions:
                if other is region:
                    break
                earlier = _path(other.outline)
                if earlier.intersects(path.boundingRect()):
                    path -= earlier
            self._lit = (region.id, path)
        return self._lit[1]

    def _paint_captions(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(painter.font())
        height = metrics.height()
        for name, outline in self._drawing.figures.items():
            text = figure_title(name)
            box = _path(outline).boundingRect()
            below = self._frame.topLeft() + QPointF(box.center().x(), box.bottom()) * self._scale
            width = metrics.horizontalAdvance(text) + 2
            room = QRectF(below.x() - width / 2, below.y() + GRID_PX / 4, width, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        if self.view in _VIEWS_WITH_SIDES:
            top = self._frame.top() + self._frame.height() * _SIDES_AT
            room = QRectF(self._frame.left(), top, self._frame.width(), height)
            at_left = side_title(left=self.view is BodyView.BACK)
            at_right = side_title(left=self.view is BodyView.FRONT)
            absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | absolute, at_left)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | absolute, at_right)


def _path(outline: tuple[Point, ...]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in outline]))
    path.closeSubpath()
    return path
