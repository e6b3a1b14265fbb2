"""Advice on how a photograph was taken."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageFilter

from desktop.core.bundle.preprocess import InputSpec, frame
from desktop.core.domain.assessment import CaptureFlag
from desktop.core.imaging.capture_quality import capture_flags, luma, sharpness
from desktop.core.imaging.decode import DecodedImage

SPEC = InputSpec(height_px=256, width_px=342, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0)
Pixels = npt.NDArray[np.uint8]


@pytest.fixture(scope="module")
def good(synthetic_photo: Callable[..., Any]) -> Pixels:
    pixels: Pixels = synthetic_photo(0, 600, 450)
    return pixels


def flags_of(pixels: Pixels, *, frame_count: int = 1, profile_ignored: bool = False) -> set[CaptureFlag]:
    height_px, width_px = pixels.shape[:2]
    decoded = DecodedImage(pixels, width_px, height_px, frame_count, profile_ignored)
    return set(capture_flags(decoded, frame(pixels, SPEC)[0]))


def test_a_good_photograph_has_no_flag(good: Pixels) -> None:
    assert flags_of(good) == set()


def test_a_good_portrait_photograph_has_no_flag(good: Pixels) -> None:
    assert flags_of(np.ascontiguousarray(np.rot90(good))) == set()


def test_a_blurred_photograph_is_flagged(good: Pixels) -> None:
    blurred = np.asarray(Image.fromarray(good).filter(ImageFilter.GaussianBlur(12)))

    assert flags_of(blurred) == {CaptureFlag.BLURRED}


def test_a_dark_photograph_is_flagged(good: Pixels) -> None:
    assert CaptureFlag.TOO_DARK in flags_of((good * 0.25).astype(np.uint8))


def test_a_washed_out_photograph_is_flagged(good: Pixels) -> None:
    assert CaptureFlag.TOO_BRIGHT in flags_of(np.clip(good * 2.2, 0, 255).astype(np.uint8))


@pytest.mark.parametrize(("width_px", "flagged"), [(260, True), (266, False)])
def test_a_photograph_with_a_short_side_under_200_pixels_is_flagged(
    synthetic_photo: Callable[..., Any], width_px: int, flagged: bool
) -> None:
    small = synthetic_photo(0, width_px, width_px * 3 // 4 + 1)

    assert (CaptureFlag.TOO_SMALL in flags_of(small)) is flagged


@pytest.mark.parametrize("value", [0, 255])
@pytest.mark.parametrize("edges", [("top", "bottom"), ("left", "right")])
def test_bars_along_two_opposite_edges_are_flagged(good: Pixels, value: int, edges: tuple[str, str]) -> None:
    assert CaptureFlag.LETTERBOX in flags_of(with_bars(good, edges, value))


@pytest.mark.parametrize("edges", [("top",), ("left",), ("top", "left")])
def test_a_bar_along_one_edge_is_no_letterbox(good: Pixels, edges: tuple[str, ...]) -> None:
    assert CaptureFlag.LETTERBOX not in flags_of(with_bars(good, edges, 0))


def test_the_round_dark_rim_of_a_dermatoscope_is_no_letterbox(good: Pixels) -> None:
    y, x = np.mgrid[-1:1:450j, -1:1:600j]
    rim = good * (np.hypot(x, y) < 1.25)[..., np.newaxis]

    assert CaptureFlag.LETTERBOX not in flags_of(rim.astype(np.uint8))


def test_even_skin_is_no_letterbox() -> None:
    assert CaptureFlag.LETTERBOX not in flags_of(np.full((450, 600, 3), 170, np.uint8))


def test_several_frames_and_an_ignored_profile_are_told(good: Pixels) -> None:
    assert flags_of(good, frame_count=3) == {CaptureFlag.FIRST_FRAME}
    assert flags_of(good, profile_ignored=True) == {CaptureFlag.PROFILE_IGNORED}


def test_flags_come_in_one_order_however_many_there_are() -> None:
    black = DecodedImage(np.zeros((50, 60, 3), np.uint8), 60, 50, 2, profile_ignored=True)

    flags = capture_flags(black, frame(black.pixels, SPEC)[0])

    assert flags == tuple(sorted(flags, key=list(CaptureFlag).index))
    assert set(flags) == set(CaptureFlag) - {CaptureFlag.TOO_BRIGHT, CaptureFlag.UNLIKE_DERMOSCOPY}


def test_luma_weighs_the_channels_as_rec_709_does() -> None:
    primaries = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]], np.uint8)

    assert luma(primaries)[0].tolist() == pytest.approx([54.213, 182.376, 18.411, 255.0], abs=1e-3)


def test_sharpness_falls_with_blur(good: Pixels) -> None:
    radii = (0, 1, 2, 4, 8)
    image = Image.fromarray(good)

    values = [sharpness(luma(np.asarray(image.filter(ImageFilter.GaussianBlur(radius))))) for radius in radii]

    assert values == sorted(values, reverse=True)


def with_bars(pixels: Pixels, edges: tuple[str, ...], value: int) -> Pixels:
    """Paint a twelfth of the picture over along some edges."""
    barred = pixels.copy()
    rows, columns = (side // 12 for side in pixels.shape[:2])
    parts: dict[str, Any] = {
        "top": np.s_[:rows],
        "bottom": np.s_[-rows:],
        "left": np.s_[:, :columns],
        "right": np.s_[:, -columns:],
    }
    for edge in edges:
        barred[parts[edge]] = value
    return barred
