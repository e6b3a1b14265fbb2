"""What a sensitivity and a specificity mean where malignant lesions are as common as in a clinic."""

import math
from dataclasses import dataclass

# Stands for nothing where a logarithm is taken.
_LEAST = 1e-9


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class PredictiveValues:
    """What lies above and below an operating point.

    Attributes
    ----------
    positive, negative : Estimate
        Share (0–1) of the lesions above the point that are malignant, and of those below it that are not.
    lesions_per_malignant : Estimate
        Lesions above the point for each malignant one among them: one divided by ``positive``.
    """

    positive: Estimate
    negative: Estimate
    lesions_per_malignant: Estimate


def predictive_values(sensitivity: Estimate, specificity: Estimate, prevalence: float) -> PredictiveValues:
    """Return predictive values by Bayes' rule, with intervals.

    With sensitivity *a*, specificity *b* and prevalence *p*, ``positive = a p / (a p + (1 - b)(1 - p))`` and
    ``negative = b (1 - p) / (b (1 - p) + (1 - a) p)``. In logits these are sums (Mercaldo, Lau and Zhou, Statistics in
    Medicine 26:2170-2183, 2007): ``logit positive = ln a - ln(1 - b) + logit p`` and
    ``logit negative = ln b - ln(1 - a) - logit p``. Sensitivity and specificity are measured on different lesions, so
    they err independently, and the interval of the difference of two logarithms follows from their own intervals,
    however those were found (MOVER: Zou and Donner, Statistics in Medicine 27:1693-1702, 2008). The prevalence is
    taken as known: its own error is not in the intervals.

    Parameters
    ----------
    sensitivity, specificity : Estimate
        Shares (0–1).
    prevalence : float
        Share of malignant lesions, between 0 and 1, both excluded.

    Raises
    ------
    ValueError
        If the prevalence is not between 0 and 1.
    """
    if not 0.0 < prevalence < 1.0:
        raise ValueError("a prevalence lies between 0 and 1")
    odds = math.log(prevalence / (1.0 - prevalence))
    positive = _share(sensitivity, _rest(specificity), odds)
    negative = _share(specificity, _rest(sensitivity), -odds)
    fewest, most = 1.0 / max(positive.high, _LEAST), 1.0 / max(positive.low, _LEAST)
    return PredictiveValues(positive, negative, Estimate(1.0 / max(positive.value, _LEAST), fewest, most))


def _rest(share: Estimate) -> Estimate:
    return Estimate(1.0 - share.value, 1.0 - share.high, 1.0 - share.low)


def _share(right: Estimate, wrong: Estimate, odds: float) -> Estimate:
    """Return the share with the logit ``ln right - ln wrong + odds``."""
    (value, low, high), (other, other_low, other_high) = _logs(right), _logs(wrong)
    difference = value - other + odds
    down = math.hypot(value - low, other_high - other)
    up = math.hypot(high - value, other - other_low)
    return Estimate(_expit(difference), _expit(difference - down), _expit(difference + up))


def _logs(share: Estimate) -> tuple[float, float, float]:
    return math.log(max(share.value, _LEAST)), math.log(max(share.low, _LEAST)), math.log(max(share.high, _LEAST))


def _expit(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-logit))
