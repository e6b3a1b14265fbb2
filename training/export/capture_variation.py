"""Photographs as another camera, another light or another hand would have taken them."""

import io

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

_Pixels = npt.NDArray[np.uint8]

# Each is drawn evenly between its bounds, or about 1 with its standard deviation.
_ZOOM = (0.7, 1.4)
_LIGHT = (0.75, 1.25)
_TINT = 0.04
_BLUR_PX = (0.3, 1.5)
_JPEG_QUALITY = (45, 95)
_OFTEN, _SOMETIMES = 0.5, 0.3


def varied(pixels: _Pixels, seed: int) -> _Pixels:
    """Vary scale, light, tint, sharpness, compression and orientation at random.

    Parameters
    ----------
    pixels : uint8 array, shape (rows, columns, 3)
        sRGB, 0–255.
    seed : int

    Returns
    -------
    uint8 array, shape (rows, columns, 3), or with rows and columns exchanged
    """
    generator = np.random.default_rng(seed)
    picture = Image.fromarray(pixels)
    if generator.random() < _OFTEN:
        picture = _zoomed(picture, generator.uniform(*_ZOOM))
    gains = generator.uniform(*_LIGHT) * generator.normal(1, _TINT, 3)
    picture = Image.fromarray(np.clip(np.rint(np.asarray(picture) * gains), 0, 255).astype(np.uint8))
    if generator.random() < _SOMETIMES:
        picture = picture.filter(ImageFilter.GaussianBlur(generator.uniform(*_BLUR_PX)))
    if generator.random() < _OFTEN:
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=int(generator.integers(*_JPEG_QUALITY)))
        picture = Image.open(stream)
    turned = np.rot90(np.asarray(picture), int(generator.integers(4)))
    return np.ascontiguousarray(turned[:, ::-1] if generator.random() < _OFTEN else turned)


def _zoomed(picture: Image.Image, scale: float) -> Image.Image:
    """Enlarge the middle, or shrink the whole and mirror it at its edges, to the same size."""
    width, height = picture.size
    if scale >= 1:
        margins = width * (1 - 1 / scale) / 2, height * (1 - 1 / scale) / 2
        box = (margins[0], margins[1], width - margins[0], height - margins[1])
        return picture.resize((width, height), Image.Resampling.BICUBIC, box=box)
    small = picture.resize((round(width * scale), round(height * scale)), Image.Resampling.LANCZOS)
    missing = height - small.height, width - small.width
    margin = [(size // 2, size - size // 2) for size in missing]
    return Image.fromarray(np.pad(np.asarray(small), [*margin, (0, 0)], mode="reflect"))
