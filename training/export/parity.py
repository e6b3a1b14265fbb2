"""Keras against ONNX on real photographs, preprocessing and network apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import keras
import numpy as np
import numpy.typing as npt

from desktop.core.bundle.manifest import OUTPUTS
from desktop.core.bundle.preprocess import frame, normalise
from desktop.core.inference.classifier import Classifier
from training.datasets.photograph import Photograph
from training.export.graph import ExportNetwork

MIN_IMAGES = 200
MAX_PROBABILITY_DIFFERENCE = 1e-4
# Both sides compute ``value * scale + offset`` in float32; they may round the last bit differently.
MAX_PREPROCESSING_DIFFERENCE_GREY_LEVELS = 1e-3


@dataclass(frozen=True)
class Parity:
    """Largest absolute differences between training's side and the desktop's.

    Attributes
    ----------
    images : int
    preprocessing : float
        Of tensors, in grey levels (0–255): training's cached pixels through its own range mapping, against the
        desktop's path from the file.
    outputs : dict of str to float
        Of each output, for the same tensor: Keras against ONNX Runtime.
    """

    images: int
    preprocessing: float
    outputs: dict[str, float]

    @property
    def holds(self) -> bool:
        """True if probabilities agree within 1e-4 and tensors within rounding, on enough photographs."""
        return (
            self.images >= MIN_IMAGES
            and self.preprocessing <= MAX_PREPROCESSING_DIFFERENCE_GREY_LEVELS
            and self.outputs["probabilities"] <= MAX_PROBABILITY_DIFFERENCE
        )


def measure_parity(
    exported: ExportNetwork,
    classifier: Classifier,
    photographs: Sequence[Photograph],
    cached: npt.NDArray[np.uint8],
) -> Parity:
    """Compare both sides on the same photographs.

    Parameters
    ----------
    exported : ExportNetwork
    classifier : Classifier
        Opened from the exported bundle.
    photographs : sequence of Photograph
    cached : uint8 array, shape (photographs, height, width, 3)
        The same photographs as training framed and kept them.
    """
    spec = classifier.bundle.manifest.input
    mapping = keras.layers.Rescaling(spec.scale, spec.offset)
    preprocessing = 0.0
    worst = dict.fromkeys(OUTPUTS, 0.0)
    for photo, pixels in zip(photographs, cached, strict=True):
        training_tensor = np.asarray(mapping(pixels[np.newaxis].astype(np.float32)))
        framed, _ = frame(classifier.decode(photo.path.read_bytes()).pixels, spec)
        difference = np.abs(normalise(framed, spec) - training_tensor).max() / abs(spec.scale)
        preprocessing = max(preprocessing, float(difference))
        expected, actual = exported.keras_outputs(training_tensor), classifier.outputs(training_tensor)
        for name in OUTPUTS:
            worst[name] = max(worst[name], float(np.abs(expected[name] - actual[name]).max()))
    return Parity(len(photographs), preprocessing, worst)
