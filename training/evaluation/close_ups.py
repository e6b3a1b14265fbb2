"""Skin without a dermatoscope, made from dermoscopic photographs: close-ups as a telephone takes them, bare skin."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

_Pixels = npt.NDArray[np.uint8]
_Field = npt.NDArray[np.float64]
_Generator = np.random.Generator

# The lesion's patch, as a share of the picture's height.
_PATCH = (0.15, 0.6)
_CORNER = 0.22


def close_up(pixels: _Pixels, generator: _Generator) -> _Pixels:
    """Set the lesion, smaller, on dry furrowed skin under a lamp from one side, with glare and a telephone's blur.

    Parameters
    ----------
    pixels : uint8 array, shape (rows, columns, 3)
        Dermoscopic photograph, sRGB, 0–255.
    generator : Generator

    Returns
    -------
    uint8 array, shape (rows, columns, 3)
    """
    rows, columns = pixels.shape[:2]
    skin = np.median(np.concatenate([pixels[:8].reshape(-1, 3), pixels[-8:].reshape(-1, 3)]), axis=0)
    picture = _with_patch(pixels, skin, generator)
    relief = sum(_furrows(generator, (rows, columns)) for _ in range(2)) + 0.5 * _smooth(generator, (rows, columns), 2)
    picture *= (1 + generator.uniform(0.015, 0.07) * relief)[..., np.newaxis]
    blotches = np.stack([_smooth(generator, (rows, columns), columns // 6)] * 3, axis=-1) * (0.3, 1.0, 1.0)
    picture *= 1 + generator.uniform(0, 0.04) * blotches
    picture *= _lamp(generator, (rows, columns))[..., np.newaxis] * generator.normal(1, 0.06, 3)
    glare = np.clip(0.7 * _smooth(generator, (rows, columns), 4) - generator.uniform(0.9, 2), 0, 1)[..., np.newaxis]
    picture += glare * (255 - picture) * generator.uniform(0, 1)
    picture += generator.normal(0, generator.uniform(0.5, 4), picture.shape)
    blur = ImageFilter.GaussianBlur(generator.uniform(0, 1.5))
    return np.asarray(Image.fromarray(np.clip(np.rint(picture), 0, 255).astype(np.uint8)).filter(blur))


def bare_skin(pixels: _Pixels, generator: _Generator) -> _Pixels:
    """Enlarge one corner of a dermoscopic photograph: skin through a dermatoscope, nearly always without a lesion."""
    rows, columns = pixels.shape[:2]
    height, width = round(rows * _CORNER), round(columns * _CORNER)
    top, left = generator.choice([0, rows - height]), generator.choice([0, columns - width])
    corner = Image.fromarray(pixels[top : top + height, left : left + width])
    return np.asarray(corner.resize((columns, rows), Image.Resampling.BICUBIC))


def _with_patch(pixels: _Pixels, skin: _Field, generator: _Generator) -> _Field:
    """Shrink the photograph and set it on even skin, with a soft rim."""
    rows, columns = pixels.shape[:2]
    scale = generator.uniform(*_PATCH)
    patch = Image.fromarray(pixels).resize((round(columns * scale), round(rows * scale)), Image.Resampling.BICUBIC)
    down, across = (np.linspace(-1, 1, size) for size in (patch.height, patch.width))
    rim = 1 / (1 + np.exp((np.hypot(down[:, np.newaxis], across[np.newaxis]) - 0.7) * 15))[..., np.newaxis]
    top = int(generator.uniform(0.2, 0.8) * (rows - patch.height))
    left = int(generator.uniform(0.2, 0.8) * (columns - patch.width))
    picture = np.broadcast_to(skin, pixels.shape).astype(np.float64)
    place = (slice(top, top + patch.height), slice(left, left + patch.width))
    picture[place] = picture[place] * (1 - rim) + np.asarray(patch) * rim
    return picture


def _furrows(generator: _Generator, shape: tuple[int, int]) -> _Field:
    """Return dark wavy lines, -1–0, that run in one direction."""
    down, across = np.mgrid[: shape[0], : shape[1]]
    angle, pitch = generator.uniform(0, np.pi), generator.uniform(3, 14)
    bent = across * np.cos(angle) + down * np.sin(angle) + 0.6 * pitch * _smooth(generator, shape, shape[0] // 12)
    lines: _Field = -np.exp(-np.square(np.sin(np.pi * bent / pitch)) / 0.12)
    return lines


def _lamp(generator: _Generator, shape: tuple[int, int]) -> _Field:
    """Return light that falls from one side, about 1."""
    down, across = np.mgrid[: shape[0], : shape[1]]
    angle = generator.uniform(0, 2 * np.pi)
    slope = (across / shape[1] - 0.5) * np.cos(angle) + (down / shape[0] - 0.5) * np.sin(angle)
    light: _Field = generator.uniform(0.75, 1.1) + generator.uniform(0.05, 0.5) * slope
    return light


def _smooth(generator: _Generator, shape: tuple[int, int], pitch: int) -> _Field:
    """Return noise with hills of about so many pixels, mean 0 and standard deviation 1."""
    coarse = generator.normal(size=(shape[0] // pitch + 4, shape[1] // pitch + 4)).astype(np.float32)
    fine = Image.fromarray(coarse).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    field = np.asarray(fine, dtype=np.float64)
    standardised: _Field = (field - field.mean()) / field.std()
    return standardised
