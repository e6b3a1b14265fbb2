"""The pooled linear head that the MobileNets share."""

import keras


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
