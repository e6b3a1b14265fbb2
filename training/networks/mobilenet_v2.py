"""MobileNetV2 with a pooled linear head, in Keras 3 operations only."""

from pathlib import Path

import keras

from training.networks.head import pooled_linear_head
from training.networks.imagenet import backbone

# The bottlenecks' names in keras.applications, from the first of 17.
_BOTTLENECKS = ("expanded_conv", *(f"block_{number}" for number in range(1, 17)))
_STEM = ("Conv1", "bn_Conv1")


def mobilenet_v2(
    label_count: int,
    *,
    initial_weights: Path | str | None,
    dropout: float,
    frozen_bottlenecks: int = 0,
    size: tuple[int, int] | None = None,
) -> keras.Model:
    """Build the network: pixels mapped to -1–1, to logits.

    Sandler et al., CVPR 2018, arXiv 1801.04381.

    Parameters
    ----------
    label_count : int
    initial_weights : Path, "imagenet" or None
        See `training.networks.imagenet.backbone`.
    dropout : float
        Share (0–1) of pooled features dropped while training.
    frozen_bottlenecks : int
        The stem and so many of the 17 bottlenecks (0–17) keep their initial weights and batch statistics; 0 trains the
        stem too.
    size : (int, int), optional
        Not used: the network takes any height and width.

    Returns
    -------
    keras.Model
        float32 (batch, height, width, 3) in -1–1, any height and width, to logits (batch, label_count).

    Raises
    ------
    WeightsError
        If the weights cannot be read or do not fit.
    """
    del size
    body = backbone(keras.applications.MobileNetV2, initial_weights, "MobileNetV2")
    frozen = (*_STEM, *_BOTTLENECKS[:frozen_bottlenecks]) if frozen_bottlenecks else ()
    for layer in body.layers:
        if layer.name in frozen or any(layer.name.startswith(f"{name}_") for name in frozen):
            layer.trainable = False
    logits = pooled_linear_head(body.output, label_count, dropout=dropout)
    return keras.Model(body.input, logits, name="mobilenet_v2")
