"""95 % intervals that respect lesions: a bootstrap draws lesions, not photographs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from training.datasets.problems import DatasetError
from training.evaluation.predictions import Predictions

_SEED = 7
_TAILS = (0.025, 0.975)


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Unmeasured:
    """A figure that was not computed, and why in a few words: ``7 malignant lesions``."""

    why: str


Figure = Estimate | Unmeasured


def drawn_lesions(lesions: npt.NDArray[np.str_]) -> Iterator[npt.NDArray[np.int64]]:
    """Draw bootstrap samples of lesions without end, the same ones whenever asked.

    Parameters
    ----------
    lesions : str array, shape (images,)
        Each photograph's lesion.

    Yields
    ------
    int64 array
        Rows of the photographs of as many lesions as there are, drawn with replacement. Photographs of one lesion come
        together.
    """
    generator = np.random.default_rng(_SEED)
    _, lesion = np.unique(lesions, return_inverse=True)
    members = np.split(np.argsort(lesion, kind="stable"), np.cumsum(np.bincount(lesion))[:-1])
    while True:
        yield np.concatenate([members[number] for number in generator.integers(0, len(members), len(members))])


def resampled_rows(said: Predictions) -> Iterator[npt.NDArray[np.int64]]:
    """Draw rows of bootstrap samples of lesions that hold every label, without end.

    A sample that lacks a label altogether is drawn again.

    Raises
    ------
    DatasetError
        If a label is missing: its figures would mean nothing.
    """
    missing = set(range(len(said.labels))) - set(said.truth.tolist())
    if missing:
        raise DatasetError(
            f"No photograph has the label {', '.join(said.labels[label].key for label in sorted(missing))}."
        )
    for rows in drawn_lesions(said.lesions):
        if len(np.unique(said.truth[rows])) == len(said.labels):
            yield rows


def resampled(said: Predictions, count: int) -> Iterator[Predictions]:
    """Draw so many of the bootstrap samples of `resampled_rows`.

    Raises
    ------
    DatasetError
        If a label is missing.
    """
    for rows in islice(resampled_rows(said), count):
        yield said.take(rows)


def estimates(values: Mapping[str, float], samples: Sequence[Mapping[str, float]]) -> dict[str, Estimate]:
    """Return each figure with the 2.5th and 97.5th percentile of its values over bootstrap samples.

    Parameters
    ----------
    values : mapping of str to float
        On the photographs themselves.
    samples : sequence of mapping of str to float
        The same figures on each sample. Those that are NaN, because a sample had nothing to compute them from, are
        left out.
    """
    found = {}
    for name, value in values.items():
        low, high = np.nanquantile([sample[name] for sample in samples], _TAILS)
        found[name] = Estimate(float(value), float(low), float(high))
    return found
