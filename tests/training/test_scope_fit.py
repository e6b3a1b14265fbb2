"""The scope is fitted to dermoscopic photographs alone, varied as other cameras would have taken them."""

import numpy as np
import pytest

from training.export.capture_variation import varied
from training.export.scope_fit import choose_scope, fit_statistics
from training.export.synthetic import synthetic_photograph


def test_features_like_the_training_ones_lie_near_and_others_far() -> None:
    generator = np.random.default_rng(5)
    mixing = generator.normal(size=(20, 20))
    statistics = fit_statistics((generator.normal(size=(900, 20)) @ mixing + 3).astype(np.float32))

    near = statistics.distance((generator.normal(size=(200, 20)) @ mixing + 3).astype(np.float32))
    far = statistics.distance((generator.normal(size=(200, 20)) @ mixing + 3 + 8 * mixing[0]).astype(np.float32))

    assert np.mean(near) == pytest.approx(1, abs=0.15)
    assert near.max() < np.quantile(far, 0.05)


def test_few_photographs_leave_no_direction_without_variance() -> None:
    few = np.random.default_rng(2).normal(size=(30, 200)).astype(np.float32)

    assert fit_statistics(few).distance(few + 1e-3).max() < 10
    # Channels that hardly ever answer, as in a network that has learnt nothing, and what rounding makes of them.
    assert (fit_statistics(few * 1e-9).distance(few * 1e-2) < 1e4).all()


def test_the_thresholds_leave_the_stated_shares_beyond_them() -> None:
    distances = np.random.default_rng(1).gamma(2, size=2000).astype(np.float32)

    scope = choose_scope(distances, "of somebody's photographs")

    assert (distances > scope.threshold).mean() == pytest.approx(0.015, abs=0.001)
    assert (distances > scope.flag_threshold).mean() == pytest.approx(0.04, abs=0.001)
    assert "1.5% of 2000 of somebody's photographs" in scope.chosen


def test_a_photograph_is_varied_the_same_way_from_a_seed() -> None:
    photograph = synthetic_photograph(2, 160, 120)

    pictures = [varied(photograph, seed) for seed in range(40)]

    assert all(np.array_equal(varied(photograph, seed), pictures[seed]) for seed in (0, 7))
    assert {picture.shape for picture in pictures} == {(120, 160, 3), (160, 120, 3)}
    assert len({picture.tobytes() for picture in pictures}) == len(pictures)
    means = [float(picture.mean()) / float(photograph.mean()) for picture in pictures]
    assert min(means) < 0.9
    assert max(means) > 1.1
