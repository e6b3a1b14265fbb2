"""How well a photograph was taken: advice, never a judgement of the lesion.

The thresholds were set on every fifth photograph of HAM10000 (2,003 of them), framed as the shipped bundle frames them
(192 × 256 pixels): real photographs from dermatology practices, of which fewer than one in a hundred should be flagged.
Measured there: sharpness 1st percentile 20, median 68, and of the same photographs under a Gaussian blur of 1 pixel the
75th percentile 10; mean luma 0.5th percentile 97; share of clipped pixels never above 0.04; bars in 1 of 2,003. Of all
10,015, 13 are flagged as blurred, 12 as too dark, 3 as too bright, 4 for bars.
"""

import numpy as np
import numpy.typing as npt

from desktop.core.domain.assessment import CaptureFlag
from desktop.core.imaging.decode import DecodedImage

# Below this the network would see more interpolation than skin.
TOO_SMALL_SHORT_SIDE_PX = 200

# Rec. 709 luma weights of red, green and blue.
_LUMA = (np.float32(0.2126), np.float32(0.7152), np.float32(0.0722))

_BLURRED_LAPLACIAN_VARIANCE = 12.0
_TOO_DARK_MEAN = 90.0
_TOO_BRIGHT_SHARE = 0.05
_CLIPPED_LEVEL = 250
_BAR_MIN_SHARE = 0.04
_BAR_MAX_DEVIATION = 6.0
_BAR_DARK, _BAR_BRIGHT = 32.0, 235.0


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
        The part that the network sees, at the network's size: blur and exposure are judged at the scale that matters.

    Returns
    -------
    tuple of CaptureFlag
        Most important first; empty for a good photograph.
    """
    grey = luma(framed)
    found = {
        CaptureFlag.BLURRED: sharpness(grey) < _BLURRED_LAPLACIAN_VARIANCE,
        CaptureFlag.TOO_DARK: float(grey.mean()) < _TOO_DARK_MEAN,
        CaptureFlag.TOO_BRIGHT: float((grey >= _CLIPPED_LEVEL).mean()) > _TOO_BRIGHT_SHARE,
        CaptureFlag.TOO_SMALL: min(decoded.width_px, decoded.height_px) < TOO_SMALL_SHORT_SIDE_PX,
        CaptureFlag.LETTERBOX: _has_bars(grey),
        CaptureFlag.FIRST_FRAME: decoded.frame_count > 1,
        CaptureFlag.PROFILE_IGNORED: decoded.profile_ignored,
    }
    return tuple(flag for flag, present in found.items() if present)


def _has_bars(grey: npt.NDArray[np.float32]) -> bool:
    """Tell whether even, nearly black or white bars lie along two opposite edges."""
    return any(
        min(_bar_share(lines), _bar_share(lines[::-1])) >= _BAR_MIN_SHARE
        for lines in (grey, np.ascontiguousarray(grey.T))
    )


def _bar_share(lines: npt.NDArray[np.float32]) -> float:
    """Return the share (0–1) of the lines, from the first on, that are one even dark or bright bar."""
    means, deviations = lines.mean(axis=1), lines.std(axis=1)
    in_bar = (deviations < _BAR_MAX_DEVIATION) & ((means < _BAR_DARK) | (means > _BAR_BRIGHT))
    return float(np.argmin(in_bar)) / len(lines) if not in_bar.all() else 1.0
