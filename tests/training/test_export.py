"""From photographs to a bundle that the desktop opens, by the commands that README names."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop.core.bundle.manifest_reader import parse_manifest
from desktop.core.imaging.sources import ImageSource
from desktop.core.inference.classifier import Classifier
from tests.training.tiny_mobilenet import tiny_mobilenet
from training.__main__ import main
from training.datasets.dataset import open_dataset
from training.datasets.ham10000 import read_ham10000
from training.datasets.labels import DIAGNOSES, LABEL_SETS
from training.datasets.split import read_split
from training.evaluation.predictions import predict_with_bundle
from training.evaluation.run_predictions import predict_with_run
from training.export import exporter, parity, variant
from training.export.manifest_writer import manifest_to_json
from training.networks.build import NETWORKS, build_network
from training.recipes.catalogue import RECIPES
from training.run import Run

# The shipped network's recipe for small pictures and a small network.
SMALL = replace(
    RECIPES["lentigo"],
    network="tiny_mobilenet",
    batch_size=8,
    learning_rate=5e-3,
    input=replace(RECIPES["lentigo"].input, height_px=64, width_px=96),
    training_height_px=64,
    training_width_px=96,
    view=replace(RECIPES["lentigo"].view, height_px=64, width_px=64),
)


@pytest.fixture(scope="module")
def workshop(small_ham: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which split, train and export have been run on the small dataset.

    Its network is hardly trained: how much it loses in 8-bit integers says nothing, and any loss is allowed.
    """
    folder = tmp_path_factory.mktemp("workshop")
    data, split = ["--data", str(small_ham)], str(folder / "split.csv")
    cache = ["--cache", str(folder / "cache")]
    recipe = folder / "recipe.json"
    recipe.write_text(SMALL.to_json())
    train = ["train", str(recipe), *data, "--split", split, "--run", str(folder / "run"), "--epochs", "2"]
    export = ["export", str(folder / "run"), *data, "--version", "0.0.1", "--out", str(folder / "models")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, "tiny_mobilenet", tiny_mobilenet)
        patch.setattr(exporter, "CALIBRATION_PHOTOGRAPHS", 8)
        patch.setattr(variant, "MAX_FALL", 1.0)
        patch.setattr(variant, "MAX_AUC_FALL", 1.0)
        patch.setattr(variant, "MAX_CALIBRATION_ERROR_RISE", 1.0)
        assert main(["split", *data, *cache, "--folds", "5", "--out", split]) == 0
        assert main([*train, "--initial-weights", "none", *cache]) == 0
        assert main([*export, *cache]) == 0
        yield folder


def test_the_exported_bundle_opens_and_its_probe_replays(workshop: Path) -> None:
    classifier = Classifier.open(workshop / "models" / "lentigo-0.0.1")

    assert classifier.probe_report.preprocessing_difference == 0
    assert classifier.probe_report.network_agrees
    assert sorted(path.name for path in classifier.bundle.folder.iterdir()) == [
        "LICENSE",
        "MODEL_CARD.md",
        "manifest.json",
        "model-int8.onnx",
        "model.onnx",
        "probe-int8.npz",
        "probe.npz",
        "scope.npz",
    ]


def test_the_desktop_says_what_keras_says(workshop: Path, small_ham: Path) -> None:
    dataset = open_dataset(small_ham, cache_dir=workshop / "cache")
    split = read_split(workshop / "split.csv")
    classifier = Classifier.open(workshop / "models" / "lentigo-0.0.1")

    from_desktop = predict_with_bundle(classifier, split.of(dataset.photographs, "test"))
    from_keras = predict_with_run(Run(workshop / "run"), dataset, split, "test", workshop / "cache")

    np.testing.assert_allclose(from_desktop.probabilities, from_keras.probabilities, atol=1e-4)
    np.testing.assert_array_equal(from_desktop.truth, from_keras.truth)
    np.testing.assert_allclose(from_desktop.priors, from_keras.priors)


def test_an_upside_down_photograph_gets_the_same_answer_and_the_turned_map(workshop: Path) -> None:
    classifier = Classifier.open(workshop / "models" / "lentigo-0.0.1")
    tensors = classifier.bundle.probe.tensors

    upright = classifier.outputs(tensors)
    turned = classifier.outputs(np.ascontiguousarray(tensors[:, ::-1, ::-1]))

    np.testing.assert_allclose(turned["logits"], upright["logits"], atol=1e-5)
    np.testing.assert_allclose(turned["scope_features"], upright["scope_features"], atol=1e-4)
    np.testing.assert_allclose(turned["cam"][:, ::-1, ::-1], upright["cam"], atol=1e-4)
    # A single view would not do that.
    network = Run(workshop / "run").network()
    one, other = (network.predict_on_batch(view) for view in (tensors, tensors[:, ::-1, ::-1]))
    assert np.abs(one - other).max() > 1e-3


def test_an_activation_map_averages_to_its_logit(workshop: Path, small_ham: Path) -> None:
    classifier = Classifier.open(workshop / "models" / "lentigo-0.0.1")
    outputs = classifier.outputs(classifier.bundle.probe.tensors)

    np.testing.assert_allclose(outputs["cam"].mean(axis=(1, 2)), outputs["logits"], atol=1e-4)


def test_a_manifest_survives_being_written_and_read(workshop: Path) -> None:
    data = (workshop / "models" / "lentigo-0.0.1" / "manifest.json").read_bytes()

    manifest = parse_manifest(data)

    assert parse_manifest(manifest_to_json(manifest)) == manifest
    assert manifest_to_json(manifest) == data


def test_the_papers_say_how_the_network_was_made(workshop: Path) -> None:
    folder = workshop / "models" / "lentigo-0.0.1"
    manifest = parse_manifest((folder / "manifest.json").read_bytes())

    assert manifest.command.startswith(f"lentigo-train train {workshop / 'recipe.json'}")
    assert manifest.split_sha256 == read_split(workshop / "split.csv").sha256
    card = (folder / "MODEL_CARD.md").read_text()
    for phrase in (
        *("Not a medical device", "balanced accuracy", "Skin types V and VI", "CC-BY-NC-4.0"),
        *("## Subgroups", "## Failure examples", "| JPEG quality 50 |", "surround blanked", "Static quantisation"),
        *("| int8 | mel |", "| chance of malignancy | lesions |", "Children: 0 photographs"),
    ):
        assert phrase in card, phrase


@pytest.mark.parametrize("graph", ["fp32", "int8"])
def test_each_graph_has_figures_points_and_reliability_of_its_own(workshop: Path, graph: str) -> None:
    classifier = Classifier.open(workshop / "models" / "lentigo-0.0.1", graph)
    manifest = classifier.manifest

    assert classifier.probe_report.network_agrees
    assert [
        (point.target, round(point.sensitivity, 2) >= wanted)
        for point, wanted in zip(manifest.operating_points, (0.8, 0.9, 0.95) * 2, strict=True)
    ] == [
        *[("malignant", True)] * 3,
        *[("mel", True)] * 3,
    ]
    for point in manifest.operating_points:
        assert point.sensitivity_low <= point.sensitivity <= point.sensitivity_high
        assert point.low <= point.specificity <= point.high
    assert manifest.reliability[-1].upper == 1
    assert manifest.reliability[0].measured_on == "test photographs of HAM10000"
    assert manifest.metrics
    outputs = classifier.outputs(classifier.probe.tensors)
    np.testing.assert_allclose(outputs["cam"].mean(axis=(1, 2)), outputs["logits"], atol=1e-4)


def test_the_graphs_differ_and_so_do_their_calibrations(workshop: Path) -> None:
    manifest = Classifier.open(workshop / "models" / "lentigo-0.0.1").manifest

    assert manifest.calibration != manifest.papers_of("int8").calibration
    assert manifest.files["model.onnx"] != manifest.files["model-int8.onnx"]


def test_verify_measures_the_manifests_figures_again(
    workshop: Path, small_ham: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = str(workshop / "models" / "lentigo-0.0.1")

    status = main(["verify", bundle, "--data", str(small_ham), "--split", str(workshop / "split.csv")])

    printed = capsys.readouterr().out
    assert status == 0
    assert "FAIL" not in printed
    assert printed.count("ok    balanced accuracy") == 2
    for told in (
        "fp32: ",
        "int8: ",
        "Worst drop of balanced accuracy",
        "| mirrored |",
        "ordinary photographs",
        "surround blanked",
    ):
        assert told in printed, told


def test_a_quick_verification_leaves_the_slow_parts_out(
    workshop: Path, small_ham: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = str(workshop / "models" / "lentigo-0.0.1")

    assert main(["verify", bundle, "--data", str(small_ham), "--split", str(workshop / "split.csv"), "--quick"]) == 0

    printed = capsys.readouterr().out
    assert "ok    balanced accuracy" in printed
    assert "Worst drop" not in printed


def test_verify_fails_when_the_manifest_claims_what_the_network_does_not_do(
    workshop: Path, small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    boastful = tmp_path / "lentigo-0.0.1"
    boastful.mkdir()
    for path in (workshop / "models" / "lentigo-0.0.1").iterdir():
        (boastful / path.name).write_bytes(path.read_bytes())
    manifest = json.loads((boastful / "manifest.json").read_text())
    manifest["metrics"][0]["value"] += 0.1
    (boastful / "manifest.json").write_text(json.dumps(manifest))

    data = ["--data", str(small_ham), "--split", str(workshop / "split.csv")]

    status = main(["verify", str(boastful), *data, "--quick"])

    assert status == 1
    assert "FAIL  balanced accuracy" in capsys.readouterr().out


def test_evaluate_takes_a_run_or_a_bundle_and_writes_json(
    workshop: Path, small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["--data", str(small_ham), "--split", str(workshop / "split.csv"), "--cache", str(workshop / "cache")]

    for subject in (workshop / "run", workshop / "models" / "lentigo-0.0.1"):
        target = tmp_path / f"{subject.name}.json"
        assert main(["evaluate", str(subject), *common, "--part", "test", "--json", str(target)]) == 0
        assert {figure["name"] for figure in json.loads(target.read_text())} > {"balanced accuracy", "melanoma AUC"}

    assert "95 % intervals" in capsys.readouterr().out


def test_an_export_over_an_existing_bundle_is_refused(
    workshop: Path, small_ham: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = ["export", str(workshop / "run"), "--data", str(small_ham), "--out", str(workshop / "models")]

    assert main([*export, "--version", "0.0.1", "--cache", str(workshop / "cache")]) == 2
    assert "is there already" in capsys.readouterr().err


def test_an_export_that_differs_from_keras_leaves_nothing(
    workshop: Path, small_ham: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parity, "MAX_PROBABILITY_DIFFERENCE", -1.0)
    export = ["export", str(workshop / "run"), "--data", str(small_ham), "--out", str(workshop / "models")]

    assert main([*export, "--version", "0.0.2", "--cache", str(workshop / "cache")]) == 2

    assert "differ too much" in capsys.readouterr().err
    assert [path.name for path in (workshop / "models").iterdir()] == ["lentigo-0.0.1"]


def test_an_image_is_assessed_with_the_labels_of_the_dataset(workshop: Path, small_ham: Path) -> None:
    classifier = Classifier.open(workshop / "models" / "lentigo-0.0.1")
    photo = read_ham10000(small_ham)[0]

    assessment = classifier.assess_source(ImageSource.from_path(photo.path))

    answer = assessment.prediction or assessment.withheld
    assert answer is not None
    assert tuple(answer.probabilities) == tuple(label.key for label in DIAGNOSES)
    assert sum(answer.probabilities.values()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("recipe", "protocol", "complaint"),
    [("small-cnn", "lesion-grouped", "no pooled linear head"), ("mobilenet-v2", "image-level", "leaky")],
)
def test_what_cannot_explain_itself_or_was_trained_on_a_leaky_split_is_not_exported(
    recipe: str, protocol: str, complaint: str, small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    split, chosen = tmp_path / "split.csv", RECIPES[recipe]
    data = ["--data", str(small_ham), "--cache", str(tmp_path / "cache")]
    assert main(["split", *data, "--folds", "5", "--protocol", protocol, "--out", str(split)]) == 0
    labels = len(LABEL_SETS[chosen.label_set])
    trained = Run(tmp_path / "run")
    trained.begin(chosen, split, {"command": "a command"})
    build_network(chosen, labels, None).save(trained.network_path)

    status = main(["export", str(trained.folder), *data, "--version", "0.0.1", "--out", str(tmp_path / "models")])

    assert status == 2
    assert complaint in capsys.readouterr().err
    assert not (tmp_path / "models").exists()
