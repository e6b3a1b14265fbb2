"""Everything that a report says, computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt
from scipy.stats import binned_statistic
from sklearn.metrics import confusion_matrix

from desktop.core.bundle.manifest import Metric, OperatingPoint
from training.evaluation import metrics
from training.evaluation.intervals import Estimate, drawn_lesions, estimates, resampled
from training.evaluation.judged import Judged
from training.evaluation.metrics import (
    CALIBRATION_BINS,
    FIGURES,
    MALIGNANT,
    MORE_FIGURES,
    evaluate,
    is_leaky,
    is_right,
    risk_over_coverage,
    target_of,
    targets_in,
)
from training.evaluation.per_label import LabelFigures, Ranking, measure_labels, measure_ranking
from training.evaluation.predictions import Predictions
from training.evaluation.subgroups import EVERYTHING, Group, measure_group, members_of_groups

_Floats = npt.NDArray[np.float64]

# Curves, labels and groups get a quarter of the bootstrap samples that the main figures get: it would take minutes.
COARSER = 4
_KEY_SENSITIVITY = 0.90
_EVEN_CHANCE = 0.5


@dataclass(frozen=True)
class Threshold:
    """From which chance of malignancy (0–1) on a photograph is called malignant, and how that was chosen."""

    value: float
    chosen: str


@dataclass(frozen=True)
class MeasuredPoint:
    """An operating point, and what its threshold reached on the photographs that were judged."""

    point: OperatingPoint
    sensitivity: Estimate
    specificity: Estimate


@dataclass(frozen=True, eq=False)
class Reliability:
    """Chances against what came true, in bins of equal width.

    Attributes
    ----------
    chance, came_true : float64 array, shape (bins,)
        Means (0–1) in each bin; NaN where it is empty.
    low, high : float64 array, shape (bins,)
        95 % interval of `came_true`.
    counts : int64 array, shape (bins,)
        Photographs.
    """

    chance: _Floats
    came_true: _Floats
    low: _Floats
    high: _Floats
    counts: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class RiskCoverage:
    """The share of errors among the most confident photographs, with its pointwise 95 % band; all 0–1.

    Attributes
    ----------
    coverage, risk, low, high : float64 array, shape (images,)
    answered : float
        Share of photographs that were not refused; those that were come last.
    """

    coverage: _Floats
    risk: _Floats
    low: _Floats
    high: _Floats
    answered: float


@dataclass(frozen=True, eq=False)
class Report:
    """A judged part with all its figures.

    Attributes
    ----------
    judged : Judged
    measured_on : str
        What the photographs are.
    facts : mapping of str to str
        What was measured and how, for people.
    problems : tuple of str
        Lines about what was wrong with the dataset and was left out.
    figures : tuple of Metric
    points : tuple of MeasuredPoint
    threshold : Threshold
        For the groups.
    confusion : int64 array, shape (labels, labels)
        Photographs by true label (rows) and most probable label (columns).
    labels : tuple of LabelFigures
    rankings : mapping of str to Ranking
        Of "malignant", and of "mel" if it is a label.
    reliability : mapping of str to Reliability
        Of the most probable label, and of malignancy.
    risk : RiskCoverage
    everything : Group
        All photographs, as a group to hold the others against.
    groups : mapping of str to tuple of Group
        By attribute.
    resamples, group_resamples : int
        Bootstrap samples of the figures, and of all the rest.
    """

    judged: Judged
    measured_on: str
    facts: Mapping[str, str]
    problems: tuple[str, ...]
    figures: tuple[Metric, ...]
    points: tuple[MeasuredPoint, ...]
    threshold: Threshold
    confusion: npt.NDArray[np.int64]
    labels: tuple[LabelFigures, ...]
    rankings: Mapping[str, Ranking]
    reliability: Mapping[str, Reliability]
    risk: RiskCoverage
    everything: Group
    groups: Mapping[str, Sequence[Group]]
    resamples: int
    group_resamples: int

    @property
    def leaky(self) -> bool:
        """True if lesions of the training part are among those that were judged."""
        return is_leaky(self.measured_on)


def all_figures(judged: Judged, measured_on: str) -> tuple[Metric, ...]:
    """Compute those figures of a report that are about all photographs: of the labels, of malignancy, of melanoma.

    Raises
    ------
    DatasetError
        If no photograph has one of the labels.
    """
    figures = FIGURES | MORE_FIGURES
    ordered = sorted(figures, key=lambda name: ("melanoma" in name, "malignant" in name))
    return evaluate(judged.said, measured_on, {name: figures[name] for name in ordered})


def make_report(
    judged: Judged,
    figures: tuple[Metric, ...],
    *,
    facts: Mapping[str, str],
    problems: tuple[str, ...],
    lightness: Mapping[str, float] | None,
) -> Report:
    """Compute all that `all_figures` did not.

    Parameters
    ----------
    judged : Judged
    figures : tuple of Metric
        From `all_figures`.
    facts : mapping of str to str
        About dataset, split and command; those of `judged` come first.
    problems : tuple of str
        See `Report`.
    lightness : mapping of str to float, optional
        Mean CIE L* (0–100) by image id.
    """
    said = judged.said
    resamples = max(1, metrics.RESAMPLES // COARSER)
    samples = list(resampled(said, resamples))
    threshold = _key_threshold(judged.points)
    groups = members_of_groups(judged.photographs, lightness)
    if said.refused is not None and said.refused.any():
        groups["scope"] = {"answered": np.flatnonzero(~said.refused), "refused": np.flatnonzero(said.refused)}
    return Report(
        judged=judged,
        measured_on=figures[0].measured_on,
        facts={**judged.facts, **facts},
        problems=problems,
        figures=figures,
        points=tuple(_measured_point(point, said, samples) for point in judged.points),
        threshold=threshold,
        confusion=confusion_matrix(
            said.truth, said.probabilities.argmax(axis=1), labels=np.arange(len(said.labels))
        ).astype(np.int64),
        labels=measure_labels(said, samples),
        rankings={name: measure_ranking(said, name, samples) for name in targets_in(said.labels)},
        reliability=_reliability(said, resamples),
        risk=_risk_coverage(said, resamples),
        everything=measure_group(EVERYTHING, said, threshold.value, resamples),
        groups={
            attribute: tuple(
                measure_group(name, said.take(rows), threshold.value, resamples) for name, rows in members.items()
            )
            for attribute, members in groups.items()
        },
        resamples=metrics.RESAMPLES,
        group_resamples=resamples,
    )


def _key_threshold(points: Sequence[OperatingPoint]) -> Threshold:
    """Choose the operating point for malignancy that is nearest to 90 % sensitivity."""
    offered = [point for point in points if point.target == MALIGNANT]
    if not offered:
        return Threshold(_EVEN_CHANCE, "no operating point was given")
    point = min(offered, key=lambda one: abs(one.sensitivity - _KEY_SENSITIVITY))
    return Threshold(point.threshold, f"reached a sensitivity of {point.sensitivity:.3f} on the {point.measured_on}")


def _measured_point(point: OperatingPoint, said: Predictions, samples: Sequence[Predictions]) -> MeasuredPoint:
    def reached(sample: Predictions) -> dict[str, float]:
        target = target_of(sample, point.target)
        called = target.score >= point.threshold
        return {
            "sensitivity": float(called[target.truth].mean()),
            "specificity": float((~called)[~target.truth].mean()),
        }

    return MeasuredPoint(point, **estimates(reached(said), [reached(sample) for sample in samples]))


def _reliability(said: Predictions, resamples: int) -> dict[str, Reliability]:
    target = target_of(said, MALIGNANT)
    return {
        "most probable label": _reliability_of(said, said.probabilities.max(axis=1), is_right(said), resamples),
        "malignant": _reliability_of(said, target.score, target.truth, resamples),
    }


def _reliability_of(
    said: Predictions, chance: _Floats, came_true: npt.NDArray[np.bool_], resamples: int
) -> Reliability:
    def binned(rows: npt.NDArray[np.int64], statistic: str = "mean") -> _Floats:
        values: _Floats = binned_statistic(
            chance[rows], [chance[rows], came_true[rows]], statistic, bins=CALIBRATION_BINS, range=(0, 1)
        ).statistic
        return values

    everything = np.arange(len(chance))
    drawn = np.array([binned(rows)[1] for rows in islice(drawn_lesions(said.lesions), resamples)])
    # Empty bins stay NaN; numpy would warn of them.
    low, high = np.full((2, CALIBRATION_BINS), np.nan)
    filled = ~np.isnan(drawn).all(axis=0)
    low[filled], high[filled] = np.nanquantile(drawn[:, filled], (0.025, 0.975), axis=0)
    means = binned(everything)
    return Reliability(means[0], means[1], low, high, binned(everything, "count")[0].astype(np.int64))


def _risk_coverage(said: Predictions, resamples: int) -> RiskCoverage:
    count = len(said.truth)
    coverage = np.arange(1, count + 1) / count
    drawn = []
    for rows in islice(drawn_lesions(said.lesions), resamples):
        risk = risk_over_coverage(said.take(rows))
        drawn.append(np.interp(coverage, np.arange(1, len(risk) + 1) / len(risk), risk))
    low, high = np.quantile(drawn, (0.025, 0.975), axis=0)
    answered = 1.0 if said.refused is None else float(1 - said.refused.mean())
    return RiskCoverage(coverage, risk_over_coverage(said), low, high, answered)
