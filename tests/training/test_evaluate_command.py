"""``lentigo-train evaluate``: on bundles and runs, on honest splits and leaky ones."""

import json
import re
from dataclasses import replace
from pathlib import Path

import keras
import pytest

from desktop.core.bundle.preprocess import InputSpec
from training.__main__ import main
from training.datasets.labels import LABEL_SETS, LabelSetName
from training.recipes.catalogue import RECIPES
from training.run import Run

_SPEC = InputSpec(height_px=24, width_px=32, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0)


@pytest.fixture(scope="module")
def workshop(small_ham: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an honest and a leaky split, a cache, and runs on the honest one with labels of both kinds."""
    folder = tmp_path_factory.mktemp("workshop")
    make = ["split", "--data", str(small_ham), "--folds", "5", "--cache", str(folder / "cache")]
    assert main([*make, "--out", str(folder / "split.csv")]) == 0
    assert main([*make, "--out", str(folder / "other.csv"), "--seed", "1"]) == 0
    assert main([*make, "--out", str(folder / "leaky.csv"), "--protocol", "image-level"]) == 0
    _make_run(folder / "run", folder / "split.csv", "diagnosis")
    _make_run(folder / "binary", folder / "split.csv", "malignancy")
    _make_run(folder / "leaky", folder / "leaky.csv", "malignancy")
    return folder


def _make_run(folder: Path, split: Path, label_set: LabelSetName) -> None:
    """Make a run of a network that sees mean colours through random weights: it is judged, not praised."""
    keras.utils.set_random_seed(1)
    run = Run(folder)
    run.begin(replace(RECIPES["small-cnn"], label_set=label_set, input=_SPEC), split, {"command": "nothing"})
    network = keras.Sequential(
        [
            keras.Input((_SPEC.height_px, _SPEC.width_px, 3)),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(len(LABEL_SETS[label_set])),
        ]
    )
    network.save(run.network_path)


def _evaluate(workshop: Path, small_ham: Path, subject: Path, *more: str) -> int:
    given = ["--data", str(small_ham), "--cache", str(workshop / "cache")]
    return main(["evaluate", str(subject), *given, *more])


def _figures(path: Path) -> dict[str, float]:
    return {one["name"]: one["value"] for one in json.loads(path.read_text(encoding="utf-8"))}


def test_a_bundle_says_the_same_of_files_and_of_cached_pixels_but_refuses_only_files(
    workshop: Path, small_ham: Path, bundle_dir: Path, tmp_path: Path
) -> None:
    split = ["--split", str(workshop / "split.csv"), "--part", "test"]

    assert _evaluate(workshop, small_ham, bundle_dir, *split, "--json", str(tmp_path / "quick.json")) == 0
    assert _evaluate(workshop, small_ham, bundle_dir, *split, "--json", str(tmp_path / "full.json"), "--images") == 0

    quick, full = _figures(tmp_path / "quick.json"), _figures(tmp_path / "full.json")
    assert full.keys() - quick.keys() == {"share refused as out of scope"}
    # What is refused comes last there, whatever its answer.
    del quick["area under risk–coverage"]
    assert {name: full[name] for name in quick} == pytest.approx(quick, abs=1e-4)


def test_a_bundle_on_a_split_that_is_not_its_own_is_judged_with_a_warning(
    workshop: Path, small_ham: Path, bundle_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _evaluate(workshop, small_ham, bundle_dir, "--split", str(workshop / "split.csv")) == 0

    assert "not the split that the bundle was made with" in capsys.readouterr().out


def test_a_bundle_without_a_split_is_refused(
    workshop: Path, small_ham: Path, bundle_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _evaluate(workshop, small_ham, bundle_dir) == 2

    assert "Give --split" in capsys.readouterr().err


def test_the_images_of_a_run_are_refused_with_a_sentence(
    workshop: Path, small_ham: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _evaluate(workshop, small_ham, workshop / "run", "--images") == 2

    assert "--images is for bundles" in capsys.readouterr().err


def test_a_run_is_judged_on_its_own_split_unless_told_otherwise(
    workshop: Path, small_ham: Path, tmp_path: Path
) -> None:
    own, told = tmp_path / "own.json", tmp_path / "told.json"

    assert _evaluate(workshop, small_ham, workshop / "run", "--part", "test", "--json", str(own)) == 0
    split = ["--split", str(workshop / "split.csv")]
    assert _evaluate(workshop, small_ham, workshop / "run", "--part", "test", *split, "--json", str(told)) == 0

    assert own.read_text() == told.read_text()


def test_a_run_is_not_judged_on_lesions_that_it_was_trained_on(
    workshop: Path, small_ham: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _evaluate(workshop, small_ham, workshop / "run", "--split", str(workshop / "other.csv")) == 2

    complaint = capsys.readouterr().err
    assert "training part" in complaint
    assert "Judge the run on its own split" in complaint


def test_a_run_judged_on_the_validation_part_says_that_its_calibration_was_fitted_there(
    workshop: Path, small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _evaluate(workshop, small_ham, workshop / "run", "--out", str(tmp_path / "validation")) == 0
    assert "fitted to these very photographs" in capsys.readouterr().out
    assert "fitted to these very photographs" in (tmp_path / "validation" / "index.html").read_text(encoding="utf-8")

    assert _evaluate(workshop, small_ham, workshop / "run", "--part", "test") == 0
    assert "fitted to these very photographs" not in capsys.readouterr().out


def test_a_report_tells_dataset_split_hash_protocol_and_command(
    workshop: Path, small_ham: Path, tmp_path: Path
) -> None:
    assert _evaluate(workshop, small_ham, workshop / "binary", "--part", "test", "--out", str(tmp_path)) == 0

    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert told["measured_on"] == "lesion-grouped test part of HAM10000"
    assert told["facts"]["protocol"] == "lesion-grouped"
    assert "SHA-256" in told["facts"]["split"]
    assert told["facts"]["command"].startswith("lentigo-train evaluate")
    assert told["confusion"]["labels"] == ["benign", "malignant"]
    assert told["subgroups"]["by"].keys() == {"lightness"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "confusion.png",
        "figures.csv",
        "index.html",
        "per_label.csv",
        "pr.png",
        "pr_labels.png",
        "predictions.csv",
        "reliability.png",
        "report.json",
        "risk_coverage.png",
        "roc.png",
        "roc_labels.png",
        "subgroups.csv",
        "subgroups.png",
    ]


def test_every_figure_of_a_leaky_split_is_marked_on_the_terminal_and_in_json(
    workshop: Path, small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    written = tmp_path / "figures.json"

    assert _evaluate(workshop, small_ham, workshop / "leaky", "--part", "test", "--json", str(written)) == 0

    numbers = [line for line in capsys.readouterr().out.splitlines() if re.search(r"\d\.\d{4}", line)]
    assert len(numbers) > 10
    assert all("LEAKY" in line for line in numbers)
    assert all(one["leaky"] for one in json.loads(written.read_text(encoding="utf-8")))


def test_what_was_left_out_of_the_dataset_is_told(
    workshop: Path, small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for file in small_ham.iterdir():
        (data / file.name).write_bytes(file.read_bytes())
    (data / "ISIC_00000.jpg").write_bytes(b"no picture")
    arguments = ["--part", "test", "--cache", str(tmp_path / "cache"), "--out", str(tmp_path / "out")]

    assert _evaluate(workshop, data, workshop / "run", *arguments) == 2
    assert "--skip-bad" in capsys.readouterr().err
    assert _evaluate(workshop, data, workshop / "run", *arguments, "--skip-bad") == 0

    assert "ISIC_00000.jpg" in capsys.readouterr().out
    assert "ISIC_00000.jpg" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
