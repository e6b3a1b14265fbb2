"""MobileNet V1 of which the last 25 layers are trained: seven labels.

ImageNet weights; dropout 0.25; Adam at 1e-3, its rate multiplied by 0.25 when validation accuracy has not risen for 3
epochs (floor 1e-5); rotation of 20°, zoom 0.1, shifts 0.1, mirrored left to right; batches of 10, 50 epochs; all values
of the set standardised to mean 0 and deviation 1.

    lentigo-train train mobilenet-v1 --data DIR --split FILE --run DIR --initial-weights FILE

The publication standardises each set by its own mean and deviation. A photograph that comes alone has no set, so here
the training part's are used for all. Where it is silent we chose: 224 × 224 pixels, a learning rate of 1e-3.

Published: accuracy 0.7057.

Measured by us after 4 of 50 epochs: accuracy 0.808 lesion-grouped, 0.804 image-level
(LEAKY); intervals and all other figures stand in ``training/RESULTS.md``.
"""

from desktop.core.bundle.preprocess import InputSpec
from training.recipes.published import Published
from training.recipes.recipe import Recipe, View

RECIPE = Recipe(
    name="mobilenet-v1",
    title="MobileNet V1, last 25 layers",
    label_set="diagnosis",
    network="mobilenet_v1",
    network_options={"dropout": 0.25, "trained_layers": 25},
    input=InputSpec(height_px=224, width_px=224, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0),
    standardise=True,
    training_height_px=224,
    training_width_px=224,
    view=View(224, 224, turn_degrees=20, zoom=1.1, translation=0.1),
    epochs=50,
    batch_size=10,
    learning_rate=1e-3,
    schedule="plateau",
    plateau_epochs=3,
    plateau_factor=0.25,
    plateau_floor=1e-5,
)
PUBLISHED = Published({"accuracy": 0.7057}, data="HAM10000, seven labels")
