"""Bad files end in a sentence for the user, quickly and within limits."""

import contextlib
import io
import random
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop.core.errors import ImageError
from desktop.core.imaging import decode as decode_module
from desktop.core.imaging.decode import decode
from desktop.core.imaging.limits import MAX_PIXELS

EVERY_FORMAT = ["JPEG", "PNG", "TIFF", "BMP", "WEBP", "HEIF", "GIF"]


def photograph(file_format: str, width_px: int = 64, height_px: int = 48, **options: Any) -> bytes:
    noise = np.random.default_rng(1).integers(0, 256, (height_px, width_px, 3), dtype=np.uint8)
    stream = io.BytesIO()
    Image.fromarray(noise).save(stream, file_format, **options)
    return stream.getvalue()


def frames(file_format: str, **options: Any) -> bytes:
    """Write a red frame followed by a green and a blue one."""
    first, *others = (Image.new("RGB", (16, 16), colour) for colour in ("red", "lime", "blue"))
    stream = io.BytesIO()
    first.save(stream, file_format, save_all=True, append_images=others, **options)
    return stream.getvalue()


def png_bomb(width_px: int, height_px: int) -> bytes:
    """Write a black one-bit PNG of any size in a few kilobytes."""
    line_bytes = 1 + (width_px + 7) // 8
    compressor = zlib.compressobj(9)
    body = b"".join(compressor.compress(bytes(line_bytes)) for _ in range(height_px)) + compressor.flush()
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width_px, height_px, 1, 0, 0, 0, 0)),
        (b"IDAT", body),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def test_an_empty_file_is_told_to_be_empty() -> None:
    with pytest.raises(ImageError, match="empty"):
        decode(b"")


@pytest.mark.parametrize("data", [b"no picture", b"\0" * 4096, b"%PDF-1.7\n", b"PK\3\4" + bytes(100), b"<svg/>"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ImageError, match="not a picture"):
        decode(data)


@pytest.mark.parametrize("file_format", EVERY_FORMAT)
@pytest.mark.parametrize("kept", [0.98, 0.5, 0.1])
def test_a_truncated_file_is_refused(file_format: str, kept: float) -> None:
    data = photograph(file_format)

    with pytest.raises(ImageError):
        decode(data[: int(len(data) * kept)])


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF"])
def test_a_file_cut_in_half_is_told_to_be_damaged(file_format: str) -> None:
    data = photograph(file_format)

    with pytest.raises(ImageError, match="damaged"):
        decode(data[: len(data) // 2])


@pytest.mark.parametrize("file_format", EVERY_FORMAT)
def test_any_damage_gives_a_picture_or_an_image_error_and_nothing_else(file_format: str) -> None:
    generator = random.Random(file_format)
    whole = photograph(file_format)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(generator.choice((1, 4, 32))):
            damaged[generator.randrange(min(len(damaged), 600))] = generator.randrange(256)
        with contextlib.suppress(ImageError):
            decoded = decode(bytes(damaged), cover=(32, 32))
            assert decoded.pixels.dtype == np.uint8
            assert decoded.pixels.ndim == 3


def test_a_bomb_of_40000_by_40000_pixels_is_refused_before_it_unfolds() -> None:
    bomb = png_bomb(40_000, 40_000)

    with pytest.raises(ImageError, match="too large"):
        decode(bomb)
    assert len(bomb) < 300_000


def test_a_bomb_too_small_for_pillow_to_mind_is_refused_with_its_size() -> None:
    with pytest.raises(ImageError, match="9000 × 9000 pixels; at most 64 megapixels"):
        decode(png_bomb(9000, 9000))


def test_the_largest_allowed_picture_is_read() -> None:
    width_px = 10_000
    decoded = decode(png_bomb(width_px, MAX_PIXELS // width_px))

    assert (decoded.width_px, decoded.height_px) == (width_px, 6400)
    assert decoded.pixels.max() == 0


def test_a_file_of_too_many_bytes_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode_module, "MAX_BYTES", 100)

    with pytest.raises(ImageError, match="file is too large"):
        decode(photograph("PNG"))


def test_a_lack_of_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: Any, **__: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(Image, "open", exhausted)

    with pytest.raises(ImageError, match="not enough memory"):
        decode(photograph("PNG"))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(frames("GIF", duration=100), id="GIF"),
        pytest.param(frames("WEBP", duration=100, lossless=True), id="WebP"),
        pytest.param(frames("PNG", duration=100), id="APNG"),
        pytest.param(frames("TIFF"), id="TIFF pages"),
        pytest.param(frames("HEIF", quality=-1), id="HEIC"),
    ],
)
def test_of_an_animated_file_the_first_frame_is_read_and_that_there_are_more_is_known(data: bytes) -> None:
    decoded = decode(data)

    assert decoded.has_more_frames
    assert np.abs(decoded.pixels - np.array([255.0, 0, 0])).max() <= 3


def test_a_phones_second_jpeg_in_the_file_is_no_animation() -> None:
    decoded = decode(frames("MPO", quality=95))

    assert not decoded.has_more_frames
    assert np.abs(decoded.pixels - np.array([255.0, 0, 0])).max() <= 3


def test_reasons_are_sentences_without_a_path() -> None:
    for data in (b"", b"no picture", png_bomb(20_000, 20_000), photograph("PNG")[:200]):
        with pytest.raises(ImageError) as caught:
            decode(data)
        assert str(caught.value).endswith(".")
        assert "/" not in str(caught.value)
        assert "<" not in str(caught.value)
