"""Figures and calibration, against cases whose answer is known."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from scipy.special import log_softmax, softmax

from training.datasets.labels import DIAGNOSES, MALIGNANCY
from training.datasets.problems import DatasetError
from training.evaluation.calibration import fit_calibration
from training.evaluation.intervals import drawn_lesions, estimates
from training.evaluation.metrics import (
    FIGURES,
    MORE_FIGURES,
    Target,
    evaluate,
    expected_calibration_error,
    figures_for,
    malignant_operating_points,
    risk_over_coverage,
    roc,
    sensitivity_at,
    specificity_at,
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


def _binary() -> Predictions:
    """As above, with two labels."""
    generator = np.random.default_rng(2)
    truth = np.repeat([0, 1], 30)
    probabilities = softmax(generator.normal(size=(60, 2)) + 1.5 * np.eye(2)[truth], axis=1)
    return Predictions(MALIGNANCY, truth, np.arange(60).astype(str), probabilities, np.full(2, 0.5), None)


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
        DIAGNOSES,
        np.array([rare, common]),
        np.array(["HAM_1", "HAM_2"]),
        probabilities,
        priors,
        np.array([False, False]),
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

    assert sensitivity_at(0.8, roc(Target(truth, score))) == 0.5


def test_specificity_is_read_at_the_wanted_sensitivity() -> None:
    truth = np.array([False] * 10 + [True] * 4)
    score = np.concatenate([np.arange(10) / 10, [0.05, 0.65, 0.75, 0.95]])

    assert specificity_at(0.75, roc(Target(truth, score))) == pytest.approx(0.7)


def test_guessing_has_the_figures_of_chance() -> None:
    said = _predictions(150, 0.0)
    figures = {name: figure(said) for name, figure in figures_for(said, FIGURES | MORE_FIGURES).items()}

    assert figures["accuracy"] == pytest.approx(1 / 7, abs=0.04)
    assert figures["malignant AUC"] == pytest.approx(0.5, abs=0.05)
    assert figures["malignant average precision"] == pytest.approx(3 / 7, abs=0.06)
    assert figures["melanoma sensitivity at 90 % specificity"] == pytest.approx(0.1, abs=0.06)
    assert figures["area under risk–coverage"] == pytest.approx(6 / 7, abs=0.05)


def test_brier_scores_are_those_of_their_formula() -> None:
    said = _predictions(30, 1.0)
    one_hot = np.eye(7)[said.truth]
    malignant = np.array([label.malignant for label in DIAGNOSES])
    chance = said.probabilities[:, malignant].sum(axis=1)

    brier = MORE_FIGURES["Brier score of probabilities"](said)
    malignant_brier = MORE_FIGURES["Brier score of malignant"](said)

    assert brier == pytest.approx(np.square(said.probabilities - one_hot).sum(axis=1).mean())
    assert malignant_brier == pytest.approx(np.square(chance - malignant[said.truth]).mean())


def test_two_labels_have_no_second_choice_and_no_melanoma() -> None:
    said = _binary()

    named = {figure.name for figure in evaluate(said, "nothing real", FIGURES | MORE_FIGURES)}

    assert "malignant AUC" in named
    assert not [name for name in named if "melanoma" in name or "top-2" in name]
    assert {point.target for point in malignant_operating_points(said, (0.9,), "nothing real")} == {"malignant"}


def test_where_nobody_can_refuse_no_share_of_refusals_is_told() -> None:
    said = replace(_predictions(6, 1.0), refused=None)

    assert "share refused as out of scope" not in {figure.name for figure in evaluate(said, "nothing real")}


def test_the_surest_photographs_are_answered_first_and_refused_ones_last() -> None:
    probabilities = np.array([[0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.6, 0.4]])
    said = Predictions(
        MALIGNANCY,
        np.array([0, 1, 0, 0]),
        np.array(["a", "b", "c", "d"]),
        probabilities,
        np.full(2, 0.5),
        np.array([False, True, False, False]),
    )

    np.testing.assert_allclose(risk_over_coverage(said), [0, 0, 0, 1 / 4])
    np.testing.assert_allclose(risk_over_coverage(replace(said, refused=None)), [0, 1 / 2, 1 / 3, 1 / 4])


def test_risk_does_not_depend_on_the_order_of_equally_sure_photographs() -> None:
    said = Predictions(
        MALIGNANCY,
        np.array([0, 0, 1, 1]),
        np.array(["a", "b", "c", "d"]),
        np.tile([0.8, 0.2], (4, 1)),
        np.full(2, 0.5),
        None,
    )

    np.testing.assert_allclose(risk_over_coverage(said), np.full(4, 0.5))


def test_a_bootstrap_sample_takes_photographs_of_a_lesion_together() -> None:
    lesions = np.array(["a", "b", "a", "c", "a"])

    for rows in islice(drawn_lesions(lesions), 50):
        times = np.bincount(rows, minlength=len(lesions))
        assert times[0] == times[2] == times[4]
        assert times[0] + times[1] + times[3] == 3


def test_bootstrap_samples_are_the_same_whenever_drawn() -> None:
    lesions = np.array([f"HAM_{number}" for number in range(40)])

    first, again = (list(islice(drawn_lesions(lesions), 5)) for _ in range(2))

    np.testing.assert_array_equal(first, again)


def test_an_interval_leaves_out_samples_that_had_nothing_to_measure() -> None:
    samples = [{"figure": value} for value in (0.4, float("nan"), 0.6)]

    found = estimates({"figure": 0.5}, samples)["figure"]

    assert found.value == 0.5
    assert [found.low, found.high] == pytest.approx([0.405, 0.595])


def test_an_interval_that_counts_lesions_is_wider_than_one_that_counts_photographs() -> None:
    """Copies of a photograph bring no news."""
    said = _predictions(20, 1.0)
    copies = said.take(np.repeat(np.arange(len(said.truth)), 4))
    as_lesions = replace(copies, lesions=np.arange(len(copies.truth)).astype(str))

    honest, deluded = (
        next(one for one in evaluate(each, "nothing real") if one.name == "accuracy") for each in (copies, as_lesions)
    )

    assert honest.high - honest.low > 1.5 * (deluded.high - deluded.low)


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
