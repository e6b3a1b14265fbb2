"""How well a photograph was taken: advice, never a judgement of the lesion.

All is judged at 192 pixels of the short side, however many a bundle's network wants. The thresholds were set on
HAM10000, framed at 288 × 384 pixels and shrunk to 192 × 256: real photographs from dermatology practices, of which few
should be flagged. Measured on every fifth (2,003 of 10,015): sharpness 1st percentile 18, median 62, and of the same
photographs under a Gaussian blur of 1 pixel the 75th percentile 10; mean luma 0.5th percentile 97; share of clipped
pixels never above 0.04; bars in 1 of 2,003. Of all, 13 are flagged as blurred, 12 as too dark, 3 as too bright, 4 for
bars.

What else is to be seen than a lesion on skin (`capture_measures`) was set on all 10,015 framed at 192 × 256 at once,
and looked at by eye on those same photographs: of 40 flagged ones (of all, if fewer), so many deserved it. Dark round
corners: 246 flagged, 39 of 40 rightly; hair: 182, 36 of 40 (the others: crusts, coarse pigment networks); reflections:
94, 34 of 40 (white scales and white hairs), most of them small; cut off: 69, 33 of 40 (reddened skin around,
neighbours); small: 43, 40 of 40; ink: 18, 15 of 18 (one of them a blue ruler). Shrunk from 288 × 384 they are 248, 183,
88, 68, 43 and 18. How many that deserve a flag have none was not counted: those with faint hair, ink that is not blue
or violet, or a lesion over the whole picture. Rulers' ticks are not looked for: they are too fine at this size.
"""

import numpy as np
import numpy.typing as npt
from PIL import Image

from desktop.core.domain.assessment import CaptureFlag
from desktop.core.imaging.capture_measures import (
    JUDGED_SHORT_SIDE_PX,
    cell_means,
    dark_region,
    dark_rim,
    glint_share,
    hair_share,
    ink_share,
)
from desktop.core.imaging.decode import DecodedImage

# Below this the network would see more interpolation than skin.
TOO_SMALL_SHORT_SIDE_PX = 200

# Rec. 709 luma weights of red, green and blue.
_LUMA = (np.float32(0.2126), np.float32(0.7152), np.float32(0.0722))

_BLURRED_LAPLACIAN_VARIANCE = 11.0
_TOO_DARK_MEAN = 90.0
_TOO_BRIGHT_SHARE = 0.05
_CLIPPED_LEVEL = 250
_BAR_MIN_SHARE = 0.04
_BAR_MAX_DEVIATION = 6.0
_BAR_DARK, _BAR_BRIGHT = 32.0, 235.0
_HAIRY_SHARE = 0.4
_GLARE_SHARE = 0.0004
_INK_SHARE = 0.001
_VIGNETTE_CORNERS, _VIGNETTE_SHARE = 3, 0.05
_SMALL_LESION_SHARE = 0.022
_CUT_OFF_SEPARATION, _CUT_OFF_CONTRAST, _CUT_OFF_DEPTH = 0.72, 40.0, 0.7
# An edge that is dark all along is mostly a shadow, or where the skin ends.
_CUT_OFF_EDGE = (0.4, 0.75)


def luma(framed: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Return the Rec. 709 luma (0–255) of sRGB pixels, float32, shape (rows, columns)."""
    # Not `framed @ weights`: OpenBLAS would wake its own threads for it, which halves the rate of images side by side.
    red, green, blue = (framed[..., channel] * weight for channel, weight in enumerate(_LUMA))
    weighted: npt.NDArray[np.float32] = red + green + blue
    return weighted


def sharpness(grey: npt.NDArray[np.float32]) -> float:
    """Return the variance of the Laplacian of a luma image (Pech-Pacheco et al., ICPR 2000): higher is sharper."""
    centre = grey[1:-1, 1:-1]
    laplacian = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:] - 4 * centre
    return float(laplacian.var())


def capture_flags(decoded: DecodedImage, framed: npt.NDArray[np.uint8]) -> tuple[CaptureFlag, ...]:
    """Judge a photograph's capture.

    Parameters
    ----------
    decoded : DecodedImage
    framed : uint8 array, shape (rows, columns, 3)
        The part that the network sees, sRGB, 0–255, at whatever size; more than 192 pixels of the short side are
        shrunk to that.

    Returns
    -------
    tuple of CaptureFlag
        Most important first; empty for a good photograph.
    """
    framed = _at_judged_size(framed)
    grey = luma(framed)
    letterboxed = _has_bars(grey)
    found = {
        CaptureFlag.BLURRED: sharpness(grey) < _BLURRED_LAPLACIAN_VARIANCE,
        CaptureFlag.TOO_DARK: float(grey.mean()) < _TOO_DARK_MEAN,
        CaptureFlag.TOO_BRIGHT: float((grey >= _CLIPPED_LEVEL).mean()) > _TOO_BRIGHT_SHARE,
        CaptureFlag.TOO_SMALL: min(decoded.width_px, decoded.height_px) < TOO_SMALL_SHORT_SIDE_PX,
        CaptureFlag.LETTERBOX: letterboxed,
        CaptureFlag.FIRST_FRAME: decoded.has_more_frames,
        CaptureFlag.PROFILE_IGNORED: decoded.profile_ignored,
        **_found_in(framed, grey.astype(np.uint8), letterboxed=letterboxed),
    }
    return tuple(flag for flag in CaptureFlag if found.get(flag, False))


def _at_judged_size(framed: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    rows, columns = framed.shape[:2]
    shrunk = JUDGED_SHORT_SIDE_PX / min(rows, columns)
    if shrunk >= 1:
        return framed
    size = (round(columns * shrunk), round(rows * shrunk))
    return np.asarray(Image.fromarray(framed).resize(size, Image.Resampling.BICUBIC))


def _found_in(
    framed: npt.NDArray[np.uint8], grey: npt.NDArray[np.uint8], *, letterboxed: bool
) -> dict[CaptureFlag, bool]:
    """Tell what else is to be seen than a lesion on skin, and how the lesion lies in the picture."""
    # Side by side, the bytes of a channel are compared many at once.
    red, green, blue = np.ascontiguousarray(framed.transpose(2, 0, 1))
    green_or_blue = np.minimum(green, blue)
    luma_cells = cell_means(grey)
    rim = dark_rim(luma_cells)
    region = dark_region(cell_means(green_or_blue), luma_cells)
    hairy = hair_share(grey) > _HAIRY_SHARE
    cut_off = (
        region is not None
        and not hairy
        and not rim.corners
        and region.separation > _CUT_OFF_SEPARATION
        and region.contrast > _CUT_OFF_CONTRAST
        and _CUT_OFF_EDGE[0] <= region.edge_share <= _CUT_OFF_EDGE[1]
        and region.edge_depth > _CUT_OFF_DEPTH
    )
    return {
        CaptureFlag.HAIR: hairy,
        # Between white hairs and crossing ones it is bright, too.
        CaptureFlag.GLARE: not hairy and glint_share(np.minimum(red, green_or_blue)) > _GLARE_SHARE,
        CaptureFlag.INK: ink_share(red, blue) > _INK_SHARE,
        CaptureFlag.VIGNETTE: not letterboxed and rim.corners >= _VIGNETTE_CORNERS and rim.share > _VIGNETTE_SHARE,
        CaptureFlag.CUT_OFF: cut_off,
        CaptureFlag.SMALL_LESION: region is not None and region.share < _SMALL_LESION_SHARE,
    }


def _has_bars(grey: npt.NDArray[np.float32]) -> bool:
    """Tell whether even, nearly black or white bars lie along two opposite edges."""
    return any(
        min(_bar_share(lines), _bar_share(lines[::-1])) >= _BAR_MIN_SHARE
        for lines in (grey, np.ascontiguousarray(grey.T))
    )


def _bar_share(lines: npt.NDArray[np.float32]) -> float:
    """Return the share (0–1) of the lines, from the first on, that are one even dark or bright bar."""
    if float(lines[0].std()) >= _BAR_MAX_DEVIATION:  # Almost always, and then the other lines need no look.
        return 0.0
    means, deviations = lines.mean(axis=1), lines.std(axis=1)
    in_bar = (deviations < _BAR_MAX_DEVIATION) & ((means < _BAR_DARK) | (means > _BAR_BRIGHT))
    return float(np.argmin(in_bar)) / len(lines) if not in_bar.all() else 1.0
