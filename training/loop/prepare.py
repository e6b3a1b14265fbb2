"""From a dataset, a split and a recipe to what the training loop takes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from training.datasets.cache import framed_photographs
from training.datasets.dataset import Dataset
from training.datasets.labels import label_indices
from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError
from training.datasets.split import Split
from training.loop.loop import Examples
from training.recipes.recipe import Recipe
from training.run import Run, describe_weights


@dataclass(frozen=True, eq=False)
class Job:
    """A recipe with the photographs it is to be trained on.

    Attributes
    ----------
    recipe : Recipe
        With all its numbers, those that depend on the photographs too.
    dataset : Dataset
    training, validation : Examples
    judged_on : str
        What the validation part is; see `Split.describe`.
    """

    recipe: Recipe
    dataset: Dataset
    training: Examples
    validation: Examples
    judged_on: str

    def begin(self, folder: Path, split_path: Path, initial_weights: Path | str | None, command: str) -> Run:
        """Begin the run, or find it begun.

        Raises
        ------
        RunError
            If the folder holds another one.
        """
        run = Run(folder)
        provenance: dict[str, Any] = {"command": command, "dataset": self.dataset.name}
        provenance |= {"validation": self.judged_on, "left_out": [str(problem) for problem in self.dataset.problems]}
        provenance |= {"training_photographs": len(self.training.labels)} | describe_weights(initial_weights)
        run.begin(self.recipe, split_path, provenance)
        return run


def prepare(recipe: Recipe, dataset: Dataset, split: Split, cache_dir: Path) -> Job:
    """Frame the training and the validation part.

    Raises
    ------
    DatasetError
        If a photograph is not in the split or cannot be decoded, or a label has none.
    """
    members = share_of(split.of(dataset.photographs, "train"), recipe.data_share, recipe.seed)
    judged = split.of(dataset.photographs, "validation")
    training = Examples(
        framed_photographs(members, recipe.training_input, cache_dir), label_indices(members, dataset.labels)
    )
    validation = Examples(framed_photographs(judged, recipe.input, cache_dir), label_indices(judged, dataset.labels))
    absent = [label.key for index, label in enumerate(dataset.labels) if index not in training.labels]
    if absent:
        raise DatasetError(f"The training part has no photograph of {', '.join(absent)}: a network cannot learn that.")
    recipe = recipe.standardised(training.pixels)
    return Job(recipe, dataset, training, validation, split.describe("validation", dataset.name))


def share_of(photographs: list[Photograph], share: float, seed: int) -> list[Photograph]:
    """Keep a share (0–1] of the lesions of each diagnosis, at least one, with all their photographs."""
    if share >= 1:
        return photographs
    generator = np.random.default_rng(seed)
    kept: set[str] = set()
    for diagnosis in sorted({photo.diagnosis for photo in photographs}):
        lesions = sorted({photo.lesion_id for photo in photographs if photo.diagnosis == diagnosis})
        drawn = generator.permutation(len(lesions))[: max(1, round(share * len(lesions)))]
        kept |= {lesions[index] for index in drawn}
    return [photo for photo in photographs if photo.lesion_id in kept]
