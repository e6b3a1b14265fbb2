"""Two truncated MobileNetV2 side by side, one of them with its early layers frozen."""

from pathlib import Path

import keras

from training.networks.imagenet import backbone


def fused_mobilenet_v2(
    label_count: int,
    *,
    initial_weights: Path | str | None,
    last_layer: str,
    last_frozen_layer: str,
    dropout: float,
    size: tuple[int, int] | None = None,
) -> keras.Model:
    """Build the network: pixels mapped to -1–1, through both branches, their pooled features joined, to logits.

    Parameters
    ----------
    label_count : int
    initial_weights : Path, "imagenet" or None
        See `training.networks.imagenet.backbone`.
    last_layer : str
        The layer of MobileNetV2 after which both branches are cut.
    last_frozen_layer : str
        In one branch, this layer and all before it keep their initial weights (partial layer freezing).
    dropout : float
        Share (0–1) of the joined features dropped while training.
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
    pixels = keras.Input((None, None, 3))
    pooled = []
    for name in ("partly_frozen", "fine_tuned"):
        whole = backbone(keras.applications.MobileNetV2, initial_weights, "MobileNetV2")
        branch = keras.Model(whole.input, whole.get_layer(last_layer).output, name=name)
        if name == "partly_frozen":
            names = [layer.name for layer in branch.layers]
            for layer in branch.layers[: names.index(last_frozen_layer) + 1]:
                layer.trainable = False
        pooled.append(keras.layers.GlobalAveragePooling2D(name=f"{name}_embedding")(branch(pixels)))
    fused = keras.layers.Concatenate(name="embedding")(pooled)
    kept = keras.layers.Dropout(dropout, name="dropout")(fused)
    logits = keras.layers.Dense(label_count, name="logits", dtype="float32")(kept)
    return keras.Model(pixels, logits, name="fused_mobilenet_v2")
