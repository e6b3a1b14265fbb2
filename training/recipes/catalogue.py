"""The recipes by name."""

from pathlib import Path

from training.recipes import deep_cnn, fused_mobilenet_v2, lentigo, mobilenet_v1, mobilenet_v2, small_cnn
from training.recipes.published import Published
from training.recipes.recipe import Recipe, RecipeError, read_recipe

# The five published systems, the last of them in two forms, and ours.
RECIPES: dict[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        fused_mobilenet_v2.RECIPE,
        mobilenet_v2.RECIPE,
        mobilenet_v1.RECIPE,
        deep_cnn.RECIPE,
        small_cnn.RECIPE,
        small_cnn.WITH_BATCH_NORMALISATION,
        lentigo.RECIPE,
    )
}
PUBLISHED: dict[str, Published] = {
    fused_mobilenet_v2.RECIPE.name: fused_mobilenet_v2.PUBLISHED,
    mobilenet_v2.RECIPE.name: mobilenet_v2.PUBLISHED,
    mobilenet_v1.RECIPE.name: mobilenet_v1.PUBLISHED,
    deep_cnn.RECIPE.name: deep_cnn.PUBLISHED,
    small_cnn.RECIPE.name: small_cnn.PUBLISHED,
    small_cnn.WITH_BATCH_NORMALISATION.name: small_cnn.PUBLISHED,
}


def find_recipe(name_or_path: str) -> Recipe:
    """Return the recipe of that name, or read the JSON file at that path.

    Raises
    ------
    RecipeError
        If there is neither.
    """
    if name_or_path in RECIPES:
        return RECIPES[name_or_path]
    if name_or_path.endswith(".json"):
        return read_recipe(Path(name_or_path))
    raise RecipeError(
        f"There is no recipe {name_or_path!r}; known are {', '.join(RECIPES)}, and JSON files of recipes."
    )
