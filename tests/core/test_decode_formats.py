"""Every format and kind of pixel comes out as upright sRGB bytes."""

import io
import struct
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from desktop.core.errors import ImageError
from desktop.core.imaging.decode import decode
from desktop.core.imaging.opening import FORMATS

Pixels = npt.NDArray[np.uint8]

WIDTH_PX, HEIGHT_PX = 40, 30


@pytest.fixture(scope="module")
def photo() -> Pixels:
    """Return a smooth picture that even lossy formats keep, different in every channel and corner."""
    y, x = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX]
    channels = (40 + 4 * x, 60 + 5 * y, 200 - 2 * x - 2 * y)
    return np.stack(channels, axis=-1).astype(np.uint8)


def encoded(image: Image.Image, file_format: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, file_format, **options)
    return stream.getvalue()


def close(actual: Pixels, expected: npt.NDArray[Any], tolerance: float) -> bool:
    return bool(np.abs(actual.astype(float) - expected.astype(float)).max() <= tolerance)


@pytest.mark.parametrize(
    ("file_format", "options", "tolerance"),
    [
        ("JPEG", {"quality": 95, "subsampling": 0}, 8),
        ("JPEG", {"quality": 95, "progressive": True, "subsampling": 0}, 8),
        ("PNG", {}, 0),
        ("TIFF", {}, 0),
        ("TIFF", {"compression": "tiff_lzw"}, 0),
        ("TIFF", {"compression": "tiff_deflate"}, 0),
        ("BMP", {}, 0),
        ("WEBP", {"lossless": True}, 0),
        ("HEIF", {"quality": -1, "chroma": 444}, 8),
        ("MPO", {"quality": 95, "subsampling": 0}, 8),
    ],
)
def test_a_colour_photograph_is_read_in_every_format(
    photo: Pixels, file_format: str, options: dict[str, Any], tolerance: float
) -> None:
    decoded = decode(encoded(Image.fromarray(photo), file_format, **options))

    assert decoded.pixels.shape == (HEIGHT_PX, WIDTH_PX, 3)
    assert decoded.pixels.dtype == np.uint8
    assert (decoded.width_px, decoded.height_px) == (WIDTH_PX, HEIGHT_PX)
    assert not decoded.has_more_frames
    assert not decoded.profile_ignored
    assert close(decoded.pixels, photo, tolerance)


def test_a_gif_is_read_by_its_palette(photo: Pixels) -> None:
    few_colours = Image.fromarray(photo).quantize(16)

    decoded = decode(encoded(few_colours, "GIF"))

    assert close(decoded.pixels, np.asarray(few_colours.convert("RGB")), 0)


def test_formats_that_no_camera_or_microscope_writes_are_refused(photo: Pixels) -> None:
    for file_format in ("PPM", "ICO", "TGA", "PCX", "PDF", "EPS"):
        with pytest.raises(ImageError, match="not a picture in a format"):
            decode(encoded(Image.fromarray(photo), file_format))
        assert file_format not in FORMATS


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF", "BMP", "WEBP", "HEIF"])
def test_a_grey_photograph_has_three_equal_channels(photo: Pixels, file_format: str) -> None:
    grey = Image.fromarray(photo).convert("L")

    pixels = decode(encoded(grey, file_format, quality=95)).pixels

    assert pixels.shape == (HEIGHT_PX, WIDTH_PX, 3)
    assert close(pixels, np.asarray(grey)[..., np.newaxis], 8)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "WEBP"])
def test_transparency_lies_on_white(photo: Pixels, file_format: str) -> None:
    alpha = np.zeros((HEIGHT_PX, WIDTH_PX), np.uint8)
    alpha[:, 20:] = 255
    data = encoded(Image.fromarray(np.dstack([photo, alpha])), file_format, lossless=True)

    pixels = decode(data).pixels

    assert (pixels[:, :20] == 255).all()
    assert close(pixels[:, 20:], photo[:, 20:], 0)


def test_half_transparent_pixels_are_mixed_with_white() -> None:
    image = Image.new("RGBA", (4, 4), (100, 0, 200, 128))

    assert close(decode(encoded(image, "PNG")).pixels, np.array([177, 127, 227]), 1)


def test_grey_with_transparency_lies_on_white() -> None:
    assert (decode(encoded(Image.new("LA", (4, 4), (10, 0)), "PNG")).pixels == 255).all()


def test_a_transparent_palette_entry_lies_on_white() -> None:
    image = Image.new("P", (4, 4), 1)
    image.putpalette([0, 0, 0, 10, 20, 30])
    image.putpixel((0, 0), 0)

    pixels = decode(encoded(image, "PNG", transparency=0)).pixels

    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert pixels[1, 1].tolist() == [10, 20, 30]


def test_a_transparent_colour_of_a_png_lies_on_white() -> None:
    image = Image.new("RGB", (4, 4), (10, 20, 30))
    image.putpixel((0, 0), (1, 2, 3))

    pixels = decode(encoded(image, "PNG", transparency=(1, 2, 3))).pixels

    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert pixels[1, 1].tolist() == [10, 20, 30]


def test_a_palette_picture_becomes_its_colours(photo: Pixels) -> None:
    palette = Image.fromarray(photo).quantize(64)

    assert close(decode(encoded(palette, "PNG")).pixels, np.asarray(palette.convert("RGB")), 0)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "BMP"])
def test_a_bilevel_picture_becomes_black_and_white(file_format: str) -> None:
    image = Image.new("1", (10, 6), 0)
    image.putpixel((3, 2), 1)

    pixels = decode(encoded(image, file_format)).pixels

    assert pixels[2, 3].tolist() == [255, 255, 255]
    assert pixels.sum() == 3 * 255


@pytest.mark.parametrize("file_format", ["JPEG", "TIFF"])
def test_cmyk_becomes_the_colour_that_the_inks_make(file_format: str) -> None:
    image = Image.new("CMYK", (16, 16), (0, 255, 255, 0))

    pixels = decode(encoded(image, file_format)).pixels

    assert close(pixels, np.array([255, 0, 0]), 3)


def test_lab_becomes_rgb() -> None:
    pixels = decode(encoded(Image.new("LAB", (4, 4), (255, 0, 0)), "TIFF")).pixels

    assert pixels.shape == (4, 4, 3)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_scaled_from_its_full_range(file_format: str) -> None:
    values = np.array([[0, 257, 32896], [65535, 65278, 1000]], np.uint16)

    pixels = decode(encoded(Image.fromarray(values), file_format)).pixels

    assert pixels[..., 0].tolist() == [[0, 1, 128], [255, 254, 4]]


def test_big_endian_sixteen_bit_tiff_is_scaled_from_its_full_range() -> None:
    values = np.array([[0, 32896], [65535, 257]], np.uint16)

    pixels = decode(tiff(values, big_endian=True)).pixels

    assert pixels[..., 0].tolist() == [[0, 128], [255, 1]]


def test_sixteen_bit_colour_png_is_brought_to_eight_bits(photo: Pixels) -> None:
    pixels = decode(sixteen_bit_png(photo)).pixels

    assert close(pixels, photo, 1)


@pytest.mark.parametrize("big_endian", [False, True])
def test_sixteen_bit_colour_tiff_is_brought_to_eight_bits(photo: Pixels, big_endian: bool) -> None:
    pixels = decode(tiff(photo.astype(np.uint16) * 257, big_endian=big_endian)).pixels

    assert close(pixels, photo, 1)


@pytest.mark.parametrize("full_scale", [1.0, 255.0, 65535.0])
def test_a_floating_point_tiff_is_scaled_from_the_smallest_usual_range_that_holds_it(full_scale: float) -> None:
    values = np.array([[0.0, 0.5], [1.0, 0.25]], np.float32) * np.float32(full_scale)

    pixels = decode(encoded(Image.fromarray(values), "TIFF")).pixels

    assert close(pixels[..., 0], np.array([[0, 127.5], [255, 63.75]]), 0.5)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_floating_point_tiff_with_values_that_are_no_numbers_is_refused(value: float) -> None:
    values = np.full((4, 4), 0.5, np.float32)
    values[1, 2] = value

    with pytest.raises(ImageError, match="not numbers"):
        decode(encoded(Image.fromarray(values), "TIFF"))


@pytest.mark.parametrize("value", [-0.1, 70_000.0])
def test_a_floating_point_tiff_outside_the_range_of_a_photograph_is_refused(value: float) -> None:
    with pytest.raises(ImageError, match="outside the range"):
        decode(encoded(Image.fromarray(np.full((4, 4), value, np.float32)), "TIFF"))


@pytest.mark.parametrize(("top", "expected"), [(200, 200), (65535, 255)])
def test_a_32_bit_tiff_holds_8_or_16_bit_values(top: int, expected: int) -> None:
    values = np.full((4, 4), top, np.int32)

    assert (decode(encoded(Image.fromarray(values), "TIFF")).pixels == expected).all()


@pytest.mark.parametrize("file_format", ["PNG", "BMP", "TIFF"])
def test_a_single_pixel_is_read(file_format: str) -> None:
    assert decode(encoded(Image.new("RGB", (1, 1), (1, 2, 3)), file_format)).pixels.tolist() == [[[1, 2, 3]]]


def test_a_sliver_is_read_whole() -> None:
    decoded = decode(encoded(Image.new("RGB", (20, 5000), (1, 2, 3)), "PNG"), cover=(256, 342))

    assert (decoded.width_px, decoded.height_px) == (20, 5000)
    assert decoded.pixels.shape == (5000, 20, 3)


def sixteen_bit_png(photo: Pixels) -> bytes:
    """Write 16-bit RGB, which Pillow does not."""
    rows, columns = photo.shape[:2]
    wide = (photo.astype(np.uint16) * 257).astype(">u2")
    lines = b"".join(b"\0" + row.tobytes() for row in wide)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", columns, rows, 16, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def tiff(values: npt.NDArray[np.uint16], *, big_endian: bool) -> bytes:
    """Write an uncompressed 16-bit TIFF of either byte order, grey or RGB, which Pillow does not."""
    order = ">" if big_endian else "<"
    rows, columns = values.shape[:2]
    samples = 1 if values.ndim == 2 else 3
    body = values.astype(f"{order}u2").tobytes()
    short, long = 3, 4
    entry_count = 10
    extra_at = 8 + 2 + 12 * entry_count + 4
    bits_at, pixels_at = extra_at, extra_at + 6
    entries = [
        (256, short, 1, columns),
        (257, short, 1, rows),
        (258, short, samples, 16 if samples == 1 else bits_at),
        (259, short, 1, 1),
        (262, short, 1, 1 if samples == 1 else 2),
        (273, long, 1, pixels_at),
        (277, short, 1, samples),
        (278, short, 1, rows),
        (279, long, 1, len(body)),
        (284, short, 1, 1),
    ]
    head = (b"MM" if big_endian else b"II") + struct.pack(f"{order}HI", 42, 8)
    directory = struct.pack(f"{order}H", entry_count)
    for tag, kind, count, value in entries:
        fits_a_short = kind == short and count == 1
        packed = struct.pack(f"{order}HH", value, 0) if fits_a_short else struct.pack(f"{order}I", value)
        directory += struct.pack(f"{order}HHI", tag, kind, count) + packed
    return head + directory + struct.pack(f"{order}I", 0) + struct.pack(f"{order}3H", 16, 16, 16) + body
