"""Two photographs laid over each other: swept by a divider, or one after the other."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QTransform
from PySide6.QtWidgets import QWidget

from desktop.core.imaging.placement import Nudge, Placement
from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.measured_view import MeasuredView
from desktop.ui.widgets.picture_painting import GRIP_PX, draw_divider, draw_placed, draw_pyramid, fitted_into

BLINK_MS = 600
"""Between two changes: at most two a second. WCAG 2.3.1 draws its line at three flashes a second."""

_DIVIDER_STEP_PERCENT = 2
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_SHIFTS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_FAR = 10
TURN_STEP_DEGREES = 0.25
SCALE_STEP = 1.0025
_NUDGES = {
    ",": Nudge(turn_degrees=-TURN_STEP_DEGREES),
    ".": Nudge(turn_degrees=TURN_STEP_DEGREES),
    "+": Nudge(factor=SCALE_STEP),
    "=": Nudge(factor=SCALE_STEP),
    "-": Nudge(factor=1 / SCALE_STEP),
}


class OverlayMode(StrEnum):
    """How two pictures share one view."""

    SWIPE = "swipe"
    BLINK = "blink"
    DIFFERENCE = "difference"


class OverlayView(MeasuredView):
    """Shows the older picture, and the newer one as it is placed on it, or fitted into the same place.

    Swipe: the older lies left of a divider, which is dragged, or moved by the left and right arrow keys while there is
    nothing to pan. Blink: one of the two is seen, and the same keys choose which. `start_blinking` changes between
    them until it is stopped or the view is hidden. Difference: in the older one's place lies a picture that tells what
    has changed.

    While the newer one is being nudged, the arrow keys shift it by a pixel of the window (with Shift by ten), comma and
    full stop turn it, plus and minus magnify it, Escape ends it. Scale and lengths are those of the older picture.

    *Signals:*
    ``divider_changed(int)``: in percent of the view's width, from the left.
    ``newer_shown(bool)``: whether the newer picture is the one on show.
    ``blinking_changed(bool)``
    ``nudge_requested(object)``: a Nudge of the newer picture.
    ``nudging_ended()``: by Escape.
    """

    divider_changed = Signal(int)
    newer_shown = Signal(bool)
    blinking_changed = Signal(bool)
    nudge_requested = Signal(object)
    nudging_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._newer: ImagePyramid | None = None
        self._difference: ImagePyramid | None = None
        self._placement: Placement | None = None
        self._nudges = False
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
        self._difference = self._placement = None
        self.set_image(older if newer is not None else None)

    def set_mode(self, mode: OverlayMode) -> None:
        """Sweep, or show one of the two."""
        self.stop_blinking()
        self._mode = mode
        self._describe()
        self.update()

    def set_placement(self, placement: Placement | None) -> None:
        """Say where the newer picture lies on the older; None fits it into the same place."""
        self._placement = placement
        self._describe()
        self.update()

    def set_difference(self, picture: ImagePyramid | None) -> None:
        """Take what difference mode shows, as a picture of the older one; None while there is none."""
        self._difference = picture
        self._describe()
        self.update()

    def set_nudging(self, nudges: bool) -> None:
        """Let the keys nudge the newer picture, or no longer."""
        self._nudges = nudges

    def shift_of(self, right: int, down: int) -> Nudge:
        """Return the nudge by so many pixels of the window, as they are seen now."""
        return Nudge(right / self._window_scale, down / self._window_scale)

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
        if (
            is_shortcut
            and isinstance(event, QKeyEvent)
            and (self._nudge_of(event) or self._ends(event) or self._steps(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing blinks unseen."""
        super().hideEvent(event)
        self.stop_blinking()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nudge, move the divider, or choose a picture; the rest is as in every view."""
        nudge = self._nudge_of(event)
        if nudge is not None:
            self.nudge_requested.emit(nudge)
            return
        if self._ends(event):
            self.nudging_ended.emit()
            return
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
        newer, whole = self._newer, self._screen
        if newer is None:
            return
        if self._mode is OverlayMode.DIFFERENCE:
            self._paint_older(painter, self._difference or pyramid)
        elif self._mode is OverlayMode.BLINK:
            if self._shows_newer:
                self._paint_newer(painter, pyramid, newer)
            else:
                self._paint_older(painter, pyramid)
        else:
            divider = round(whole.width() * self._divider_percent / 100)
            painter.setClipRect(whole.adjusted(0, 0, divider - whole.width(), 0))
            self._paint_older(painter, pyramid)
            painter.setClipRect(whole.adjusted(divider, 0, 0, 0))
            self._paint_newer(painter, pyramid, newer)
            painter.setClipping(False)
            draw_divider(painter, divider, whole, self.devicePixelRatioF())

    def _paint_older(self, painter: QPainter, pyramid: ImagePyramid) -> None:
        rect = self._viewport.picture_rect
        draw_pyramid(painter, pyramid, rect, rect.width() / pyramid.width_px, self._screen)

    def _paint_newer(self, painter: QPainter, older: ImagePyramid, newer: ImagePyramid) -> None:
        place = self._viewport.picture_rect
        if self._placement is None:
            rect = fitted_into(newer, place)
            draw_pyramid(painter, newer, rect, rect.width() / newer.width_px, self._screen)
            return
        matrix = self._placement.matrix((older.width_px, older.height_px), (newer.width_px, newer.height_px))
        (across, up, right), (along, down, below) = matrix[0], matrix[1]
        scale = self._viewport.scale
        onto = QTransform(across, along, up, down, right, below)
        draw_placed(painter, newer, onto * QTransform(scale, 0, 0, scale, place.left(), place.top()))

    def _nudge_of(self, event: QKeyEvent) -> Nudge | None:
        """Return the nudge that a key asks for; None if it asks for none."""
        allowed = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        if not self._nudges or self._newer is None or event.modifiers() & ~allowed:
            return None
        if event.key() not in _SHIFTS:
            return _NUDGES.get(event.text())
        right, down = _SHIFTS[Qt.Key(event.key())]
        far = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        return self.shift_of(right * far, down * far)

    def _ends(self, event: QKeyEvent) -> bool:
        return self._nudges and event.key() == Qt.Key.Key_Escape

    def _steps(self, event: QKeyEvent) -> bool:
        if self._mode is OverlayMode.DIFFERENCE:
            return False
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() in _STEPS and bare and self._newer is not None and not self._pans(event)

    def _is_on_divider(self, at: QPointF) -> bool:
        on = abs(at.x() - self.width() * self._divider_percent / 100) <= GRIP_PX
        return on and self._mode is OverlayMode.SWIPE and self._newer is not None

    def _blink(self) -> None:
        self.show_newer(newer=not self._shows_newer)

    def _describe(self) -> None:
        super()._describe()
        if self._newer is None:
            return
        if self.line is not None:
            return
        if self._mode is OverlayMode.DIFFERENCE and self._difference is not None:
            text = self.tr("What has become lighter or darker from the older photograph to the newer one")
        elif self._mode is OverlayMode.SWIPE:
            text = self.tr("The older photograph left of a divider at {percent} percent, the newer one right of it")
        elif self._mode is OverlayMode.BLINK and self._shows_newer:
            text = self.tr("The newer of two photographs")
        else:
            text = self.tr("The older of two photographs")
        self.setAccessibleDescription(text.format(percent=self._divider_percent))
