"""Which operating point serves, what must not be missed, and what a point means in a clinic."""

import math
import random
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.bundle.manifest import OperatingPoint, ReliabilityBin
from desktop.core.bundle.manifest_reader import parse_manifest
from desktop.core.bundle.operating_points import measured_prevalence, must_not_miss, point_at
from desktop.core.domain.predictive_values import Estimate, predictive_values


def _point(target: str, threshold: float, sensitivity: float) -> OperatingPoint:
    return OperatingPoint(target, threshold, sensitivity, 0.0, 1.0, 0.8, 0.7, 0.9, 1252, "nothing real")


POINTS = (
    _point("malignant", 0.27, 0.804),
    _point("malignant", 0.14, 0.902),
    _point("malignant", 0.08, 0.951),
    _point("mel", 0.15, 0.806),
    _point("mel", 0.07, 0.906),
    _point("mel", 0.04, 0.957),
)
# Sensitivity and specificity of the shipped bundle's second point for malignancy.
SENSITIVITY = Estimate(0.902, 0.857, 0.943)
SPECIFICITY = Estimate(0.805, 0.775, 0.836)


@pytest.mark.parametrize(
    ("wanted", "threshold"), [(0.8, 0.27), (0.9, 0.14), (0.95, 0.08), (0.7, 0.27), (0.85, 0.14), (0.951, 0.08)]
)
def test_the_point_that_serves_is_the_highest_that_finds_enough(wanted: float, threshold: float) -> None:
    found = point_at(POINTS, "malignant", wanted)

    assert found is not None
    assert found.threshold == threshold


def test_where_no_point_finds_enough_or_the_target_has_none_there_is_none() -> None:
    assert point_at(POINTS, "malignant", 0.96) is None
    assert point_at(POINTS, "bcc", 0.8) is None
    assert point_at((), "malignant", 0.8) is None


@pytest.mark.parametrize(("wanted", "named"), [(0.8, ()), (0.9, ("mel",)), (0.95, ("mel",))])
def test_melanoma_is_named_from_the_clinics_own_point_on(wanted: float, named: tuple[str, ...]) -> None:
    assert must_not_miss(POINTS, {"mel": 0.1, "nv": 0.7, "bkl": 0.2}, wanted) == named


def test_a_chance_at_the_threshold_is_named_and_one_below_it_is_not() -> None:
    assert must_not_miss(POINTS, {"mel": 0.07, "nv": 0.93}, 0.9) == ("mel",)
    assert must_not_miss(POINTS, {"mel": math.nextafter(0.07, 0.0), "nv": 0.93}, 0.9) == ()


def test_what_stands_first_anyway_is_not_named() -> None:
    assert must_not_miss(POINTS, {"mel": 0.6, "nv": 0.4}, 0.9) == ()


def test_a_label_without_points_of_its_own_is_never_named() -> None:
    assert must_not_miss(POINTS, {"bcc": 0.45, "nv": 0.55}, 0.9) == ()
    assert must_not_miss(POINTS[:3], {"mel": 0.45, "nv": 0.55}, 0.9) == ()


def test_of_several_labels_the_most_probable_is_named_first() -> None:
    points = (*POINTS, _point("bcc", 0.05, 0.92))

    assert must_not_miss(points, {"mel": 0.1, "bcc": 0.3, "nv": 0.6}, 0.9) == ("bcc", "mel")


def test_the_prevalence_that_was_measured_counts_all_lesions() -> None:
    papers = parse_manifest((Path(__file__).parents[1] / "data" / "manifest.json").read_bytes())
    bins = (ReliabilityBin(0.5, 0.1, 0.0, 0.2, 300, "here"), ReliabilityBin(1.0, 0.7, 0.6, 0.8, 100, "here"))

    assert measured_prevalence(replace(papers, reliability=bins)) == pytest.approx(0.25)
    assert measured_prevalence(replace(papers, reliability=())) is None


@pytest.mark.parametrize("prevalence", [0.01, 0.05, 0.197, 0.6])
def test_predictive_values_follow_from_counting_lesions(prevalence: float) -> None:
    malignant, others = 1_000_000 * prevalence, 1_000_000 * (1 - prevalence)
    found, cleared = malignant * SENSITIVITY.value, others * SPECIFICITY.value

    values = predictive_values(SENSITIVITY, SPECIFICITY, prevalence)

    assert values.positive.value == pytest.approx(found / (found + others - cleared))
    assert values.negative.value == pytest.approx(cleared / (cleared + malignant - found))
    assert values.lesions_per_malignant.value == pytest.approx((found + others - cleared) / found)


def test_the_intervals_hold_the_truth_as_often_as_they_promise() -> None:
    """Drawn from known shares, 95 of 100 intervals hold the known value; both ends come from Wilson's score."""
    chance, prevalence, rounds = random.Random(7), 0.05, 1000
    truth = predictive_values(Estimate(0.9, 0.9, 0.9), Estimate(0.8, 0.8, 0.8), prevalence)
    held = [0, 0, 0]
    for _ in range(rounds):
        sensitivity = _wilson(sum(chance.random() < 0.9 for _ in range(245)), 245)
        specificity = _wilson(sum(chance.random() < 0.8 for _ in range(400)), 400)
        values = predictive_values(sensitivity, specificity, prevalence)
        for number, (one, known) in enumerate(zip(vars(values).values(), vars(truth).values(), strict=True)):
            held[number] += one.low <= known.value <= one.high

    assert all(0.93 < count / rounds < 0.97 for count in held)


def _wilson(hits: int, of: int) -> Estimate:
    share, z = hits / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return Estimate(share, middle - half, middle + half)


def test_where_malignant_lesions_are_rarer_more_are_looked_at_for_each() -> None:
    counts = [
        predictive_values(SENSITIVITY, SPECIFICITY, prevalence).lesions_per_malignant
        for prevalence in (0.2, 0.05, 0.01)
    ]

    assert [count.value for count in counts] == sorted(count.value for count in counts)
    assert all(count.low < count.value < count.high for count in counts)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_points_that_find_all_or_nothing_have_values_too(share: float) -> None:
    sure = Estimate(share, min(share, 0.97), max(share, 0.03))

    for values in (predictive_values(sure, SPECIFICITY, 0.1), predictive_values(SENSITIVITY, sure, 0.1)):
        for one in (values.positive, values.negative):
            assert 0.0 <= one.low <= one.value <= one.high <= 1.0
        assert math.isfinite(values.lesions_per_malignant.high)


@pytest.mark.parametrize("prevalence", [0.0, 1.0, -0.1, 1.5])
def test_a_prevalence_is_neither_none_nor_all(prevalence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        predictive_values(SENSITIVITY, SPECIFICITY, prevalence)
