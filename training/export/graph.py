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
from desktop.core.errors import KnownError

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


class HeadError(KnownError):
    """A network that cannot explain itself by an exact activation map."""


def export_network(
    network: keras.Model, spec: InputSpec, calibration: Calibration, *, mirror_images: bool
) -> ExportNetwork:
    """Give the network all outputs and convert it.

    ``scope_features`` are the means over positions of a feature map from the middle of the network. There it sees
    texture and colour, and has not yet learned to tell only labels apart: what is no dermoscopic photograph stands out
    far more than in the embedding.

    The class activation map is the head applied to each position of the last feature map. As the head is linear and
    follows an average over positions, the mean of a label's map is its logit: the map is exact (Zhou et al., CVPR
    2016, arXiv 1512.04150).

    Parameters
    ----------
    network : keras.Model
        Trained, with a head from `training.networks.head`.
    spec : InputSpec
        The graph's height and width are fixed to it; the number of images is free.
    calibration : Calibration
    mirror_images : bool
        As `Recipe.mirror_images` says: the answer is the mean of the four answers' logits, the map that of their maps,
        mirrored back. As the head is linear, that is what it says of the four feature maps' mean.

    Raises
    ------
    HeadError
        If the network has another head, so that there is no exact activation map.
    """
    features_of = keras.Model(network.input, [_feature_map(network), _middle_map(network, spec)])
    head = network.get_layer("logits")
    pixels = keras.Input((spec.height_px, spec.width_px, 3), name="pixels")
    # One after another: the feature maps of one view stay in the processor's cache, those of four do not.
    maps, middles = zip(*(features_of(view) for view in _views(pixels, mirror_images=mirror_images)), strict=True)
    embedding = _pooled(maps)
    logits = head(embedding)
    probabilities = CalibratedSoftmax(calibration.temperature, list(calibration.bias))(logits)
    outputs = {
        "probabilities": probabilities,
        "logits": logits,
        "embedding": embedding,
        "scope_features": _pooled(middles),
        "cam": _mean_of([_at_each_position(head, features) for features in maps]),
    }
    model = keras.Model(pixels, outputs)
    return ExportNetwork(model, to_onnx(model, spec))


def _views(pixels: keras.KerasTensor, *, mirror_images: bool) -> list[keras.KerasTensor]:
    if not mirror_images:
        return [pixels]
    # Reversing columns moves pixel by pixel, which is done once; reversing rows moves row by row.
    mirrored = pixels[:, :, ::-1]
    return [pixels, mirrored, pixels[:, ::-1], mirrored[:, ::-1]]


def _pooled(maps: tuple[keras.KerasTensor, ...]) -> keras.KerasTensor:
    """Return the mean over views and positions; mirroring a map back would not change it."""
    return sum(keras.layers.GlobalAveragePooling2D()(features) for features in maps) / len(maps)


def _mean_of(maps: list[keras.KerasTensor]) -> keras.KerasTensor:
    """Return the mean over the maps of `_views`, mirrored back."""
    if len(maps) == 1:
        return maps[0]
    upper, lower = maps[0] + maps[1][:, :, ::-1], maps[2] + maps[3][:, :, ::-1]
    return (upper + lower[:, ::-1]) / len(maps)


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


def _feature_map(network: keras.Model) -> keras.KerasTensor:
    """Return what the pooled linear head pools."""
    pooling = next((layer for layer in network.layers if layer.name == "embedding"), None)
    if not isinstance(pooling, keras.layers.GlobalAveragePooling2D):
        raise HeadError(
            f"{network.name} has no pooled linear head, hence no exact activation map, and cannot become a bundle."
        )
    return pooling.input


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
    return middle[len(middle) // 2] if middle else _feature_map(network)
