"""Our own icons: SVG files in one colour, painted in the colour of the text around them."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer

from desktop.core.locations import resources_dir


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Return an icon in a colour of the palette of now, painted when it is shown; make it anew for another theme."""
    palette = QGuiApplication.palette()
    enabled, disabled = (
        palette.color(group, role) for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled)
    )
    return QIcon(_Engine(name, enabled, disabled))


class _Engine(QIconEngine):
    """Paints an icon in any size that is asked for."""

    def __init__(self, name: str, enabled: QColor, disabled: QColor) -> None:
        super().__init__()
        self._parts = name, enabled, disabled

    def clone(self) -> QIconEngine:
        """Return another that paints the same."""
        return _Engine(*self._parts)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon into the middle of a rectangle."""
        pixmap = self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.topLeft(), pixmap)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon for a display of one device pixel a logical one."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Return the icon in a size in logical pixels, each of ``scale`` device pixels."""
        name, enabled, disabled = self._parts
        side_px = min(size.width(), size.height())
        return icon_pixmap(name, side_px, disabled if mode is QIcon.Mode.Disabled else enabled, scale)


def icon_pixmap(name: str, side_px: int, colour: QColor, device_pixel_ratio: float) -> QPixmap:
    """Paint an icon.

    Parameters
    ----------
    name : str
        Of the file in ``resources/icons``, without its ending.
    side_px : int
        Width and height in logical pixels.
    colour : QColor
        Replaces ``currentColor``.
    device_pixel_ratio : float
        Device pixels in a logical one.
    """
    key = f"icon/{name}/{side_px}/{colour.name(QColor.NameFormat.HexArgb)}/{device_pixel_ratio}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    svg = _svg(name).replace("currentColor", colour.name())
    pixmap = QPixmap(QSize(side_px, side_px) * device_pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(device_pixel_ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def application_icon() -> QIcon:
    """Return Lentigo's own icon, which keeps its colours."""
    return QIcon(str(resources_dir() / "icons" / "lentigo.svg"))


@cache
def _svg(name: str) -> str:
    return (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
