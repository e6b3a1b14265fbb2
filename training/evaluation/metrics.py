"""Figures that say how good a network is, with intervals that respect lesions."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.metrics import (
    auc,
    average_precision_score,
    balanced_accuracy_score,
    brier_score_loss,
    f1_score,
    roc_curve,
    top_k_accuracy_score,
)

from desktop.core.bundle.manifest import Label, Metric, OperatingPoint
from training.evaluation.intervals import estimates, resampled
from training.evaluation.predictions import Predictions

RESAMPLES = 1000
CALIBRATION_BINS = 15
MALIGNANT, MELANOMA = "malignant", "mel"
_TOP = 2
_ROUNDING = 1e-9  # 1 - 0.8 is a little less than 0.2.
_Floats = npt.NDArray[np.float64]


class Target(NamedTuple):
    """A yes or no and the chance of yes.

    Attributes
    ----------
    truth : bool array, shape (images,)
    score : float64 array, shape (images,)
        0–1.
    """

    truth: npt.NDArray[np.bool_]
    score: _Floats


class Roc(NamedTuple):
    """An ROC curve.

    Attributes
    ----------
    false_positive, true_positive : float64 array, shape (points,)
        Rates (0–1), rising.
    """

    false_positive: _Floats
    true_positive: _Floats


def target_of(said: Predictions, name: str) -> Target:
    """Return truth and chance of one label against the rest, by its key, or of all malignant ones, by "malignant"."""
    if name == MALIGNANT:
        malignant = np.array([label.malignant for label in said.labels])
        return Target(malignant[said.truth], np.clip(said.probabilities[:, malignant].sum(axis=1), 0, 1))
    index = [label.key for label in said.labels].index(name)
    return Target(said.truth == index, said.probabilities[:, index])


def targets_in(labels: tuple[Label, ...]) -> tuple[str, ...]:
    """Return what is told apart from the rest: "malignant", and "mel" where that is a label."""
    return (MALIGNANT, MELANOMA) if any(label.key == MELANOMA for label in labels) else (MALIGNANT,)


def expected_calibration_error(confidence: _Floats, correct: npt.NDArray[np.bool_]) -> float:
    """Return the mean gap (0–1) between confidence and accuracy over 15 bins of equal width.

    Guo et al., ICML 2017, arXiv 1706.04599.
    """
    bins = np.minimum((confidence * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    gaps = np.bincount(bins, weights=correct - confidence, minlength=CALIBRATION_BINS)
    return float(np.abs(gaps).sum() / len(confidence))


def roc(target: Target) -> Roc:
    """Return the ROC curve with all its points."""
    false_positive, true_positive, _ = roc_curve(target.truth, target.score, drop_intermediate=False)
    return Roc(false_positive, true_positive)


def area_under(curve: Roc) -> float:
    """Return the area (0–1) under an ROC curve."""
    return float(auc(curve.false_positive, curve.true_positive))


def sensitivity_at(specificity: float, curve: Roc) -> float:
    """Return the largest sensitivity (0–1) among thresholds with at least the given specificity (0–1)."""
    return float(curve.true_positive[curve.false_positive <= 1 - specificity + _ROUNDING].max())


def specificity_at(sensitivity: float, curve: Roc) -> float:
    """Return the largest specificity (0–1) among thresholds with at least the given sensitivity (0–1)."""
    return float(1 - curve.false_positive[curve.true_positive >= sensitivity - _ROUNDING].min())


def threshold_reaching(sensitivity: float, target: Target) -> float:
    """Return the highest threshold (0–1) whose sensitivity is at least the given one (0–1)."""
    return float(np.quantile(target.score[target.truth], 1 - sensitivity, method="lower"))


def balanced_choice(said: Predictions) -> npt.NDArray[np.int64]:
    """Return the label whose probability most exceeds its share of the training set, int64, shape (images,)."""
    chosen: npt.NDArray[np.int64] = (said.probabilities / said.priors).argmax(axis=1)
    return chosen


def is_right(said: Predictions) -> npt.NDArray[np.bool_]:
    """Return where the most probable label is the true one, bool, shape (images,)."""
    right: npt.NDArray[np.bool_] = said.probabilities.argmax(axis=1) == said.truth
    return right


def risk_over_coverage(said: Predictions) -> _Floats:
    """Return the share of errors (0–1) among the k most confident photographs, for k from 1 to all.

    Confidence is the largest probability; photographs that were refused come last, whatever theirs is. Where
    photographs tie, their order cannot matter: each counts as the mean of those it ties with.
    Geifman, Uziel and El-Yaniv, ICLR 2019, arXiv 1805.08206.

    Returns
    -------
    float64 array, shape (images,)
    """
    doubt = 1 - said.probabilities.max(axis=1)
    if said.refused is not None:
        doubt = doubt + said.refused
    _, tie, tied = np.unique(doubt, return_inverse=True, return_counts=True)
    errors = np.bincount(tie, weights=~is_right(said)) / tied
    risk: _Floats = np.cumsum(errors[np.sort(tie)]) / np.arange(1, len(doubt) + 1)
    return risk


@lru_cache(maxsize=4)
def _roc_of(said: Predictions, name: str) -> Roc:
    """Return a target's ROC curve, kept for the several figures that are read from it."""
    return roc(target_of(said, name))


def _top_2(said: Predictions) -> float:
    return float(top_k_accuracy_score(said.truth, said.probabilities, k=_TOP, labels=np.arange(len(said.labels))))


def _label_ece(said: Predictions) -> float:
    return expected_calibration_error(said.probabilities.max(axis=1), is_right(said))


def _malignant_ece(said: Predictions) -> float:
    target = target_of(said, MALIGNANT)
    return expected_calibration_error(target.score, target.truth)


def _label_brier(said: Predictions) -> float:
    # scikit-learn wants sums closer to 1 than single precision has them.
    probabilities = said.probabilities / said.probabilities.sum(axis=1, keepdims=True)
    return float(brier_score_loss(said.truth, probabilities, labels=np.arange(len(said.labels)), scale_by_half=False))


def _share_refused(said: Predictions) -> float:
    if said.refused is None:
        raise ValueError("nothing was asked to be refused")
    return float(said.refused.mean())


_Measure = Callable[[Predictions], float]

# What a bundle's manifest holds. The names are part of its contract.
FIGURES: dict[str, _Measure] = {
    "balanced accuracy": lambda said: float(balanced_accuracy_score(said.truth, balanced_choice(said))),
    "accuracy": lambda said: float(is_right(said).mean()),
    "top-2 accuracy": _top_2,
    "melanoma AUC": lambda said: area_under(_roc_of(said, MELANOMA)),
    "malignant AUC": lambda said: area_under(_roc_of(said, MALIGNANT)),
    "melanoma sensitivity at 80 % specificity": lambda said: sensitivity_at(0.8, _roc_of(said, MELANOMA)),
    "ECE of probabilities": _label_ece,
    "ECE of malignant": _malignant_ece,
    "share refused as out of scope": _share_refused,
}

# What a report holds beside them.
MORE_FIGURES: dict[str, _Measure] = {
    "macro F1": lambda said: float(f1_score(said.truth, said.probabilities.argmax(axis=1), average="macro")),
    "malignant average precision": lambda said: float(average_precision_score(*target_of(said, MALIGNANT))),
    "malignant sensitivity at 80 % specificity": lambda said: sensitivity_at(0.8, _roc_of(said, MALIGNANT)),
    "malignant sensitivity at 90 % specificity": lambda said: sensitivity_at(0.9, _roc_of(said, MALIGNANT)),
    "malignant sensitivity at 95 % specificity": lambda said: sensitivity_at(0.95, _roc_of(said, MALIGNANT)),
    "malignant specificity at 95 % sensitivity": lambda said: specificity_at(0.95, _roc_of(said, MALIGNANT)),
    "melanoma average precision": lambda said: float(average_precision_score(*target_of(said, MELANOMA))),
    "melanoma sensitivity at 90 % specificity": lambda said: sensitivity_at(0.9, _roc_of(said, MELANOMA)),
    "melanoma sensitivity at 95 % specificity": lambda said: sensitivity_at(0.95, _roc_of(said, MELANOMA)),
    "melanoma specificity at 95 % sensitivity": lambda said: specificity_at(0.95, _roc_of(said, MELANOMA)),
    "Brier score of probabilities": _label_brier,
    "Brier score of malignant": lambda said: float(brier_score_loss(*target_of(said, MALIGNANT))),
    "area under risk–coverage": lambda said: float(risk_over_coverage(said).mean()),
}


def is_leaky(measured_on: str) -> bool:
    """Return whether a description by `Split.describe` says that what was judged leaked into the training part."""
    return "LEAKY" in measured_on


def figures_for(said: Predictions, figures: Mapping[str, _Measure] = FIGURES) -> dict[str, _Measure]:
    """Return those of the given figures that mean something for these predictions, in the order given.

    Melanoma wants a label of its own, the second choice a third label, and a share of refusals wants somebody who could
    refuse.
    """
    pointless = set()
    if MELANOMA not in targets_in(said.labels):
        pointless |= {name for name in figures if name.startswith("melanoma")}
    if len(said.labels) <= _TOP:
        pointless.add("top-2 accuracy")
    if said.refused is None:
        pointless.add("share refused as out of scope")
    return {name: figure for name, figure in figures.items() if name not in pointless}


def evaluate(said: Predictions, measured_on: str, figures: Mapping[str, _Measure] = FIGURES) -> tuple[Metric, ...]:
    """Compute figures with their 95 % intervals.

    Intervals are percentiles over 1,000 bootstrap samples of lesions; see `resampled`.

    Parameters
    ----------
    said : Predictions
        With every label present.
    measured_on : str
        What the photographs are.
    figures : mapping of str to function
        Those that mean something here are computed; those of a bundle's manifest unless others are given.

    Raises
    ------
    DatasetError
        If no photograph has one of the labels.
    """
    meant = figures_for(said, figures)

    def measure(sample: Predictions) -> dict[str, float]:
        return {name: figure(sample) for name, figure in meant.items()}

    # First the samples: drawing them finds out whether a label is missing.
    drawn = [measure(sample) for sample in resampled(said, RESAMPLES)]
    found = estimates(measure(said), drawn)
    return tuple(
        Metric(name, one.value, one.low, one.high, len(said.truth), measured_on) for name, one in found.items()
    )


def _reached(target: Target, threshold: float) -> dict[str, float]:
    called = target.score >= threshold
    return {
        "sensitivity": float(called[target.truth].mean()),
        "specificity": float((~called)[~target.truth].mean()),
    }


def malignant_operating_points(
    said: Predictions, sensitivities: tuple[float, ...], measured_on: str
) -> tuple[OperatingPoint, ...]:
    """Choose thresholds on the chance of malignancy, and of melanoma, that reach given sensitivities.

    Each is the highest threshold whose sensitivity on these photographs is at least the wanted one; the intervals are
    those of sensitivity and specificity at this threshold. Without a label for melanoma there are those of malignancy
    alone.
    """
    samples = list(resampled(said, RESAMPLES))
    points = []
    for name in targets_in(said.labels):
        target = target_of(said, name)
        drawn = [target_of(sample, name) for sample in samples]
        for wanted in sensitivities:
            threshold = threshold_reaching(wanted, target)
            found = estimates(_reached(target, threshold), [_reached(one, threshold) for one in drawn])
            sensitivity, specificity = found["sensitivity"], found["specificity"]
            points.append(
                OperatingPoint(
                    target=name,
                    threshold=threshold,
                    sensitivity=sensitivity.value,
                    sensitivity_low=sensitivity.low,
                    sensitivity_high=sensitivity.high,
                    specificity=specificity.value,
                    low=specificity.low,
                    high=specificity.high,
                    n=len(said.truth),
                    measured_on=measured_on,
                )
            )
    return tuple(points)
