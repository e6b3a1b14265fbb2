"""Does training need more memory than a common computer has?"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.ratio import Ratio

_WANTED_GIB = 6.0
_GIB = 2**30

# As many photographs of 224 × 224 as HAM10000's training part has. All are read first, so that they count in full.
_TRAIN = """
import resource, sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
import numpy as np
from training.loop.loop import Examples, TrainingStopped, train
from training.recipes.catalogue import RECIPES
from training.run import Run
folder = Path(sys.argv[1])
mapped = np.lib.format.open_memmap(folder / "pixels.npy", mode="w+", dtype=np.uint8, shape=(7511, 224, 224, 3))
for index in range(len(mapped)):
    mapped[index] = index % 256
mapped.flush()
recipe = RECIPES["mobilenet-v2"]
spec = replace(recipe.input, height_px=224, width_px=224)
view = replace(recipe.view, height_px=224, width_px=224)
recipe = replace(recipe, input=spec, view=view, training_height_px=224, training_width_px=224)
(folder / "split.csv").touch()
run = Run(folder / "run")
run.begin(recipe, folder / "split.csv", {"command": "benchmark"})
pixels = np.load(folder / "pixels.npy", mmap_mode="r")
pixels.max()
examples = Examples(pixels, np.arange(7511) % 2)
seen = []
enough = lambda: len(seen) > 104
with suppress(TrainingStopped):
    train(run, examples, examples, 2, None, on_step=lambda row, steps: seen.append(row), should_stop=enough)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def measure_training_memory() -> list[Ratio]:
    """Peak resident memory of training MobileNetV2 on 7,511 photographs of 224 × 224, over 6 GiB (Linux only).

    A hundred steps with a checkpoint; the mapped photographs that were read count as resident.
    """
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", _TRAIN, folder], check=True, capture_output=True, cwd=Path(__file__).parents[2]
        )
    peak_gib = int(done.stdout.split()[-1]) / _GIB
    return [
        Ratio(
            "training at 224 px, peak memory",
            f"{peak_gib:.2f} GiB",
            f"{_WANTED_GIB} GiB",
            peak_gib / _WANTED_GIB,
            "≤ 1",
        )
    ]
