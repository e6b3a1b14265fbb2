"""The network as an ONNX graph with the outputs that a bundle must have."""

import io
import math
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import onnx
import tensorflow as tf
import tf2onnx

from desktop.core.bundle.manifest import OUTPUTS, Calibration
from desktop.core.bundle.preprocess import InputSpec
from training.networks.head import feature_map
from training.networks.views import WHOLE_VIEWS, two_scale_embedding, two_scale_map, two_scale_views
from training.recipes.recipe import Recipe

OPSET = 18
# Pixels of the input to a position of the feature map that tells whether a picture is in scope.
_MIDDLE_STRIDE = 16


@keras.saving.register_keras_serializable(package="lentigo")
class CalibratedSoftmax(keras.layers.Layer):  # type: ignore[misc]  # Keras ships no types.
    """softmax(logits / temperature + bias), float32 (batch, labels) to the same shape."""

    def __init__(self, temperature: float, bias: list[float], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.temperature = temperature
        self.bias = bias

    def call(self, logits: Any) -> Any:
        """Turn logits into probabilities."""
        shifted = logits / self.temperature + keras.ops.convert_to_tensor(self.bias, dtype="float32")
        return keras.ops.softmax(shifted, axis=-1)

    def get_config(self) -> dict[str, Any]:
        """Return what `from_config` needs."""
        inherited: dict[str, Any] = super().get_config()
        return inherited | {"temperature": self.temperature, "bias": self.bias}


@dataclass(frozen=True, eq=False)
class ExportNetwork:
    """The same computation twice: as a Keras model and as an ONNX file.

    Both take float32 (images, height, width, 3), preprocessed, and give the outputs of `OUTPUTS`.
    """

    keras_model: keras.Model
    graph: bytes

    def keras_outputs(self, tensors: npt.NDArray[np.float32]) -> dict[str, npt.NDArray[np.float32]]:
        """Run the Keras side, all images at once: as many as fit into memory."""
        outputs = self.keras_model.predict_on_batch(tensors)
        return {name: np.asarray(outputs[name], dtype=np.float32) for name in OUTPUTS}


def export_network(network: keras.Model, recipe: Recipe, calibration: Calibration) -> ExportNetwork:
    """Give the network all outputs and convert it.

    ``scope_features`` are the means over positions of a feature map from the middle of the network, of the views that
    show the whole photograph. There it sees texture and colour, and has not yet learned to tell only labels apart: what
    is no dermoscopic photograph stands out far more than in the embedding.

    The class activation map is the head applied to each position of the last feature map. As the head is linear and
    follows an average over positions, the mean of a label's map is its logit: the map is exact (Zhou et al., CVPR
    2016, arXiv 1512.04150).

    Parameters
    ----------
    network : keras.Model
        Trained, with a head from `training.networks.head`.
    recipe : Recipe
        The graph's height and width are fixed to its `photograph_input`; the number of images is free. With
        `two_scales`, the answer and the map are put together from those of four views (`training.networks.views`).
    calibration : Calibration

    Raises
    ------
    HeadError
        If the network has another head, so that there is no exact activation map.
    """
    features_of = keras.Model(network.input, [feature_map(network), _middle_map(network, recipe.input)])
    head = network.get_layer("logits")
    taken = recipe.photograph_input
    pixels = keras.Input((taken.height_px, taken.width_px, 3), name="pixels")
    views = two_scale_views(pixels, recipe.input) if recipe.two_scales else [pixels]
    # One after another: the feature maps of one view stay in the processor's cache, those of four do not.
    maps, middles = zip(*(features_of(view) for view in views), strict=True)
    embedding = two_scale_embedding(maps) if recipe.two_scales else keras.layers.GlobalAveragePooling2D()(maps[0])
    logits = head(embedding)
    probabilities = CalibratedSoftmax(calibration.temperature, list(calibration.bias))(logits)
    whole = [keras.layers.GlobalAveragePooling2D()(features) for features in middles[:WHOLE_VIEWS]]
    activations = [_at_each_position(head, features) for features in maps]
    outputs = {
        "probabilities": probabilities,
        "logits": logits,
        "embedding": embedding,
        "scope_features": sum(whole) / len(whole),
        "cam": two_scale_map(activations) if recipe.two_scales else activations[0],
    }
    model = keras.Model(pixels, outputs)
    return ExportNetwork(model, to_onnx(model, taken))


def _at_each_position(head: keras.layers.Layer, features: keras.KerasTensor) -> keras.KerasTensor:
    """Apply the head as one matrix product of known size; left to itself, it would ask for sizes at every run."""
    _, rows, columns, channels = features.shape
    positions = head(keras.ops.reshape(features, (-1, channels)))
    return keras.ops.reshape(positions, (-1, rows, columns, positions.shape[-1]))


def to_onnx(model: keras.Model, spec: InputSpec) -> bytes:
    """Convert a Keras model of preprocessed pixels to an ONNX file.

    Height and width are fixed to the input's, the number of images is free. The producer writes neither date nor
    machine into the graph: the same network gives the same bytes.
    """
    signature = (tf.TensorSpec((None, spec.height_px, spec.width_px, 3), tf.float32, name="pixels"),)
    answer = tf.function(lambda tensor: model(tensor, training=False))
    proto, _ = tf2onnx.convert.from_function(answer, input_signature=signature, opset=OPSET)
    onnx.checker.check_model(proto)
    stream = io.BytesIO()
    onnx.save_model(proto, stream)
    return stream.getvalue()


def _middle_map(network: keras.Model, spec: InputSpec) -> keras.KerasTensor:
    """Return the middle one of the activations that have a sixteenth of the input's height.

    A network that has none, as one that is made of whole networks, is judged by what its head pools.
    """
    activations = [layer.output for layer in network.layers if isinstance(layer, keras.layers.ReLU)]
    heights = [
        keras.Model(network.input, output).compute_output_shape((1, spec.height_px, spec.width_px, 3))[1]
        for output in activations
    ]
    wanted = math.ceil(spec.height_px / _MIDDLE_STRIDE)
    middle = [output for output, height in zip(activations, heights, strict=True) if height == wanted]
    return middle[len(middle) // 2] if middle else feature_map(network)
