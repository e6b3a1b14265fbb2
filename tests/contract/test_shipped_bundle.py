"""What the bundle in ``models/`` promises, and what README says of it."""

import re
from pathlib import Path

import numpy as np
import pytest

from desktop.core.domain.assessment import Status
from desktop.core.imaging.sources import find_images
from desktop.core.inference.classifier import Classifier
from desktop.core.locations import samples_dir
from training.datasets.ham10000 import read_ham10000
from training.datasets.labels import DIAGNOSES
from training.datasets.split import make_split, read_split
from training.evaluation.metrics import FIGURES
from training.evaluation.predictions import predict_with_bundle

README = Path(__file__).resolve().parents[2] / "README.md"

# Other processors add up in another order; over a thousand photographs that moves a figure by one or two of them.
ROUNDING = 0.005


@pytest.fixture(scope="module")
def classifier(bundle_dir: Path) -> Classifier:
    """The shipped bundle, opened as the desktop opens it."""
    return Classifier.open(bundle_dir)


def _graphs(classifier: Classifier) -> list[Classifier]:
    """Open the bundle with each of its graphs."""
    return [Classifier.open(classifier.bundle.folder, name) for name in classifier.manifest.graph_names]


def test_its_pixels_and_its_networks_are_those_of_training(classifier: Classifier) -> None:
    assert classifier.probe_report.network_difference <= 1e-4
    for opened in _graphs(classifier):
        assert opened.probe_report.preprocessing_difference <= 1.0
        assert opened.probe_report.network_agrees


def test_its_labels_are_those_of_the_dataset(classifier: Classifier) -> None:
    assert classifier.bundle.manifest.labels == DIAGNOSES


def test_each_activation_map_averages_to_its_logit(classifier: Classifier) -> None:
    for opened in _graphs(classifier):
        outputs = opened.outputs(opened.probe.tensors)
        np.testing.assert_allclose(outputs["cam"].mean(axis=(1, 2)), outputs["logits"], atol=1e-3)


def test_a_graph_in_integers_loses_next_to_nothing(classifier: Classifier) -> None:
    """What it may lose on validation photographs, it may lose twice on others."""
    balanced = [opened.manifest.metrics[0].value for opened in _graphs(classifier)]

    assert classifier.manifest.metrics[0].name == "balanced accuracy"
    assert all(balanced[0] - one <= 0.01 for one in balanced)


def test_its_network_has_at_most_four_million_parameters(classifier: Classifier) -> None:
    assert int(classifier.bundle.manifest.network["parameters"]) <= 4_000_000


def test_every_sample_that_the_program_offers_is_assessed(classifier: Classifier) -> None:
    samples = list(find_images([samples_dir()]))

    assert len(samples) >= 3
    for sample in samples:
        assert classifier.assess_source(sample).status is Status.ASSESSED, sample.name


def test_readme_repeats_the_manifests_figures(classifier: Classifier) -> None:
    rows = dict(
        re.findall(r"^\| ([^|]+?) \| ([\d.]+ \([\d.]+ to [\d.]+\)) \|$", README.read_text("utf-8"), re.MULTILINE)
    )

    stated = {
        metric.name: f"{metric.value:.3f} ({metric.low:.3f} to {metric.high:.3f})"
        for metric in classifier.bundle.manifest.metrics
    }
    assert rows
    assert rows == {name: stated[name] for name in rows}


def test_its_test_figures_are_measured_again_on_the_real_photographs(
    classifier: Classifier, shared_data: Path, tmp_path: Path
) -> None:
    photographs = read_ham10000(shared_data)
    path = tmp_path / "split.csv"
    path.write_text(make_split(photographs, folds=8, seed=2018))
    split = read_split(path)
    assert split.sha256 == classifier.bundle.manifest.split_sha256

    for opened in _graphs(classifier):
        said = predict_with_bundle(opened, split.of(photographs, "test"))
        for metric in opened.manifest.metrics:
            assert FIGURES[metric.name](said) == pytest.approx(metric.value, abs=ROUNDING), (opened.graph, metric.name)
