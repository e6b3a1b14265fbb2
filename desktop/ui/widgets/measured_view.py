"""A photograph of which one knows, or can say, how many millimetres a pixel is."""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.image_view import ImageView
from desktop.ui.widgets.picture_painting import GRIP_PX
from desktop.ui.widgets.scale_bar import draw_label, draw_line_with_ends, draw_scale_bar, measured_text

_FIRST_LENGTH_SHARE = 0.3
_LEAST_PX = 1.0
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


@dataclass(frozen=True)
class MeasuredLine:
    """A line on a photograph: its ends in pixels of the picture."""

    start: QPointF
    end: QPointF

    @property
    def length_px(self) -> float:
        """Its length in pixels of the picture."""
        return math.hypot(self.end.x() - self.start.x(), self.end.y() - self.start.y())


class MeasuredView(ImageView):
    """Shows a scale bar where the scale is known, and measures.

    While it measures, dragging draws a line, or moves an end of the one that is there; the arrow keys move its end by a
    pixel of the window (with Shift by ten), Space changes to the other end. The scale bar follows the zoom.

    *Signals:*
    ``line_changed()``: see `line`.
    ``measuring_ended()``: by Escape.
    """

    line_changed = Signal()
    measuring_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._mm_per_px: float | None = None
        self._measures = False
        self._line: MeasuredLine | None = None
        self._moves_start = False
        self._drags_end = False
        super().__init__(parent)

    @property
    def mm_per_px(self) -> float | None:
        """Millimetres of skin for a pixel of the picture; None if nobody knows."""
        return self._mm_per_px

    @property
    def line(self) -> MeasuredLine | None:
        """The line that measures; None while there is none."""
        return self._line

    @property
    def line_text(self) -> str:
        """How long the line is: in millimetres, or in pixels where nobody knows the scale; empty without a line."""
        if self._line is None:
            return ""
        if self._mm_per_px is None:
            return self.tr("{number} px").format(number=QLocale().toString(round(self._line.length_px)))
        return measured_text(self._line.length_px * self._mm_per_px)

    def set_mm_per_px(self, mm_per_px: float | None) -> None:
        """Take the scale of the picture on show, or learn that nobody knows it."""
        self._mm_per_px = mm_per_px
        self._line_moved()

    def set_image(self, pyramid: ImagePyramid | None) -> None:
        """Show a picture, fitted, or none; the line belonged to the picture before."""
        super().set_image(pyramid)
        self._drags_end = False
        self._set_line(self._first_line() if self._measures else None)

    @Slot(bool)
    def set_measuring(self, measuring: bool) -> None:
        """Begin to measure, with a line across the middle, or end it."""
        if measuring == self._measures:
            return
        self._measures = measuring
        self._drags_end = self._moves_start = False
        self._set_line(self._first_line() if measuring else None)
        self._show_cursor()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move the line from being the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the end of the line; the rest is as in every view."""
        if not self._is_ours(event) or self._line is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.measuring_ended.emit()
        elif event.key() == Qt.Key.Key_Space:
            self._moves_start = not self._moves_start
            self.update()
        else:
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            step = _ARROWS[Qt.Key(event.key())] * far / self._window_scale
            self._move_end((self._line.start if self._moves_start else self._line.end) + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take an end of the line, or begin a new one."""
        if not self._measures or event.button() is not Qt.MouseButton.LeftButton or self._pyramid is None:
            super().mousePressEvent(event)
            return
        self._drags_end = True
        at = event.position()
        line = self._line
        if line is not None and _distance(self._on_window(line.start), at) <= GRIP_PX:
            self._moves_start = True
        elif line is not None and _distance(self._on_window(line.end), at) <= GRIP_PX:
            self._moves_start = False
        else:
            self._moves_start = False
            self._set_line(MeasuredLine(self._on_picture(at), self._on_picture(at)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the end along."""
        if self._drags_end:
            self._move_end(self._on_picture(event.position()))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._drags_end:
            self._drags_end = False
            if self._line is not None and self._line.length_px * self._window_scale < _LEAST_PX:
                self._set_line(self._first_line())  # A click draws nothing.
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do not zoom while a line is drawn."""
        if self._measures:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def _paint_above(self, painter: QPainter) -> None:
        if self._mm_per_px is not None:
            draw_scale_bar(painter, self._mm_per_px / self._window_scale, QRectF(self.rect()))
        if self._line is None:
            return
        start, end = self._on_window(self._line.start), self._on_window(self._line.end)
        draw_line_with_ends(painter, start, end)
        moved = start if self._moves_start else end
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(moved, GRIP_PX / 2, GRIP_PX / 2)
        draw_label(painter, moved + QPointF(GRIP_PX, -GRIP_PX / 2), self.line_text)

    def _show_cursor(self) -> None:
        if self._measures and self._pyramid is not None:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            super()._show_cursor()

    def _describe(self) -> None:
        super()._describe()
        if self._line is not None:
            text = self.tr("Measuring: the line is {length} long.").format(length=self.line_text)
            self.setAccessibleDescription(text)

    @property
    def _window_scale(self) -> float:
        """Pixels of the window for one of the picture."""
        return self._viewport.scale / self.devicePixelRatioF()

    def _on_window(self, point: QPointF) -> QPointF:
        return self._viewport.picture_rect.topLeft() / self.devicePixelRatioF() + point * self._window_scale

    def _on_picture(self, point: QPointF) -> QPointF:
        found = (point - self._viewport.picture_rect.topLeft() / self.devicePixelRatioF()) / self._window_scale
        return self._inside(found)

    def _inside(self, point: QPointF) -> QPointF:
        if self._pyramid is None:
            return point
        return QPointF(
            min(max(point.x(), 0.0), float(self._pyramid.width_px)),
            min(max(point.y(), 0.0), float(self._pyramid.height_px)),
        )

    def _first_line(self) -> MeasuredLine | None:
        """Return a line across the middle of what is seen, for the keys to begin with."""
        if self._pyramid is None:
            return None
        middle = QPointF(self.width() / 2, self.height() / 2)
        half = QPointF(self.width() * _FIRST_LENGTH_SHARE / 2, 0)
        return MeasuredLine(self._on_picture(middle - half), self._on_picture(middle + half))

    def _move_end(self, point: QPointF) -> None:
        if self._line is None:
            return
        point = self._inside(point)
        self._set_line(replace(self._line, start=point) if self._moves_start else replace(self._line, end=point))

    def _set_line(self, line: MeasuredLine | None) -> None:
        self._line = line
        self._line_moved()

    def _line_moved(self) -> None:
        self._describe()
        self.update()
        self.line_changed.emit()

    def _is_ours(self, event: QKeyEvent) -> bool:
        if self._line is None:
            return False
        allowed = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        plain = not event.modifiers() & ~allowed
        return plain and (event.key() in _ARROWS or event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Escape))


def _distance(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
