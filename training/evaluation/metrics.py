"""Figures that say how good a network is, with intervals that respect lesions."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from sklearn.metrics import balanced_accuracy_score, roc_auc_score, roc_curve, top_k_accuracy_score

from desktop.core.bundle.manifest import Metric, OperatingPoint
from training.datasets.problems import DatasetError
from training.evaluation.predictions import Predictions

RESAMPLES = 1000
_SEED = 7
_CALIBRATION_BINS = 15
_Floats = npt.NDArray[np.float64]


def expected_calibration_error(confidence: _Floats, correct: npt.NDArray[np.bool_]) -> float:
    """Return the mean gap (0–1) between confidence and accuracy over 15 bins of equal width.

    Guo et al., ICML 2017, arXiv 1706.04599.
    """
    bins = np.minimum((confidence * _CALIBRATION_BINS).astype(int), _CALIBRATION_BINS - 1)
    gaps = np.bincount(bins, weights=correct - confidence, minlength=_CALIBRATION_BINS)
    return float(np.abs(gaps).sum() / len(confidence))


def sensitivity_at(specificity: float, truth: npt.NDArray[np.bool_], score: _Floats) -> float:
    """Return the largest sensitivity (0–1) among thresholds with at least the given specificity (0–1)."""
    false_positive, true_positive, _ = roc_curve(truth, score, drop_intermediate=False)
    rounding = 1e-9  # 1 - 0.8 is a little less than 0.2.
    return float(true_positive[false_positive <= 1 - specificity + rounding].max())


def _balanced_accuracy(said: Predictions) -> float:
    chosen = (said.probabilities / said.priors).argmax(axis=1)
    return float(balanced_accuracy_score(said.truth, chosen))


def _top_2(said: Predictions) -> float:
    return float(top_k_accuracy_score(said.truth, said.probabilities, k=2, labels=np.arange(len(said.labels))))


def _malignant_labels(said: Predictions) -> npt.NDArray[np.bool_]:
    return np.array([label.malignant for label in said.labels])


def _melanoma(said: Predictions) -> int:
    return [label.key for label in said.labels].index("mel")


def _is_melanoma(said: Predictions) -> npt.NDArray[np.bool_]:
    return said.truth == _melanoma(said)


def _melanoma_score(said: Predictions) -> _Floats:
    return said.probabilities[:, _melanoma(said)]


def _is_malignant(said: Predictions) -> npt.NDArray[np.bool_]:
    return _malignant_labels(said)[said.truth]


def _malignant_score(said: Predictions) -> _Floats:
    score: _Floats = np.clip(said.probabilities[:, _malignant_labels(said)].sum(axis=1), 0, 1)
    return score


def _label_ece(said: Predictions) -> float:
    correct = said.probabilities.argmax(axis=1) == said.truth
    return expected_calibration_error(said.probabilities.max(axis=1), correct)


FIGURES: dict[str, Callable[[Predictions], float]] = {
    "balanced accuracy": _balanced_accuracy,
    "accuracy": lambda said: float((said.probabilities.argmax(axis=1) == said.truth).mean()),
    "top-2 accuracy": _top_2,
    "melanoma AUC": lambda said: float(roc_auc_score(_is_melanoma(said), _melanoma_score(said))),
    "malignant AUC": lambda said: float(roc_auc_score(_is_malignant(said), _malignant_score(said))),
    "melanoma sensitivity at 80 % specificity": lambda said: sensitivity_at(
        0.8, _is_melanoma(said), _melanoma_score(said)
    ),
    "ECE of probabilities": _label_ece,
    "ECE of malignant": lambda said: expected_calibration_error(_malignant_score(said), _is_malignant(said)),
    "share refused as out of scope": lambda said: float(said.refused.mean()),
}


def evaluate(said: Predictions, measured_on: str) -> tuple[Metric, ...]:
    """Compute every figure with its 95 % interval.

    Intervals are percentiles over 1,000 bootstrap samples of lesions: photographs of one lesion come together. A
    resample that lacks a label altogether is drawn again.

    Parameters
    ----------
    said : Predictions
        With every label present.
    measured_on : str
        What the photographs are.
    """
    samples = list(_resampled(said))
    figures = []
    for name, figure in FIGURES.items():
        low, high = np.quantile([figure(sample) for sample in samples], (0.025, 0.975))
        figures.append(Metric(name, figure(said), float(low), float(high), len(said.truth), measured_on))
    return tuple(figures)


def malignant_operating_points(
    said: Predictions, sensitivities: tuple[float, ...], measured_on: str
) -> tuple[OperatingPoint, ...]:
    """Choose thresholds on the chance of malignancy and melanoma that reach given sensitivities.

    Each is the highest threshold whose sensitivity on these photographs is at least the wanted one; the interval is
    that of the specificity at this threshold.
    """
    samples = list(_resampled(said))
    points = []
    scores: dict[str, tuple[Callable[[Predictions], npt.NDArray[np.bool_]], Callable[[Predictions], _Floats]]] = {
        "malignant": (_is_malignant, _malignant_score),
        "mel": (_is_melanoma, _melanoma_score),
    }
    for target, (truth_of, score_of) in scores.items():
        truth, score = truth_of(said), score_of(said)
        for wanted in sensitivities:
            threshold = float(np.quantile(score[truth], 1 - wanted, method="lower"))
            specificities = [float((score_of(one)[~truth_of(one)] < threshold).mean()) for one in samples]
            low, high = np.quantile(specificities, (0.025, 0.975))
            points.append(
                OperatingPoint(
                    target=target,
                    threshold=threshold,
                    sensitivity=float((score[truth] >= threshold).mean()),
                    specificity=float((score[~truth] < threshold).mean()),
                    low=float(low),
                    high=float(high),
                    n=len(said.truth),
                    measured_on=measured_on,
                )
            )
    return tuple(points)


def _resampled(said: Predictions) -> list[Predictions]:
    """Draw bootstrap samples of lesions.

    Raises
    ------
    DatasetError
        If a label is missing: its figures would mean nothing.
    """
    missing = set(range(len(said.labels))) - set(said.truth.tolist())
    if missing:
        raise DatasetError(f"No photograph has the label {', '.join(said.labels[label].key for label in sorted(missing))}.")
    generator = np.random.default_rng(_SEED)
    _, lesion = np.unique(said.lesions, return_inverse=True)
    members = np.split(np.argsort(lesion, kind="stable"), np.cumsum(np.bincount(lesion))[:-1])
    samples: list[Predictions] = []
    while len(samples) < RESAMPLES:
        drawn = np.concatenate([members[number] for number in generator.integers(0, len(members), len(members))])
        if len(np.unique(said.truth[drawn])) == len(said.labels):
            samples.append(said.take(drawn))
    return samples
