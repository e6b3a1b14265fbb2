import threading

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QImage

from desktop.ui.widgets.image_pyramid import ImagePyramid


def _noise(rows: int, columns: int) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(7).integers(0, 256, (rows, columns, 3), dtype=np.uint8)


def _pixels(image: QImage) -> npt.NDArray[np.uint8]:
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return lines[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).copy()


def test_the_first_level_is_the_picture_itself() -> None:
    pixels = _noise(31, 47)
    pyramid = ImagePyramid.from_pixels(pixels)
    assert (pyramid.width_px, pyramid.height_px) == (47, 31)
    assert np.array_equal(_pixels(pyramid.levels[0]), pixels)


def test_each_level_is_half_the_one_before_until_the_long_side_is_at_most_256() -> None:
    pyramid = ImagePyramid.from_pixels(_noise(601, 1030))
    sizes = [(level.width(), level.height()) for level in pyramid.levels]
    assert sizes == [(1030, 601), (515, 301), (258, 151), (129, 76)]


def test_a_smaller_level_averages_what_it_leaves_out() -> None:
    checkerboard = np.zeros((512, 512, 3), np.uint8)
    checkerboard[::2, ::2] = checkerboard[1::2, 1::2] = 255
    half = _pixels(ImagePyramid.from_pixels(checkerboard).levels[1])
    assert half.min() >= 126
    assert half.max() <= 129


def test_it_does_not_change_when_the_array_it_was_made_from_does() -> None:
    pixels = _noise(20, 30)
    before = pixels.copy()
    pyramid = ImagePyramid.from_pixels(pixels)
    pixels[:] = 0
    del pixels
    assert np.array_equal(_pixels(pyramid.levels[0]), before)


def test_it_is_made_from_a_view_that_is_not_contiguous() -> None:
    pixels = _noise(40, 60)[::2, ::-1]
    assert np.array_equal(_pixels(ImagePyramid.from_pixels(pixels).levels[0]), pixels)


def test_it_can_be_made_off_the_gui_thread() -> None:
    made: list[ImagePyramid] = []
    worker = threading.Thread(target=lambda: made.append(ImagePyramid.from_pixels(_noise(300, 400))))
    worker.start()
    worker.join()
    assert [level.width() for level in made[0].levels] == [400, 200]


@pytest.mark.parametrize("shape", [(1, 1), (5000, 20), (20, 5000), (1, 3000)])
def test_odd_shapes_have_levels_of_at_least_a_pixel(shape: tuple[int, int]) -> None:
    pyramid = ImagePyramid.from_pixels(_noise(*shape))
    assert all(min(level.width(), level.height()) >= 1 for level in pyramid.levels)
    assert max(pyramid.levels[-1].width(), pyramid.levels[-1].height()) <= 256


@pytest.mark.parametrize(
    ("scale", "width"), [(32.0, 1024), (1.0, 1024), (0.51, 1024), (0.5, 512), (0.3, 512), (0.25, 256), (0.01, 256)]
)
def test_the_level_for_a_scale_is_the_smallest_that_is_not_magnified(scale: float, width: int) -> None:
    assert ImagePyramid.from_pixels(_noise(64, 1024)).level_for(scale).width() == width


@pytest.mark.parametrize(("scale", "width"), [(1.0, 400), (0.25, 400), (0.2, 400), (0.125, 200), (0.01, 200)])
def test_a_smaller_copy_stands_for_a_picture_until_that_is_there(scale: float, width: int) -> None:
    copy = ImagePyramid.from_pixels(_noise(300, 400), (1600, 1200))
    assert not copy.is_whole
    assert (copy.width_px, copy.height_px) == (1600, 1200)
    assert copy.level_for(scale).width() == width
    assert ImagePyramid.from_pixels(_noise(300, 400), (400, 300)).is_whole


@pytest.mark.parametrize(
    "array", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8), np.zeros((0, 4, 3), np.uint8)]
)
def test_what_is_no_picture_is_refused(array: npt.NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match="a picture is"):
        ImagePyramid.from_pixels(array)
