"""The chance of malignancy over time, painted."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.models.lesion_course import TrendPoint
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.percent import mark_text, percent_spoken

NOT_COMPARABLE_MARK = "≠"

_RADIUS_PX = 5.0
_CAP_PX = 5.0
_INSET_PX = GRID_PX * 4
_GRID_CHANCES = (0.0, 0.25, 0.5, 0.75, 1.0)
_LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight


class TrendPlot(QWidget):
    """Points in time, each with an upright bar for its uncertainty, and a dashed line where the bundle changed.

    Points of the bundle in use are discs, those of others hollow diamonds. Only points that can be compared are joined.
    Time runs from left to right in every language. The table beside it says the same in words.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[TrendPoint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLayoutDirection(_LEFT_TO_RIGHT)
        self.show_points(())

    def sizeHint(self) -> QSize:
        """Be wide enough for a few years."""
        return QSize(GRID_PX * 60, GRID_PX * 26)

    def minimumSizeHint(self) -> QSize:
        """Keep a tenth apart from two."""
        return QSize(GRID_PX * 32, GRID_PX * 18)

    def show_points(self, points: Sequence[TrendPoint]) -> None:
        """Show chances, oldest first."""
        self._points = tuple(points)
        self.setAccessibleName(self._in_words())
        self.update()

    @property
    def changes(self) -> int:
        """How often the bundle changed from one point to the next."""
        return sum(not before.is_comparable(after) for before, after in self._pairs())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grid, marks, lines and points, from back to front."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self._room()
        self._paint_grid(painter, room)
        places = [self._place(room, point) for point in self._points]
        self._paint_days(painter, room, places)
        self._paint_lines(painter, room, places)
        for point, place in zip(self._points, places, strict=True):
            self._paint_uncertainty(painter, room, point, place)
        for point, place in zip(self._points, places, strict=True):
            self._paint_point(painter, point, place)

    def _room(self) -> QRectF:
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("100 %") + GRID_PX * 2
        above, below = metrics.height() + GRID_PX, metrics.height() + GRID_PX
        return QRectF(self.rect()).adjusted(left, above, -GRID_PX, -below)

    def _place(self, room: QRectF, point: TrendPoint) -> QPointF:
        first, last = self._points[0].moment, self._points[-1].moment
        whole_s = (last - first).total_seconds()
        part = (point.moment - first).total_seconds() / whole_s if whole_s > 0 else 0.5
        inside = room.adjusted(_INSET_PX, 0, -_INSET_PX, 0)
        return QPointF(inside.left() + part * inside.width(), _height(room, point.chance))

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)

    def _paint_grid(self, painter: QPainter, room: QRectF) -> None:
        for chance in _GRID_CHANCES:
            y = _height(room, chance)
            painter.setPen(QPen(self._colour(QPalette.ColorRole.Mid), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(self._colour(QPalette.ColorRole.PlaceholderText))
            label = QRectF(0, y - GRID_PX * 2, room.left() - GRID_PX, GRID_PX * 4)
            painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark_text(chance))

    def _paint_days(self, painter: QPainter, room: QRectF, places: Sequence[QPointF]) -> None:
        """Write the first and the last day, and those between that do not touch a neighbour."""
        painter.setPen(self._colour(QPalette.ColorRole.PlaceholderText))
        metrics = painter.fontMetrics()
        order = sorted(range(len(places)), key=lambda index: index not in (0, len(places) - 1))
        written: list[QRectF] = []
        for index in order:
            width = metrics.horizontalAdvance(self._points[index].day) + GRID_PX
            box = QRectF(places[index].x() - width / 2, room.bottom() + GRID_PX / 2, width, metrics.height())
            box.moveLeft(max(0.0, min(box.left(), self.width() - width)))
            if not any(box.intersects(other) for other in written):
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._points[index].day)
                written.append(box)

    def _paint_lines(self, painter: QPainter, room: QRectF, places: Sequence[QPointF]) -> None:
        for index, (before, after) in enumerate(self._pairs()):
            start, end = places[index], places[index + 1]
            if before.is_comparable(after):
                painter.setPen(QPen(self._colour(QPalette.ColorRole.Highlight), 2))
                painter.drawLine(start, end)
            else:
                self._paint_change(painter, room, (start.x() + end.x()) / 2)

    def _paint_change(self, painter: QPainter, room: QRectF, x: float) -> None:
        painter.setPen(QPen(self._colour(QPalette.ColorRole.Text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        text = self.tr("{mark} not comparable").format(mark=NOT_COMPARABLE_MARK)
        if self.changes > 1:  # Several of these words would run into each other.
            text = NOT_COMPARABLE_MARK
        width = painter.fontMetrics().horizontalAdvance(text) + GRID_PX
        box = QRectF(x - width / 2, 0, width, room.top() - GRID_PX / 2)
        box.moveLeft(max(0.0, min(box.left(), self.width() - width)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_uncertainty(self, painter: QPainter, room: QRectF, point: TrendPoint, place: QPointF) -> None:
        if point.reliability is None:
            return
        painter.setPen(QPen(self._colour(QPalette.ColorRole.PlaceholderText), 2))
        low, high = (_height(room, share) for share in (point.reliability.low, point.reliability.high))
        painter.drawLine(QPointF(place.x(), low), QPointF(place.x(), high))
        for y in (low, high):
            painter.drawLine(QPointF(place.x() - _CAP_PX, y), QPointF(place.x() + _CAP_PX, y))

    def _paint_point(self, painter: QPainter, point: TrendPoint, place: QPointF) -> None:
        accent = self._colour(QPalette.ColorRole.Highlight)
        if point.is_current:
            painter.setPen(QPen(self._colour(QPalette.ColorRole.Base), 1.5))
            painter.setBrush(accent)
            painter.drawEllipse(place, _RADIUS_PX, _RADIUS_PX)
            return
        painter.setPen(QPen(accent, 2))
        painter.setBrush(self._colour(QPalette.ColorRole.Base))
        reach = _RADIUS_PX + 1
        corners = [QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)]
        painter.drawPolygon(QPolygonF([place + corner for corner in corners]))

    def _pairs(self) -> list[tuple[TrendPoint, TrendPoint]]:
        return list(zip(self._points, self._points[1:], strict=False))

    def _in_words(self) -> str:
        if not self._points:
            return self.tr("Chance of malignancy over time: none yet")
        told = [
            self.tr("{day}: {chance}").format(day=point.day, chance=percent_spoken(point.chance))
            for point in self._points
        ]
        text = self.tr("Chance of malignancy over time. {points}.").format(points="; ".join(told))
        changed = self.tr("Not all can be compared: the bundle changed.")
        return f"{text} {changed}" if self.changes else text


def _height(room: QRectF, share: float) -> float:
    return room.bottom() - share * room.height()
