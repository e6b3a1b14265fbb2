"""The trials of a search, kept in a file so that a search goes on where it was stopped or killed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.core.errors import KnownError
from training.tuning.space import Settings


class SearchError(KnownError):
    """A search that cannot be made or gone on with."""


@dataclass(frozen=True)
class Outcome:
    """What became of a trial.

    Attributes
    ----------
    parameters : int
        Of the network.
    malignant_auc : float
        Area (0–1) under the ROC curve of malignant against benign, on the validation part: what the search raises.
    accuracy : float
        Share (0–1) of the validation part whose label the network finds most probable.
    epochs : int
        That it was trained for.
    """

    parameters: int
    malignant_auc: float
    accuracy: float
    epochs: int


@dataclass(frozen=True)
class Trial:
    """One point of the space, to be trained and judged.

    Attributes
    ----------
    number : int
        From 1.
    settings : dict
        A value for each name of `training.tuning.space.search_space`.
    seconds : float, optional
        Spent on it so far; unknown (None) while it runs, and from then on if the program was killed.
    outcome : Outcome, optional
        None until it is finished.
    """

    number: int
    settings: Settings
    seconds: float | None = 0.0
    outcome: Outcome | None = None


def finished(trials: Sequence[Trial]) -> Iterator[tuple[Trial, Outcome]]:
    """Give the trials that have an outcome, with it."""
    for trial in trials:
        if trial.outcome:
            yield trial, trial.outcome


def best(trials: Sequence[Trial]) -> Trial | None:
    """Return the trial with the largest AUC, the first of several; None if no trial is finished."""
    judged = list(finished(trials))
    return max(judged, key=lambda pair: pair[1].malignant_auc)[0] if judged else None


@dataclass(frozen=True)
class TrialsFile:
    """A file of trials that belong to one search.

    Attributes
    ----------
    path : Path
    search : dict
        JSON values: all that the outcome of a trial depends on beside its settings.
    """

    path: Path
    search: dict[str, Any]

    def read(self) -> list[Trial]:
        """Return the trials so far, none if there is no file.

        Raises
        ------
        SearchError
            If the file is of another search, or damaged.
        """
        if not self.path.exists():
            return []
        try:
            told = json.loads(self.path.read_text(encoding="utf-8"))
            search, trials = told["search"], [_trial(described) for described in told["trials"]]
        except (ValueError, KeyError, TypeError) as error:
            raise SearchError(f"{self.path} is not a file of trials: {error}.") from error
        others = [name for name, value in self.search.items() if search.get(name) != value]
        if others:
            raise SearchError(f"{self.path} is of a search with another {', '.join(others)}. Give another --out.")
        return trials

    def write(self, trials: Sequence[Trial]) -> None:
        """Write all trials anew, so that the file is whole at any moment."""
        told = {"search": self.search, "trials": [asdict(trial) for trial in trials]}
        unfinished = self.path.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
        unfinished.replace(self.path)


def _trial(described: dict[str, Any]) -> Trial:
    outcome = described["outcome"]
    return Trial(**described | {"outcome": outcome and Outcome(**outcome)})
