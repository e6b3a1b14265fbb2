"""How a network looks at a photograph when it is used: four views at two scales, one answer, one activation map.

Two views are of the whole photograph and two of its middle, at 1.5 times the scale: as many pixels, once with all that
surrounds the lesion, once with more of its structures. The second of each two is the first turned by 180°: a network's
strides lay its cells a little to one side, and that evens out. In the middle, a place counts the less the nearer it is
to the rim, so that the map has no edge where the middle ends. What it gained is in ``training/RESULTS.md``.
"""

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from desktop.core.bundle.preprocess import InputSpec
from training.networks.head import feature_map
from training.recipes.recipe import MIDDLE_SCALE, Recipe

# So many, the first, show the whole photograph.
WHOLE_VIEWS = 2
# Cells of the common map along a cell of the whole photograph's, and along one of the middle's.
_IN_WHOLE, _IN_MIDDLE = 2 * MIDDLE_SCALE.numerator, 2 * MIDDLE_SCALE.denominator


def as_used(network: keras.Model, recipe: Recipe) -> keras.Model:
    """Return the network as a recipe uses it: photographs of the recipe's `photograph_input`, preprocessed, to logits.

    Raises
    ------
    HeadError
        If a network without a pooled linear head should look at two scales.
    """
    if not recipe.two_scales:
        return network
    spec = recipe.photograph_input
    photographs = keras.Input((spec.height_px, spec.width_px, 3))
    features_of = keras.Model(network.input, feature_map(network))
    maps = [features_of(view) for view in two_scale_views(photographs, recipe.input)]
    return keras.Model(photographs, network.get_layer("logits")(two_scale_embedding(maps)))


def two_scale_views(photographs: Any, spec: InputSpec) -> list[Any]:
    """Cut and scale the four views.

    The whole photograph is shrunk bilinearly without antialiasing, as training's views are cut.

    Parameters
    ----------
    photographs : float32 tensor or KerasTensor, shape (images, height, width, 3)
        Preprocessed; of the size that `Recipe.photograph_input` says.
    spec : InputSpec
        What the network sees at a time.

    Returns
    -------
    list of tensors, each of shape (images, spec.height_px, spec.width_px, 3)
        The whole; it turned by 180°; the middle mirrored left to right; the middle mirrored top to bottom.
    """
    whole = keras.ops.image.resize(photographs, (spec.height_px, spec.width_px), interpolation="bilinear")
    top, left = (photographs.shape[1] - spec.height_px) // 2, (photographs.shape[2] - spec.width_px) // 2
    middle = photographs[:, top : top + spec.height_px, left : left + spec.width_px]
    return [whole, whole[:, ::-1, ::-1], middle[:, :, ::-1], middle[:, ::-1]]


def two_scale_embedding(maps: Sequence[Any]) -> Any:
    """Pool the views' feature maps, each of shape (images, rows, columns, channels), to (images, channels).

    It is the mean over views and positions; those of the middle are weighed by half a wave of sine along each side.
    """
    weights = _middle_weights(maps[0])
    weighed = [*maps[:WHOLE_VIEWS], *(features * weights for features in maps[WHOLE_VIEWS:])]
    return sum(keras.layers.GlobalAveragePooling2D()(features) for features in weighed) / len(weighed)


def two_scale_map(maps: Sequence[Any]) -> Any:
    """Lay the views' maps over each other on a grid that both scales' cells divide.

    Its mean is that of the four maps, those of the middle weighed as `two_scale_embedding` weighs them: enlarging a map
    by a whole number, linearly, keeps its mean, and the middle's values grow by as much as its area is smaller.

    Parameters
    ----------
    maps : sequence of tensors, each of shape (images, rows, columns, labels)
        In the order of `two_scale_views`; of two rows and columns at least.

    Returns
    -------
    tensor, shape (images, 6 × rows, 6 × columns, labels)
        Of the whole photograph.
    """
    whole = (maps[0] + maps[1][:, ::-1, ::-1]) / 2
    middle = (maps[2][:, :, ::-1] + maps[3][:, ::-1]) / 2 * _middle_weights(maps[0])
    # Fades to nothing over half a cell beyond its rim; the other half of the cell around it is empty.
    empty = _IN_MIDDLE // 2
    faded = _enlarged(_surrounded(middle, (1, 1)), _IN_MIDDLE)[:, empty:-empty, empty:-empty]
    margins = tuple((_IN_WHOLE - _IN_MIDDLE) * cells // 2 - empty for cells in whole.shape[1:3])
    return (_enlarged(whole, _IN_WHOLE) + _surrounded(faded, margins) * float(MIDDLE_SCALE**2)) / 2


def _middle_weights(cells: Any) -> npt.NDArray[np.float32]:
    """Return what each position of a map of the middle counts, shape (rows, columns, 1), 1 on average."""
    down, across = (np.sin(np.pi * (np.arange(count) + 0.5) / count) for count in cells.shape[1:3])
    weights = np.outer(down, across)[..., np.newaxis]
    normalised: npt.NDArray[np.float32] = (weights / weights.mean()).astype(np.float32)
    return normalised


def _surrounded(cells: Any, margins: tuple[int, ...]) -> Any:
    """Lay rows and columns of zeros around a map."""
    return keras.ops.pad(cells, ((0, 0), *((margin, margin) for margin in margins), (0, 0)))


def _enlarged(cells: Any, factor: int) -> Any:
    size = (cells.shape[1] * factor, cells.shape[2] * factor)
    return keras.ops.image.resize(cells, size, interpolation="bilinear")
