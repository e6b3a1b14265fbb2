"""What has become lighter or darker between two aligned photographs, exposure and shading apart."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from desktop.core.imaging.placement import Placement
from desktop.core.imaging.texture import Field, lightness, shown, softened

# Luminance (0–1) that is taken for as much at least: its logarithm is wanted.
_DARKEST = 0.002
_COVERED = 0.99
_FITTED_EVERY_PX = 6
_FITTING_ROUNDS = 8
# Where the curves of sRGB and of CIE L* cease to be straight.
_SRGB_KNEE, _CIE_KNEE = 0.04045, 0.008856
# Times a difference is averaged with its neighbours: less than the camera's noise is no change.
_SOFTENED = 4


@dataclass(frozen=True, eq=False)
class Difference:
    """The change from an earlier to a later photograph, on the earlier one's pixels.

    Attributes
    ----------
    change : float32 array, shape (rows, columns)
        The later one's lightness less the earlier's, in CIE L* (0–100); not a number where one of the two shows
        nothing.
    lightness : float32 array, shape (rows, columns)
        The earlier one's, in CIE L*.
    """

    change: Field
    lightness: Field


def difference(earlier: npt.NDArray[np.uint8], later: npt.NDArray[np.uint8], placement: Placement) -> Difference:
    """Compare two aligned photographs.

    That one is exposed longer or shaded otherwise is no change: a smooth factor of light between the two is found where
    most of the picture agrees, and taken out. A change of the whole picture is therefore not seen.

    Parameters
    ----------
    earlier, later : uint8 array, shape (rows, columns, 3)
        sRGB, upright.
    placement : Placement
        Of the later on the earlier, at these sizes.
    """
    rows, columns, _ = earlier.shape
    before = _luminance(earlier)
    lit = shown(lightness(later)).astype(np.float32)
    sizes = (columns, rows), (later.shape[1], later.shape[0])
    back = tuple(np.linalg.inv(placement.matrix(*sizes))[:2].ravel())
    after, covered = (
        np.asarray(
            Image.fromarray(values).transform(
                sizes[0], Image.Transform.AFFINE, back, Image.Resampling.BILINEAR, fillcolor=0
            )
        )
        for values in (_luminance(later), lit)
    )
    seen = (covered > _COVERED) & shown(lightness(earlier))
    light = _lightness(before)
    change = _lightness(after * _light_factor(before, after, seen)) - light
    return Difference(_averaged(change, seen), light)


def _luminance(pixels: npt.NDArray[np.uint8]) -> Field:
    """Return relative luminance, 0–1, of sRGB (IEC 61966-2-1)."""
    value = np.arange(256, dtype=np.float32) / 255
    linear = np.where(value <= _SRGB_KNEE, value / 12.92, ((value + 0.055) / 1.055) ** 2.4).astype(np.float32)
    red, green, blue = (linear[pixels[..., channel]] for channel in range(3))
    luminance: Field = np.maximum(0.2126 * red + 0.7152 * green + 0.0722 * blue, _DARKEST)
    return luminance


def _lightness(luminance: Field) -> Field:
    """Return CIE L* for relative luminance."""
    clipped = np.clip(luminance, 0.0, 1.0)
    cube_root = np.where(clipped > _CIE_KNEE, np.cbrt(clipped), 7.787 * clipped + 16 / 116)
    return (116 * cube_root - 16).astype(np.float32)


def _light_factor(before: Field, after: Field, seen: npt.NDArray[np.bool_]) -> Field:
    """Return what the later luminance is to be multiplied with: in logarithms a quadratic surface, fitted robustly."""
    rows, columns = before.shape
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j].astype(np.float32)
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)
    step = slice(None, None, _FITTED_EVERY_PX)
    where = seen[step, step]
    if int(where.sum()) < terms.shape[-1] * 4:
        return np.ones_like(before)
    points = terms[step, step][where].astype(np.float64)
    ratio = np.log(before[step, step][where] / np.maximum(after[step, step][where], _DARKEST)).astype(np.float64)
    surface = np.zeros(terms.shape[-1])
    surface[0] = np.median(ratio)
    for _ in range(_FITTING_ROUNDS):
        off = ratio - points @ surface
        spread = max(1.4826 * float(np.median(np.abs(off))), 1e-3)
        # What lies far off is lesion that has changed, a hair, a reflex: it has no say in the light.
        weight = np.maximum(1 - (off / (3 * spread)) ** 2, 0) ** 2
        weighted = points * weight[:, None]
        surface = np.linalg.lstsq(weighted.T @ points, weighted.T @ ratio, rcond=None)[0]
    factor: Field = np.exp(terms @ surface.astype(np.float32)).astype(np.float32)
    return factor


def _averaged(change: Field, seen: npt.NDArray[np.bool_]) -> Field:
    """Average with the neighbours that are seen."""
    weight = seen.astype(np.float32)
    values = np.where(seen, change, 0).astype(np.float32)
    for _ in range(_SOFTENED):
        values, weight = softened(values), softened(weight)
    averaged: Field = np.where(seen, values / np.maximum(weight, 1e-3), np.nan).astype(np.float32)
    return averaged
