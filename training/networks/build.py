"""The networks by name."""

from collections.abc import Callable
from pathlib import Path

import keras

from training.networks.fused_mobilenet_v2 import fused_mobilenet_v2
from training.networks.mobilenet_v1 import mobilenet_v1
from training.networks.mobilenet_v2 import mobilenet_v2
from training.networks.plain_cnn import plain_cnn
from training.recipes.recipe import Recipe, RecipeError

NETWORKS: dict[str, Callable[..., keras.Model]] = {
    "mobilenet_v2": mobilenet_v2,
    "mobilenet_v1": mobilenet_v1,
    "fused_mobilenet_v2": fused_mobilenet_v2,
    "plain_cnn": plain_cnn,
}
# Whose ImageNet weights a network starts from.
_WEIGHTS_FAMILIES = {
    "mobilenet_v2": "mobilenet_v2",
    "mobilenet_v1": "mobilenet_v1",
    "fused_mobilenet_v2": "mobilenet_v2",
}


def weights_family(recipe: Recipe) -> str | None:
    """Return "mobilenet_v1" or "mobilenet_v2", or None for networks that were never trained on ImageNet."""
    return _WEIGHTS_FAMILIES.get(recipe.network)


def build_network(recipe: Recipe, label_count: int, initial_weights: Path | str | None) -> keras.Model:
    """Build a recipe's network, with logits as its output.

    Parameters
    ----------
    recipe : Recipe
    label_count : int
    initial_weights : Path, "imagenet" or None
        An ``.npz`` of ``layer/variable`` arrays, Keras's own download, or random. Networks that were never trained on
        ImageNet ignore it.

    Raises
    ------
    RecipeError
        If there is no such network, or it does not take the recipe's options.
    WeightsError
        If the weights cannot be read or do not fit.
    """
    build = NETWORKS.get(recipe.network)
    if build is None:
        raise RecipeError(f"There is no network {recipe.network!r}; known are {', '.join(NETWORKS)}.")
    size = (recipe.input.height_px, recipe.input.width_px)
    try:
        return build(label_count, size=size, initial_weights=initial_weights, **recipe.network_options)
    except TypeError as error:
        raise RecipeError(f"The network {recipe.network} does not take these options: {error}.") from error
