"""Pictures come out the way up that the camera was held."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import ExifTags, Image

from desktop.core.imaging.decode import decode

# What each EXIF orientation wants done (TIFF 6.0: where the zeroth row and column of the stored picture are).
UPRIGHT: dict[int, Any] = {
    1: lambda stored: stored,
    2: lambda stored: stored[:, ::-1],
    3: lambda stored: stored[::-1, ::-1],
    4: lambda stored: stored[::-1],
    5: lambda stored: stored.transpose(1, 0, 2),
    6: lambda stored: np.rot90(stored, -1),
    7: lambda stored: np.rot90(stored, 2).transpose(1, 0, 2),
    8: np.rot90,
}


def quarters(width_px: int = 64, height_px: int = 48) -> Image.Image:
    """Paint four quarters of four greys, so that every orientation looks different and lossy formats do no harm."""
    image = Image.new("RGB", (width_px, height_px))
    for number, grey in enumerate((0, 80, 160, 240)):
        column, row = number % 2, number // 2
        image.paste((grey, grey, grey), (column * width_px // 2, row * height_px // 2, width_px, height_px))
    return image


def photograph(file_format: str, orientation: int, image: Image.Image, **options: Any) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    stream = io.BytesIO()
    image.save(stream, file_format, exif=exif.tobytes(), **options)
    return stream.getvalue()


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize(
    ("file_format", "options"),
    [
        ("JPEG", {"quality": 95}),
        ("PNG", {}),
        ("TIFF", {}),
        ("WEBP", {"lossless": True}),
        ("HEIF", {"quality": -1}),
    ],
)
def test_each_exif_orientation_is_honoured_in_each_format(
    file_format: str, options: dict[str, Any], orientation: int
) -> None:
    image = quarters()
    expected = UPRIGHT[orientation](np.asarray(image)).astype(float)

    decoded = decode(photograph(file_format, orientation, image, **options))

    assert decoded.pixels.shape == expected.shape
    assert (decoded.height_px, decoded.width_px) == expected.shape[:2]
    assert np.abs(decoded.pixels - expected).mean() < 4


@pytest.mark.parametrize("mode", ["L", "P", "1", "RGBA", "LA", "CMYK", "I;16", "F"])
def test_orientation_survives_the_conversion_of_every_kind_of_pixel(mode: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(np.asarray(quarters().convert("L")).astype(np.uint16) * 257)
    else:
        image = quarters().convert(mode)
    expected = decode(photograph("TIFF", 1, image)).pixels

    decoded = decode(photograph("TIFF", 6, image))

    assert np.array_equal(decoded.pixels, np.rot90(expected, -1))
    assert (decoded.width_px, decoded.height_px) == (48, 64)


def test_orientation_survives_a_colour_profile() -> None:
    from PIL import ImageCms  # noqa: PLC0415 - only this test needs it.

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    decoded = decode(photograph("JPEG", 8, quarters(), icc_profile=profile, quality=95))

    assert decoded.pixels.shape == (64, 48, 3)
    assert np.abs(decoded.pixels - np.rot90(np.asarray(quarters())).astype(float)).mean() < 4


@pytest.mark.parametrize("orientation", [0, 9, 200])
def test_an_orientation_that_does_not_exist_is_passed_over(orientation: int) -> None:
    decoded = decode(photograph("PNG", orientation, quarters()))

    assert np.array_equal(decoded.pixels, np.asarray(quarters()))


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_scaled_decode_reports_the_size_of_the_whole_upright_picture(orientation: int) -> None:
    decoded = decode(photograph("JPEG", orientation, quarters(1600, 1200)), cover=(256, 342))

    assert (decoded.width_px, decoded.height_px) == ((1600, 1200) if orientation == 1 else (1200, 1600))
    assert max(decoded.pixels.shape) < 1600


def test_damaged_exif_does_not_hide_the_picture() -> None:
    stream = io.BytesIO()
    quarters().save(stream, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff nothing of sense")

    assert decode(stream.getvalue()).pixels.shape == (48, 64, 3)
