"""Augmentation loses what a JPEG encoder loses."""

import io

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from training.export.synthetic import synthetic_photograph
from training.networks.jpeg import coarsened


def in_keras(pixels: npt.NDArray[np.uint8], *qualities: int) -> npt.NDArray[np.float32]:
    images = np.stack([pixels.astype(np.float32)] * len(qualities))
    coarse: npt.NDArray[np.float32] = np.asarray(coarsened(images, np.array(qualities, np.float32)[:, np.newaxis]))
    return coarse


def in_pillow(pixels: npt.NDArray[np.uint8], quality: int) -> npt.NDArray[np.float32]:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=quality)
    return np.asarray(Image.open(stream), dtype=np.float32)


@pytest.mark.parametrize("quality", [20, 50, 80])
def test_a_picture_is_coarsened_as_by_an_encoder_of_that_quality(quality: int) -> None:
    pixels = synthetic_photograph(3, 128, 96)
    (ours,) = in_keras(pixels, quality)
    theirs = in_pillow(pixels, quality)

    lost = np.abs(theirs - pixels).mean()
    assert np.abs(ours - theirs).mean() < lost / 2
    assert np.abs(ours - pixels).mean() == pytest.approx(lost, rel=0.1)


def test_each_picture_of_a_batch_has_a_quality_of_its_own_and_a_lower_one_loses_more() -> None:
    pixels = synthetic_photograph(3, 128, 96)

    lost = np.abs(in_keras(pixels, 10, 50, 95) - pixels).mean(axis=(1, 2, 3))

    assert lost[0] > lost[1] > lost[2] > 0


def test_an_even_picture_stays_as_it_is() -> None:
    pixels = np.full((16, 32, 3), 128, np.uint8)

    np.testing.assert_allclose(in_keras(pixels, 50), [pixels], atol=0.01)
