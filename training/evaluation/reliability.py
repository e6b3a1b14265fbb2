"""What came of the lesions that got a chance of malignancy, in ranges that hold enough of them."""

import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest

from desktop.core.bundle.manifest import ReliabilityBin
from training.evaluation.metrics import MALIGNANT, target_of
from training.evaluation.predictions import Predictions

# Ends that people can read; neighbours that hold too little are joined.
_ENDS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
MIN_LESIONS = 40

_Lesions = npt.NDArray[np.str_]


def fit_reliability(said: Predictions, measured_on: str) -> tuple[ReliabilityBin, ...]:
    """Count malignant lesions in ranges of the chance of malignancy.

    A lesion counts once in each range that one of its photographs fell into, and Wilson's 95 % interval goes by the
    number of lesions, so that several photographs of one do not narrow it. Ranges with fewer than 40 lesions are joined
    with the next, and so are those whose share of malignant lesions falls while the chance rises (pooling of adjacent
    violators, which is isotonic regression; Zadrozny and Elkan, KDD 2002).

    Parameters
    ----------
    said : Predictions
        Of photographs that were not trained on. Refused ones are left out: nobody is told a chance for them.
    measured_on : str
        What the photographs are, for people: ``validation photographs of HAM10000``.
    """
    answered = np.flatnonzero(np.ones(len(said.truth), bool) if said.refused is None else ~said.refused)
    seen = said.take(answered)
    target = target_of(seen, MALIGNANT)
    malignant = np.unique(seen.lesions[target.truth])
    return tuple(
        _bin(upper, len(lesions), int(np.isin(lesions, malignant).sum()), measured_on)
        for upper, lesions in _ranges(seen.lesions, target.score, malignant)
    )


def _ranges(lesions: _Lesions, chance: npt.NDArray[np.float64], malignant: _Lesions) -> list[tuple[float, _Lesions]]:
    """Return the end of each range with the lesions in it."""
    place = np.searchsorted(_ENDS, chance, side="left")
    found: list[tuple[float, _Lesions]] = []
    for number, end in enumerate(_ENDS):
        found.append((end, np.unique(lesions[np.minimum(place, len(_ENDS) - 1) == number])))
        while len(found) > 1 and _belong_together(found[-2][1], found[-1][1], malignant, last=end == _ENDS[-1]):
            (_, first), (upper, second) = found[-2:]
            found[-2:] = [(upper, np.union1d(first, second))]
    return found


def _belong_together(first: _Lesions, second: _Lesions, malignant: _Lesions, *, last: bool) -> bool:
    if len(first) < MIN_LESIONS or (last and len(second) < MIN_LESIONS):
        return True
    return len(second) >= MIN_LESIONS and bool(np.isin(second, malignant).mean() <= np.isin(first, malignant).mean())


def _bin(upper: float, lesions: int, malignant: int, measured_on: str) -> ReliabilityBin:
    interval = binomtest(malignant, lesions).proportion_ci(method="wilson")
    return ReliabilityBin(upper, malignant / lesions, float(interval.low), float(interval.high), lesions, measured_on)
