"""A recipe being tuned: the folder, and what the trials in it have in common."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import keras
from keras_tuner import HyperParameters

from training.datasets.split import Split
from training.loop.history import Row
from training.loop.loop import train
from training.loop.prepare import Job
from training.recipes.recipe import Recipe
from training.run import Run
from training.tuning.judge import judge
from training.tuning.results import write_results
from training.tuning.space import recipe_at
from training.tuning.trials import Outcome, Trial, TrialsFile, finished


@dataclass(frozen=True, eq=False)
class Tuning:
    """A search in a folder.

    Attributes
    ----------
    recipe : Recipe
        That is tuned.
    job : Job
        The recipe as trials are trained, perhaps for fewer epochs or on less data, with its photographs.
    split : Split
    split_path : Path
    folder : Path
        The table, the plot, the best recipe, and a run folder for each trial.
    command : str
        For the provenance of runs.
    """

    recipe: Recipe
    job: Job
    split: Split
    split_path: Path
    folder: Path
    command: str

    @property
    def conditions(self) -> str:
        """How the trials are trained and what they are judged by, for wherever their figures are printed."""
        trained = self.job.recipe
        return (
            f"{self.split.describe('validation', self.job.dataset.name)}; trained on {100 * trained.data_share:g} % of "
            f"the training part's lesions, epochs: {trained.epochs}"
        )

    @property
    def leaky(self) -> bool:
        """Whether photographs of one lesion are both trained on and judged by."""
        return self.split.protocol == "image-level"

    def file(self, space: HyperParameters) -> TrialsFile:
        """Make the folder and return its file of trials."""
        self.folder.mkdir(parents=True, exist_ok=True)
        search: dict[str, Any] = {
            "recipe": json.loads(self.job.recipe.to_json()),
            "split": self.split.sha256,
            "space": space.get_config()["space"],
        }
        return TrialsFile(self.folder / "search.json", search)

    def run(
        self,
        trial: Trial,
        *,
        on_step: Callable[[Row, int], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """Train a trial to its end, from its newest checkpoint if it was stopped or killed before, and judge it.

        Parameters
        ----------
        trial : Trial
        on_step, should_stop : callable, optional
            See `training.loop.loop.train`.

        Raises
        ------
        TrainingStopped
            If `should_stop` said so; a checkpoint was saved.
        """
        keras.utils.clear_session()  # Otherwise the graphs of all trials stay in memory.
        job = replace(self.job, recipe=recipe_at(self.job.recipe, trial.settings))
        run = job.begin(self._run_folder(trial), self.split_path, None, self.command)
        labels = job.dataset.labels
        network = train(run, job.training, job.validation, len(labels), None, on_step=on_step, should_stop=should_stop)
        return judge(network, job.recipe.input, labels, job.validation, job.recipe.epochs)

    def write(self, trials: Sequence[Trial]) -> None:
        """Write what was found; of finished trials, drop the checkpoints, thrice as large as the networks that stay."""
        for trial, _ in finished(trials):
            for _, path in Run(self._run_folder(trial)).checkpoints():
                path.unlink()
        write_results(self.folder, self.recipe, trials, self.conditions, leaky=self.leaky)

    def _run_folder(self, trial: Trial) -> Path:
        return self.folder / "trials" / f"{trial.number:03d}"
