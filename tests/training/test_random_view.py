"""The augmentation."""

import numpy as np
import numpy.typing as npt
import pytest

from training.export.synthetic import synthetic_photograph
from training.networks.random_view import RandomView
from training.recipes.recipe import View

FREE = View(32, 32, zoom=1.25, stretch=1.1, shift=0.6, light=0.1)


@pytest.fixture(scope="module")
def photographs() -> npt.NDArray[np.float32]:
    """Four photographs, float32, 0–255."""
    return np.stack([synthetic_photograph(seed, 64, 48) for seed in range(4)]).astype(np.float32)


def test_at_inference_photographs_pass_unchanged(photographs: npt.NDArray[np.float32]) -> None:
    np.testing.assert_array_equal(RandomView(FREE)(photographs, training=False), photographs)


def test_while_training_it_cuts_squares_within_the_range_of_pixels(photographs: npt.NDArray[np.float32]) -> None:
    views = np.asarray(RandomView(FREE)(photographs, training=True))

    assert views.shape == (4, 32, 32, 3)
    assert views.min() >= 0
    assert views.max() <= 255


def test_each_photograph_and_each_call_gets_a_view_of_its_own(photographs: npt.NDArray[np.float32]) -> None:
    layer = RandomView(FREE)
    same = np.repeat(photographs[:1], 2, axis=0)

    first, second = (np.asarray(layer(same, training=True)) for _ in range(2))

    assert not np.allclose(first[0], first[1])
    assert not np.allclose(first, second)


def test_the_same_seed_gives_the_same_views(photographs: npt.NDArray[np.float32]) -> None:
    first, second = (np.asarray(RandomView(FREE, seed=5)(photographs, training=True)) for _ in range(2))

    np.testing.assert_array_equal(first, second)


def test_without_any_freedom_but_angle_and_mirror_the_centre_stays(photographs: npt.NDArray[np.float32]) -> None:
    """The middle of an odd-sized view of an odd-sized picture is the picture's own middle, whatever the angle."""
    odd = photographs[:, :47, :63]
    layer = RandomView(View(31, 31))

    views = np.asarray(layer(odd, training=True))

    np.testing.assert_allclose(views[:, 15, 15], odd[:, 23, 31], atol=0.01)


def test_without_any_freedom_at_all_the_photograph_passes(photographs: npt.NDArray[np.float32]) -> None:
    layer = RandomView(View(48, 64, turn_degrees=0.0, mirror_x=False))

    np.testing.assert_allclose(np.asarray(layer(photographs, training=True)), photographs, atol=0.01)


def test_a_view_of_twice_the_scale_shows_the_photograph_at_half_its_size(photographs: npt.NDArray[np.float32]) -> None:
    """Both sides odd: every second pixel, from the first to the last."""
    odd = photographs[:, :47, :63]
    layer = RandomView(View(24, 32, turn_degrees=0.0, mirror_x=False, scale=2.0))

    np.testing.assert_allclose(np.asarray(layer(odd, training=True)), odd[:, ::2, ::2], atol=0.01)


def test_mirrors_come_alone_or_together(photographs: npt.NDArray[np.float32]) -> None:
    layer = RandomView(View(48, 64, turn_degrees=0.0, mirror_x=True, mirror_y=True))
    same = np.repeat(photographs[:1], 64, axis=0)

    views = np.asarray(layer(same, training=True))

    expected = [same[0], same[0, :, ::-1], same[0, ::-1], same[0, ::-1, ::-1]]
    shown = [next(n for n, one in enumerate(expected) if np.allclose(view, one, atol=0.01)) for view in views]
    assert set(shown) == {0, 1, 2, 3}


def test_translation_moves_a_view_that_has_no_room(photographs: npt.NDArray[np.float32]) -> None:
    still = View(48, 64, turn_degrees=0.0, mirror_x=False)
    moving = View(48, 64, turn_degrees=0.0, mirror_x=False, translation=0.1)

    views = np.asarray(RandomView(moving, seed=1)(photographs, training=True))

    assert not np.allclose(views, np.asarray(RandomView(still)(photographs, training=True)), atol=1.0)


def test_views_lose_what_jpeg_loses_if_asked_to(photographs: npt.NDArray[np.float32]) -> None:
    still = View(48, 64, turn_degrees=0.0, mirror_x=False, jpeg_quality=30)

    lost = np.abs(np.asarray(RandomView(still)(photographs, training=True)) - photographs).mean(axis=(1, 2, 3))

    assert (lost > 0.2).all()
    assert len(np.unique(lost)) == len(lost)


def test_it_is_saved_and_loaded_with_its_view() -> None:
    layer = RandomView(FREE, seed=5)

    assert RandomView.from_config(layer.get_config()).view == FREE
