"""The distance that decides what is out of scope is Mahalanobis's, whichever way it is computed."""

import numpy as np
import pytest

from desktop.core.bundle.scope import ScopeStatistics, read_scope

DIMENSIONS, COMPONENTS, LABELS = 12, 4, 3


@pytest.fixture(scope="module")
def statistics() -> ScopeStatistics:
    generator = np.random.default_rng(7)
    orthonormal, _ = np.linalg.qr(generator.normal(size=(DIMENSIONS, DIMENSIONS)))
    return ScopeStatistics(
        means=generator.normal(size=(LABELS, DIMENSIONS)).astype(np.float32),
        components=orthonormal[:, :COMPONENTS].T.astype(np.float32),
        variances=np.array([9.0, 4.0, 2.0, 1.0], np.float32),
        residual_variance=0.25,
    )


def test_it_is_that_of_the_full_covariance_to_the_nearest_mean(statistics: ScopeStatistics) -> None:
    embeddings = np.random.default_rng(8).normal(scale=2, size=(20, DIMENSIONS)).astype(np.float32)
    along = statistics.components.astype(np.float64)
    residual = np.eye(DIMENSIONS) - along.T @ along
    covariance = along.T @ np.diag(statistics.variances) @ along + statistics.residual_variance * residual
    precision = np.linalg.inv(covariance)
    expected = [
        min(float((point - mean) @ precision @ (point - mean)) for mean in statistics.means.astype(np.float64))
        for point in embeddings.astype(np.float64)
    ]

    distances = statistics.distance(embeddings)

    assert distances.dtype == np.float32
    assert distances.tolist() == pytest.approx(np.array(expected) / DIMENSIONS, rel=1e-4)


def test_a_labels_own_mean_is_at_no_distance(statistics: ScopeStatistics) -> None:
    assert statistics.distance(statistics.means).tolist() == pytest.approx([0, 0, 0], abs=1e-5)


def test_a_step_in_a_direction_of_little_variance_counts_more(statistics: ScopeStatistics) -> None:
    steps = statistics.means[0] + statistics.components * 0.1

    distances = statistics.distance(steps.astype(np.float32))

    assert distances.tolist() == pytest.approx(0.01 / statistics.variances / DIMENSIONS, rel=1e-2)


def test_photographs_like_those_of_the_training_set_lie_near_one(statistics: ScopeStatistics) -> None:
    generator = np.random.default_rng(9)
    scale = np.sqrt(statistics.residual_variance)
    noise = generator.normal(size=(4000, DIMENSIONS)) * scale
    noise -= noise @ statistics.components.T @ statistics.components
    noise += generator.normal(size=(4000, COMPONENTS)) * np.sqrt(statistics.variances) @ statistics.components
    alone = ScopeStatistics(
        statistics.means[:1], statistics.components, statistics.variances, statistics.residual_variance
    )

    distances = alone.distance((statistics.means[0] + noise).astype(np.float32))

    assert distances.mean() == pytest.approx(1.0, abs=0.05)


def test_statistics_are_read_as_they_were_written(statistics: ScopeStatistics) -> None:
    again = read_scope(statistics.to_bytes())

    assert np.array_equal(again.means, statistics.means)
    assert np.array_equal(again.components, statistics.components)
    assert np.array_equal(again.variances, statistics.variances)
    assert again.residual_variance == statistics.residual_variance
