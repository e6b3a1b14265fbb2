"""What the recipes say of themselves is what `training/RESULTS.md` holds."""

import importlib
import re
from pathlib import Path

import pytest

from training.recipes.catalogue import PUBLISHED, RECIPES

RESULTS = Path(__file__).resolve().parents[2] / "training" / "RESULTS.md"


def _row(title: str) -> list[str]:
    """Cells of a system's row in the first table."""
    (row,) = re.findall(rf"^\| {re.escape(title)} \| [27] \|.*$", RESULTS.read_text("utf-8"), re.MULTILINE)
    return [cell.strip() for cell in row.strip("|").split("|")]


@pytest.mark.parametrize("name", list(PUBLISHED))
def test_every_published_system_was_trained_and_its_row_says_what_was_cut(name: str) -> None:
    cells = _row(RECIPES[name].title)

    assert re.search(rf"of {RECIPES[name].epochs} epochs", cells[-1])
    for value in PUBLISHED[name].figures.values():
        if "accuracy" in PUBLISHED[name].figures and value == PUBLISHED[name].figures["accuracy"]:
            assert f"{value:.4f}" in cells[2]
    assert cells[3] == "–" or cells[3].endswith("LEAKY")


@pytest.mark.parametrize("name", ["fused_mobilenet_v2", "mobilenet_v2", "mobilenet_v1", "deep_cnn", "small_cnn"])
def test_a_recipes_own_words_repeat_its_row(name: str) -> None:
    recipe = importlib.import_module(f"training.recipes.{name}")
    cells = _row(recipe.RECIPE.title)

    grouped, leaky = cells[4].split()[0], cells[3].split()[0]
    assert f"accuracy {grouped} lesion-grouped, {leaky} image-level" in " ".join((recipe.__doc__ or "").split())
