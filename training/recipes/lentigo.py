"""The network that ships: MobileNetV2 fine-tuned on all its layers.

    lentigo-train train lentigo --data ../shared/data/ham10000 --split runs/split.csv \
        --initial-weights ../shared/weights/mobilenet_v2_1.0_224_imagenet.npz --run runs/lentigo

Training cuts 192-pixel views, at 0.8 to 1.25 times their scale, from photographs of 256 × 342. The network is fully
convolutional and is used on the whole 4:3 photograph, at 192 × 256, and on its middle at 1.5 times that scale. Tried
for the whole on the validation part, without training again:

    input        balanced accuracy   malignant AUC
    192 × 256    0.793               0.928
    208 × 288    0.797               0.927
    224 × 298    0.809               0.928
    224 × 320    0.807               0.927
    240 × 320    0.788               0.926
    256 × 342    0.774               0.926
    288 × 384    0.738               0.921

Each with a single view. Up to 224 × 320 they differ by less than the standard error (about 0.025). 192 × 256 was taken
because its sides are multiples of the network's stride of 32, which lays the activation map evenly over the whole
photograph, and because it is the fastest. What two scales and other things gained is in ``training/RESULTS.md``.
"""

from desktop.core.bundle.preprocess import InputSpec
from training.recipes.recipe import Recipe, View

RECIPE = Recipe(
    name="lentigo",
    title="MobileNetV2 1.0, all layers fine-tuned, pooled linear head",
    label_set="diagnosis",
    network="mobilenet_v2",
    network_options={"dropout": 0.2},
    input=InputSpec(height_px=192, width_px=256, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0),
    training_height_px=256,
    training_width_px=342,
    view=View(192, 192, zoom=1.25, stretch=1.1, shift=0.6, light=0.1),
    epochs=7,
    batch_size=32,
    optimizer="adamw",
    learning_rate=6e-4,
    schedule="cosine",
    warmup_share=0.08,
    weight_decay=0.02,
    label_smoothing=0.05,
    sampling_power=0.5,
    two_scales=True,
    seed=20180801,
)
