"""From upright sRGB pixels to the tensor that a network wants.

This is the only place where it happens: training's validation, the export check and the desktop all call it.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
from PIL import Image

ResizeFilter = Literal["bilinear", "bicubic", "lanczos"]
RESIZE_FILTERS: tuple[str, ...] = get_args(ResizeFilter)

_PILLOW_FILTERS = {
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}

# Pillow first shrinks by whole factors while the picture stays this many times larger than wanted. Its documentation
# calls the result of 3.0 hardly distinguishable from that of a plain resize.
_REDUCING_GAP = 3.0


@dataclass(frozen=True)
class InputSpec:
    """What the network takes: float32, NHWC, RGB, sRGB.

    The picture is scaled with an antialiasing filter until it covers ``height_px`` × ``width_px``, and the overhang is
    cut equally from both sides. A portrait picture for a landscape input (or the reverse) is turned by 90° first:
    lesions have no up, and nearly half of the picture would be cut otherwise. Then ``value * scale + offset``.

    Attributes
    ----------
    height_px, width_px : int
        Size of the input in pixels.
    resize_filter : {"bilinear", "bicubic", "lanczos"}
        Pillow's antialiasing filter of that name.
    scale, offset : float
        Map of 0–255 values to the network's range.
    """

    height_px: int
    width_px: int
    resize_filter: ResizeFilter
    scale: float
    offset: float


@dataclass(frozen=True)
class Framing:
    """Which part of the upright picture the network saw, so that a heatmap can be laid over it.

    Attributes
    ----------
    left, top, right, bottom : float
        Edges of that part as fractions (0–1) of the upright picture's width and height.
    turned : bool
        True if that part was turned by 90° counter-clockwise before the network saw it.
    """

    left: float
    top: float
    right: float
    bottom: float
    turned: bool

    def moved(self, right: float, down: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom edge of the part, moved by shares of the network's view, 0 for none."""
        width, height = self.right - self.left, self.bottom - self.top
        # Turned back upright, what lay right of something lies below it, and what lay below lies left of it.
        across, along = (-down * width, right * height) if self.turned else (right * width, down * height)
        return (self.left + across, self.top + along, self.right + across, self.bottom + along)

    def upright(self, field: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Turn a (rows, columns, …) field of the network's view back to the picture's own orientation."""
        return np.rot90(field, k=-1) if self.turned else field


def frame(pixels: npt.NDArray[np.uint8], spec: InputSpec) -> tuple[npt.NDArray[np.uint8], Framing]:
    """Scale, turn and cut a picture to the network's input size.

    Parameters
    ----------
    pixels : uint8 array, shape (rows, columns, 3)
        Upright picture, sRGB, 0–255.
    spec : InputSpec

    Returns
    -------
    framed : uint8 array, shape (spec.height_px, spec.width_px, 3)
        sRGB, 0–255.
    framing : Framing
        Where it was cut from.
    """
    rows, columns = pixels.shape[:2]
    turned = (rows > columns) != (spec.height_px > spec.width_px) and rows != columns
    height, width = (spec.width_px, spec.height_px) if turned else (spec.height_px, spec.width_px)
    scale = max(width / columns, height / rows)
    kept_columns, kept_rows = width / scale, height / scale
    left, top = (columns - kept_columns) / 2, (rows - kept_rows) / 2
    box = (max(left, 0.0), max(top, 0.0), min(left + kept_columns, columns), min(top + kept_rows, rows))
    resized = Image.fromarray(pixels).resize(
        (width, height),
        resample=_PILLOW_FILTERS[spec.resize_filter],
        box=box,
        reducing_gap=_REDUCING_GAP,
    )
    framed = np.asarray(resized)
    framing = Framing(box[0] / columns, box[1] / rows, box[2] / columns, box[3] / rows, turned)
    return (np.ascontiguousarray(np.rot90(framed)) if turned else framed), framing


def normalise(framed: npt.NDArray[np.uint8], spec: InputSpec) -> npt.NDArray[np.float32]:
    """Map framed 0–255 pixels, shape (..., height, width, 3), to the network's range, float32, same shape."""
    return framed.astype(np.float32) * np.float32(spec.scale) + np.float32(spec.offset)
