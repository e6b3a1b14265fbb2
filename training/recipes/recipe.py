"""What a recipe is: every number that a training run depends on."""

from dataclasses import dataclass, replace

from desktop.core.bundle.preprocess import InputSpec


@dataclass(frozen=True)
class Recipe:
    """A network and how it is trained.

    Attributes
    ----------
    name : str
    input : InputSpec
        What the network sees when it is used.
    training_height_px, training_width_px : int
        Size of the pictures that training views are cut from.
    view_px : int
        Side of the square that augmentation cuts from them.
    epochs : int
        One epoch draws as many photographs as the training part has.
    batch_size : int
    peak_learning_rate : float
        Reached by linear warm-up, left by a cosine to zero (AdamW).
    warmup_share : float
        Share (0–1) of all steps.
    weight_decay : float
        AdamW's, decoupled.
    dropout : float
        Share (0–1) of the pooled features.
    label_smoothing : float
        0–1.
    sampling_power : float
        A photograph is drawn with a chance proportional to its label's count to the power of minus this: 0 is natural
        sampling, 1 balanced.
    seed : int
        Of sampling, augmentation and initial weights.
    """

    name: str
    input: InputSpec
    training_height_px: int
    training_width_px: int
    view_px: int
    epochs: int
    batch_size: int
    peak_learning_rate: float
    warmup_share: float
    weight_decay: float
    dropout: float
    label_smoothing: float
    sampling_power: float
    seed: int

    @property
    def training_input(self) -> InputSpec:
        """The input, at the size of the pictures that training views are cut from."""
        return replace(self.input, height_px=self.training_height_px, width_px=self.training_width_px)
