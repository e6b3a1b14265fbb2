"""MobileNetV2 fine-tuned on HAM10000: benign or malignant.

Rotation, mirroring, colour jitter; Adam at 1e-3, batches of 32, 10 epochs.

    lentigo-train train mobilenet-v2 --data DIR --split FILE --run DIR --initial-weights FILE

Where the publication is silent we chose: all layers trained, 128 × 128 pixels, a dropout of 0.2, jitter of a tenth.

Published: accuracy 0.9694, and 0.9422.

Measured by us after 4 of 10 epochs: accuracy 0.834 lesion-grouped, 0.851 image-level
(LEAKY); intervals and all other figures stand in ``training/RESULTS.md``.
"""

from desktop.core.bundle.preprocess import InputSpec
from training.recipes.published import Published
from training.recipes.recipe import Recipe, View

RECIPE = Recipe(
    name="mobilenet-v2",
    title="MobileNetV2",
    label_set="malignancy",
    network="mobilenet_v2",
    network_options={"dropout": 0.2},
    input=InputSpec(height_px=128, width_px=128, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0),
    training_height_px=128,
    training_width_px=128,
    view=View(128, 128, light=0.1),
    epochs=10,
    batch_size=32,
    learning_rate=1e-3,
)
PUBLISHED = Published(
    {"accuracy": 0.9694, "accuracy, second figure": 0.9422},
    data="HAM10000, benign/malignant, split by image",
    remark="Two accuracies were published for one system.",
)
