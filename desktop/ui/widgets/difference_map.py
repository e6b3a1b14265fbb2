"""What has changed between two photographs, in colours."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.core.imaging.difference import Difference
from desktop.ui.theme import GRID_PX

FULL_CHANGE = 25.0
"""In CIE L*: from here on the colours are at their strongest. Fixed, so that two differences can be compared."""
NO_CHANGE = 3.0
"""In CIE L*: below it nothing is coloured."""

_GREY = 119.0
# How much of the older photograph is seen beneath, so that one knows where one is: in sRGB values for one of L*.
_STRUCTURE = 0.7
# Dark orange and light blue: told apart by colour-blind people, and in print by lightness alone. Skin has neither.
_DARKER, _LIGHTER = np.array((150.0, 62.0, 0.0)), np.array((140.0, 205.0, 255.0))
_STRIP_STEPS = 64


def difference_colours(found: Difference) -> npt.NDArray[np.uint8]:
    """Colour a difference.

    Returns
    -------
    uint8 array, shape (rows, columns, 3)
        sRGB: orange where it has become darker, blue where lighter, on a pale grey picture of the older photograph;
        plain grey where one of the two shows nothing.
    """
    seen = np.isfinite(found.change)
    middle = float(np.median(found.lightness[seen])) if seen.any() else 0.0
    ground = np.where(seen, _GREY + (found.lightness - middle) * _STRUCTURE, _GREY)
    return _coloured(np.where(seen, found.change, 0.0), ground)


def _coloured(change: npt.NDArray[np.floating], ground: npt.NDArray[np.floating]) -> npt.NDArray[np.uint8]:
    strength = np.clip((np.abs(change) - NO_CHANGE) / (FULL_CHANGE - NO_CHANGE), 0.0, 1.0)[..., None]
    colour = np.where((change < 0)[..., None], _DARKER, _LIGHTER)
    mixed = ground[..., None] * (1 - strength) + colour * strength
    colours: npt.NDArray[np.uint8] = np.rint(np.clip(mixed, 0.0, 255.0)).astype(np.uint8)
    return colours


class DifferenceLegend(QWidget):
    """Says which colour means what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        # As the strip: from left to right in every language.
        row.setDirection(QHBoxLayout.Direction.LeftToRight)
        row.addWidget(QLabel(self.tr("Darker now")))
        row.addWidget(_Strip())
        row.addWidget(QLabel(self.tr("Lighter now")))
        self.setToolTip(
            self.tr("Grey: no change. Differences of exposure and shading between the photographs are taken out.")
        )
        self.setAccessibleName(
            self.tr("Legend: orange is darker in the newer photograph, blue is lighter, grey is no change.")
        )


class _Strip(QWidget):
    def __init__(self) -> None:
        super().__init__()
        change = np.linspace(-FULL_CHANGE, FULL_CHANGE, _STRIP_STEPS)[None, :]
        pixels = np.ascontiguousarray(_coloured(change, np.full_like(change, _GREY)))
        self._image = QImage(pixels.data, _STRIP_STEPS, 1, _STRIP_STEPS * 3, QImage.Format.Format_RGB888).copy()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(GRID_PX * 16, GRID_PX * 3 // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image, QRectF(self._image.rect()))
