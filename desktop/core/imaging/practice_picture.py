"""Synthetic photographs of a lesion over time, made of one synthetic sample."""

import io
import math
from collections.abc import Iterator

import numpy as np
from PIL import Image

from desktop.core.domain.practice import PictureChange
from desktop.core.locations import samples_dir

WIDTH_PX, HEIGHT_PX = 800, 600
# Within this part of the picture's height, from its centre, the lesion grows; outside, the skin stays as it is.
_LESION_RADIUS = 0.5
_CELL_PX = 40
# So far a corner that is turned reaches beyond the sample, which goes on there as its mirror image.
_MARGIN_PX = 240
_JPEG_QUALITY = 88

_Quad = tuple[float, ...]


def practice_picture(change: PictureChange) -> bytes:
    """Make a photograph of 800 × 600 pixels: the same each time.

    Returns
    -------
    bytes
        JPEG.
    """
    with Image.open(samples_dir() / change.sample) as opened:
        sample = opened.convert("RGB").resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.BOX)
    if change.mirrored:
        sample = sample.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    margins = ((_MARGIN_PX, _MARGIN_PX), (_MARGIN_PX, _MARGIN_PX), (0, 0))
    wide = Image.fromarray(np.pad(np.asarray(sample), margins, mode="reflect"))
    picture = wide.transform(
        (WIDTH_PX, HEIGHT_PX), Image.Transform.MESH, list(_mesh(change)), Image.Resampling.BILINEAR
    )
    levels = [min(round(level * change.tone), 255) for level in range(256)]
    stream = io.BytesIO()
    picture.point(levels * 3).save(stream, "JPEG", quality=_JPEG_QUALITY)
    return stream.getvalue()


def _mesh(change: PictureChange) -> Iterator[tuple[tuple[int, int, int, int], _Quad]]:
    """Say for each cell of the picture from which corners of the widened sample it comes."""
    for top in range(0, HEIGHT_PX, _CELL_PX):
        for left in range(0, WIDTH_PX, _CELL_PX):
            right, bottom = left + _CELL_PX, top + _CELL_PX
            corners = ((left, top), (left, bottom), (right, bottom), (right, top))
            yield (left, top, right, bottom), tuple(part for corner in corners for part in _from(*corner, change))


def _from(x_px: float, y_px: float, change: PictureChange) -> tuple[float, float]:
    """Return from where in the widened sample a point of the picture comes."""
    x, y = x_px - WIDTH_PX / 2, y_px - HEIGHT_PX / 2
    # One where the skin stays, 1 / growth in the middle of the lesion, with a smooth passage between.
    distance = (x**2 + y**2) / (_LESION_RADIUS * HEIGHT_PX) ** 2
    scale = 1 + (1 / change.growth - 1) * math.exp(-(distance**2))
    turn = math.radians(change.turn_deg)
    cosine, sine = math.cos(turn), math.sin(turn)
    return (
        (cosine * x - sine * y) * scale + WIDTH_PX / 2 + _MARGIN_PX,
        (sine * x + cosine * y) * scale + HEIGHT_PX / 2 + _MARGIN_PX,
    )
