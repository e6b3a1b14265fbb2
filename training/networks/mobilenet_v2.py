"""MobileNetV2 with a pooled linear head, in Keras 3 operations only."""

from pathlib import Path
from typing import Any

import keras
import numpy as np

from desktop.core.errors import KnownError

# keras.applications leaves 0.999, which in a run of a few thousand steps never catches up with the weights.
BATCH_NORMALISATION_MOMENTUM = 0.99

# Order in which a layer's `set_weights` wants its arrays; see the README beside the weights.
_VARIABLES = (
    ("gamma", "beta", "moving_mean", "moving_variance"),
    ("depthwise_kernel",),
    ("kernel", "bias"),
    ("kernel",),
)


class WeightsError(KnownError):
    """Initial weights that cannot be had or do not fit."""


def mobilenet_v2(label_count: int, *, dropout: float, initial_weights: Path | str | None) -> keras.Model:
    """Build the network: pixels mapped to -1–1, to logits.

    Parameters
    ----------
    label_count : int
    dropout : float
        Share (0–1) of pooled features dropped while training.
    initial_weights : Path, "imagenet" or None
        An ``.npz`` of ``layer/variable`` arrays, Keras's own download, or random.

    Returns
    -------
    keras.Model
        float32 (batch, height, width, 3) in -1–1, any height and width, to logits (batch, label_count). Its last
        feature map is the output of the layer ``out_relu``, the pooled one of ``embedding``, the head is ``logits``.

    Raises
    ------
    WeightsError
        If the weights cannot be read or do not fit.
    """
    own = initial_weights == "imagenet"
    try:
        backbone = keras.applications.MobileNetV2(
            input_shape=(None, None, 3), include_top=False, weights="imagenet" if own else None
        )
    except Exception as error:
        if not own:
            raise
        raise WeightsError(
            f"Keras could not fetch its ImageNet weights ({error}). Give a file with --initial-weights instead."
        ) from error
    if isinstance(initial_weights, Path):
        _load_npz(backbone, initial_weights)
    for layer in backbone.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = BATCH_NORMALISATION_MOMENTUM
    embedding = keras.layers.GlobalAveragePooling2D(name="embedding")(backbone.output)
    features = keras.layers.Dropout(dropout, name="dropout")(embedding)
    logits = keras.layers.Dense(label_count, name="logits")(features)
    return keras.Model(backbone.input, logits, name="mobilenet_v2")


def _load_npz(backbone: keras.Model, path: Path) -> None:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            for layer in backbone.layers:
                if layer.weights:
                    layer.set_weights(_arrays_of(layer, arrays))
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(f"{path} does not hold weights of MobileNetV2: {error}") from error


def _arrays_of(layer: Any, arrays: Any) -> list[Any]:
    for names in _VARIABLES:
        keys = [f"{layer.name}/{name}" for name in names]
        if all(key in arrays for key in keys):
            return [arrays[key] for key in keys]
    raise KeyError(f"nothing for layer {layer.name}")
