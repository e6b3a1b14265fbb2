"""Files of synthetic photographs to read."""

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from tests.core.test_decode_formats import tiff
from training.export.synthetic import synthetic_photograph

_PAINTED_PX = (1200, 900)


def photograph(seed: int, width_px: int, height_px: int) -> npt.NDArray[np.uint8]:
    """Paint a photograph, uint8 (height_px, width_px, 3); a large one is enlarged and gets a camera's noise."""
    if width_px <= _PAINTED_PX[0]:
        return synthetic_photograph(seed, width_px, height_px)
    painted = Image.fromarray(synthetic_photograph(seed, *_PAINTED_PX))
    enlarged = np.asarray(painted.resize((width_px, height_px), Image.Resampling.BICUBIC))
    noise = np.random.default_rng(seed).integers(0, 5, enlarged.shape, np.uint8)
    return np.where(enlarged > 250, enlarged, enlarged + noise)


def encoded(pixels: npt.NDArray[np.uint8], form: str) -> bytes:
    """Return a file's bytes: ``JPEG`` of quality 92, ``PNG``, or a ``TIFF`` of 16 bits without compression."""
    if form == "TIFF":
        return tiff(pixels.astype(np.uint16) * 257, big_endian=False)
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, form, quality=92)
    return stream.getvalue()
