"""The key figures by age, sex, site, source, confirmation and lightness."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
import numpy.typing as npt
from sklearn.metrics import recall_score

from training.datasets.photograph import Photograph
from training.evaluation.intervals import Figure, Unmeasured, drawn_lesions, estimates
from training.evaluation.metrics import MALIGNANT, area_under, balanced_choice, is_right, roc, target_of
from training.evaluation.predictions import Predictions

# Fewer lesions than this say nothing: a figure that rests on them is not computed.
MIN_LESIONS = 10
UNKNOWN = "unknown"
EVERYTHING = "all photographs"

_AGE_BANDS = ((30, "0–29"), (45, "30–44"), (60, "45–59"), (75, "60–74"), (float("inf"), "75+"))
_QUARTERS = ("darkest quarter", "second quarter", "third quarter", "lightest quarter")

ACCURACY, BALANCED, AUC = "accuracy", "balanced accuracy", "malignant AUC"
SENSITIVITY, SPECIFICITY = "malignant sensitivity", "malignant specificity"

_Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Group:
    """Photographs that have something in common, and how good the network is on them.

    Attributes
    ----------
    name : str
    photographs, lesions, malignant : int
        How many there are; ``malignant`` counts photographs.
    labels_present : int
        How many of the labels any of them has; balanced accuracy is over these.
    figures : mapping of str to Estimate or Unmeasured
        Accuracy, balanced accuracy, malignant AUC, and sensitivity and specificity for malignancy at the report's
        threshold.
    """

    name: str
    photographs: int
    lesions: int
    malignant: int
    labels_present: int
    figures: Mapping[str, Figure]


def members_of_groups(
    photographs: Sequence[Photograph], lightness: Mapping[str, float] | None
) -> dict[str, dict[str, _Rows]]:
    """Sort photographs into groups, for each attribute of which the dataset tells anything.

    Parameters
    ----------
    photographs : sequence of Photograph
    lightness : mapping of str to float, optional
        Mean CIE L* (0–100) by image id; None leaves this attribute out.

    Returns
    -------
    dict of str to dict of str to int64 array
        Attribute to group to rows. Ages come in their order, the others by size; what is unknown comes last. The limits
        of lightness are the quartiles of these photographs.
    """
    attributes = {
        "age": _sorted_by([band for _, band in _AGE_BANDS], [_age_band(photo.age_years) for photo in photographs]),
        "sex": _by_size([photo.sex for photo in photographs]),
        "site": _by_size([photo.site for photo in photographs]),
        "source": _by_size([photo.source for photo in photographs]),
        "confirmation": _by_size([photo.confirmation for photo in photographs]),
    }
    told = {name: groups for name, groups in attributes.items() if set(groups) != {UNKNOWN}}
    if lightness is not None:
        told["lightness"] = _quarters(np.array([lightness[photo.image_id] for photo in photographs]))
    return told


def measure_group(name: str, said: Predictions, threshold: float, resamples: int) -> Group:
    """Compute the figures of one group.

    Parameters
    ----------
    name : str
    said : Predictions
        Of the group's photographs alone.
    threshold : float
        A photograph whose chance of malignancy (0–1) is at least this is called malignant.
    resamples : int
        Bootstrap samples of lesions for each interval.
    """
    truth, _ = target_of(said, MALIGNANT)
    malignant, benign = (len(np.unique(said.lesions[rows])) for rows in (truth, ~truth))
    lesions = len(np.unique(said.lesions))
    why = {
        ACCURACY: _too_few({"": lesions}),
        BALANCED: _too_few({"": lesions}),
        AUC: _too_few({"malignant ": malignant, "benign ": benign}),
        SENSITIVITY: _too_few({"malignant ": malignant}),
        SPECIFICITY: _too_few({"benign ": benign}),
    }
    values = _values(said, threshold)
    computed = {figure: values[figure] for figure, reason in why.items() if reason is None}
    samples = [_values(said.take(rows), threshold) for rows in islice(drawn_lesions(said.lesions), resamples)]
    found = estimates(computed, samples)
    return Group(
        name=name,
        photographs=len(said.truth),
        lesions=lesions,
        malignant=int(truth.sum()),
        labels_present=len(np.unique(said.truth)),
        figures={figure: found[figure] if reason is None else reason for figure, reason in why.items()},
    )


def _values(said: Predictions, threshold: float) -> dict[str, float]:
    """Compute all figures; NaN where there is nothing to compute one from."""
    target = target_of(said, MALIGNANT)
    called = target.score >= threshold
    malignant = int(target.truth.sum())
    benign = len(target.truth) - malignant
    present = np.unique(said.truth)
    return {
        ACCURACY: float(is_right(said).mean()),
        BALANCED: float(
            recall_score(said.truth, balanced_choice(said), labels=present, average="macro", zero_division=0)
        ),
        AUC: area_under(roc(target)) if malignant and benign else float("nan"),
        SENSITIVITY: float(called[target.truth].mean()) if malignant else float("nan"),
        SPECIFICITY: float((~called)[~target.truth].mean()) if benign else float("nan"),
    }


def _too_few(lesions: Mapping[str, int]) -> Unmeasured | None:
    """Name what there are fewer than `MIN_LESIONS` of, if anything; keys are adjectives with their space."""
    short = [
        f"{count or 'no'} {kind}lesion{'' if count == 1 else 's'}"
        for kind, count in lesions.items()
        if count < MIN_LESIONS
    ]
    return Unmeasured(", ".join(short)) if short else None


def _age_band(age_years: float | None) -> str:
    if age_years is None:
        return UNKNOWN
    return next(band for end, band in _AGE_BANDS if age_years < end)


def _by_size(names: Sequence[str]) -> dict[str, _Rows]:
    known = Counter(name for name in names if name not in ("", UNKNOWN))
    return _sorted_by([name for name, _ in known.most_common()], [name or UNKNOWN for name in names])


def _sorted_by(order: Sequence[str], names: Sequence[str]) -> dict[str, _Rows]:
    of_each = np.array(names, dtype=np.str_)
    groups = {name: np.flatnonzero(of_each == name) for name in (*order, UNKNOWN)}
    return {name: rows for name, rows in groups.items() if len(rows)}


def _quarters(lightness: npt.NDArray[np.float64]) -> dict[str, _Rows]:
    limits = np.quantile(lightness, (0.25, 0.5, 0.75))
    quarter = np.searchsorted(limits, lightness, side="right")
    edges = [f"below {limits[0]:.1f}", *(f"{a:.1f}–{b:.1f}" for a, b in pairwise(limits))]
    edges.append(f"from {limits[-1]:.1f}")
    named = {
        f"{name}, L* {edge}": np.flatnonzero(quarter == number)
        for number, (name, edge) in enumerate(zip(_QUARTERS, edges, strict=True))
    }
    return {name: rows for name, rows in named.items() if len(rows)}
