"""What a recipe is: every number that a training run depends on."""

import json
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from desktop.core.bundle.preprocess import InputSpec
from desktop.core.errors import KnownError
from training.datasets.labels import LabelSetName

# Of the middle of a photograph to that of the whole, where both are looked at.
MIDDLE_SCALE = Fraction(3, 2)


class RecipeError(KnownError):
    """A recipe that cannot be used."""


@dataclass(frozen=True)
class View:
    """The random view of each photograph that training sees.

    Attributes
    ----------
    height_px, width_px : int
        Size of the view; at most that of the picture it is cut from.
    turn_degrees : float
        Turned by up to this, both ways (0–180).
    mirror_x, mirror_y : bool
        Mirrored left to right, or top to bottom, in half of all views.
    scale : float
        How many pixels of the photograph one pixel of the view spans along a side, in the middle of what is drawn;
        above 1 shows more of the photograph.
    zoom : float
        The scale is drawn log-uniformly from scale/zoom to scale·zoom.
    stretch : float
        Likewise for the aspect ratio.
    shift : float
        How far the view's centre may leave the photograph's, as a share (0–1) of the room that the unturned view has.
    translation : float
        How far it may leave it besides, as a share (0–1) of the view's own sides.
    light : float
        Largest relative change of contrast, of each channel's gain and, doubled, of saturation; brightness moves by as
        much of the full range.
    jpeg_quality : int
        Coarsened as JPEG does, at a quality drawn evenly from this (1–100) to 100; at 100 nothing is. Both sides must
        then be multiples of 16.
    """

    height_px: int
    width_px: int
    turn_degrees: float = 180.0
    mirror_x: bool = True
    mirror_y: bool = False
    scale: float = 1.0
    zoom: float = 1.0
    stretch: float = 1.0
    shift: float = 0.0
    translation: float = 0.0
    light: float = 0.0
    jpeg_quality: int = 100


@dataclass(frozen=True)
class Recipe:
    """A network and how it is trained.

    Attributes
    ----------
    name : str
    title : str
        What it is, for tables.
    label_set : "diagnosis" or "malignancy"
        See `training.datasets.labels.LABEL_SETS`.
    network : str
        A key of `training.networks.build.NETWORKS`.
    network_options : dict
        What its function takes beside labels, size and initial weights; JSON values only.
    input : InputSpec
        What the network sees at a time when it is used: the whole photograph.
    standardise : bool
        The input's scale and offset are replaced by those that give all values of the training part mean 0 and
        standard deviation 1.
    training_height_px, training_width_px : int
        Size of the pictures that training views are cut from.
    view : View
    first_view : View, optional
        Seen instead in the first `first_epochs` epochs: a smaller one makes them cheaper (progressive resizing; Tan and
        Le, EfficientNetV2, ICML 2021, arXiv 2104.00298).
    first_epochs : int
    epochs : int
    batch_size : int
    optimizer : "adam" or "adamw"
    learning_rate : float
        The highest of the run.
    schedule : "constant", "cosine" or "plateau"
        ``cosine`` rises to the learning rate by a linear warm-up and falls to zero; ``plateau`` multiplies it by
        `plateau_factor` whenever validation accuracy has not risen for `plateau_epochs`, down to `plateau_floor`.
    warmup_share : float
        Share (0–1) of all steps, for ``cosine``.
    plateau_factor, plateau_floor : float
    plateau_epochs : int
    weight_decay : float
        AdamW's, decoupled.
    label_smoothing : float
        0–1.
    sampling_power : float, optional
        A photograph is drawn, with replacement, with a chance proportional to its label's count to the power of minus
        this: 0 is natural sampling, 1 balanced. None shows every photograph once an epoch, in random order.
    precision : "float32", "mixed_bfloat16" or "mixed_float16"
        Of the arithmetic; weights are kept in float32 always.
    seed : int
        Of sampling, augmentation and initial weights.
    two_scales : bool
        When the network is used, it judges four views of a photograph (`training.networks.views`), and the mean of
        their logits counts. Training sees single views.
    data_share : float
        Share (0–1] of the training part's lesions that is used: less than 1 only in a quick pass.
    """

    name: str
    title: str
    label_set: LabelSetName
    network: str
    input: InputSpec
    training_height_px: int
    training_width_px: int
    view: View
    epochs: int
    batch_size: int
    learning_rate: float
    first_view: View | None = None
    first_epochs: int = 0
    network_options: dict[str, Any] = field(default_factory=dict)
    optimizer: Literal["adam", "adamw"] = "adam"
    schedule: Literal["constant", "cosine", "plateau"] = "constant"
    warmup_share: float = 0.0
    plateau_factor: float = 1.0
    plateau_floor: float = 0.0
    plateau_epochs: int = 0
    weight_decay: float = 0.0
    label_smoothing: float = 0.0
    sampling_power: float | None = None
    precision: Literal["float32", "mixed_bfloat16", "mixed_float16"] = "float32"
    seed: int = 20180801
    standardise: bool = False
    two_scales: bool = False
    data_share: float = 1.0

    def view_in(self, epoch: int) -> View:
        """Return the view that an epoch, counted from 0, sees."""
        return self.first_view if self.first_view and epoch < self.first_epochs else self.view

    @property
    def photograph_input(self) -> InputSpec:
        """What is taken of a photograph when the network is used: its input, or what the views of it are cut from."""
        if not self.two_scales:
            return self.input
        height, width = (int(MIDDLE_SCALE * side) for side in (self.input.height_px, self.input.width_px))
        return replace(self.input, height_px=height, width_px=width)

    @property
    def training_input(self) -> InputSpec:
        """The input, at the size of the pictures that training views are cut from."""
        return replace(self.input, height_px=self.training_height_px, width_px=self.training_width_px)

    def standardised(self, pixels: npt.NDArray[np.uint8]) -> "Recipe":
        """Return the recipe with the input's scale and offset as `standardise` asks.

        Parameters
        ----------
        pixels : uint8 array, shape (photographs, height, width, 3)
            The training part, 0–255.
        """
        if not self.standardise:
            return self
        counts = sum(np.bincount(photograph.ravel(), minlength=256) for photograph in pixels)
        values = np.arange(256)
        mean = float(np.average(values, weights=counts))
        deviation = float(np.sqrt(np.average(np.square(values - mean), weights=counts)))
        return replace(self, input=replace(self.input, scale=1 / deviation, offset=-mean / deviation))

    def to_json(self) -> str:
        """Write the recipe as JSON; reading the text gives an equal one."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def read_recipe(path: Path) -> Recipe:
    """Read a recipe from a JSON file.

    Raises
    ------
    RecipeError
        If the file cannot be read or is no recipe of this version.
    """
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
        parts = {"input": InputSpec(**described["input"]), "view": View(**described["view"])}
        if described.get("first_view"):
            parts["first_view"] = View(**described["first_view"])
        return Recipe(**{**described, **parts})
    except OSError as error:
        raise RecipeError(f"The recipe {path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise RecipeError(f"{path} is not a recipe of this version: {error}.") from error
