"""A plain deep CNN whose depth, widths, dropout and learning rate are searched: benign or malignant.

    lentigo-train tune deep-cnn --data DIR --split FILE --out DIR
    lentigo-train train deep-cnn --data DIR --split FILE --run DIR

Where the publication is silent we chose: 96 × 96 pixels, mirroring and turning, batches of 32, 20 epochs; mixed
precision, which is several times as fast on a processor with AMX.

Depth, widths, dropout and (rounded) learning rate below are the best of ten trials on HAM10000's lesion-grouped
training part, each of 3 epochs on 30 % of the lesions (`tune deep-cnn --trials 10 --epochs 3 --data-share 0.3`;
malignant AUC on the validation part 0.728, of the other nine 0.478 to 0.720). That is a short search: a longer one
may find better.

Published: accuracy 0.86 on another dataset.

Measured by us after 4 of 20 epochs: accuracy 0.843 lesion-grouped, 0.829 image-level
(LEAKY); intervals and all other figures stand in ``training/RESULTS.md``.
"""

from desktop.core.bundle.preprocess import InputSpec
from training.recipes.published import Published
from training.recipes.recipe import Recipe, View

RECIPE = Recipe(
    name="deep-cnn",
    title="Deep CNN, searched",
    label_set="malignancy",
    network="plain_cnn",
    network_options={"filters": [64, 128, 256, 256], "dense": [128], "dropout": 0.1, "batch_normalisation": True},
    input=InputSpec(height_px=96, width_px=96, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0),
    training_height_px=96,
    training_width_px=96,
    view=View(96, 96),
    epochs=20,
    batch_size=32,
    learning_rate=8e-4,
    precision="mixed_bfloat16",
)
PUBLISHED = Published(
    {"accuracy": 0.86},
    data="Kaggle's benign/malignant photographs, test part of 660",
    confusion=((304, 56), (36, 264)),
)
