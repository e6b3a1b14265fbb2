"""MobileNet V1 of which only the last layers are trained."""

from pathlib import Path

import keras

from training.networks.head import pooled_linear_head
from training.networks.imagenet import backbone


def mobilenet_v1(
    label_count: int,
    *,
    initial_weights: Path | str | None,
    dropout: float,
    trained_layers: int,
    size: tuple[int, int] | None = None,
) -> keras.Model:
    """Build the network: preprocessed pixels to logits.

    Howard et al., arXiv 1704.04861.

    Parameters
    ----------
    label_count : int
    initial_weights : Path, "imagenet" or None
        See `training.networks.imagenet.backbone`.
    dropout : float
        Share (0–1) of pooled features dropped while training.
    trained_layers : int
        How many layers, counted from the output, are trained; the others keep their initial weights.
    size : (int, int), optional
        Not used: the network takes any height and width.

    Returns
    -------
    keras.Model
        float32 (batch, height, width, 3) any height and width, to logits (batch, label_count).

    Raises
    ------
    WeightsError
        If the weights cannot be read or do not fit.
    """
    del size
    body = backbone(keras.applications.MobileNet, initial_weights, "MobileNet V1")
    logits = pooled_linear_head(body.output, label_count, dropout=dropout)
    network = keras.Model(body.input, logits, name="mobilenet_v1")
    for layer in network.layers[:-trained_layers]:
        layer.trainable = False
    return network
