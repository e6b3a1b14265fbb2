"""Published systems trained again under two protocols, in one folder."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from training.datasets.dataset import Dataset
from training.datasets.labels import LabelSetName
from training.datasets.split import PROTOCOLS, Protocol, make_split, read_split
from training.loop.history import Row
from training.loop.loop import train
from training.loop.prepare import prepare
from training.networks.build import weights_family
from training.networks.imagenet import WeightsError
from training.recipes.catalogue import RECIPES
from training.recipes.recipe import Recipe
from training.run import Run

# The published systems tested on a fifth of the photographs. Ours are judged on the split of the shipped bundle.
_SPLITS = {"image-level": {"folds": 10, "test_folds": 2}, "lesion-grouped": {"folds": 8, "test_folds": 1}}
_SEED = 2018


def within_budget(recipe: Recipe, photographs: int, budget: int | None) -> Recipe:
    """Cut a recipe's epochs, and below one epoch its data, so that at most `budget` photographs are shown."""
    if budget is None or recipe.epochs * photographs <= budget:
        return recipe
    if budget >= photographs:
        return replace(recipe, epochs=budget // photographs)
    return replace(recipe, epochs=1, data_share=budget / photographs)


class Reproduction:
    """A folder with a split for each protocol and below it a run for each recipe.

    Parameters
    ----------
    folder : Path
        Made if missing.
    open_data : callable
        Opens the dataset with a set of labels.
    cache_dir : Path
    weights_dir : Path, optional
        Holds ``mobilenet_v1*.npz`` and ``mobilenet_v2*.npz``; without it Keras fetches its own.
    """

    def __init__(
        self, folder: Path, open_data: Callable[[LabelSetName], Dataset], cache_dir: Path, weights_dir: Path | None
    ) -> None:
        self._folder, self._open_data, self._cache_dir, self._weights_dir = folder, open_data, cache_dir, weights_dir
        folder.mkdir(parents=True, exist_ok=True)

    def remember(self, command: str) -> list[str]:
        """Note a command that worked on the folder, and return all of them in order."""
        path = self._folder / "commands.txt"
        known = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        commands = list(dict.fromkeys([*known, command]))
        path.write_text("\n".join(commands) + "\n", encoding="utf-8")
        return commands

    def split_path(self, protocol: Protocol) -> Path:
        """Return where a protocol's split lies."""
        return self._folder / f"{protocol}.csv"

    def make_splits(self) -> tuple[Protocol, ...]:
        """Write the splits that are missing, and return the protocols."""
        photographs = self._open_data("malignancy").photographs
        for protocol in PROTOCOLS:
            if not self.split_path(protocol).exists():
                text = make_split(photographs, seed=_SEED, protocol=protocol, **_SPLITS[protocol])
                self.split_path(protocol).write_text(text, encoding="utf-8")
        return PROTOCOLS

    def training_photographs(self, protocol: Protocol) -> int:
        """Count the training part."""
        return sum(part == "train" for part in read_split(self.split_path(protocol)).parts.values())

    def train(
        self,
        recipe: Recipe,
        protocol: Protocol,
        command: str,
        *,
        on_step: Callable[[Row, int], None],
        should_stop: Callable[[], bool],
    ) -> None:
        """Train a recipe under a protocol, unless that is done.

        Raises
        ------
        TrainingStopped
            If `should_stop` said so.
        RunError
            If the run's folder holds one of another recipe, for instance of another budget.
        """
        split_path = self.split_path(protocol)
        weights = self._weights_for(recipe)
        job = prepare(recipe, self._open_data(recipe.label_set), read_split(split_path), self._cache_dir)
        run = job.begin(self._folder / protocol / recipe.name, split_path, weights, command)
        if not run.network_path.exists():
            train(
                run,
                job.training,
                job.validation,
                len(job.dataset.labels),
                weights,
                on_step=on_step,
                should_stop=should_stop,
            )

    def finished_runs(self) -> list[Path]:
        """List the folders of complete runs: in the order of the catalogue, then those of other recipes."""
        found = sorted({path.parent.name for path in self._folder.glob("*/*/network.keras")})
        names = [*(name for name in RECIPES if name in found), *(name for name in found if name not in RECIPES)]
        return [
            run.folder
            for name in names
            for protocol in PROTOCOLS
            if (run := Run(self._folder / protocol / name)).network_path.exists()
        ]

    def _weights_for(self, recipe: Recipe) -> Path | str | None:
        family = weights_family(recipe)
        if family is None or self._weights_dir is None:
            return family and "imagenet"
        found = sorted(self._weights_dir.glob(f"{family}*.npz"))
        if not found:
            raise WeightsError(f"There is no {family}*.npz in {self._weights_dir}.")
        return found[0]
