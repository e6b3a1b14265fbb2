"""What a bundle gets wrong, in words."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from desktop.core.bundle.manifest import Label
from training.datasets.photograph import Photograph
from training.evaluation.metrics import MALIGNANT, is_right, target_of
from training.evaluation.predictions import Predictions

_SHOWN = 8
_CONFUSIONS = 6
_PERSON = {"male": "man", "female": "woman"}


def describe_mistakes(said: Predictions, photographs: Sequence[Photograph]) -> str:
    """Describe, as Markdown, the most confident mistakes, the malignant lesions that look safest, and mix-ups.

    Parameters
    ----------
    said : Predictions
    photographs : sequence of Photograph
        In the same order.
    """
    chosen = said.probabilities.argmax(axis=1)
    wrong = np.flatnonzero(~is_right(said))
    sure = wrong[np.argsort(-said.probabilities.max(axis=1)[wrong], kind="stable")]
    target = target_of(said, MALIGNANT)
    malignant = np.flatnonzero(target.truth)
    safest = malignant[np.argsort(target.score[malignant], kind="stable")]

    def line(row: int) -> str:
        label = said.labels[chosen[row]]
        return (
            f"* {photographs[row].image_id}: {_of(photographs[row], said.labels[said.truth[row]])}; called "
            f"{label.title} with {said.probabilities[row, chosen[row]]:.0%}, chance of malignancy "
            f"{target.score[row]:.1%}."
        )

    return "\n".join(
        [
            "The most confident mistakes, one a lesion:",
            "",
            *(line(row) for row in _one_a_lesion(said, sure)),
            "",
            "The malignant lesions with the lowest chance of malignancy, one a lesion:",
            "",
            *(line(row) for row in _one_a_lesion(said, safest)),
            "",
            "What is mixed up most often:",
            "",
            *_confusions(said, chosen),
            "",
        ]
    )


def _one_a_lesion(said: Predictions, rows: npt.NDArray[np.int64]) -> list[int]:
    _, first = np.unique(said.lesions[rows], return_index=True)
    return [int(row) for row in rows[np.sort(first)][:_SHOWN]]


def _of(photo: Photograph, label: Label) -> str:
    """Say what a photograph shows, as far as the dataset tells: a melanoma (histology) on the back of a man of 70."""
    site = f" on the site “{photo.site}”" if photo.site not in ("", "unknown") else ""
    person = _PERSON.get(photo.sex, "person")
    age = f" of {photo.age_years:.0f}" if photo.age_years is not None else ""
    confirmed = f" ({photo.confirmation})" if photo.confirmation else ""
    return f"{label.title}{confirmed}{site} of a {person}{age}"


def _confusions(said: Predictions, chosen: npt.NDArray[np.int64]) -> list[str]:
    pairs = Counter(
        (int(true), int(taken)) for true, taken in zip(said.truth, chosen, strict=True) if true != taken
    ).most_common(_CONFUSIONS)
    totals = np.bincount(said.truth, minlength=len(said.labels))
    return [
        f"* {said.labels[true].title} called {said.labels[taken].title}: {count} of {totals[true]} photographs "
        f"({count / totals[true]:.0%})."
        for (true, taken), count in pairs
    ]
