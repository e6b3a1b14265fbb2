"""The model card tells, in words, what a bundle gets wrong."""

from pathlib import Path

import numpy as np

from desktop.core.bundle.manifest import Label
from training.datasets.photograph import Photograph
from training.evaluation.predictions import Predictions
from training.export.mistakes import describe_mistakes

_LABELS = (Label("nv", "Naevus", malignant=False), Label("mel", "Melanoma", malignant=True))
_PHOTOGRAPHS = (
    Photograph("A", "1", "mel", Path("A.jpg"), "mel", 70.0, "male", "back", confirmation="histology"),
    Photograph("B", "1", "mel", Path("B.jpg"), "mel", 70.0, "male", "back", confirmation="histology"),
    Photograph("C", "2", "nv", Path("C.jpg"), "nv", None, "", "unknown"),
    Photograph("D", "3", "nv", Path("D.jpg"), "nv", 30.0, "female", "foot", confirmation="follow_up"),
)
_SAID = Predictions(
    _LABELS,
    np.array([1, 1, 0, 0]),
    np.array([photo.lesion_id for photo in _PHOTOGRAPHS]),
    np.array([[0.97, 0.03], [0.9, 0.1], [0.2, 0.8], [0.99, 0.01]]),
    np.array([0.5, 0.5]),
    None,
)


def test_mistakes_stand_from_the_most_confident_one_with_what_the_photograph_shows() -> None:
    text = describe_mistakes(_SAID, _PHOTOGRAPHS)
    mistakes, _ = text.split("The malignant lesions")

    melanoma = "A: Melanoma (histology) on the site “back” of a man of 70; called Naevus with 97%"
    assert mistakes.index(melanoma) < mistakes.index("C: Naevus of a person; called Melanoma with 80%")
    assert "D:" not in mistakes


def test_a_lesion_is_told_once() -> None:
    assert "B:" not in describe_mistakes(_SAID, _PHOTOGRAPHS)


def test_missed_malignant_lesions_and_mix_ups_are_told() -> None:
    _, rest = describe_mistakes(_SAID, _PHOTOGRAPHS).split("The malignant lesions")

    assert "chance of malignancy 3.0%" in rest
    assert "* Melanoma called Naevus: 2 of 2 photographs (100%)." in rest
    assert "* Naevus called Melanoma: 1 of 2 photographs (50%)." in rest
