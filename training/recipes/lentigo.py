"""The network that ships: MobileNetV2 fine-tuned on all its layers.

    lentigo-train train lentigo --data ../shared/data/ham10000 --split runs/split.csv \
        --initial-weights ../shared/weights/mobilenet_v2_1.0_224_imagenet.npz --run runs/lentigo

Training cuts 192-pixel views from photographs of 256 × 342, at scales around that of use, as JPEG of quality 50 and
better. The network is fully convolutional and is used on the whole 4:3 photograph, at 192 × 256. Tried on the
validation part, four views each, without training again:

    input        balanced accuracy   melanoma AUC   malignant AUC
    160 × 208    0.778               0.918          0.926
    192 × 256    0.804               0.918          0.930
    224 × 304    0.768               0.911          0.927
    256 × 336    0.738               0.905          0.921

The sides of 192 × 256 are multiples of the network's stride of 32, which lays the activation map evenly over the whole
photograph. What was tried besides, and what it gained, is in ``training/RESULTS.md``.
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
    view=View(192, 192, scale=1.25, zoom=1.5, stretch=1.1, shift=0.6, light=0.15, jpeg_quality=50),
    epochs=12,
    batch_size=32,
    optimizer="adamw",
    learning_rate=6e-4,
    schedule="cosine",
    warmup_share=0.08,
    weight_decay=0.02,
    label_smoothing=0.05,
    sampling_power=0.5,
    mirror_images=True,
    seed=20180801,
)
