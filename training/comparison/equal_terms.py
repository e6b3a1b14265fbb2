"""Systems with different labels, judged on equal terms: benign or malignant."""

from collections.abc import Callable
from itertools import islice

import numpy as np
from sklearn.metrics import f1_score, precision_score, recall_score, roc_auc_score

from training.evaluation.intervals import Estimate, drawn_lesions, estimates
from training.evaluation.metrics import FIGURES, MALIGNANT, RESAMPLES, target_of
from training.evaluation.predictions import Predictions

_THRESHOLD = 0.5


def _called_malignant(said: Predictions, score: Callable[..., float]) -> float:
    target = target_of(said, MALIGNANT)
    return float(score(target.truth, target.score >= _THRESHOLD))


# "accuracy" and "balanced accuracy" are of a system's own labels; the others of benign and malignant, a photograph
# being called malignant when the chance of all malignant labels together is at least one half.
COMPARED: dict[str, Callable[[Predictions], float]] = {
    "accuracy": FIGURES["accuracy"],
    "balanced accuracy": FIGURES["balanced accuracy"],
    "malignant accuracy": lambda said: _called_malignant(said, lambda truth, called: np.mean(truth == called)),
    "malignant precision": lambda said: _called_malignant(
        said, lambda truth, called: precision_score(truth, called, zero_division=0)
    ),
    "malignant recall": lambda said: _called_malignant(said, recall_score),
    "malignant F1": lambda said: _called_malignant(said, f1_score),
    "malignant AUC": FIGURES["malignant AUC"],
}


def paired_difference(one: Predictions, other: Predictions) -> dict[str, Estimate]:
    """Return by how much one system is better than another on the same photographs.

    Both are drawn together in 1,000 bootstrap samples of lesions, so that what is hard for both cancels out. An
    interval without 0 is what a test at the level of 5 % would call a difference.

    Parameters
    ----------
    one, other : Predictions
        Of the same photographs in the same order; their labels may differ.

    Returns
    -------
    dict of str to Estimate
        ``malignant AUC`` and ``malignant accuracy`` of `one` minus those of `other`.

    Raises
    ------
    ValueError
        If the photographs are not the same.
    """
    targets = target_of(one, MALIGNANT), target_of(other, MALIGNANT)
    if not np.array_equal(one.lesions, other.lesions) or not np.array_equal(targets[0].truth, targets[1].truth):
        raise ValueError("the predictions are of different photographs")

    def differences(rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> dict[str, float]:
        truth = targets[0].truth[rows]
        if truth.all() or not truth.any():
            return {"malignant AUC": float("nan"), "malignant accuracy": float("nan")}
        scores = [target.score[rows] for target in targets]
        areas = [float(roc_auc_score(truth, score)) for score in scores]
        right = [float(np.mean((score >= _THRESHOLD) == truth)) for score in scores]
        return {"malignant AUC": areas[0] - areas[1], "malignant accuracy": right[0] - right[1]}

    samples = [differences(rows) for rows in islice(drawn_lesions(one.lesions), RESAMPLES)]
    return estimates(differences(np.arange(len(one.truth))), samples)
