"""A scaled decode is only faster: it covers what is wanted and shows the same picture."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop.core.bundle.preprocess import InputSpec, frame
from desktop.core.imaging.decode import decode

SPEC = InputSpec(height_px=256, width_px=342, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0)
COVER = (SPEC.height_px, SPEC.width_px)


def jpeg(pixels: Any, **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=92, **options)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("width_px", "height_px"),
    [
        (4000, 3000),
        (3000, 4000),
        (1368, 1024),
        (1367, 1024),
        (1368, 1023),
        (700, 700),
        (3000, 600),
        (341, 255),
        (20, 2000),
    ],
)
def test_a_scaled_decode_covers_the_wanted_size_where_the_picture_does(width_px: int, height_px: int) -> None:
    data = jpeg(np.zeros((height_px, width_px, 3), np.uint8))

    decoded = decode(data, cover=COVER)

    rows, columns = decoded.pixels.shape[:2]
    assert (decoded.width_px, decoded.height_px) == (width_px, height_px)
    assert max(rows, columns) >= min(max(COVER), max(width_px, height_px))
    assert min(rows, columns) >= min(*COVER, width_px, height_px)


def test_a_large_photograph_is_decoded_at_a_fraction_of_its_size() -> None:
    decoded = decode(jpeg(np.zeros((3000, 4000, 3), np.uint8)), cover=COVER)

    assert decoded.pixels.shape == (375, 500, 3)


def test_formats_other_than_jpeg_are_decoded_whole() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (1600, 1200)).save(stream, "PNG")

    assert decode(stream.getvalue(), cover=COVER).pixels.shape == (1200, 1600, 3)


@pytest.mark.parametrize(("width_px", "height_px"), [(1400, 1050), (1050, 1400)])
@pytest.mark.parametrize("subsampling", [0, 2])
def test_what_the_network_sees_is_nearly_that_of_a_full_decode(
    synthetic_photo: Callable[..., Any], width_px: int, height_px: int, subsampling: int
) -> None:
    data = jpeg(synthetic_photo(3, width_px, height_px), subsampling=subsampling)

    scaled, _ = frame(decode(data, cover=COVER).pixels, SPEC)
    full, _ = frame(decode(data).pixels, SPEC)

    difference = np.abs(scaled.astype(float) - full.astype(float))
    assert difference.mean() < 1.0
    assert np.quantile(difference, 0.999) < 12


def test_real_photographs_are_read_whole_and_framed_alike(shared_data: Path) -> None:
    for path in sorted(shared_data.rglob("*.jpg"))[:20]:
        data = path.read_bytes()
        decoded = decode(data)

        scaled, _ = frame(decode(data, cover=COVER).pixels, SPEC)
        full, _ = frame(decoded.pixels, SPEC)

        assert decoded.pixels.shape == (decoded.height_px, decoded.width_px, 3)
        assert np.abs(scaled.astype(float) - full.astype(float)).mean() < 1.0
