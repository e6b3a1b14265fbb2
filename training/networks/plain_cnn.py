"""A plain convolutional network: blocks of convolutions and pooling, then dense layers."""

from collections.abc import Sequence
from pathlib import Path

import keras


def plain_cnn(
    label_count: int,
    *,
    size: tuple[int, int],
    filters: Sequence[int],
    dense: Sequence[int],
    dropout: float,
    batch_normalisation: bool = False,
    initial_weights: Path | str | None = None,
) -> keras.Model:
    """Build the network: pixels mapped to 0–1 or -1–1, to logits.

    Parameters
    ----------
    label_count : int
    size : (int, int)
        Height and width of the pictures; the network takes no others.
    filters : sequence of int
        One block for each: an unpadded 3 × 3 convolution with so many filters, ReLU, 2 × 2 maximum pooling.
    dense : sequence of int
        One dense layer with ReLU for each, between the flattened map and the logits.
    dropout : float
        Share (0–1) dropped while training, after each block and after each dense layer.
    batch_normalisation : bool
        After each pooling and each dense layer.
    initial_weights : Path, "imagenet" or None
        Not used: such networks were never trained on ImageNet.

    Returns
    -------
    keras.Model
        float32 (batch, height, width, 3) to logits (batch, label_count).
    """
    del initial_weights
    pixels = keras.Input((*size, 3))
    features = pixels
    for count in filters:
        features = keras.layers.Conv2D(count, 3, activation="relu")(features)
        features = keras.layers.MaxPooling2D()(features)
        if batch_normalisation:
            features = keras.layers.BatchNormalization()(features)
        features = keras.layers.Dropout(dropout)(features)
    features = keras.layers.Flatten()(features)
    for count in dense:
        features = keras.layers.Dense(count, activation="relu")(features)
        if batch_normalisation:
            features = keras.layers.BatchNormalization()(features)
        features = keras.layers.Dropout(dropout)(features)
    logits = keras.layers.Dense(label_count, name="logits", dtype="float32")(features)
    return keras.Model(pixels, logits, name="plain_cnn")
