"""Painting pictures that are larger than what is seen of them. The painter's unit is a pixel of the screen."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen, QTransform

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.image_pyramid import ImagePyramid

GRIP_PX = GRID_PX * 3 // 2
"""Half the width of what can be taken with the mouse."""

# Beyond this the pixels themselves are shown: smoothing would invent what the camera has not seen.
_SMOOTH_UP_TO = 4.0


def draw_pyramid(painter: QPainter, pyramid: ImagePyramid, target: QRectF, scale: float, view: QRectF) -> None:
    """Draw the whole of a picture into a rectangle, at this many pixels of the screen for one of its own.

    Parameters
    ----------
    painter : QPainter
    pyramid : ImagePyramid
    target : QRectF
    scale : float
    view : QRectF
        What of the screen is painted on.
    """
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale != 1.0 and scale <= _SMOOTH_UP_TO)
    draw_part(painter, pyramid.level_for(scale), target, view)


def draw_part(painter: QPainter, image: QImage, target: QRectF, view: QRectF) -> None:
    """Draw an image into a rectangle, or rather the part of it that is in view."""
    seen = target & view
    if seen.isEmpty():
        return
    across, down = image.width() / target.width(), image.height() / target.height()
    source = QRectF(
        (seen.left() - target.left()) * across,
        (seen.top() - target.top()) * down,
        seen.width() * across,
        seen.height() * down,
    )
    # Whole pixels and one more on each side: what lies next to the edge is needed to smooth it.
    whole = source.toAlignedRect().adjusted(-1, -1, 1, 1) & image.rect()
    drawn = QRectF(
        target.left() + whole.left() / across,
        target.top() + whole.top() / down,
        whole.width() / across,
        whole.height() / down,
    )
    painter.drawImage(drawn, image, QRectF(whole))


def draw_placed(painter: QPainter, pyramid: ImagePyramid, onto: QTransform) -> None:
    """Draw a picture moved, turned and magnified.

    Parameters
    ----------
    painter : QPainter
    pyramid : ImagePyramid
    onto : QTransform
        From the picture's points to the screen's.
    """
    scale = abs(onto.determinant()) ** 0.5
    level = pyramid.level_for(scale)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale <= _SMOOTH_UP_TO)
    painter.setTransform(onto, combine=True)
    painter.scale(pyramid.width_px / level.width(), pyramid.height_px / level.height())
    painter.drawImage(QPointF(0, 0), level)
    painter.restore()


def draw_focus(painter: QPainter, rect: QRectF, palette: QPalette) -> None:
    """Frame what has the focus."""
    # White beside the accent: one of the two stands out from the grey, whatever the theme's accent is.
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for inset, colour, width in (
        (2.5, QColor(Qt.GlobalColor.white), 1),
        (1.0, palette.highlight().color(), 2),
    ):
        pen = QPen(colour, width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(rect.adjusted(inset, inset, -inset, -inset))


def draw_on_picture(painter: QPainter, at: QRectF, text: str) -> None:
    """Write white on a dark ground, to be read on any picture; the painter's unit is the window's pixel."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 190))
    painter.drawRoundedRect(at, 3, 3)
    painter.setPen(QColor(Qt.GlobalColor.white))
    painter.drawText(at, Qt.AlignmentFlag.AlignCenter, text)


def draw_divider(painter: QPainter, x: float, whole: QRectF, density: float) -> None:
    """Draw a white line from top to bottom with dark edges and a grip, to be seen on any picture."""
    grip = QRectF(0, 0, GRIP_PX * density, GRIP_PX * 3 * density)
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


def fitted_into(pyramid: ImagePyramid, room: QRectF) -> QRectF:
    """Return where the whole of a picture lies in the middle of a rectangle."""
    scale = min(room.width() / pyramid.width_px, room.height() / pyramid.height_px)
    fitted = QRectF(0, 0, max(pyramid.width_px * scale, 1.0), max(pyramid.height_px * scale, 1.0))
    fitted.moveCenter(room.center())
    # A whole pixel, as the other picture has it: two equal pictures lie exactly on each other.
    fitted.moveTopLeft(QPointF(round(fitted.left()), round(fitted.top())))
    return fitted
