"""Truncated, fused MobileNetV2: benign or malignant.

MobileNetV2 is cut after an intermediate block. Two such branches see the same picture: one with its early layers frozen
(partial layer freezing), one fine-tuned on all of them. Their pooled features are joined (feature fusion).

    lentigo-train train fused-mobilenet-v2 --data DIR --split FILE --run DIR --initial-weights FILE

Where the publication is silent we chose: the cut after block 12 (96 channels at a stride of 16), freezing up to block
5, 128 × 128 pixels, mirroring and turning, Adam at 1e-4, batches of 32, 20 epochs.

Published: accuracy 0.9893, precision 0.9497, recall 0.9500, F1 0.8610 (they contradict each other).

Measured by us after 4 of 20 epochs: accuracy 0.871 lesion-grouped, 0.878 image-level
(LEAKY); intervals and all other figures stand in ``training/RESULTS.md``.
"""

from desktop.core.bundle.preprocess import InputSpec
from training.recipes.published import Published
from training.recipes.recipe import Recipe, View

RECIPE = Recipe(
    name="fused-mobilenet-v2",
    title="Truncated, fused MobileNetV2",
    label_set="malignancy",
    network="fused_mobilenet_v2",
    network_options={"last_layer": "block_12_add", "last_frozen_layer": "block_5_add", "dropout": 0.3},
    input=InputSpec(height_px=128, width_px=128, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0),
    training_height_px=128,
    training_width_px=128,
    view=View(128, 128),
    epochs=20,
    batch_size=32,
    learning_rate=1e-4,
)
PUBLISHED = Published(
    {"accuracy": 0.9893, "precision": 0.9497, "recall": 0.9500, "F1": 0.8610},
    data="benign/malignant, 80/20",
)
