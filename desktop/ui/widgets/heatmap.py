"""A class activation map as a picture."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image
from PySide6.QtGui import QImage

# Nine evenly spaced colours of viridis (S. van der Walt and N. Smith, 2015, released as CC0; as in Matplotlib).
# Its lightness rises evenly, so it keeps its order for colour-blind people and in print, and its blues and greens are
# colours that skin has not.
_VIRIDIS = np.array(
    [
        (68, 1, 84),
        (71, 45, 123),
        (59, 82, 139),
        (44, 114, 142),
        (33, 145, 140),
        (40, 174, 128),
        (94, 201, 98),
        (173, 220, 48),
        (253, 231, 37),
    ],
    dtype=np.float64,
)

# Below 1, so that the flanks of a hill are seen as well as its top.
_ALPHA_EXPONENT = 0.6

_ENLARGEMENT = 16
# As fine as a heatmap of coarse cells becomes; more pixels only take longer to colour.
_MAX_SIDE_PX = 256


@dataclass(frozen=True, eq=False)
class Heatmap:
    """Where in the picture the network finds evidence for a label.

    It is relative: the strongest place of this picture for this label has the ramp's last colour, be the evidence
    strong or weak. Neither two pictures nor two labels can be compared by it.

    Attributes
    ----------
    image : QImage
        Colours with alpha; clear where nothing speaks for the label.
    activation_part : (float, float, float, float)
        Left, top, right and bottom edge of the part of the upright picture that it covers, as fractions (0–1).
    """

    image: QImage
    activation_part: tuple[float, float, float, float]

    @classmethod
    def from_activation(
        cls, activation: npt.NDArray[np.float32], activation_part: tuple[float, float, float, float]
    ) -> "Heatmap":
        """Colour a class activation map.

        Parameters
        ----------
        activation : float32 array, shape (rows, columns)
            In units of the label's logit. Only what is above zero speaks for the label and is painted; what is not
            finite counts as zero.
        activation_part : (float, float, float, float)
            Left, top, right and bottom edge of the part it covers, as fractions (0–1) of the upright picture.
        """
        finite = np.where(np.isfinite(activation), activation, 0.0).astype(np.float64)
        evidence = np.maximum(finite, 0.0)
        peak = evidence.max(initial=0.0)
        evidence = _enlarged(evidence / peak) if peak > 0.0 else np.zeros((1, 1))
        return cls(_as_image(ramp_colours(evidence)), activation_part)


def ramp_colours(values: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """Colour relative evidence.

    Parameters
    ----------
    values : float64 array of any shape
        0 (none) to 1 (the most in the picture).

    Returns
    -------
    uint8 array, shape (…, 4)
        sRGB and alpha (not premultiplied), which grows with the value, fastest where it is low.
    """
    stops = np.linspace(0.0, 1.0, len(_VIRIDIS))
    channels = [np.interp(values, stops, _VIRIDIS[:, channel]) for channel in range(3)]
    return np.rint(np.stack([*channels, values**_ALPHA_EXPONENT * 255.0], axis=-1)).astype(np.uint8)


def _enlarged(evidence: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Enlarge smoothly, so that the network's coarse cells are no edges that one could take for the lesion's."""
    rows, columns = evidence.shape
    factor = max(1, min(_ENLARGEMENT, _MAX_SIDE_PX // max(rows, columns)))
    coarse = Image.fromarray(evidence.astype(np.float32))
    fine = coarse.resize((columns * factor, rows * factor), Image.Resampling.BICUBIC)
    # The cubic overshoots on both sides.
    return np.clip(np.asarray(fine, dtype=np.float64), 0.0, 1.0)


def _as_image(colours: npt.NDArray[np.uint8]) -> QImage:
    rows, columns, _ = colours.shape
    packed = np.ascontiguousarray(colours)
    borrowed = QImage(packed.data, columns, rows, columns * 4, QImage.Format.Format_RGBA8888)
    # Converting copies, so nothing points into the array any more; premultiplied is what painting wants.
    return borrowed.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
