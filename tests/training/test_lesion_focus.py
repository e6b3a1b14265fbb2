"""Whether a bundle looks at the lesion is measured by heatmaps and by blanking."""

from pathlib import Path

import numpy as np
import pytest

from desktop.core.domain.assessment import Prediction
from desktop.core.inference.classifier import Classifier
from training.datasets.ham10000 import read_ham10000
from training.evaluation.lesion_focus import MIDDLE_SHARE, blanked, measure_lesion_focus, share_in_middle


def picture() -> np.ndarray:
    """Brown on pink, 90 × 120 pixels: a square lesion of 30 pixels and a dark fleck in a corner."""
    pixels = np.full((90, 120, 3), (220, 170, 160), np.uint8)
    pixels[30:60, 45:75] = (90, 60, 50)
    pixels[6:14, 6:14] = (10, 10, 10)
    return pixels


def prediction(activation: np.ndarray, part: tuple[float, float, float, float] = (0, 0, 1, 1)) -> Prediction:
    """A prediction of one label with this map."""
    return Prediction({"nv": 1.0}, 0.0, "nv", "nv", {"nv": activation.astype(np.float32)}, part)


def test_the_middle_takes_the_colour_of_the_edge_and_the_corners_stay() -> None:
    pixels = picture()

    without = blanked(pixels, middle=True)

    assert (without[30:60, 45:75] == (220, 170, 160)).all()
    assert (without[6:14, 6:14] == pixels[6:14, 6:14]).all()


def test_the_surround_takes_the_colour_of_the_edge_and_the_middle_stays() -> None:
    pixels = picture()

    without = blanked(pixels, middle=False)

    assert (without[6:14, 6:14] == (220, 170, 160)).all()
    assert (without[30:60, 45:75] == pixels[30:60, 45:75]).all()


def test_an_even_heatmap_lies_in_the_middle_by_its_area() -> None:
    assert share_in_middle(prediction(np.ones((6, 8)))) == pytest.approx(MIDDLE_SHARE, abs=0.01)


def test_a_heatmap_is_counted_where_it_lies_in_the_picture() -> None:
    centre, corner = np.zeros((3, 3)), np.zeros((3, 3))
    centre[1, 1] = corner[0, 0] = 2.0

    assert share_in_middle(prediction(centre)) == pytest.approx(1.0)
    assert share_in_middle(prediction(corner)) < 0.25
    # The same corner of a map that covers more than the picture lies outside of it.
    assert share_in_middle(prediction(corner, (-1.0, -1.0, 2.0, 2.0))) == 0.0
    assert share_in_middle(prediction(corner, (0.0, 0.0, 3.0, 3.0))) == pytest.approx(MIDDLE_SHARE, abs=0.01)


def test_what_speaks_against_the_label_is_not_counted() -> None:
    both = np.full((3, 3), -5.0)
    both[1, 1] = 1.0

    assert share_in_middle(prediction(both)) == pytest.approx(1.0)
    assert share_in_middle(prediction(-np.ones((3, 3)))) == 0.0


def test_a_bundle_is_measured_whole_and_blanked(bundle_dir: Path, small_ham: Path) -> None:
    photographs = read_ham10000(small_ham)[::6]

    focus = measure_lesion_focus(Classifier.open(bundle_dir), photographs)

    assert focus.images == len(photographs)
    assert 0 < focus.heatmap_in_middle <= 1
    # The synthetic lesions lie in the middle, so their loss must move the answer more than that of plain skin.
    assert focus.malignant_changed[0] > focus.malignant_changed[1]
    rows = focus.markdown().splitlines()
    assert [row.split("|")[1].strip() for row in rows[-3:]] == [
        "whole photograph",
        "middle blanked",
        "surround blanked",
    ]
