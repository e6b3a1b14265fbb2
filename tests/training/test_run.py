"""A run folder refuses what is not its own, and tells what made it."""

from dataclasses import replace
from pathlib import Path

import pytest

from training.recipes.catalogue import RECIPES
from training.recipes.recipe import RecipeError
from training.run import Run, RunError, describe_weights

RECIPE = RECIPES["small-cnn"]


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """A split file; its content does not matter to the folder."""
    path = tmp_path / "split.csv"
    path.write_text("image_id,lesion_id,label,part\n")
    return path


def _begun(folder: Path, split: Path) -> Run:
    run = Run(folder)
    run.begin(RECIPE, split, {"command": "a command"})
    return run


def test_a_folder_with_another_recipe_or_split_is_refused(tmp_path: Path, split: Path) -> None:
    run = _begun(tmp_path / "run", split)
    other_split = tmp_path / "other.csv"
    other_split.write_text("something else\n")

    with pytest.raises(RunError, match="another recipe"):
        run.begin(replace(RECIPE, epochs=2), split, {})
    with pytest.raises(RunError, match="another split"):
        run.begin(RECIPE, other_split, {})


def test_a_run_does_not_go_on_with_other_photographs_or_weights(tmp_path: Path, split: Path) -> None:
    begun = {"command": "a command", "training_photographs": 28, "initial_weights_sha256": "0"}
    run = Run(tmp_path / "run")
    run.begin(RECIPE, split, begun)
    run.network_path.touch()

    run.begin(RECIPE, split, begun | {"command": "another command"})
    with pytest.raises(RunError, match="begun with another training_photographs"):
        run.begin(RECIPE, split, begun | {"training_photographs": 20})
    with pytest.raises(RunError, match="begun with another initial_weights_sha256"):
        run.begin(RECIPE, split, begun | {"initial_weights_sha256": "1"})


def test_the_recipe_the_split_and_what_made_the_run_are_kept(tmp_path: Path, split: Path) -> None:
    weights = tmp_path / "weights.npz"
    weights.write_bytes(b"weights")
    run = Run(tmp_path / "run")

    run.begin(RECIPE, split, {"command": "a command"} | describe_weights(weights))

    assert run.recipe() == RECIPE
    assert run.split_path.read_bytes() == split.read_bytes()
    told = run.provenance()
    assert told["command"] == "a command"
    assert told["initial_weights"] == "weights.npz"
    assert len(told["initial_weights_sha256"]) == 64
    assert {"tensorflow", "keras", "numpy", "python", "system"} <= told.keys()


def test_an_unfinished_run_and_a_folder_that_is_none_give_no_network(tmp_path: Path, split: Path) -> None:
    with pytest.raises(RunError, match="no trained network"):
        _begun(tmp_path / "run", split).network()
    with pytest.raises(RunError, match="not a run folder"):
        Run(tmp_path / "nowhere").recipe()


def test_a_damaged_network_is_named(tmp_path: Path, split: Path) -> None:
    run = _begun(tmp_path / "run", split)
    run.network_path.write_bytes(b"PK\x03\x04 no network")

    with pytest.raises(RunError, match=r"network\.keras cannot be loaded"):
        run.network()


def test_a_recipe_of_another_version_is_refused_by_name(tmp_path: Path, split: Path) -> None:
    run = _begun(tmp_path / "run", split)
    run.recipe_path.write_text(RECIPE.to_json().replace('"epochs"', '"rounds"'))

    with pytest.raises(RecipeError, match=r"recipe\.json is not a recipe.*rounds"):
        run.recipe()
