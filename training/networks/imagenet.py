"""Initial weights from ImageNet."""

from collections.abc import Callable
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


def backbone(build: Callable[..., keras.Model], initial_weights: Path | str | None, name: str) -> keras.Model:
    """Build one of `keras.applications` without its head, for training.

    Parameters
    ----------
    build : callable
        For instance `keras.applications.MobileNetV2`.
    initial_weights : Path, "imagenet" or None
        An ``.npz`` of ``layer/variable`` arrays, Keras's own download, or random.
    name : str
        For messages.

    Returns
    -------
    keras.Model
        float32 (batch, height, width, 3) in -1–1, any height and width, to its last feature map. Batch normalisation
        keeps up with short runs.

    Raises
    ------
    WeightsError
        If the weights cannot be read or do not fit.
    """
    own = initial_weights == "imagenet"
    try:
        network = build(input_shape=(None, None, 3), include_top=False, weights="imagenet" if own else None)
    except Exception as error:
        if not own:
            raise
        raise WeightsError(
            f"Keras could not fetch its ImageNet weights ({error}). Give a file with --initial-weights instead."
        ) from error
    if isinstance(initial_weights, Path):
        _load_npz(network, initial_weights, name)
    for layer in network.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = BATCH_NORMALISATION_MOMENTUM
    return network


def _load_npz(network: keras.Model, path: Path, name: str) -> None:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            for layer in network.layers:
                if layer.weights:
                    layer.set_weights(_arrays_of(layer, arrays))
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(f"{path} does not hold weights of {name}: {error}") from error


def _arrays_of(layer: Any, arrays: Any) -> list[Any]:
    for names in _VARIABLES:
        keys = [f"{layer.name}/{name}" for name in names]
        if all(key in arrays for key in keys):
            return [arrays[key] for key in keys]
    raise KeyError(f"nothing for layer {layer.name}")
