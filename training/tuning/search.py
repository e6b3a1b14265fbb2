"""The search: keras-tuner thinks of trials, and is told what became of them."""

import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from keras_tuner import HyperParameters, Objective
from keras_tuner.engine.base_tuner import BaseTuner
from keras_tuner.engine.trial import TrialStatus
from keras_tuner.oracles import BayesianOptimizationOracle
from sklearn.exceptions import ConvergenceWarning

from training.tuning.trials import Outcome, Trial, TrialsFile

# As many are drawn at random before the Gaussian process is asked. keras-tuner's own choice, thrice the number of
# settings, would leave a search of 20 trials no chance to learn anything.
RANDOM_TRIALS = 8
_OBJECTIVE = "malignant_auc"
_WORKER = "only"


def search(
    file: TrialsFile,
    space: HyperParameters,
    *,
    seed: int,
    count: int,
    run_trial: Callable[[Trial], Outcome],
    on_finished: Callable[[Sequence[Trial]], None],
) -> list[Trial]:
    """Run trials until there are as many as asked for, beginning with those that the file holds unfinished.

    keras-tuner keeps files of its own, which a kill at the wrong moment leaves at odds with each other. They are
    therefore made anew each time, in a temporary folder, and keras-tuner is told once more of all that is finished.

    Parameters
    ----------
    file : TrialsFile
    space : HyperParameters
    seed : int
        Of what keras-tuner draws.
    count : int
        Of all trials, those in the file included.
    run_trial : callable
        Trains and judges. What it raises leaves the trial unfinished.
    on_finished : callable
        Told all trials after each that was run.

    Returns
    -------
    list of Trial
        As many as asked for, or more if the file holds more.

    Raises
    ------
    SearchError
        If the file is of another search, or damaged.
    """
    trials = file.read()
    with tempfile.TemporaryDirectory() as scratch:
        oracle = _Oracle(
            trials,
            objective=Objective(_OBJECTIVE, "max"),
            max_trials=count,
            num_initial_points=RANDOM_TRIALS,
            seed=seed + 1,  # 0 would mean another each time.
            hyperparameters=space,
        )
        oracle.verbose = 0
        BaseTuner(oracle, directory=scratch, project_name="search")  # Tells the oracle its folder.
        while (asked := oracle.create_trial(_WORKER)).status != TrialStatus.STOPPED:
            number = len(oracle.trials)
            if number > len(trials):
                trials.append(Trial(number, asked.hyperparameters.values))
            outcome = trials[number - 1].outcome
            if outcome is None:
                outcome = _run(trials, number, run_trial, file)
                on_finished(trials)
            oracle.update_trial(asked.trial_id, {_OBJECTIVE: outcome.malignant_auc})
            asked.status = TrialStatus.COMPLETED
            oracle.end_trial(asked)
    return trials


def _run(trials: list[Trial], number: int, run_trial: Callable[[Trial], Outcome], file: TrialsFile) -> Outcome:
    """Run a trial, and note before and after how it stands."""
    trial, begun_s = trials[number - 1], time.monotonic()

    def note(seconds: float | None, outcome: Outcome | None) -> None:
        trials[number - 1] = replace(trial, seconds=seconds, outcome=outcome)
        file.write(trials)

    note(None, None)
    outcome = None
    try:
        outcome = run_trial(trial)
    finally:
        note(None if trial.seconds is None else trial.seconds + time.monotonic() - begun_s, outcome)
    return outcome


class _Oracle(BayesianOptimizationOracle):  # type: ignore[misc]  # keras-tuner ships no types.
    """Thinks of trials; of those that were begun before, it says the same again."""

    def __init__(self, begun: Sequence[Trial], **options: Any) -> None:
        super().__init__(**options)
        self._begun = [trial.settings for trial in begun]

    def populate_space(self, trial_id: str) -> dict[str, Any]:
        """Return the settings of the next trial."""
        number = len(self.trials)
        if number < len(self._begun):
            return {"status": TrialStatus.RUNNING, "values": dict(self._begun[number])}
        with warnings.catch_warnings():
            # The Gaussian process tells when a setting seems to be without effect: nothing to worry about.
            warnings.simplefilter("ignore", ConvergenceWarning)
            response: dict[str, Any] = super().populate_space(trial_id)
        return response
