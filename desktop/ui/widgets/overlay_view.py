"""Two photographs laid over each other: swept by a divider, or one after the other."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.image_view import ImageView

BLINK_MS = 600
"""Between two changes: at most two a second. WCAG 2.3.1 draws its line at three flashes a second."""

_DIVIDER_STEP_PERCENT = 2
_GRIP_PX = GRID_PX * 3 // 2
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class OverlayMode(StrEnum):
    """How two pictures share one view."""

    SWIPE = "swipe"
    BLINK = "blink"


class OverlayView(ImageView):
    """Shows the older picture, and the newer one, fitted into the same place.

    Swipe: the older lies left of a divider, which is dragged, or moved by the left and right arrow keys while there is
    nothing to pan. Blink: one of the two is seen, and the same keys choose which. `start_blinking` changes between
    them until it is stopped or the view is hidden.

    *Signals:*
    ``divider_changed(int)``: in percent of the view's width, from the left.
    ``newer_shown(bool)``: whether the newer picture is the one on show.
    ``blinking_changed(bool)``
    """

    divider_changed = Signal(int)
    newer_shown = Signal(bool)
    blinking_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._newer: ImagePyramid | None = None
        self._mode = OverlayMode.SWIPE
        self._divider_percent = 50
        self._shows_newer = False
        self._drags_divider = False
        super().__init__(parent)
        self.setMouseTracking(True)
        # Precise: a coarse timer may come early, and the rate is a promise.
        self._timer = QTimer(self, interval=BLINK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._blink)

    @property
    def divider_percent(self) -> int:
        """Where the divider is, in percent of the view's width, from the left."""
        return self._divider_percent

    @property
    def shows_newer(self) -> bool:
        """True if the newer picture is the one on show, when one is."""
        return self._shows_newer

    @property
    def is_blinking(self) -> bool:
        """True while the pictures change by themselves."""
        return self._timer.isActive()

    def set_images(self, older: ImagePyramid | None, newer: ImagePyramid | None) -> None:
        """Show two pictures, fitted."""
        self.stop_blinking()
        self._newer = newer
        self.set_image(older if newer is not None else None)

    def set_mode(self, mode: OverlayMode) -> None:
        """Sweep, or show one of the two."""
        self.stop_blinking()
        self._mode = mode
        self._describe()
        self.update()

    @Slot(int)
    def set_divider(self, percent: int) -> None:
        """Move the divider."""
        percent = min(max(percent, 0), 100)
        if percent != self._divider_percent:
            self._divider_percent = percent
            self._describe()
            self.update()
            self.divider_changed.emit(percent)

    def show_newer(self, *, newer: bool) -> None:
        """Show one of the two."""
        if newer != self._shows_newer:
            self._shows_newer = newer
            self._describe()
            self.update()
            self.newer_shown.emit(newer)

    @Slot()
    def toggle_blinking(self) -> None:
        """Start, or stop."""
        if self.is_blinking:
            self.stop_blinking()
        else:
            self.start_blinking()

    def start_blinking(self) -> None:
        """Change between the two, if there are two."""
        if self._mode is OverlayMode.BLINK and self._newer is not None and not self.is_blinking:
            self._timer.start()
            self.blinking_changed.emit(True)

    def stop_blinking(self) -> None:
        """Stay with the one that is on show."""
        if self.is_blinking:
            self._timer.stop()
            self.blinking_changed.emit(False)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys that move the divider from being the window's shortcuts."""
        is_shortcut = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_shortcut and isinstance(event, QKeyEvent) and self._steps(event):
            event.accept()
            return True
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing blinks unseen."""
        super().hideEvent(event)
        self.stop_blinking()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the divider, or choose a picture; the rest is as in every view."""
        if not self._steps(event):
            super().keyPressEvent(event)
            return
        step = _STEPS[Qt.Key(event.key())]
        if self._mode is OverlayMode.SWIPE:
            self.set_divider(self._divider_percent + step * _DIVIDER_STEP_PERCENT)
        else:
            self.stop_blinking()
            self.show_newer(newer=step > 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the divider, or the picture."""
        if event.button() is Qt.MouseButton.LeftButton and self._is_on_divider(event.position()):
            self._drags_divider = True
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken."""
        if self._drags_divider:
            self.set_divider(round(event.position().x() / max(self.width(), 1) * 100))
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            if self._is_on_divider(event.position()):
                self.setCursor(Qt.CursorShape.SplitHCursor)
            else:
                self._show_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drags_divider = False
        super().mouseReleaseEvent(event)

    def _paint_picture(self, painter: QPainter, pyramid: ImagePyramid) -> None:
        newer, older_rect = self._newer, self._viewport.picture_rect
        if newer is None:
            return
        newer_rect = _fitted(newer, older_rect)
        if self._mode is OverlayMode.BLINK:
            shown, rect = (newer, newer_rect) if self._shows_newer else (pyramid, older_rect)
            self._draw_pyramid(painter, shown, rect, rect.width() / shown.width_px)
            return
        density = self.devicePixelRatioF()
        whole = QRectF(0, 0, self.width() * density, self.height() * density)
        divider = round(whole.width() * self._divider_percent / 100)
        for shown, rect, clip in (
            (pyramid, older_rect, whole.adjusted(0, 0, divider - whole.width(), 0)),
            (newer, newer_rect, whole.adjusted(divider, 0, 0, 0)),
        ):
            painter.setClipRect(clip)
            self._draw_pyramid(painter, shown, rect, rect.width() / shown.width_px)
        painter.setClipping(False)
        _draw_divider(painter, divider, whole, density)

    def _steps(self, event: QKeyEvent) -> bool:
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() in _STEPS and bare and self._newer is not None and not self._pans(event)

    def _is_on_divider(self, at: QPointF) -> bool:
        on = abs(at.x() - self.width() * self._divider_percent / 100) <= _GRIP_PX
        return on and self._mode is OverlayMode.SWIPE and self._newer is not None

    def _blink(self) -> None:
        self.show_newer(newer=not self._shows_newer)

    def _describe(self) -> None:
        super()._describe()
        if self._newer is None:
            return
        if self._mode is OverlayMode.SWIPE:
            text = self.tr("The older photograph left of a divider at {percent} percent, the newer one right of it")
        elif self._shows_newer:
            text = self.tr("The newer of two photographs")
        else:
            text = self.tr("The older of two photographs")
        self.setAccessibleDescription(text.format(percent=self._divider_percent))


def _fitted(pyramid: ImagePyramid, room: QRectF) -> QRectF:
    """Return where the whole of a picture lies in the middle of a rectangle."""
    scale = min(room.width() / pyramid.width_px, room.height() / pyramid.height_px)
    fitted = QRectF(0, 0, max(pyramid.width_px * scale, 1.0), max(pyramid.height_px * scale, 1.0))
    fitted.moveCenter(room.center())
    # A whole pixel, as the other picture has it: two equal pictures lie exactly on each other.
    fitted.moveTopLeft(QPointF(round(fitted.left()), round(fitted.top())))
    return fitted


def _draw_divider(painter: QPainter, x: float, whole: QRectF, density: float) -> None:
    """Draw a white line with dark edges and a grip, to be seen on any picture."""
    grip = QRectF(0, 0, _GRIP_PX * density, _GRIP_PX * 3 * density)
    grip.moveCenter(QPointF(x, whole.center().y()))
    dark, light = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)
    for colour, width in ((dark, 4.0), (light, 2.0)):
        painter.setPen(QPen(colour, width * density))
        painter.drawLine(QPointF(x, whole.top()), QPointF(x, whole.bottom()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(dark, density))
    painter.setBrush(light)
    painter.drawRoundedRect(grip, 4 * density, 4 * density)
    for offset in (-2.0, 2.0):
        line = x + offset * density
        painter.drawLine(QPointF(line, grip.center().y() - 8 * density), QPointF(line, grip.center().y() + 8 * density))
