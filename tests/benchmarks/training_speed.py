"""Does the input pipeline hold back the arithmetic of training?"""

import tempfile
import time
from contextlib import suppress
from pathlib import Path

import keras
import numpy as np

from tests.benchmarks.ratio import Ratio
from training.loop.history import Row
from training.loop.loop import Examples, TrainingStopped, train
from training.networks.build import build_network
from training.recipes.catalogue import RECIPES
from training.recipes.recipe import Recipe
from training.run import Run

_PHOTOGRAPHS = 5000
_LABELS = 2
# The first steps trace the graph. A stretch of 100 steps ends with a checkpoint, which is counted.
_WARM_UP, _ROUNDS, _STEPS_A_ROUND = 5, 6, 20


def measure_training_speed() -> list[Ratio]:
    """Photographs a second of `train` on the MobileNetV2 recipe over those of bare `train_on_batch`.

    `train` reads a memory map on disk, cuts random views, logs and saves; the bare loop repeats one tensor in memory.
    They take turns, twenty steps each, so that both meet the same noise.
    """
    recipe = RECIPES["mobilenet-v2"]
    turns = _Turns(recipe)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generator = np.random.default_rng(0)
        shape = (_PHOTOGRAPHS, recipe.training_height_px, recipe.training_width_px, 3)
        np.save(folder / "pixels.npy", generator.integers(0, 256, shape, dtype=np.uint8))
        pixels = np.load(folder / "pixels.npy", mmap_mode="r")
        examples = Examples(pixels, generator.integers(0, _LABELS, _PHOTOGRAPHS))
        (folder / "split.csv").touch()
        run = Run(folder / "run")
        run.begin(recipe, folder / "split.csv", {"command": "benchmark"})
        with suppress(TrainingStopped):
            train(run, examples, examples, _LABELS, None, on_step=turns.take, should_stop=turns.are_over)
    photographs = _ROUNDS * _STEPS_A_ROUND * recipe.batch_size
    ours, reference = photographs / turns.training_s, photographs / turns.bare_s
    return [
        Ratio(
            "training, MobileNetV2 recipe",
            f"{ours:.1f} photographs/s",
            f"{reference:.1f} of bare train_on_batch",
            ours / reference,
            "≥ 0.93",
        )
    ]


class _Turns:
    """Counts the time of training, and between its rounds trains a bare network for as many steps."""

    def __init__(self, recipe: Recipe) -> None:
        self._network = build_network(recipe, _LABELS, None)
        loss = keras.losses.CategoricalCrossentropy(from_logits=True)
        optimizer = keras.optimizers.Adam(recipe.learning_rate)
        self._network.compile(optimizer, loss, metrics=["accuracy"], jit_compile=False)
        generator = np.random.default_rng(0)
        shape = (recipe.batch_size, recipe.input.height_px, recipe.input.width_px, 3)
        self._tensor = generator.uniform(-1, 1, shape).astype(np.float32)
        self._truth = np.eye(_LABELS, dtype=np.float32)[generator.integers(0, _LABELS, recipe.batch_size)]
        self._train_bare(_WARM_UP)
        self._begun = 0.0
        self._rounds = 0
        self.training_s = 0.0
        self.bare_s = 0.0

    def take(self, row: Row, steps: int) -> None:
        """Note a step of training; after a round of them, take the bare network's turn."""
        del steps
        done = row.step - _WARM_UP
        if done > 0 and done % _STEPS_A_ROUND == 0:
            self.training_s += time.perf_counter() - self._begun
            self.bare_s += self._train_bare(_STEPS_A_ROUND)
            self._rounds += 1
        if done >= 0 and done % _STEPS_A_ROUND == 0:
            self._begun = time.perf_counter()

    def are_over(self) -> bool:
        """Return whether all rounds are done."""
        return self._rounds == _ROUNDS

    def _train_bare(self, steps: int) -> float:
        begun = time.perf_counter()
        for _ in range(steps):
            self._network.train_on_batch(self._tensor, self._truth)
        return time.perf_counter() - begun
