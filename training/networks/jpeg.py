"""What JPEG loses, in Keras operations: for augmentation on the device, without a file being written."""

from typing import Any

import numpy as np
from keras import ops
from scipy.fft import dct

FULL_QUALITY = 100
_BLOCK = 8
# The quality at which the tables hold as they are.
_HALF = 50
# Quantisation tables of ITU-T T.81 (1992), Annex K.1: luminance and chrominance.
_LUMINANCE = [
    [16, 11, 10, 16, 24, 40, 51, 61],
    [12, 12, 14, 19, 26, 58, 60, 55],
    [14, 13, 16, 24, 40, 57, 69, 56],
    [14, 17, 22, 29, 51, 87, 80, 62],
    [18, 22, 37, 56, 68, 109, 103, 77],
    [24, 35, 55, 64, 81, 104, 113, 92],
    [49, 64, 78, 87, 103, 121, 120, 101],
    [72, 92, 95, 98, 112, 100, 103, 99],
]
_CHROMINANCE = [
    [17, 18, 24, 47, 99, 99, 99, 99],
    [18, 21, 26, 66, 99, 99, 99, 99],
    [24, 26, 56, 99, 99, 99, 99, 99],
    [47, 66, 99, 99, 99, 99, 99, 99],
    *[[99] * 8] * 4,
]
# From sRGB to luminance and two differences of colour: ITU-T T.871 (JFIF), without the offset of 128.
_TO_YCC = np.array(
    [[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]], dtype=np.float32
).T
_FROM_YCC = np.linalg.inv(_TO_YCC.astype(np.float64)).astype(np.float32)
# Rows are frequencies, columns positions.
_COSINES = dct(np.eye(_BLOCK), axis=0, norm="ortho").astype(np.float32)


def coarsened(images: Any, quality: Any) -> Any:
    """Round each block's frequencies as a JPEG encoder does, with colour at half the resolution.

    Parameters
    ----------
    images : float32 tensor, shape (images, height, width, 3)
        sRGB 0–255. Height and width are multiples of 16.
    quality : float32 tensor, shape (images, 1)
        1–100, as the Independent JPEG Group's library counts.

    Returns
    -------
    float32 tensor, shape (images, height, width, 3)
        sRGB 0–255.
    """
    percent = ops.where(quality < _HALF, 5000 / quality, 200 - 2 * quality)
    ycc = ops.matmul(images, _TO_YCC)
    luminance = _rounded(ycc[..., :1] - 128, percent, _LUMINANCE) + 128
    colour = _rounded(ops.average_pool(ycc[..., 1:], 2), percent, _CHROMINANCE)
    colour = ops.repeat(ops.repeat(colour, 2, axis=1), 2, axis=2)
    return ops.clip(ops.matmul(ops.concatenate([luminance, colour], axis=-1), _FROM_YCC), 0.0, 255.0)


def _rounded(planes: Any, percent: Any, table: list[list[int]]) -> Any:
    height, width, channels = planes.shape[1:]
    rows, columns = height // _BLOCK, width // _BLOCK
    scaled = ops.round(ops.reshape(percent, (-1, 1, 1)) * np.array(table, dtype=np.float32) / 100)
    steps = ops.repeat(ops.clip(scaled, 1.0, 255.0), channels, axis=-1)
    # Five axes, a block's last two together: TensorFlow divides no arrays of six axes.
    steps = ops.reshape(steps, (-1, 1, _BLOCK, 1, _BLOCK * channels))
    blocks = ops.reshape(planes, (-1, rows, _BLOCK, columns, _BLOCK, channels))
    frequencies = ops.einsum("nhiwjc,ki,lj->nhkwlc", blocks, _COSINES, _COSINES)
    together = ops.reshape(frequencies, (-1, rows, _BLOCK, columns, _BLOCK * channels))
    kept = ops.reshape(ops.round(together / steps) * steps, (-1, rows, _BLOCK, columns, _BLOCK, channels))
    return ops.reshape(ops.einsum("nhkwlc,ki,lj->nhiwjc", kept, _COSINES, _COSINES), (-1, height, width, channels))
