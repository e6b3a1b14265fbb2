"""Advice on how a photograph was taken."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw, ImageFilter

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


def flags_of(pixels: Pixels, *, has_more_frames: bool = False, profile_ignored: bool = False) -> set[CaptureFlag]:
    height_px, width_px = pixels.shape[:2]
    decoded = DecodedImage(pixels, width_px, height_px, has_more_frames, profile_ignored)
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


@pytest.mark.parametrize(("radius", "flagged"), [(1.0, True), (1.15, True), (1.35, False)])
def test_round_dark_corners_are_flagged_if_they_take_up_room(good: Pixels, radius: float, flagged: bool) -> None:
    y, x = np.mgrid[-1:1:450j, -1:1:600j]
    seen_through_a_tube = (good * (np.hypot(x, y) < radius)[..., np.newaxis]).astype(np.uint8)

    assert (CaptureFlag.VIGNETTE in flags_of(seen_through_a_tube)) is flagged


def test_a_dark_half_or_dark_bars_are_no_round_corners(good: Pixels) -> None:
    half = good.copy()
    half[:, :150] = 20

    assert CaptureFlag.VIGNETTE not in flags_of(half)
    assert CaptureFlag.VIGNETTE not in flags_of(with_bars(good, ("top", "bottom"), 0))


@pytest.mark.parametrize(("count", "flagged"), [(40, True), (4, False)])
def test_much_hair_is_flagged_and_a_few_hairs_are_not(good: Pixels, count: int, flagged: bool) -> None:
    assert (CaptureFlag.HAIR in flags_of(with_hair(good, count))) is flagged


def test_crusts_and_dots_within_a_lesion_are_no_hair(good: Pixels) -> None:
    crusted = Image.fromarray(good)
    draw, chance = ImageDraw.Draw(crusted), np.random.default_rng(3)
    for x, y in zip(chance.integers(200, 400, 150).tolist(), chance.integers(130, 320, 150).tolist(), strict=True):
        draw.ellipse((x, y, x + 7, y + 7), fill=(40, 25, 20))

    assert CaptureFlag.HAIR not in flags_of(np.asarray(crusted))


def test_reflections_are_flagged(good: Pixels) -> None:
    shining = Image.fromarray(good)
    draw = ImageDraw.Draw(shining)
    for x in range(120, 480, 60):
        draw.ellipse((x, 200, x + 9, 209), fill="white")

    assert flags_of(np.asarray(shining)) == {CaptureFlag.GLARE}


def test_pale_skin_and_dull_scales_are_no_reflections(good: Pixels) -> None:
    scaly = Image.fromarray(good)
    draw = ImageDraw.Draw(scaly)
    for x in range(120, 480, 60):
        draw.ellipse((x, 200, x + 9, 209), fill=(205, 200, 195))
    pale = np.full_like(good, 238)

    assert CaptureFlag.GLARE not in flags_of(np.asarray(scaly))
    assert CaptureFlag.GLARE not in flags_of(pale)


def test_ink_around_a_lesion_is_flagged(good: Pixels) -> None:
    marked = Image.fromarray(good)
    ImageDraw.Draw(marked).arc((40, 15, 560, 435), 0, 90, fill=(60, 50, 190), width=9)

    assert flags_of(np.asarray(marked)) == {CaptureFlag.INK}


def test_a_blue_lesion_is_no_ink(good: Pixels) -> None:
    blue = Image.fromarray(good)
    ImageDraw.Draw(blue).ellipse((180, 110, 420, 340), fill=(70, 80, 160))

    assert CaptureFlag.INK not in flags_of(np.asarray(blue))


@pytest.mark.parametrize(
    ("place", "flagged"),
    [
        ((-120, 60, 320, 390), True),
        ((320, 60, 720, 390), True),
        ((150, 60, 450, 390), False),
        ((-60, -60, 60, 60), False),
    ],
    ids=["over the left edge", "over the right edge", "whole", "another one in a corner"],
)
def test_a_lesion_that_reaches_over_an_edge_is_flagged(place: tuple[int, int, int, int], flagged: bool) -> None:
    assert (CaptureFlag.CUT_OFF in flags_of(lesion_on_skin(place))) is flagged


def test_a_shadow_all_along_an_edge_is_no_lesion_that_is_cut_off() -> None:
    shadowed = lesion_on_skin((200, 130, 400, 320)).copy()
    shadowed[:, :220] = (shadowed[:, :220] * 0.55).astype(np.uint8)

    assert CaptureFlag.CUT_OFF not in flags_of(shadowed)


@pytest.mark.parametrize(("width_px", "flagged"), [(40, True), (70, True), (120, False), (300, False)])
def test_a_lesion_that_is_small_in_the_picture_is_flagged(width_px: int, flagged: bool) -> None:
    place = (300 - width_px // 2, 225 - width_px // 2, 300 + width_px // 2, 225 + width_px // 2)

    assert flags_of(lesion_on_skin(place)) == ({CaptureFlag.SMALL_LESION} if flagged else set())


def test_dark_corners_are_not_taken_for_the_lesion(good: Pixels) -> None:
    y, x = np.mgrid[-1:1:450j, -1:1:600j]
    seen_through_a_tube = (good * (np.hypot(x, y) < 1.1)[..., np.newaxis]).astype(np.uint8)

    assert flags_of(seen_through_a_tube) == {CaptureFlag.VIGNETTE}


def test_even_skin_is_no_letterbox() -> None:
    assert CaptureFlag.LETTERBOX not in flags_of(np.full((450, 600, 3), 170, np.uint8))


def test_several_frames_and_an_ignored_profile_are_told(good: Pixels) -> None:
    assert flags_of(good, has_more_frames=True) == {CaptureFlag.FIRST_FRAME}
    assert flags_of(good, profile_ignored=True) == {CaptureFlag.PROFILE_IGNORED}


def test_flags_come_in_one_order_however_many_there_are(good: Pixels) -> None:
    black = DecodedImage(np.zeros((50, 60, 3), np.uint8), 60, 50, has_more_frames=True, profile_ignored=True)
    bad = with_hair((with_bars(good, ("top", "bottom"), 0) * 0.5).astype(np.uint8), 60)

    for decoded in (black, DecodedImage(bad, 160, 120, has_more_frames=True, profile_ignored=True)):
        flags = capture_flags(decoded, frame(decoded.pixels, SPEC)[0])

        assert flags == tuple(sorted(flags, key=list(CaptureFlag).index))
        assert {CaptureFlag.TOO_DARK, CaptureFlag.TOO_SMALL, CaptureFlag.FIRST_FRAME} < set(flags)


@pytest.mark.parametrize("height_px", [192, 288, 512])
def test_the_same_is_said_whatever_size_the_network_wants(good: Pixels, height_px: int) -> None:
    spec = replace(SPEC, height_px=height_px, width_px=height_px * 4 // 3)
    softened, hairy = Image.fromarray(good).filter(ImageFilter.GaussianBlur(1)), with_hair(good, 60)

    for pixels, expected in (
        (good, ()),
        (np.asarray(softened), ()),
        (np.asarray(softened.filter(ImageFilter.GaussianBlur(5))), (CaptureFlag.BLURRED,)),
        (hairy, (CaptureFlag.HAIR,)),
    ):
        decoded = DecodedImage(pixels, 600, 450, has_more_frames=False, profile_ignored=False)
        assert capture_flags(decoded, frame(pixels, spec)[0]) == expected


@pytest.mark.parametrize("shape", [(32, 32), (96, 96), (256, 192), (50, 400)])
@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_picture_of_any_shape_and_one_level_is_judged(shape: tuple[int, int], level: int) -> None:
    even = np.full((*shape, 3), level, np.uint8)

    flags = capture_flags(DecodedImage(even, shape[1], shape[0], has_more_frames=False, profile_ignored=False), even)

    assert not {CaptureFlag.HAIR, CaptureFlag.GLARE, CaptureFlag.INK, CaptureFlag.CUT_OFF} & set(flags)


def test_luma_weighs_the_channels_as_rec_709_does() -> None:
    primaries = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]], np.uint8)

    assert luma(primaries)[0].tolist() == pytest.approx([54.213, 182.376, 18.411, 255.0], abs=1e-3)


def test_sharpness_falls_with_blur(good: Pixels) -> None:
    radii = (0, 1, 2, 4, 8)
    image = Image.fromarray(good)

    values = [sharpness(luma(np.asarray(image.filter(ImageFilter.GaussianBlur(radius))))) for radius in radii]

    assert values == sorted(values, reverse=True)


def with_hair(pixels: Pixels, count: int) -> Pixels:
    """Lay dark hairs over the whole picture."""
    hairy, chance = Image.fromarray(pixels), np.random.default_rng(1)
    draw = ImageDraw.Draw(hairy)
    for _ in range(count):
        x, y = chance.uniform(0, 600), chance.uniform(0, 450)
        dx, dy = 90 * np.array([np.cos(angle := chance.uniform(0, np.pi)), np.sin(angle)])
        draw.line((x - dx, y - dy, x + dx, y + dy), fill=(35, 25, 20), width=4)
    return np.asarray(hairy)


def lesion_on_skin(place: tuple[int, int, int, int]) -> Pixels:
    """Paint a brown lesion into the box left, top, right, bottom of a picture of 600 × 450 pixels of skin."""
    picture = Image.new("RGB", (600, 450), (215, 170, 150))
    ImageDraw.Draw(picture).ellipse(place, fill=(110, 70, 50))
    grain = np.random.default_rng(2).normal(0, 6, (450, 600, 1))
    soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(3)))
    return np.clip(soft + grain, 0, 255).astype(np.uint8)


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
