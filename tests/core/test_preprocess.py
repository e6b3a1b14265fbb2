"""Pixels become the network's tensor in one way, exactly."""

import dataclasses

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from desktop.core.bundle.preprocess import Framing, InputSpec, ResizeFilter, frame, normalise

LANDSCAPE = InputSpec(height_px=256, width_px=342, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0)
SQUARE = dataclasses.replace(LANDSCAPE, height_px=224, width_px=224)
PORTRAIT = dataclasses.replace(LANDSCAPE, height_px=342, width_px=256)


def noise(height_px: int, width_px: int) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (height_px, width_px, 3), dtype=np.uint8)


@pytest.mark.parametrize("spec", [LANDSCAPE, SQUARE, PORTRAIT])
@pytest.mark.parametrize("size_px", [(450, 600), (600, 450), (500, 500), (1, 1), (20, 5000), (5000, 20), (256, 342)])
def test_any_picture_becomes_the_size_of_the_input(spec: InputSpec, size_px: tuple[int, int]) -> None:
    framed, framing = frame(noise(*size_px), spec)

    assert framed.shape == (spec.height_px, spec.width_px, 3)
    assert framed.dtype == np.uint8
    assert framed.flags.c_contiguous
    assert 0 <= framing.left < framing.right <= 1
    assert 0 <= framing.top < framing.bottom <= 1


def test_a_picture_of_the_inputs_size_passes_unchanged() -> None:
    pixels = noise(256, 342)

    framed, framing = frame(pixels, LANDSCAPE)

    assert np.array_equal(framed, pixels)
    assert framing == Framing(0.0, 0.0, 1.0, 1.0, turned=False)


def test_a_wide_picture_loses_equal_parts_left_and_right() -> None:
    pixels = noise(256, 442)

    framed, framing = frame(pixels, LANDSCAPE)

    assert np.array_equal(framed, pixels[:, 50:392])
    assert framing == Framing(50 / 442, 0.0, 392 / 442, 1.0, turned=False)


def test_a_tall_picture_loses_equal_parts_above_and_below() -> None:
    pixels = noise(300, 342)

    framed, framing = frame(pixels, LANDSCAPE)

    assert np.array_equal(framed, pixels[22:278])
    assert framing == Framing(0.0, 22 / 300, 1.0, 278 / 300, turned=False)


def test_a_portrait_picture_is_turned_for_a_landscape_input() -> None:
    pixels = noise(342, 256)

    framed, framing = frame(pixels, LANDSCAPE)

    assert framing == Framing(0.0, 0.0, 1.0, 1.0, turned=True)
    assert np.array_equal(framed, np.rot90(pixels))


def test_a_landscape_picture_is_turned_for_a_portrait_input() -> None:
    pixels = noise(256, 342)

    framed, framing = frame(pixels, PORTRAIT)

    assert framing.turned
    assert np.array_equal(framed, np.rot90(pixels))


@pytest.mark.parametrize("spec", [LANDSCAPE, PORTRAIT])
def test_a_square_picture_is_never_turned(spec: InputSpec) -> None:
    assert not frame(noise(400, 400), spec)[1].turned


def test_a_square_input_sees_the_same_part_of_portrait_and_landscape_pictures() -> None:
    pixels = noise(450, 600)

    landscape, _ = frame(pixels, SQUARE)
    portrait, framing = frame(np.ascontiguousarray(np.rot90(pixels, -1)), SQUARE)

    upright = framing.upright(portrait.astype(np.float32))
    assert np.abs(upright - np.rot90(landscape, -1).astype(np.float32)).mean() < 1


@pytest.mark.parametrize("turned", [False, True])
def test_a_heatmap_is_turned_back_with_the_picture(turned: bool) -> None:
    size_px = (342, 256) if turned else (256, 342)
    pixels = noise(*size_px)
    framed, framing = frame(pixels, LANDSCAPE)

    assert framing.turned is turned
    assert np.array_equal(framing.upright(framed.astype(np.float32)), pixels)


@pytest.mark.parametrize(
    ("name", "pillow_filter"),
    [
        ("bilinear", Image.Resampling.BILINEAR),
        ("bicubic", Image.Resampling.BICUBIC),
        ("lanczos", Image.Resampling.LANCZOS),
    ],
)
def test_the_filter_is_pillows_of_that_name(name: ResizeFilter, pillow_filter: Image.Resampling) -> None:
    pixels = noise(450, 601)
    spec = dataclasses.replace(LANDSCAPE, resize_filter=name)

    framed, _ = frame(pixels, spec)

    cut_rows = (450 - 601 * 256 / 342) / 2
    expected = Image.fromarray(pixels).resize((342, 256), pillow_filter, box=(0, cut_rows, 601, 450 - cut_rows))
    assert np.array_equal(framed, np.asarray(expected))


def test_shrinking_is_antialiased() -> None:
    stripes = np.zeros((1024, 1368, 3), np.uint8)
    stripes[:, ::2] = 255

    framed, _ = frame(stripes, LANDSCAPE)

    assert np.abs(framed[:, 4:-4].astype(float) - 127.5).max() <= 2


def test_values_are_scaled_and_offset_in_float32() -> None:
    framed = np.array([[[0, 127, 255]]], np.uint8)

    tensor = normalise(framed, LANDSCAPE)

    assert tensor.dtype == np.float32
    assert tensor.ravel().tolist() == pytest.approx([-1.0, 127 / 127.5 - 1, 1.0], abs=1e-6)


def test_known_pixels_become_known_values() -> None:
    """Where they change, the probe of every bundle there is fails."""
    y, x = np.mgrid[0:450, 0:600]
    pixels = np.stack([x * 255 // 599, y * 255 // 449, (x * y) % 256], axis=-1).astype(np.uint8)

    framed, _ = frame(pixels, LANDSCAPE)

    assert framed[0, 0].tolist() == [0, 0, 0]
    assert framed[128, 171].tolist() == [127, 127, 187]
    assert framed[255, 341].tolist() == [255, 254, 131]


def test_a_part_moves_by_shares_of_the_networks_view() -> None:
    framing = Framing(0.1, 0.0, 0.9, 1.0, turned=False)

    assert framing.moved(0.25, 0.5) == pytest.approx((0.3, 0.5, 1.1, 1.5))


def test_a_part_of_a_turned_picture_moves_as_the_map_is_turned_back() -> None:
    """A mark in the map and the part that it lies over must move the same way."""
    framing = Framing(0.0, 0.1, 1.0, 0.9, turned=True)
    view = np.zeros((3, 4), np.float32)
    view[1, 1] = 1
    right_of_it, below_it = np.roll(view, 1, axis=1), np.roll(view, 1, axis=0)

    def place(field: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
        marked: npt.NDArray[np.intp] = np.argwhere(framing.upright(field))[0]
        return marked

    rows, columns = place(right_of_it) - place(view)
    left, top, _, _ = framing.moved(0.25, 0.0)
    assert (rows, columns) == (1, 0)
    assert (left, top) == pytest.approx((0.0, 0.1 + 0.25 * 0.8))

    rows, columns = place(below_it) - place(view)
    left, top, _, _ = framing.moved(0.0, 0.25)
    assert (rows, columns) == (0, -1)
    assert (left, top) == pytest.approx((-0.25, 0.1))
