"""Four views of a photograph, at two scales, and the one activation map that theirs make."""

import numpy as np
import numpy.typing as npt
import pytest

from training.networks.views import WHOLE_VIEWS, two_scale_embedding, two_scale_map, two_scale_views
from training.recipes.catalogue import RECIPES

_RECIPE = RECIPES["lentigo"]
_HEIGHT, _WIDTH = _RECIPE.input.height_px, _RECIPE.input.width_px


def _centre_of(marked: npt.NDArray[np.float32]) -> tuple[float, float]:
    """Return the row and the column, as fractions (0–1), about which what is above zero lies."""
    places = np.argwhere(marked > 0) + 0.5
    weights = marked[marked > 0]
    row, column = np.average(places, axis=0, weights=weights) / marked.shape
    return float(row), float(column)


def test_two_views_show_the_whole_photograph_and_two_its_middle_larger() -> None:
    taken = _RECIPE.photograph_input
    photographs = np.zeros((1, taken.height_px, taken.width_px, 3), np.float32)
    photographs[:, 84:90, 156:162] = 1.0  # A mark at 0.302 of the height and 0.414 of the width.

    views = [np.asarray(view) for view in two_scale_views(photographs, _RECIPE.input)]

    assert [view.shape for view in views] == [(1, _HEIGHT, _WIDTH, 3)] * 4
    whole, turned, left_right, up_down = (_centre_of(view[0, ..., 0]) for view in views)
    assert whole == pytest.approx((87 / 288, 159 / 384), abs=1e-3)
    assert turned == pytest.approx((1 - 87 / 288, 1 - 159 / 384), abs=1e-3)
    assert left_right == pytest.approx(((87 - 48) / 192, 1 - (159 - 64) / 256), abs=1e-3)
    assert up_down == pytest.approx((1 - (87 - 48) / 192, (159 - 64) / 256), abs=1e-3)
    # 6 pixels a side; the whole is shrunk to two thirds.
    assert [round(float(view[0, ..., 0].sum())) for view in views] == [16, 16, 36, 36]


def _weights(rows: int, columns: int) -> npt.NDArray[np.float64]:
    weights: npt.NDArray[np.float64] = np.outer(
        *(np.sin(np.pi * (np.arange(count) + 0.5) / count) for count in (rows, columns))
    )
    weights /= weights.mean()
    return weights


@pytest.mark.parametrize(("rows", "columns"), [(6, 8), (3, 5), (2, 3)])
def test_the_map_averages_to_what_the_pooled_features_give(rows: int, columns: int) -> None:
    maps = [np.random.default_rng(seed).normal(size=(2, rows, columns, 7)).astype(np.float32) for seed in range(4)]

    one = np.asarray(two_scale_map(maps))

    assert one.shape == (2, 6 * rows, 6 * columns, 7)
    np.testing.assert_allclose(one.mean(axis=(1, 2)), np.asarray(two_scale_embedding(maps)), atol=1e-5)


def test_the_middle_counts_less_towards_its_rim() -> None:
    maps = [np.random.default_rng(seed).normal(size=(2, 6, 8, 7)).astype(np.float32) for seed in range(4)]

    whole, middle = np.mean(maps[:2], axis=(0, 2, 3)), [one * _weights(6, 8)[..., np.newaxis] for one in maps[2:]]

    expected = (whole + np.mean(middle, axis=(0, 2, 3))) / 2
    np.testing.assert_allclose(np.asarray(two_scale_embedding(maps)), expected, atol=1e-5)


def test_the_map_has_no_edge_where_the_middle_ends() -> None:
    even = [np.ones((1, 6, 8, 1), np.float32) for _ in range(4)]

    row = np.asarray(two_scale_map(even))[0, 18, :, 0]

    # 48 cells; the middle has those from 8 to 40.
    assert row[0] == row[5] == pytest.approx(0.5)
    assert row[24] == row.max() > 1.5
    assert np.abs(np.diff(row)).max() < (row.max() - row.min()) / 8


@pytest.mark.parametrize("view", range(4))
def test_what_a_view_finds_lies_in_the_map_where_it_lies_in_the_photograph(view: int) -> None:
    maps = [np.zeros((1, 6, 8, 1), np.float32) for _ in range(4)]
    # A cell of the whole, or of the middle, as the photograph lies; in each view it lies where the view shows it.
    row, column = 2, 1
    place = [(row, column), (5 - row, 7 - column), (row, 7 - column), (5 - row, column)][view]
    maps[view][0, place[0], place[1]] = 1.0

    centre = _centre_of(np.asarray(two_scale_map(maps))[0, ..., 0])

    seen = ((row + 0.5) / 6, (column + 0.5) / 8)
    expected = seen if view < WHOLE_VIEWS else tuple(1 / 6 + share * 2 / 3 for share in seen)
    assert centre == pytest.approx(expected, abs=1e-3)
