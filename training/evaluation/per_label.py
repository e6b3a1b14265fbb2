"""How well each label is told from the rest: figures and curves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.metrics import (
    auc,
    average_precision_score,
    precision_recall_curve,
    precision_recall_fscore_support,
    roc_curve,
)

from desktop.core.bundle.manifest import Label
from training.evaluation.intervals import Estimate, Figure, Unmeasured, estimates
from training.evaluation.metrics import Target, target_of
from training.evaluation.predictions import Predictions

# Where the curves of bootstrap samples are compared: false positive rate of an ROC curve, recall of a PR curve.
GRID = np.linspace(0, 1, 101)

AUC, AVERAGE_PRECISION = "AUC", "average precision"
_DECIDED = ("precision", "recall", "F1")
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Curve:
    """A curve with its pointwise 95 % band.

    Attributes
    ----------
    x, y : float64 array, shape (points,)
        0–1. ROC: false positive rate and sensitivity; PR: recall and precision.
    low, high : float64 array, shape (101,)
        The band of y at `GRID`.
    """

    x: _Floats
    y: _Floats
    low: _Floats
    high: _Floats


@dataclass(frozen=True, eq=False)
class Ranking:
    """How well a chance tells its target from the rest.

    Attributes
    ----------
    share : float
        Of photographs (0–1) that are the target: the precision of guessing.
    figures : mapping of str to Estimate
        Area under the ROC curve, and average precision.
    roc, pr : Curve
    """

    share: float
    figures: Mapping[str, Estimate]
    roc: Curve
    pr: Curve


@dataclass(frozen=True, eq=False)
class LabelFigures:
    """One label against the rest.

    Attributes
    ----------
    label : Label
    photographs, lesions : int
        That truly have it.
    figures : mapping of str to Estimate or Unmeasured
        Precision, recall and F1 of the most probable label, then those of `ranking`.
    ranking : Ranking
    """

    label: Label
    photographs: int
    lesions: int
    figures: Mapping[str, Figure]
    ranking: Ranking


def measure_labels(said: Predictions, samples: Sequence[Predictions]) -> tuple[LabelFigures, ...]:
    """Compute figures and curves of every label.

    Parameters
    ----------
    said : Predictions
        With every label present.
    samples : sequence of Predictions
        Bootstrap samples of it, for the intervals; see `training.evaluation.intervals.resampled`.
    """
    values, drawn = _decided(said), [_decided(sample) for sample in samples]
    measured = []
    for index, label in enumerate(said.labels):
        true = said.truth == index
        ranking = measure_ranking(said, label.key, samples)
        of_label = {name: one for name, one in values[index].items() if not np.isnan(one)}
        found = estimates(of_label, [sample[index] for sample in drawn])
        decided = {name: found.get(name, Unmeasured("never the most probable label")) for name in _DECIDED}
        lesions = len(np.unique(said.lesions[true]))
        measured.append(LabelFigures(label, int(true.sum()), lesions, {**decided, **ranking.figures}, ranking))
    return tuple(measured)


def measure_ranking(said: Predictions, name: str, samples: Sequence[Predictions]) -> Ranking:
    """Compute figures and curves of one target, a label's key or "malignant"; see `measure_labels`."""
    target = target_of(said, name)
    here = _ranked(target)
    drawn = [_ranked(target_of(sample, name)) for sample in samples]
    roc_band = np.quantile([sample.roc_at_grid for sample in drawn], (0.025, 0.975), axis=0)
    pr_band = np.quantile([sample.pr_at_grid for sample in drawn], (0.025, 0.975), axis=0)
    return Ranking(
        share=float(target.truth.mean()),
        figures=estimates(here.figures, [sample.figures for sample in drawn]),
        roc=Curve(*here.roc, *roc_band),
        pr=Curve(*here.pr, *pr_band),
    )


@dataclass(frozen=True, eq=False)
class _Ranked:
    """Figures, curves (x, y) and the curves' y at `GRID`, of one set of photographs."""

    figures: dict[str, float]
    roc: tuple[_Floats, _Floats]
    pr: tuple[_Floats, _Floats]
    roc_at_grid: _Floats
    pr_at_grid: _Floats


def _ranked(target: Target) -> _Ranked:
    false_positive, true_positive, _ = roc_curve(target.truth, target.score)
    precision, recall, _ = precision_recall_curve(target.truth, target.score, drop_intermediate=True)
    precision, recall = precision[::-1], recall[::-1]
    # The best sensitivity with no more false positives, and the precision where that much is first recalled.
    reached = np.searchsorted(false_positive, GRID, side="right") - 1
    recalled = np.searchsorted(recall, GRID, side="left")
    return _Ranked(
        figures={
            AUC: float(auc(false_positive, true_positive)),
            AVERAGE_PRECISION: float(average_precision_score(target.truth, target.score)),
        },
        roc=(false_positive, true_positive),
        pr=(recall, precision),
        roc_at_grid=true_positive[reached],
        pr_at_grid=precision[recalled],
    )


def _decided(said: Predictions) -> list[dict[str, float]]:
    """Return precision, recall and F1 of each label; NaN where a label was never the most probable one."""
    columns = precision_recall_fscore_support(
        said.truth,
        said.probabilities.argmax(axis=1),
        labels=np.arange(len(said.labels)),
        zero_division=np.nan,
    )[:-1]
    return [dict(zip(_DECIDED, map(float, row), strict=True)) for row in zip(*columns, strict=True)]
