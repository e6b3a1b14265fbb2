"""A network built like the shipped one, of a few layers: what takes minutes with the shipped one takes seconds."""

from pathlib import Path

import keras

from training.networks.head import pooled_linear_head


def tiny_mobilenet(
    label_count: int, *, size: tuple[int, int], initial_weights: Path | str | None, dropout: float
) -> keras.Model:
    """Build the network: strides of 2 to 1/32, each from a depthwise and a pointwise convolution."""
    del size, initial_weights
    pixels = keras.Input((None, None, 3))
    features = pixels
    for channels in (8, 12, 16, 24, 32):
        features = keras.layers.DepthwiseConv2D(3, strides=2, padding="same", depth_multiplier=2)(features)
        features = keras.layers.ReLU(6.0)(_normalised(features))
        features = keras.layers.Conv2D(channels, 1, use_bias=False)(features)
        features = keras.layers.ReLU(6.0)(_normalised(features))
    return keras.Model(pixels, pooled_linear_head(features, label_count, dropout=dropout), name="tiny_mobilenet")


def _normalised(features: keras.KerasTensor) -> keras.KerasTensor:
    # Keeps up with a run of four steps: otherwise all photographs would get one answer.
    return keras.layers.BatchNormalization(momentum=0.1)(features)
