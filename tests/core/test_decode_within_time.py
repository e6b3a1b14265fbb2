"""Small files that are much work are refused, or the work is not done."""

import io
import struct

import numpy as np
import pytest
from PIL import Image

from desktop.core.errors import ImageError
from desktop.core.imaging import opening
from desktop.core.imaging.capture_facts import CaptureFacts, capture_facts
from desktop.core.imaging.decode import decode
from desktop.core.imaging.identifier_hints import metadata_hints
from desktop.core.imaging.limits import MAX_SCANS
from tests.bombs import jpeg_of_scans, png_chunk, tiff_of_pages, tiff_of_tiles

PIECES = 400


def saved(file_format: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (32, 32), 128).save(stream, file_format, **options)
    return stream.getvalue()


def gif_of_frames(count: int) -> bytes:
    data = saved("GIF")
    frame = data[data.index(b"\x2c") : -1]
    return data[:-1] + frame * (count - 1) + data[-1:]


def run_length_bitmap() -> bytes:
    runs = (b"\1\0" * 32 + b"\0\0") * 32
    header = struct.pack("<IiiHHIIiiII", 40, 32, 32, 1, 8, 1, len(runs), 0, 0, 256, 0) + bytes(1024)
    return b"BM" + struct.pack("<IHHI", 14 + len(header) + len(runs), 0, 0, 14 + len(header)) + header + runs


@pytest.mark.parametrize(
    "data", [pytest.param(tiff_of_pages(PIECES), id="TIFF"), pytest.param(gif_of_frames(PIECES), id="GIF")]
)
def test_pages_that_are_not_shown_are_not_read(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_READS", PIECES)

    assert decode(data).has_more_frames


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(saved("JPEG").replace(b"\xff\xdb", b"\xff\xfe\0\2" * PIECES + b"\xff\xdb", 1), id="JPEG segments"),
        pytest.param(saved("JPEG").replace(b"\xff\xdb", b"\xff" * PIECES + b"\xff\xdb", 1), id="JPEG padding"),
        pytest.param(saved("PNG")[:33] + png_chunk(b"abCd", b"") * PIECES + saved("PNG")[33:], id="PNG chunks"),
        pytest.param(saved("GIF").replace(b",", b"!\xfe\1a\0" * PIECES + b",", 1), id="GIF comments"),
        pytest.param(run_length_bitmap(), id="BMP runs"),
    ],
)
def test_a_file_that_is_cut_into_too_many_pieces_is_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    decode(data)
    monkeypatch.setattr(opening, "MAX_READS", PIECES)

    with pytest.raises(ImageError, match="far more pieces than a photograph needs"):
        decode(data)
    assert capture_facts(data) == CaptureFacts()
    assert metadata_hints(data) == ()


def test_a_jpeg_that_goes_over_the_picture_again_and_again_is_refused() -> None:
    with pytest.raises(ImageError, match="far more often than a photograph needs"):
        decode(jpeg_of_scans(MAX_SCANS + 1, 64, 48))


def test_padding_and_restarts_hide_no_scan() -> None:
    def padded(scans: int) -> bytes:
        head, first, rest = jpeg_of_scans(scans, 64, 48).partition(b"\xff\xda")
        return head + first + rest.replace(b"\xff\xda", b"\xff\xd1\xff\x01\0\xff\xff\xff\xda")

    assert decode(padded(MAX_SCANS)).width_px == 64
    with pytest.raises(ImageError, match="far more often than a photograph needs"):
        decode(padded(MAX_SCANS + 1))


def test_a_jpeg_of_as_many_scans_as_are_allowed_is_read() -> None:
    decoded = decode(jpeg_of_scans(MAX_SCANS, 64, 48))

    assert np.abs(decoded.pixels.astype(int) - 128).max() <= 2


def test_what_only_looks_like_a_scan_is_none() -> None:
    data = jpeg_of_scans(MAX_SCANS, 64, 48)
    comment = b"\xff\xda" * 100
    segment = b"\xff\xfe" + struct.pack(">H", 2 + len(comment)) + comment

    decoded = decode(data[:2] + segment + data[2:] + jpeg_of_scans(MAX_SCANS, 64, 48))

    assert decoded.width_px == 64


def test_a_tiff_of_tiles_far_larger_than_its_picture_is_refused() -> None:
    assert decode(tiff_of_tiles(1600, 16)).width_px == 1600

    with pytest.raises(ImageError, match="too large"):
        decode(tiff_of_tiles(16_000, 65_520))
