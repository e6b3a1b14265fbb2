"""What the program makes of one image, or why it makes nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt


class Status(StrEnum):
    """How an assessment ended."""

    ASSESSED = "assessed"
    OUT_OF_SCOPE = "out_of_scope"
    UNREADABLE = "unreadable"


class CaptureFlag(StrEnum):
    """Advice about how the photograph was taken, most important first.

    The values are part of the command line's contract.
    """

    UNLIKE_DERMOSCOPY = "unlike_dermoscopy"
    BLURRED = "blurred"
    CUT_OFF = "cut_off"
    HAIR = "hair"
    GLARE = "glare"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    INK = "ink"
    SMALL_LESION = "small_lesion"
    VIGNETTE = "vignette"
    TOO_SMALL = "too_small"
    LETTERBOX = "letterbox"
    FIRST_FRAME = "first_frame"
    PROFILE_IGNORED = "profile_ignored"


@dataclass(frozen=True)
class BundleId:
    """Which bundle computed something, and with which of its graphs.

    Attributes
    ----------
    name : str
    version : str
        The bundle's; of another graph than that in full precision with its name, as in ``1.0.0+int8``.
    sha256 : str
        Of the manifest, which holds the hashes of all other files.
    """

    name: str
    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name}-{self.version}"


@dataclass(frozen=True)
class Reliability:
    """Of the lesions with such a chance of malignancy, how many were malignant where that was measured.

    Attributes
    ----------
    malignant, low, high : float
        Share (0–1) with its 95 % interval.
    lesions : int
        How many it was measured on.
    measured_on : str
    overall : float
        Share (0–1) of malignant lesions among all that were measured there, whatever their chance: where fewer or
        more are, the other numbers would be lower or higher.
    """

    malignant: float
    low: float
    high: float
    lesions: int
    measured_on: str
    overall: float


@dataclass(frozen=True, eq=False)
class Prediction:
    """The network's numbers for one image.

    Attributes
    ----------
    probabilities : mapping of str to float
        Calibrated chance (0–1) of each label, in the bundle's order. They sum to 1.
    malignant : float
        Chance (0–1) of malignancy: the sum over the bundle's malignant labels.
    top_label : str
        The most probable label.
    balanced_label : str
        The label with the largest probability relative to its share of the training set: the choice that balanced
        accuracy rewards.
    activation : mapping of str to float32 array, shape (rows, columns)
        Class activation map of each label, upright, in units of the label's logit: the mean over a map is the logit.
    activation_part : (float, float, float, float)
        Left, top, right and bottom edge of the part of the upright picture that the maps' equal cells lie over, as
        fractions of its width and height. May reach a little beyond 0–1.
    reliability : Reliability or None
        What came of lesions with such a chance of malignancy; None if the bundle does not tell.
    """

    probabilities: Mapping[str, float]
    malignant: float
    top_label: str
    balanced_label: str
    activation: Mapping[str, npt.NDArray[np.float32]]
    activation_part: tuple[float, float, float, float]
    reliability: Reliability | None = None


@dataclass(frozen=True, eq=False)
class Assessment:
    """One image's answer.

    Attributes
    ----------
    status : Status
    reason : str or None
        Why there is no prediction, in a sentence or two; None exactly if assessed.
    bundle : BundleId
    sha256 : str or None
        Of the file's bytes; None if they could not be read.
    width_px, height_px : int or None
        Size of the whole upright picture; None if unreadable.
    flags : tuple of CaptureFlag
    prediction : Prediction or None
        Present exactly if assessed.
    withheld : Prediction or None
        The numbers of an out-of-scope image. They mean nothing and are never shown; they are kept so that the command
        line can write them when it is told to.
    elapsed_ms : float
        From bytes to answer.
    """

    status: Status
    reason: str | None
    bundle: BundleId
    sha256: str | None
    width_px: int | None
    height_px: int | None
    flags: tuple[CaptureFlag, ...]
    prediction: Prediction | None
    withheld: Prediction | None
    elapsed_ms: float

    def __post_init__(self) -> None:
        assessed = self.status is Status.ASSESSED
        if assessed != (self.prediction is not None) or assessed != (self.reason is None):
            raise ValueError("an assessment has a prediction exactly if it has no reason against one")
        if self.withheld is not None and self.status is not Status.OUT_OF_SCOPE:
            raise ValueError("only out-of-scope numbers are withheld")
