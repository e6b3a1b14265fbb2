"""A small CNN of 672,007 parameters: seven labels, from pictures of 75 × 100 pixels.

Three blocks of an unpadded 3 × 3 convolution (256, 128, 64 filters), 2 × 2 pooling and dropout; dense layers of 64, 128
and 7. ``small-cnn-bn`` has batch normalisation after each pooling and each dense layer besides.

    lentigo-train train small-cnn --data DIR --split FILE --run DIR
    lentigo-train train small-cnn-bn --data DIR --split FILE --run DIR

Where the publication is silent we chose: a dropout of 0.2, mirroring and turns of up to 10°, zoom and shifts of 0.1,
Adam at 1e-3 that is halved when validation accuracy has not risen for 3 epochs (floor 1e-5), batches of 32, 30 epochs;
mixed precision, which is 3.7 times as fast on a processor with AMX.

Published: none that we know.

Measured by us after 4 of 30 epochs: accuracy 0.714 lesion-grouped, 0.712 image-level
(LEAKY); ``small-cnn-bn`` 0.699 lesion-grouped. Intervals and all other figures stand in ``training/RESULTS.md``.
"""

from dataclasses import replace

from desktop.core.bundle.preprocess import InputSpec
from training.recipes.published import Published
from training.recipes.recipe import Recipe, View

RECIPE = Recipe(
    name="small-cnn",
    title="Small CNN, 672,007 parameters",
    label_set="diagnosis",
    network="plain_cnn",
    network_options={"filters": [256, 128, 64], "dense": [64, 128], "dropout": 0.2},
    input=InputSpec(height_px=75, width_px=100, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0),
    training_height_px=75,
    training_width_px=100,
    view=View(75, 100, turn_degrees=10, mirror_y=True, zoom=1.1, translation=0.1),
    epochs=30,
    batch_size=32,
    learning_rate=1e-3,
    schedule="plateau",
    plateau_epochs=3,
    plateau_factor=0.5,
    plateau_floor=1e-5,
    precision="mixed_bfloat16",
)
WITH_BATCH_NORMALISATION = replace(
    RECIPE,
    name="small-cnn-bn",
    title="Small CNN with batch normalisation",
    network_options={**RECIPE.network_options, "batch_normalisation": True},
)
PUBLISHED = Published({}, data="HAM10000, seven labels", remark="No figure was given to us.")
