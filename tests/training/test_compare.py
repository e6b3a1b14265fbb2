"""Systems side by side: published and measured, leaky and not, and any two against each other."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop.core.bundle.preprocess import InputSpec
from training.__main__ import main
from training.comparison.equal_terms import COMPARED, paired_difference
from training.comparison.reproduction import within_budget
from training.datasets.labels import DIAGNOSES, MALIGNANCY
from training.evaluation.predictions import Predictions
from training.recipes.catalogue import PUBLISHED, RECIPES
from training.recipes.recipe import Recipe, View

RECIPE = RECIPES["small-cnn"]


def _tiny(recipe: Recipe) -> Recipe:
    """The recipe, cut to what trains in a second."""
    return replace(
        recipe,
        network_options={"filters": [4], "dense": [], "dropout": 0.1},
        input=InputSpec(height_px=12, width_px=16, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0),
        training_height_px=12,
        training_width_px=16,
        view=View(12, 16),
        precision="float32",
        epochs=4,
    )


@pytest.fixture(scope="module")
def reproduced(small_ham: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which two tiny systems, one of each kind of labels, were trained and compared."""
    folder = tmp_path_factory.mktemp("reproduced")
    paths = []
    for name in ("small-cnn", "deep-cnn"):
        paths.append(folder / f"{name}.json")
        paths[-1].write_text(_tiny(RECIPES[name]).to_json(), encoding="utf-8")
    arguments = ["--data", str(small_ham), "--cache", str(folder / "cache"), "--out", str(folder / "out")]
    assert main(["reproduce", *map(str, paths), "--budget", "330", *arguments]) == 0
    return folder


def test_every_system_is_trained_under_both_protocols(reproduced: Path) -> None:
    told = json.loads((reproduced / "out" / "comparison.json").read_text())["systems"]

    assert sorted((one["name"], one["protocol"], one["leaky"]) for one in told) == [
        ("deep-cnn", "image-level", True),
        ("deep-cnn", "lesion-grouped", False),
        ("small-cnn", "image-level", True),
        ("small-cnn", "lesion-grouped", False),
    ]
    assert all(set(one["figures"]) == set(COMPARED) for one in told)
    assert all(one["cost"]["parameters"] > 0 and one["cost"]["milliseconds"] > 0 for one in told)


def test_every_figure_of_a_leaky_split_is_marked(reproduced: Path) -> None:
    table = (reproduced / "out" / "comparison.md").read_text()
    told = json.loads((reproduced / "out" / "comparison.json").read_text())

    (row,) = [line for line in table.splitlines() if line.startswith(f"| {RECIPE.title} | 7")]
    assert [("LEAKY" in cell) for cell in row.split("|")[4:6]] == [True, False]
    assert "On the image-level test part of HAM10000, LEAKY" in table
    for system in told["systems"]:
        leaky = system["protocol"] == "image-level"
        assert all(("LEAKY" in figure["measured_on"]) is leaky for figure in system["figures"].values())


def test_the_table_says_what_was_cut_and_what_was_published(reproduced: Path) -> None:
    table = (reproduced / "out" / "comparison.md").read_text()

    assert f"2 of {RECIPE.epochs} epochs" in table
    assert "0.8600" in table
    assert "[[304, 56], [36, 264]]" in table
    assert "lentigo-train reproduce" in table


def test_only_systems_on_the_same_photographs_are_paired(reproduced: Path) -> None:
    pairs = json.loads((reproduced / "out" / "comparison.json").read_text())["pairs"]

    assert len(pairs) == 2
    assert {(pair["one"], pair["other"]) for pair in pairs} == {("deep-cnn", "small-cnn")}


def test_reproducing_again_trains_nothing_and_gives_the_same_figures(reproduced: Path, small_ham: Path) -> None:
    def figures() -> list[object]:
        systems = json.loads((reproduced / "out" / "comparison.json").read_text())["systems"]
        return [system["figures"] for system in systems]

    before = figures()
    networks = sorted((reproduced / "out").rglob("network.keras"))
    written = [path.stat().st_mtime_ns for path in networks]
    recipes = [str(reproduced / f"{name}.json") for name in ("small-cnn", "deep-cnn")]
    data = ["--data", str(small_ham), "--cache", str(reproduced / "cache"), "--out", str(reproduced / "out")]

    assert main(["reproduce", *recipes, "--budget", "330", *data]) == 0

    assert len(networks) == 4
    assert [path.stat().st_mtime_ns for path in networks] == written
    assert figures() == before


def test_runs_of_one_folder_can_be_compared_by_themselves(
    reproduced: Path, small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = [str(reproduced / "out" / "lesion-grouped" / name) for name in ("small-cnn", "deep-cnn")]
    data = ["--data", str(small_ham), "--cache", str(reproduced / "cache")]

    assert main(["compare", *runs, *data, "--out", str(tmp_path)]) == 0

    assert (tmp_path / "comparison.png").stat().st_size > 10_000
    assert RECIPE.title in capsys.readouterr().out


def test_runs_of_one_recipe_are_told_apart_by_their_folders(reproduced: Path, small_ham: Path, tmp_path: Path) -> None:
    run = reproduced / "out" / "lesion-grouped" / "deep-cnn"
    copied = tmp_path / "copied"
    shutil.copytree(run, copied)
    data = ["--data", str(small_ham), "--cache", str(reproduced / "cache")]

    assert main(["compare", str(run), str(copied), *data, "--out", str(tmp_path / "out")]) == 0

    told = json.loads((tmp_path / "out" / "comparison.json").read_text())
    assert [system["name"] for system in told["systems"]] == [f"deep-cnn ({run})", f"deep-cnn ({copied})"]
    assert told["pairs"][0]["differences"]["malignant AUC"]["value"] == 0
    assert (tmp_path / "out" / "comparison.md").read_text().count("0.8600") == 3  # Each row, and what was published.


def test_a_folder_that_is_neither_run_nor_bundle_is_refused(
    small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(tmp_path), "--data", str(small_ham), "--out", str(tmp_path / "out")]) == 2
    assert "is not a run folder" in capsys.readouterr().err


def test_published_figures_that_contradict_each_other_are_said_to() -> None:
    (contradiction,) = PUBLISHED["fused-mobilenet-v2"].contradictions()

    assert "F1 of 0.9498, not 0.8610" in contradiction
    assert not PUBLISHED["deep-cnn"].contradictions()
    wrong = replace(PUBLISHED["deep-cnn"], confusion=((200, 160), (36, 264)))
    assert "accuracy of 0.7030, not 0.8600" in wrong.contradictions()[0]


@pytest.mark.parametrize(
    ("budget", "epochs", "share"),
    [(None, 30, 1.0), (1_000_000, 30, 1.0), (8_000, 8, 1.0), (8_999, 8, 1.0), (250, 1, 0.25)],
)
def test_a_budget_cuts_epochs_first_and_then_data(budget: int | None, epochs: int, share: float) -> None:
    cut = within_budget(RECIPE, 1000, budget)

    assert (cut.epochs, cut.data_share) == (epochs, share)


def _said(sharpness: float, seed: int = 0) -> Predictions:
    generator = np.random.default_rng(seed)
    truth = np.arange(200) % 2
    score = 1 / (1 + np.exp(-(generator.normal(size=200) + sharpness * (2 * truth - 1))))
    lesions = np.array([f"HAM_{number // 4}" for number in range(200)])
    return Predictions(MALIGNANCY, truth, lesions, np.stack([1 - score, score], axis=1), np.array([0.5, 0.5]), None)


def test_a_better_system_is_better_beyond_its_interval_and_a_system_equals_itself() -> None:
    better = paired_difference(_said(3.0), _said(0.3, seed=1))
    same = paired_difference(_said(1.0), _said(1.0))

    assert better["malignant AUC"].low > 0
    assert better["malignant accuracy"].low > 0
    assert (same["malignant AUC"].low, same["malignant AUC"].value, same["malignant AUC"].high) == (0, 0, 0)


def test_systems_of_seven_and_of_two_labels_are_compared_by_malignancy() -> None:
    """Seven labels that say what two say are no better and no worse."""
    two = _said(1.0)
    keys = [label.key for label in DIAGNOSES]
    seven = np.zeros((200, 7))
    seven[:, keys.index("nv")], seven[:, keys.index("mel")] = two.probabilities.T
    truth = np.where(two.truth == 1, keys.index("bcc"), keys.index("df"))
    other = Predictions(DIAGNOSES, truth, two.lesions, seven, np.full(7, 1 / 7), None)

    difference = paired_difference(two, other)

    assert difference["malignant AUC"].value == pytest.approx(0)
    assert difference["malignant accuracy"].value == pytest.approx(0)


def test_different_photographs_are_not_compared() -> None:
    one = _said(1.0)

    with pytest.raises(ValueError, match="different photographs"):
        paired_difference(one, one.take(np.arange(199, -1, -1)))
