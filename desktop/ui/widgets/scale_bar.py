"""A bar of a round length in millimetres, as long as the picture shows them."""

import math

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.picture_painting import draw_on_picture

_ROUND = (5.0, 2.0, 1.0)
_LONGEST_PX = GRID_PX * 20
_LONGEST_SHARE = 0.3
_INSET_PX = GRID_PX * 2
_TICK_PX = GRID_PX / 2
# Three figures, about as many as a hand on a mouse is worth.
_WHOLE_FROM_MM, _TENTHS_FROM_MM = 100.0, 10.0


def round_length_mm(longest_mm: float) -> float:
    """Return the longest of … 0.5, 1, 2, 5, 10 … mm that is not above a length."""
    power = 10.0 ** math.floor(math.log10(longest_mm))
    # A hair of slack: 5 mm may have come as 4.9999….
    return next((number * power for number in _ROUND if number * power <= longest_mm * 1.000001), power)


def measured_text(length_mm: float) -> str:
    """Write a measured length for people."""
    return _in_millimetres(length_mm, 0 if length_mm >= _WHOLE_FROM_MM else 1 if length_mm >= _TENTHS_FROM_MM else 2)


def draw_line_with_ends(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """Draw a line with a tick at each end, white with a dark edge, to be seen on any picture."""
    length = math.hypot(end.x() - start.x(), end.y() - start.y()) or 1.0
    across = QPointF(start.y() - end.y(), end.x() - start.x()) / length * _TICK_PX
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((QColor(Qt.GlobalColor.black), 4.0), (QColor(Qt.GlobalColor.white), 2.0)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawLine(start, end)
        for point in (start, end):
            painter.drawLine(point - across, point + across)


def draw_scale_bar(painter: QPainter, mm_per_px: float, view: QRectF) -> None:
    """Draw a bar at the bottom left of a view.

    Parameters
    ----------
    painter : QPainter
        Its unit is a pixel of the window.
    mm_per_px : float
        Millimetres that such a pixel shows.
    view : QRectF
    """
    length_mm = round_length_mm(min(_LONGEST_PX, view.width() * _LONGEST_SHARE) * mm_per_px)
    start = QPointF(view.left() + _INSET_PX, view.bottom() - _INSET_PX)
    draw_line_with_ends(painter, start, start + QPointF(length_mm / mm_per_px, 0))
    text = _in_millimetres(length_mm, max(0, -math.floor(math.log10(length_mm) + 1e-6)))
    draw_label(painter, start + QPointF(0, -_TICK_PX * 2), text)


def draw_label(painter: QPainter, bottom_left: QPointF, text: str) -> None:
    """Write something that can be read on any picture."""
    room = QFontMetricsF(painter.font()).boundingRect(text)
    label = QRectF(0, 0, room.width() + GRID_PX * 1.5, room.height() + GRID_PX / 2)
    label.moveBottomLeft(bottom_left)
    draw_on_picture(painter, label, text)


def _in_millimetres(length_mm: float, decimals: int) -> str:
    return _tr("{number} mm").format(number=QLocale().toString(length_mm, "f", decimals))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScaleBar", text)
