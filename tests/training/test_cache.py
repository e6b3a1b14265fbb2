"""The cache holds what the desktop would see."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop.core.bundle.preprocess import InputSpec, frame
from desktop.core.imaging.decode import decode
from training.datasets.cache import framed_photographs
from training.datasets.ham10000 import read_ham10000
from training.datasets.problems import DatasetError

SPEC = InputSpec(height_px=48, width_px=64, resize_filter="bicubic", scale=1 / 127.5, offset=-1.0)


def test_cached_pixels_are_those_of_the_desktops_pixel_path(small_ham: Path, tmp_path: Path) -> None:
    photographs = read_ham10000(small_ham)[:5]

    cached = framed_photographs(photographs, SPEC, tmp_path)

    for photo, pixels in zip(photographs, cached, strict=True):
        expected, _ = frame(decode(photo.path.read_bytes(), cover=(48, 64)).pixels, SPEC)
        np.testing.assert_array_equal(pixels, expected)


def test_photographs_are_decoded_once_and_again_after_one_changes(small_ham: Path, tmp_path: Path) -> None:
    photographs = read_ham10000(small_ham)[:3]
    framed_photographs(photographs, SPEC, tmp_path)

    framed_photographs(photographs, SPEC, tmp_path)
    assert len(list(tmp_path.iterdir())) == 1

    framed_photographs(photographs[:2], SPEC, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_photograph_stops_the_run_and_is_named(
    ham_with: Callable[[list[tuple[str, str, str]]], Path], tmp_path: Path
) -> None:
    folder = ham_with([("HAM_1", "ISIC_1", "nv")])
    (folder / "ISIC_1.jpg").write_bytes(b"not a photograph")

    with pytest.raises(DatasetError, match=r"ISIC_1\.jpg"):
        framed_photographs(read_ham10000(folder), SPEC, tmp_path / "cache")
