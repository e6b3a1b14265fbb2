"""The network that ships: MobileNetV2 fine-tuned on all its layers.

    lentigo-train train lentigo --data ../shared/data/ham10000 --split runs/split.csv \
        --initial-weights ../shared/weights/mobilenet_v2_1.0_224_imagenet.npz --run runs/lentigo

The input keeps the whole 4:3 photograph (256 × 342). Training cuts 192-pixel views from it: the network is fully
convolutional, and trained on smaller views it is faster to train and no worse on the whole picture.
"""

from desktop.core.bundle.preprocess import InputSpec
from training.recipes.recipe import Recipe

RECIPE = Recipe(
    name="lentigo",
    input=InputSpec(height_px=256, width_px=342, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0),
    view_px=192,
    epochs=7,
    batch_size=32,
    peak_learning_rate=6e-4,
    warmup_share=0.08,
    weight_decay=0.02,
    dropout=0.2,
    label_smoothing=0.05,
    sampling_power=0.5,
    seed=20180801,
)
