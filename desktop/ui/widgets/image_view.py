"""The photograph, with zoom and pan, and a heatmap over it."""

import sys

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QSizePolicy, QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.heatmap import Heatmap
from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.image_viewport import ImageViewport, ViewedPart
from desktop.ui.widgets.picture_painting import draw_focus, draw_part, draw_pyramid

# CIE L* of 50: a neutral grey of middling lightness, the same in both themes, so that colours can be judged.
SURROUND = QColor(119, 119, 119)

_MARGIN_PX = GRID_PX
_ZOOM_STEP = 1.25
_PAN_STEP_PX = GRID_PX * 6
_WHEEL_NOTCH = 120

_PAN_KEYS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class ImageView(QWidget):
    """Shows a picture on a neutral grey.

    The wheel, a pinch and the keys +, -, 0 (fit) and 1 (actual size) zoom; dragging pans, and so do the arrow keys
    while a part of the picture is out of view. Otherwise the arrow keys are left to the window. A double click goes to
    the actual size and back.

    *Signals:*
    ``zoom_changed(int)``: the zoom in percent of the actual size, at which a pixel of the picture is one of the screen.
    ``part_changed(object)``: the ViewedPart, whenever another may be seen.
    """

    zoom_changed = Signal(int)
    part_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pyramid: ImagePyramid | None = None
        self._viewport = ImageViewport(1, 1)
        self._heatmap: Heatmap | None = None
        self._heatmap_visible = True
        self._heatmap_opacity_percent = 60
        self._zoom_percent = 0
        self._dragged_from: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        # Every pixel is painted, so the window behind need not be.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # On macOS pinches arrive as native gestures, from which Qt would make a second, equal one.
        if sys.platform != "darwin":
            self.grabGesture(Qt.GestureType.PinchGesture)
        self._describe()

    def sizeHint(self) -> QSize:
        """Room for a photograph of moderate size; the layout gives more."""
        return QSize(640, 480)

    @property
    def zoom_percent(self) -> int:
        """Zoom in percent of the actual size; 0 without a picture."""
        return self._zoom_percent

    @property
    def picture(self) -> ImagePyramid | None:
        """The picture on show; None if there is none."""
        return self._pyramid

    def set_image(self, pyramid: ImagePyramid | None) -> None:
        """Show a picture, fitted, or none. The heatmap belonged to the picture before and goes with it."""
        self._pyramid = pyramid
        self._heatmap = None
        self._dragged_from = None
        self._viewport = ImageViewport(1, 1) if pyramid is None else ImageViewport(pyramid.width_px, pyramid.height_px)
        self._take_size()

    def sharpen(self, pyramid: ImagePyramid) -> None:
        """Show the same picture with more of its pixels: nothing moves."""
        self._pyramid = pyramid
        self.update()

    def set_heatmap(self, heatmap: Heatmap | None) -> None:
        """Lay a heatmap over the picture, or take it off."""
        self._heatmap = heatmap
        self._describe()
        self.update()

    def set_heatmap_visible(self, visible: bool) -> None:
        """Show or hide the heatmap."""
        self._heatmap_visible = visible
        self._describe()
        self.update()

    def set_heatmap_opacity(self, percent: int) -> None:
        """Set how strongly the heatmap covers the picture: 0 not at all, 100 as strongly as its values say."""
        self._heatmap_opacity_percent = min(max(percent, 0), 100)
        self._describe()
        self.update()

    @property
    def part(self) -> ViewedPart:
        """Which part of the picture is seen."""
        return self._viewport.part

    def show_part(self, part: ViewedPart) -> None:
        """Show the same part as another view does; nobody is told."""
        self._viewport.show_part(part)
        self._show_moved()

    @Slot()
    def zoom_in(self) -> None:
        """Magnify a step about the middle of the view."""
        self._viewport.zoom_step(_ZOOM_STEP)
        self._moved()

    @Slot()
    def zoom_out(self) -> None:
        """Shrink a step about the middle of the view."""
        self._viewport.zoom_step(1 / _ZOOM_STEP)
        self._moved()

    @Slot()
    def fit(self) -> None:
        """Show the whole picture, and keep showing it when the view changes its size."""
        self._viewport.fit()
        self._moved()

    @Slot()
    def actual_size(self) -> None:
        """Show each pixel of the picture on one pixel of the screen."""
        self._viewport.zoom_to(1.0)
        self._moved()

    def event(self, event: QEvent) -> bool:
        """Take pinches, a screen of another density, and the arrow keys while they pan."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture and self._pyramid is not None:
                self._zoom_by(1.0 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture) and self._pyramid is not None:
                self._zoom_by(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.hotSpot())))
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # While they pan they are not the window's shortcuts.
            if self._pans(event):
                event.accept()
                return True
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._take_size()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted picture fitted, and otherwise the middle in the middle."""
        super().resizeEvent(event)
        self._take_size()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor; a trackpad's fine steps zoom finely."""
        # Both are given in most cases, and the angle is the one to trust; twice the pixels is its usual measure.
        delta = event.angleDelta().y() or 2 * event.pixelDelta().y()
        if not delta or self._pyramid is None:
            event.ignore()
            return
        self._zoom_by(_ZOOM_STEP ** (delta / _WHEEL_NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            super().mousePressEvent(event)
            return
        self._dragged_from = event.position()
        self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture along."""
        if self._dragged_from is None:
            super().mouseMoveEvent(event)
            return
        moved = (event.position() - self._dragged_from) * self.devicePixelRatioF()
        self._dragged_from = event.position()
        self._viewport.pan(moved.x(), moved.y())
        self._moved()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        super().mouseReleaseEvent(event)
        self._dragged_from = None
        self._show_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go from the fitted picture to its actual size at the cursor, and from anywhere else back."""
        if event.button() != Qt.MouseButton.LeftButton or self._pyramid is None:
            super().mouseDoubleClickEvent(event)
        elif self._viewport.is_fitting:
            self._viewport.zoom_to(1.0, event.position() * self.devicePixelRatioF())
            self._moved()
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and pan; every other key is the window's."""
        if self._pans(event):
            right, down = _PAN_KEYS[Qt.Key(event.key())]
            step = _PAN_STEP_PX * self.devicePixelRatioF()
            self._viewport.pan(right * step, down * step)
            self._moved()
            return
        # Shift and the keypad are no matter: the plus sign wants them on some keyboards.
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        action = {"+": self.zoom_in, "=": self.zoom_in, "-": self.zoom_out, "0": self.fit, "1": self.actual_size}.get(
            event.text()
        )
        if action is None or not plain or self._pyramid is None:
            super().keyPressEvent(event)
            return
        action()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view of the picture and its heatmap."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), SURROUND)
        if self._pyramid is not None:
            painter.save()
            self._use_device_pixels(painter)
            self._paint_picture(painter, self._pyramid)
            painter.restore()
            self._paint_above(painter)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self.palette())

    def _paint_picture(self, painter: QPainter, pyramid: ImagePyramid) -> None:
        """Paint the picture and its heatmap; the painter's unit is a pixel of the screen."""
        picture = self._viewport.picture_rect
        draw_pyramid(painter, pyramid, picture, self._viewport.scale, self._screen)
        if self._heatmap is not None and self._shows_heatmap():
            painter.setOpacity(self._heatmap_opacity_percent / 100)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipRect(picture)  # A map may reach a little beyond the picture.
            draw_part(painter, self._heatmap.image, _part(picture, self._heatmap.activation_part), self._screen)

    def _paint_above(self, painter: QPainter) -> None:
        """Paint what lies above the picture; the painter's unit is a pixel of the window. For subclasses."""

    @property
    def _screen(self) -> QRectF:
        """All of the view, in pixels of the screen."""
        density = self.devicePixelRatioF()
        return QRectF(0, 0, self.width() * density, self.height() * density)

    def _use_device_pixels(self, painter: QPainter) -> None:
        """Let the painter's unit be a pixel of the screen, and its origin lie on one even at a scale of 125 %."""
        density = self.devicePixelRatioF()
        origin = painter.deviceTransform()
        painter.scale(1 / density, 1 / density)
        painter.translate(round(origin.dx()) - origin.dx(), round(origin.dy()) - origin.dy())

    def _shows_heatmap(self) -> bool:
        return self._heatmap is not None and self._heatmap_visible and self._heatmap_opacity_percent > 0

    def _pans(self, event: QKeyEvent) -> bool:
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() in _PAN_KEYS and bare and self._pyramid is not None and self._viewport.can_pan

    def _zoom_by(self, factor: float, at: QPointF) -> None:
        self._viewport.zoom_to(self._viewport.scale * factor, at * self.devicePixelRatioF())
        self._moved()

    def _take_size(self) -> None:
        density = self.devicePixelRatioF()
        self._viewport.set_view(self.width() * density, self.height() * density, _MARGIN_PX * density)
        self._moved()

    def _moved(self) -> None:
        """Repaint, and tell what is seen."""
        self._show_moved()
        if self._pyramid is not None:
            self.part_changed.emit(self._viewport.part)

    def _show_moved(self) -> None:
        """Repaint, and tell the zoom if it is another."""
        # At least 1: a huge picture in a small view is not shown at "0 percent".
        percent = 0 if self._pyramid is None else max(round(self._viewport.scale * 100), 1)
        changed = percent != self._zoom_percent
        self._zoom_percent = percent
        self._describe()
        self._show_cursor()
        self.update()
        if changed and self._pyramid is not None:
            self.zoom_changed.emit(percent)

    def _show_cursor(self) -> None:
        if self._pyramid is None or not self._viewport.can_pan:
            self.unsetCursor()
        elif self._dragged_from is None:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _describe(self) -> None:
        """Say in words what is to be seen."""
        if self._pyramid is None:
            name = self.tr("No photograph")
        else:
            name = self.tr("Photograph, {width} by {height} pixels, shown at {percent} percent").format(
                width=self._pyramid.width_px, height=self._pyramid.height_px, percent=self._zoom_percent
            )
        if name != self.accessibleName():
            self.setAccessibleName(name)
        description = self.tr("With the heatmap over it.") if self._pyramid and self._shows_heatmap() else ""
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)


def _part(whole: QRectF, part: tuple[float, float, float, float]) -> QRectF:
    """Return the rectangle that has its edges at these fractions of another's sides."""
    left, top, right, bottom = part
    return QRectF(
        QPointF(whole.left() + left * whole.width(), whole.top() + top * whole.height()),
        QPointF(whole.left() + right * whole.width(), whole.top() + bottom * whole.height()),
    )
