"""Which photographs each step of training sees."""

import keras
import numpy as np
import numpy.typing as npt

from training.recipes.recipe import Recipe


class Batches(keras.utils.PyDataset):  # type: ignore[misc]  # Keras ships no types.
    """A stretch of steps: the photographs that were drawn for each, the same whenever asked.

    Parameters
    ----------
    pixels : uint8 array, shape (photographs, height, width, 3)
        sRGB, 0–255. May be a memory map: only what a step needs is read.
    one_hot : float32 array, shape (photographs, labels)
    order : sequence of int64 arrays
        Indices of photographs, one array a step.
    """

    def __init__(
        self,
        pixels: npt.NDArray[np.uint8],
        one_hot: npt.NDArray[np.float32],
        order: "npt.NDArray[np.int64] | list[npt.NDArray[np.int64]]",
    ) -> None:
        super().__init__(workers=1, use_multiprocessing=False, max_queue_size=4)
        self._pixels, self._one_hot, self._order = pixels, one_hot, order

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, index: int) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
        drawn = self._order[index]
        return self._pixels[drawn], self._one_hot[drawn]


def in_order(count: int, batch_size: int) -> list[npt.NDArray[np.int64]]:
    """Return the order that takes every photograph once, as they lie; the last batch may be smaller."""
    return np.array_split(np.arange(count), range(batch_size, count, batch_size))


def draw_order(labels: npt.NDArray[np.int64], label_count: int, recipe: Recipe) -> npt.NDArray[np.int64]:
    """Draw every step's photographs at once, from the recipe's seed.

    Returns
    -------
    int64 array, shape (steps, batch_size)
        Indices into `labels`: drawn with replacement by the recipe's `sampling_power`, or, if it has none, one random
        permutation an epoch, cut into batches across the ends of epochs.
    """
    count = len(labels)
    steps = max(1, round(recipe.epochs * count / recipe.batch_size))
    generator = np.random.default_rng(recipe.seed)
    if recipe.sampling_power is None:
        passes = -(-steps * recipe.batch_size // count)
        drawn = np.concatenate([generator.permutation(count) for _ in range(passes)])
        return drawn[: steps * recipe.batch_size].reshape(steps, recipe.batch_size)
    counts = np.bincount(labels, minlength=label_count).astype(np.float64)
    weights = counts[labels] ** -recipe.sampling_power
    return generator.choice(count, size=(steps, recipe.batch_size), p=weights / weights.sum())


def epoch_ends(steps: int, epochs: int) -> list[int]:
    """Return the step after which each epoch ends; the last is `steps`."""
    return [round(steps * (epoch + 1) / epochs) for epoch in range(epochs)]
