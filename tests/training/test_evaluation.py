"""Figures and calibration, against cases whose answer is known."""

import numpy as np
import pytest
from scipy.special import log_softmax, softmax

from training.datasets.labels import DIAGNOSES
from training.datasets.problems import DatasetError
from training.evaluation.calibration import fit_calibration
from training.evaluation.metrics import (
    FIGURES,
    evaluate,
    expected_calibration_error,
    malignant_operating_points,
    sensitivity_at,
)
from training.evaluation.predictions import Predictions

LABEL_KEYS = [label.key for label in DIAGNOSES]


def _predictions(count_per_label: int, sharpness: float, seed: int = 0) -> Predictions:
    """Noisy predictions: the higher the sharpness, the more often right."""
    generator = np.random.default_rng(seed)
    labels = np.repeat(np.arange(7), count_per_label)
    logits = generator.normal(size=(len(labels), 7)) + sharpness * np.eye(7)[labels]
    return Predictions(
        labels=DIAGNOSES,
        truth=labels,
        lesions=np.array([f"HAM_{number // 2}" for number in range(len(labels))]),
        probabilities=softmax(logits, axis=1),
        priors=np.full(7, 1 / 7),
        refused=np.zeros(len(labels), dtype=bool),
    )


def test_a_perfect_network_has_perfect_figures() -> None:
    figures = {figure.name: figure.value for figure in evaluate(_predictions(6, 40.0), "nothing real")}

    perfect = {"balanced accuracy", "accuracy", "top-2 accuracy", "melanoma AUC", "malignant AUC"}
    assert {figures[name] for name in perfect} == {1.0}
    assert figures["ECE of probabilities"] == pytest.approx(0, abs=1e-6)
    assert figures["share refused as out of scope"] == 0


def test_every_interval_holds_its_value_for_figures_without_bias() -> None:
    for figure in evaluate(_predictions(20, 1.5), "nothing real"):
        if not figure.name.startswith("ECE"):  # A bootstrap of an absolute difference is biased upward.
            assert figure.low <= figure.value <= figure.high, figure.name


def test_balanced_accuracy_divides_by_the_training_prior() -> None:
    """A rare label with a tenth of the probability, but a hundredth of the prior, is the balanced choice."""
    rare, common = LABEL_KEYS.index("df"), LABEL_KEYS.index("nv")
    priors = np.full(7, 0.0018)
    priors[common], priors[rare] = 0.981, 0.01
    probabilities = np.zeros((2, 7))
    probabilities[:, common], probabilities[:, rare] = (0.9, 0.999), (0.1, 0.001)
    said = Predictions(
        DIAGNOSES, np.array([rare, common]), np.array(["HAM_1", "HAM_2"]), probabilities, priors, np.array([False, False])
    )

    assert FIGURES["balanced accuracy"](said) == 1.0
    assert FIGURES["accuracy"](said) == 0.5


def test_calibration_error_is_the_gap_between_confidence_and_accuracy() -> None:
    confidence = np.full(100, 0.8)
    correct = np.arange(100) < 60

    assert expected_calibration_error(confidence, correct) == pytest.approx(0.2)


def test_sensitivity_is_read_at_the_wanted_specificity() -> None:
    truth = np.array([False] * 10 + [True] * 4)
    score = np.concatenate([np.arange(10) / 10, [0.05, 0.65, 0.75, 0.95]])

    assert sensitivity_at(0.8, truth, score) == 0.5


def test_operating_points_reach_the_sensitivity_they_promise() -> None:
    points = malignant_operating_points(_predictions(40, 1.0), (0.8, 0.9), "nothing real")

    assert [point.target for point in points] == ["malignant", "malignant", "mel", "mel"]
    for point, wanted in zip(points, (0.8, 0.9, 0.8, 0.9), strict=True):
        assert point.sensitivity >= wanted
        assert point.low <= point.specificity <= point.high


def test_calibration_finds_the_temperature_and_bias_that_were_put_in() -> None:
    generator = np.random.default_rng(1)
    honest = generator.normal(scale=2.0, size=(20_000, 7))
    labels = np.array([generator.choice(7, p=row) for row in softmax(honest, axis=1)])
    bias = np.linspace(-0.5, 0.5, 7)
    distorted = ((honest - bias) * 1.7).astype(np.float32)

    found = fit_calibration(distorted, labels, "nothing real")

    assert found.temperature == pytest.approx(1.7, rel=0.05)
    np.testing.assert_allclose(found.bias, bias - bias.mean(), atol=0.08)


def test_calibration_lowers_the_loss_on_what_it_was_fitted_on() -> None:
    said = _predictions(50, 2.0)
    logits = (3 * np.log(said.probabilities)).astype(np.float32)

    found = fit_calibration(logits, said.truth, "nothing real")

    rows = np.arange(len(said.truth))
    before = -log_softmax(logits, axis=1)[rows, said.truth].mean()
    after = -log_softmax(logits / found.temperature + found.bias, axis=1)[rows, said.truth].mean()
    assert after < before


def test_figures_of_a_set_without_a_label_are_refused() -> None:
    said = _predictions(5, 1.0)
    without = said.take(np.flatnonzero(said.truth != LABEL_KEYS.index("vasc")))

    with pytest.raises(DatasetError, match="vasc"):
        evaluate(without, "nothing real")
