"""A picture at several sizes, so that painting it small costs little."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

_SMALLEST_LONG_SIDE_PX = 256


@dataclass(frozen=True, eq=False)
class ImagePyramid:
    """A picture and its halvings.

    Attributes
    ----------
    levels : tuple of QImage
        sRGB, 32 bits a pixel: the whole picture first, then each half the size of the one before (odd sizes rounded
        up), until the longer side is at most 256 px. Together they take a third more memory than the first alone.
        They own their memory and are never changed. Of a picture that was decoded smaller, the largest are missing.
    width_px, height_px : int
        Size of the picture itself.
    """

    levels: tuple[QImage, ...]
    width_px: int
    height_px: int

    @classmethod
    def from_pixels(cls, pixels: npt.NDArray[np.uint8], size_px: tuple[int, int] | None = None) -> "ImagePyramid":
        """Make the levels. Takes some hundredths of a second for ten megapixels: not for the GUI thread.

        Parameters
        ----------
        pixels : uint8 array, shape (rows, columns, 3)
            sRGB. Copied.
        size_px : (int, int), optional
            Width and height of the picture itself, if the pixels are those of a smaller copy.

        Raises
        ------
        ValueError
            If the array is no picture.
        """
        if pixels.dtype != np.uint8 or pixels.shape[2:] != (3,) or pixels.size == 0:
            raise ValueError(f"a picture is a uint8 array (rows, columns, 3), not {pixels.dtype} {pixels.shape}")
        rows, columns, _ = pixels.shape
        packed = np.ascontiguousarray(pixels)
        borrowed = QImage(packed.data, columns, rows, columns * 3, QImage.Format.Format_RGB888)
        # Converting copies, so nothing points into the array any more. 32 bits cost a third more memory than 24, and
        # halve the time to scale and to paint: the raster engine has its fast paths for them.
        levels = [borrowed.convertToFormat(QImage.Format.Format_RGB32)]
        while max(levels[-1].width(), levels[-1].height()) > _SMALLEST_LONG_SIDE_PX:
            levels.append(_halved(levels[-1]))
        return cls(tuple(levels), *(size_px or (columns, rows)))

    @property
    def is_whole(self) -> bool:
        """True if every pixel of the picture is there."""
        return (self.levels[0].width(), self.levels[0].height()) == (self.width_px, self.height_px)

    def level_for(self, scale: float) -> QImage:
        """Return the smallest level that need not be magnified to show the picture at a scale, or the largest there is.

        Parameters
        ----------
        scale : float
            Device pixels per pixel of the picture; above 1 is the picture itself.
        """
        chosen = self.levels[0]
        largest = chosen.width() / self.width_px
        for index, level in enumerate(self.levels):
            if largest * 0.5**index >= scale:
                chosen = level
        return chosen


def _halved(image: QImage) -> QImage:
    # Qt's smooth transformation averages the area that each new pixel covers.
    return image.scaled(
        QSize((image.width() + 1) // 2, (image.height() + 1) // 2),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
