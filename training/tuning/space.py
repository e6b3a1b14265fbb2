"""The space that a search goes through: which plain CNNs there are, and how fast they learn."""

from dataclasses import replace

from keras_tuner import HyperParameters

from training.recipes.recipe import Recipe, RecipeError

Settings = dict[str, int | float | bool]

_NETWORK = "plain_cnn"
_LEAST_BLOCKS, _MOST_BLOCKS = 2, 6
_MOST_FILTERS = 256
# A block is an unpadded 3 × 3 convolution and 2 × 2 pooling: it takes 2 pixels from a side and halves the rest.
_CONVOLUTION_TAKES_PX = 2
_POOLING_DIVIDES_BY = 2


def search_space(recipe: Recipe) -> HyperParameters:
    """Declare the space: every point of it is a network that fits the recipe's pictures.

    ======================= ============================================================================
    ``blocks``              depth: from 2 to as many as the picture's shorter side allows, 6 at most
    ``filters``             of the first block
    ``growth``              each block has so many times the filters of the one before, 256 at most
    ``dense``               width of the dense layer
    ``dropout``             share (0–1) dropped after each block and after the dense layer
    ``learning_rate``       the highest of the run; searched by its logarithm
    ``batch_normalisation`` after each pooling and the dense layer, or nowhere
    ======================= ============================================================================

    None depends on another: keras-tuner would take the default for a setting that does not apply, and learn from it.

    Parameters
    ----------
    recipe : Recipe

    Raises
    ------
    RecipeError
        If the recipe's network is another, or its pictures are too small for two blocks.
    """
    if recipe.network != _NETWORK:
        raise RecipeError(
            f"The recipe {recipe.name} cannot be tuned: its network is {recipe.network}, and what is searched are the "
            f"depth and the widths of {_NETWORK}."
        )
    size = recipe.input
    deepest = min(_deepest(size.height_px, size.width_px), _MOST_BLOCKS)
    if deepest < _LEAST_BLOCKS:
        raise RecipeError(
            f"The recipe {recipe.name} cannot be tuned: pictures of {size.height_px} × {size.width_px} pixels are too "
            f"small for {_LEAST_BLOCKS} blocks."
        )
    space = HyperParameters()
    space.Int("blocks", _LEAST_BLOCKS, deepest)
    space.Choice("filters", [16, 32, 48, 64])
    space.Choice("growth", [1.0, 1.5, 2.0])
    space.Choice("dense", [64, 128, 256])
    space.Choice("dropout", [0.0, 0.1, 0.2, 0.3, 0.4, 0.5])
    space.Float("learning_rate", 1e-4, 3e-3, sampling="log")
    space.Boolean("batch_normalisation")
    return space


def recipe_at(recipe: Recipe, settings: Settings) -> Recipe:
    """Return the recipe with the network and the learning rate of one point of its space; all else stays."""
    options = {
        "filters": [
            min(round(settings["filters"] * settings["growth"] ** block), _MOST_FILTERS)
            for block in range(int(settings["blocks"]))
        ],
        "dense": [settings["dense"]],
        "dropout": settings["dropout"],
        "batch_normalisation": settings["batch_normalisation"],
    }
    return replace(recipe, network_options=options, learning_rate=settings["learning_rate"])


def _deepest(height_px: int, width_px: int) -> int:
    """Return how many blocks leave at least one pixel."""
    side_px, blocks = min(height_px, width_px), 0
    while (side_px := (side_px - _CONVOLUTION_TAKES_PX) // _POOLING_DIVIDES_BY) >= 1:
        blocks += 1
    return blocks
