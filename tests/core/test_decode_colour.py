"""Colour profiles are honoured: a photograph's colours are those that its camera meant."""

import io
import struct

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageCms

from desktop.core.imaging.decode import decode

# Display P3's colorants in the ICC registry, and the matrix from CIE XYZ under D50, the white of ICC profiles,
# to linear sRGB (IEC 61966-2-1, Bradford-adapted).
P3_COLORANTS = {
    b"rXYZ": (0.51512, 0.24120, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.15710, 0.06657, 0.78407),
}
XYZ_TO_LINEAR_SRGB = np.array(
    [[3.1338561, -1.6168667, -0.4906146], [-0.9787684, 1.9161415, 0.0334540], [0.0719453, -0.2289914, 1.4052427]]
)


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def profile_with_red_and_blue_swapped() -> bytes:
    profile = srgb_profile()
    return profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)


def display_p3_profile() -> bytes:
    """Put Display P3's colorants into the sRGB profile; the two share white point and transfer curve."""
    profile = bytearray(srgb_profile())
    (tag_count,) = struct.unpack_from(">I", profile, 128)
    for number in range(tag_count):
        signature, offset, _ = struct.unpack_from(">4sII", profile, 132 + 12 * number)
        if signature in P3_COLORANTS:
            fixed_point = [round(value * 65536) for value in P3_COLORANTS[signature]]
            struct.pack_into(">3i", profile, offset + 8, *fixed_point)
    return bytes(profile)


def from_display_p3(value: tuple[int, int, int]) -> npt.NDArray[np.float64]:
    """Compute the sRGB colour of a Display P3 one, both 0–255, as the standard says."""
    encoded = np.array(value) / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    xyz = linear @ np.array([P3_COLORANTS[name] for name in (b"rXYZ", b"gXYZ", b"bXYZ")])
    target = np.clip(XYZ_TO_LINEAR_SRGB @ xyz, 0, 1)
    result: npt.NDArray[np.float64] = np.where(target <= 0.0031308, target * 12.92, 1.055 * target ** (1 / 2.4) - 0.055)
    return result * 255


def plain(colour: tuple[int, ...], profile: bytes | None, file_format: str, mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    options = {"quality": 100} if file_format == "JPEG" else {"lossless": True}
    Image.new(mode, (16, 16), colour).save(stream, file_format, icc_profile=profile, **options)
    return stream.getvalue()


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_profile_with_swapped_channels_swaps_them_back(file_format: str) -> None:
    decoded = decode(plain((200, 100, 50), profile_with_red_and_blue_swapped(), file_format))

    assert np.abs(decoded.pixels - np.array([50.0, 100, 200])).max() <= 3
    assert not decoded.profile_ignored


@pytest.mark.parametrize("colour", [(220, 160, 140), (120, 70, 50), (60, 60, 60), (255, 255, 255)])
def test_a_display_p3_photograph_keeps_its_colours(colour: tuple[int, int, int]) -> None:
    decoded = decode(plain(colour, display_p3_profile(), "PNG"))

    assert np.abs(decoded.pixels - from_display_p3(colour)).max() <= 1.5


def test_a_srgb_profile_changes_nothing() -> None:
    decoded = decode(plain((200, 100, 50), srgb_profile(), "PNG"))

    assert np.abs(decoded.pixels - np.array([200.0, 100, 50])).max() <= 1


def test_a_profile_is_applied_under_transparency() -> None:
    decoded = decode(plain((200, 100, 50, 255), profile_with_red_and_blue_swapped(), "PNG", "RGBA"))

    assert np.abs(decoded.pixels - np.array([50.0, 100, 200])).max() <= 3


def test_a_palette_picture_obeys_its_profile() -> None:
    stream = io.BytesIO()
    image = Image.new("P", (4, 4), 0)
    image.putpalette([200, 100, 50])
    image.save(stream, "PNG", icc_profile=profile_with_red_and_blue_swapped())

    assert np.abs(decode(stream.getvalue()).pixels - np.array([50.0, 100, 200])).max() <= 3


@pytest.mark.parametrize("profile", [b"no profile at all", b"\0" * 200], ids=["text", "zeros"])
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_broken_profile_is_told_and_the_colours_are_taken_as_srgb(file_format: str, profile: bytes) -> None:
    decoded = decode(plain((200, 100, 50), profile, file_format))

    assert decoded.profile_ignored
    assert np.abs(decoded.pixels - np.array([200.0, 100, 50])).max() <= 3


def test_a_profile_for_another_kind_of_pixel_is_told_and_passed_over() -> None:
    decoded = decode(plain((0, 255, 255, 0), srgb_profile(), "TIFF", "CMYK"))

    assert decoded.profile_ignored
    assert np.abs(decoded.pixels - np.array([255.0, 0, 0])).max() <= 1


def test_a_grey_photograph_with_a_colour_profile_stays_grey() -> None:
    decoded = decode(plain((120,), srgb_profile(), "PNG", "L"))

    assert np.ptp(decoded.pixels.astype(int), axis=-1).max() == 0
    assert abs(int(decoded.pixels[0, 0, 0]) - 120) <= 1
