"""The recipes by name."""

from training.recipes import lentigo
from training.recipes.recipe import Recipe

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (lentigo.RECIPE,)}
