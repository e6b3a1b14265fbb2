"""The pooled linear head that the MobileNets share."""

import keras

from desktop.core.errors import KnownError


class HeadError(KnownError):
    """A network that cannot explain itself by an exact activation map."""


def pooled_linear_head(features: keras.KerasTensor, label_count: int, *, dropout: float) -> keras.KerasTensor:
    """Average over positions, drop some of the features while training, and map the rest to logits.

    Only behind such a head is a class activation map exact (see `training.export.graph`). Its layers are called
    ``embedding``, ``dropout`` and ``logits``.

    Parameters
    ----------
    features : KerasTensor
        The last feature map, (batch, rows, columns, channels).
    label_count : int
    dropout : float
        Share (0–1).

    Returns
    -------
    KerasTensor
        Logits, float32 (batch, label_count), also under mixed precision.
    """
    embedding = keras.layers.GlobalAveragePooling2D(name="embedding")(features)
    kept = keras.layers.Dropout(dropout, name="dropout")(embedding)
    return keras.layers.Dense(label_count, name="logits", dtype="float32")(kept)


def feature_map(network: keras.Model) -> keras.KerasTensor:
    """Return what a network's pooled linear head pools, shape (batch, rows, columns, channels).

    Raises
    ------
    HeadError
        If the network has another head, so that there is no exact activation map.
    """
    pooling = next((layer for layer in network.layers if layer.name == "embedding"), None)
    if not isinstance(pooling, keras.layers.GlobalAveragePooling2D):
        raise HeadError(
            f"{network.name} has no pooled linear head, hence no exact activation map, and cannot become a bundle."
        )
    return pooling.input
