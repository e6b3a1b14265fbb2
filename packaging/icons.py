"""The program's icon in the formats that the systems want, painted from `resources/icons/lentigo.svg`."""

from pathlib import Path

_SVG = Path(__file__).resolve().parents[1] / "resources" / "icons" / "lentigo.svg"
PNG_SIZES_PX = (32, 48, 64, 128, 256, 512)
_ICO_SIZES_PX = (16, 24, 32, 48, 64, 128, 256)
_LARGEST_PX = 1024


def write_icons(folder: Path) -> None:
    """Write ``lentigo.svg``, ``lentigo-SIZE.png``, ``lentigo.ico`` and ``lentigo.icns`` (macOS) to a folder."""
    # Here, because reading the sizes should not load Qt.
    from PIL import Image  # noqa: PLC0415
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    renderer = QSvgRenderer(str(_SVG))
    for size_px in (*PNG_SIZES_PX, _LARGEST_PX):
        image = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"lentigo-{size_px}.png"))
    (folder / "lentigo.svg").write_bytes(_SVG.read_bytes())
    with Image.open(folder / f"lentigo-{_LARGEST_PX}.png") as largest:
        largest.save(folder / "lentigo.ico", sizes=[(size_px, size_px) for size_px in _ICO_SIZES_PX])
        largest.save(folder / "lentigo.icns")
