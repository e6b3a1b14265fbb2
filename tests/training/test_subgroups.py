"""Figures by subgroup: who belongs to which, what is measured, and what is not and why."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training.datasets.labels import DIAGNOSES, MALIGNANCY
from training.datasets.photograph import Photograph
from training.evaluation.intervals import Estimate, Unmeasured
from training.evaluation.predictions import Predictions
from training.evaluation.subgroups import Group, measure_group, members_of_groups

_RESAMPLES = 50
_PLAIN = Photograph("", "", "nv", Path("a.jpg"), "nv")


def _said(malignant: int, benign: int, *, photographs_per_lesion: int = 1, chance: float = 0.9) -> Predictions:
    """Lesions that are malignant and benign, each photograph given the truth with the same chance."""
    truth = np.repeat([1] * malignant + [0] * benign, photographs_per_lesion)
    right = np.array([1 - chance, chance])
    return Predictions(
        labels=MALIGNANCY,
        truth=truth,
        lesions=np.repeat(np.arange(malignant + benign), photographs_per_lesion).astype(str),
        probabilities=np.where((truth == 1)[:, None], right, right[::-1]),
        priors=np.full(2, 0.5),
        refused=None,
    )


def _measure(said: Predictions, threshold: float = 0.5) -> Group:
    return measure_group("some", said, threshold, _RESAMPLES)


def _why(group: Group) -> dict[str, str]:
    return {name: one.why for name, one in group.figures.items() if isinstance(one, Unmeasured)}


def _values(group: Group) -> dict[str, float]:
    return {name: one.value for name, one in group.figures.items() if isinstance(one, Estimate)}


def test_ages_are_put_into_bands_in_their_order_with_the_unknown_last() -> None:
    ages = (80.0, 29.9, 30.0, 0.0, None, 44.0, 45.0, 75.0, 74.9)
    photographs = [replace(_PLAIN, image_id=str(number), age_years=age) for number, age in enumerate(ages)]

    groups = members_of_groups(photographs, None)["age"]

    assert {name: rows.tolist() for name, rows in groups.items()} == {
        "0–29": [1, 3],
        "30–44": [2, 5],
        "45–59": [6],
        "60–74": [8],
        "75+": [0, 7],
        "unknown": [4],
    }
    assert list(groups) == ["0–29", "30–44", "45–59", "60–74", "75+", "unknown"]


def test_sites_come_by_size_and_the_unknown_come_last_however_it_is_written() -> None:
    sites = ("", "ear", "back", "unknown", "back", "")
    photographs = [replace(_PLAIN, image_id=str(number), site=site) for number, site in enumerate(sites)]

    groups = members_of_groups(photographs, None)["site"]

    assert [(name, rows.tolist()) for name, rows in groups.items()] == [
        ("back", [2, 4]),
        ("ear", [1]),
        ("unknown", [0, 3, 5]),
    ]


def test_what_the_dataset_does_not_tell_is_no_attribute() -> None:
    assert members_of_groups([_PLAIN, replace(_PLAIN, sex="female")], None).keys() == {"sex"}


def test_lightness_is_cut_into_quarters_that_name_their_limits() -> None:
    photographs = [replace(_PLAIN, image_id=str(number)) for number in range(8)]

    groups = members_of_groups(photographs, {str(number): 50.0 + number for number in range(8)})["lightness"]

    assert [rows.tolist() for rows in groups.values()] == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert list(groups) == [
        "darkest quarter, L* below 51.8",
        "second quarter, L* 51.8–53.5",
        "third quarter, L* 53.5–55.2",
        "lightest quarter, L* from 55.2",
    ]


def test_every_photograph_is_in_one_group_of_each_attribute() -> None:
    generator = np.random.default_rng(4)
    photographs = [
        replace(_PLAIN, image_id=str(number), age_years=float(generator.integers(0, 90)), source="ab"[number % 2])
        for number in range(60)
    ]
    lightness = {photo.image_id: float(generator.integers(40, 60)) for photo in photographs}

    for groups in members_of_groups(photographs, lightness).values():
        assert sorted(np.concatenate(list(groups.values())).tolist()) == list(range(60))


def test_a_large_group_has_every_figure() -> None:
    group = _measure(_said(12, 15, photographs_per_lesion=2))

    assert (group.photographs, group.lesions, group.malignant, group.labels_present) == (54, 27, 24, 2)
    assert set(_values(group).values()) == {1.0}
    assert not _why(group)


def test_sensitivity_and_specificity_are_those_of_the_threshold() -> None:
    said = _said(20, 20)
    said.probabilities[:5] = (0.8, 0.2)  # A quarter of the malignant ones look benign.
    said.probabilities[20:22] = (0.4, 0.6)  # A tenth of the benign ones look malignant.

    at_half, at_tenth = (_values(_measure(said, threshold)) for threshold in (0.5, 0.15))

    assert at_half["malignant sensitivity"] == 0.75
    assert at_half["malignant specificity"] == 0.9
    assert at_tenth["malignant sensitivity"] == 1.0


def test_a_group_without_malignant_lesions_has_neither_sensitivity_nor_auc() -> None:
    group = _measure(_said(0, 30))

    assert _why(group) == {"malignant AUC": "no malignant lesions", "malignant sensitivity": "no malignant lesions"}
    assert _values(group) == {"accuracy": 1.0, "balanced accuracy": 1.0, "malignant specificity": 1.0}
    assert group.labels_present == 1


def test_few_lesions_are_too_few_however_often_they_were_photographed() -> None:
    group = _measure(_said(9, 1, photographs_per_lesion=20))

    assert _why(group) == {
        "malignant AUC": "9 malignant lesions, 1 benign lesion",
        "malignant sensitivity": "9 malignant lesions",
        "malignant specificity": "1 benign lesion",
    }


def test_nothing_is_measured_on_a_handful_of_lesions() -> None:
    group = _measure(_said(3, 4))

    assert not _values(group)
    assert _why(group)["accuracy"] == "7 lesions"


def test_balanced_accuracy_is_over_the_labels_that_are_there() -> None:
    truth = np.repeat([4, 5], [10, 30])
    probabilities = np.full((40, 7), 0.02)
    probabilities[:, 5] = 0.88  # All are called naevi.
    said = Predictions(DIAGNOSES, truth, np.arange(40).astype(str), probabilities, np.full(7, 1 / 7), None)

    group = _measure(said)

    assert group.labels_present == 2
    assert _values(group)["balanced accuracy"] == 0.5
    assert _values(group)["accuracy"] == 0.75


@pytest.mark.parametrize("chance", [0.6, 0.95])
def test_an_interval_holds_its_figure(chance: float) -> None:
    generator = np.random.default_rng(5)
    said = _said(30, 30)
    wrong = generator.random(60) > chance
    said.probabilities[wrong] = said.probabilities[wrong][:, ::-1]

    group = _measure(said)

    for one in group.figures.values():
        assert isinstance(one, Estimate)
        assert one.low <= one.value <= one.high
        assert one.high - one.low < 0.5
