"""Our own icons: SVG files in one colour, painted in the colour of the text around them."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop.core.locations import resources_dir

_SIZES_PX = (16, 20, 24, 32, 48)


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Return an icon in a colour of the palette of now; make it anew when the theme changes."""
    palette = QGuiApplication.palette()
    made = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Active, QPalette.ColorGroup.Active),
        (QIcon.Mode.Selected, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, role)
        for side_px in _SIZES_PX:
            made.addPixmap(icon_pixmap(name, side_px, colour, device_pixel_ratio=1.0), mode)
            made.addPixmap(icon_pixmap(name, side_px, colour, device_pixel_ratio=2.0), mode)
    return made


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
