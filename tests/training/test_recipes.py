"""Recipes are data: they can be written, read, and found by name."""

from pathlib import Path

import numpy as np
import pytest

from training.recipes.catalogue import PUBLISHED, RECIPES, find_recipe
from training.recipes.recipe import RecipeError, read_recipe


@pytest.mark.parametrize("name", list(RECIPES))
def test_every_recipe_survives_being_written_and_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "recipe.json"
    path.write_text(RECIPES[name].to_json(), encoding="utf-8")

    assert read_recipe(path) == RECIPES[name]
    assert find_recipe(str(path)) == find_recipe(name)


def test_the_five_published_systems_are_there() -> None:
    assert set(PUBLISHED) == set(RECIPES) - {"lentigo"}
    assert len({RECIPES[name].title for name in PUBLISHED}) == 6


def test_an_unknown_recipe_is_refused_with_the_known_ones() -> None:
    with pytest.raises(RecipeError, match="known are fused-mobilenet-v2, mobilenet-v2"):
        find_recipe("nonsense")


def test_a_file_that_is_no_recipe_is_named(tmp_path: Path) -> None:
    path = tmp_path / "recipe.json"
    with pytest.raises(RecipeError, match=r"recipe\.json cannot be read"):
        read_recipe(path)
    path.write_text("[]")
    with pytest.raises(RecipeError, match=r"recipe\.json is not a recipe"):
        read_recipe(path)


def test_standardising_gives_the_training_part_mean_0_and_deviation_1() -> None:
    pixels = np.random.default_rng(1).integers(40, 200, (20, 8, 8, 3)).astype(np.uint8)
    recipe = RECIPES["mobilenet-v1"].standardised(pixels)

    values = pixels * recipe.input.scale + recipe.input.offset

    assert values.mean() == pytest.approx(0, abs=1e-9)
    assert values.std() == pytest.approx(1)
    assert RECIPES["mobilenet-v2"].standardised(pixels) == RECIPES["mobilenet-v2"]
