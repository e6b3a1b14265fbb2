"""The table that the window reads out: ranges of the chance of malignancy with what came of the lesions in them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from desktop.core.bundle.manifest import Label
from training.evaluation.predictions import Predictions
from training.evaluation.reliability import MIN_LESIONS, fit_reliability

_LABELS = (Label("nv", "Naevus", malignant=False), Label("mel", "Melanoma", malignant=True))


def _said(
    chance: npt.NDArray[np.float64],
    malignant: npt.NDArray[np.bool_],
    lesions: Sequence[str] | None = None,
    refused: npt.NDArray[np.bool_] | None = None,
) -> Predictions:
    names = np.array(lesions if lesions is not None else [f"lesion {number}" for number in range(len(chance))])
    probabilities = np.column_stack([1 - chance, chance])
    return Predictions(_LABELS, malignant.astype(np.int64), names, probabilities, np.array([0.5, 0.5]), refused)


def _calibrated(count: int = 2000) -> Predictions:
    generator = np.random.default_rng(5)
    chance = generator.beta(0.4, 1.6, count)
    return _said(chance, generator.random(count) < chance)


def test_the_ranges_cover_everything_hold_enough_lesions_and_never_fall() -> None:
    bins = fit_reliability(_calibrated(), "made up")

    ends = [one.upper for one in bins]
    assert ends == sorted(set(ends))
    assert ends[-1] == 1
    assert len(bins) > 4
    assert all(one.lesions >= MIN_LESIONS for one in bins)
    shares = [one.malignant for one in bins]
    assert shares == sorted(shares)
    assert sum(one.lesions for one in bins) == 2000
    assert {one.measured_on for one in bins} == {"made up"}


def test_of_calibrated_chances_as_many_come_true_as_they_say() -> None:
    begin = 0.0
    for one in fit_reliability(_calibrated(20_000), "made up"):
        assert one.low <= one.malignant <= one.high
        assert one.low < one.upper
        assert one.high > begin
        begin = one.upper


def test_chances_that_rise_while_fewer_come_true_share_a_range() -> None:
    chance = np.repeat([0.25, 0.35, 0.95], 100)
    malignant = np.concatenate([np.arange(100) < 40, np.arange(100) < 20, np.arange(100) < 90])

    bins = fit_reliability(_said(chance, malignant), "made up")

    assert [one.lesions for one in bins] == [200, 100]
    assert [one.malignant for one in bins] == pytest.approx([0.3, 0.9])


def test_several_photographs_of_a_lesion_count_once_and_narrow_nothing() -> None:
    chance, malignant = np.repeat([0.05, 0.95], 60), np.repeat([False, True], 60)
    malignant[:6] = True
    names = [f"lesion {number}" for number in range(120)]

    once = fit_reliability(_said(chance, malignant, names), "made up")
    thrice = fit_reliability(_said(np.tile(chance, 3), np.tile(malignant, 3), names * 3), "made up")

    assert thrice == once
    assert once[0].malignant == pytest.approx(0.1)
    assert once[0].lesions == 60


def test_what_was_refused_is_not_counted() -> None:
    chance, malignant = np.repeat([0.05, 0.95], 100), np.repeat([False, True], 100)
    refused = np.arange(200) % 2 == 0

    bins = fit_reliability(_said(chance, malignant, refused=refused), "made up")

    assert [one.lesions for one in bins] == [50, 50]


def test_a_range_without_a_malignant_lesion_is_not_told_as_certain() -> None:
    bins = fit_reliability(_said(np.full(50, 0.005), np.zeros(50, bool)), "made up")

    assert (bins[0].malignant, bins[0].low) == (0, 0)
    assert 0.05 < bins[0].high < 0.1
