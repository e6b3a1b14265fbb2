"""Pictures that are out of scope are gathered, painted or simulated, and what became of them is told by group."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop.core.inference.classifier import Classifier
from training.datasets.ham10000 import read_ham10000
from training.evaluation.close_ups import bare_skin, close_up
from training.evaluation.foreign_pictures import HEIGHT_PX, PAINTERS, WIDTH_PX
from training.evaluation.scope_trial import (
    CLOSE_UPS,
    IN_SCOPE,
    GroupResult,
    ScopeTrial,
    library_pictures,
    run_scope_trial,
)
from training.export.synthetic import synthetic_photograph


@pytest.mark.parametrize("group", PAINTERS)
def test_every_painter_paints_the_same_picture_from_a_seed_and_another_from_another(group: str) -> None:
    one, again, other = (PAINTERS[group](np.random.default_rng(seed)) for seed in (3, 3, 4))

    assert one.dtype == np.uint8
    assert one.shape == (HEIGHT_PX, WIDTH_PX, 3)
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize("make", [close_up, bare_skin])
def test_skin_is_made_from_a_photograph_at_its_size(make: type) -> None:
    photograph = synthetic_photograph(1, 200, 150)

    made = make(photograph, np.random.default_rng(0))

    assert made.dtype == np.uint8
    assert made.shape == photograph.shape
    assert not np.array_equal(made, photograph)


def test_bare_skin_holds_nothing_of_the_middle() -> None:
    photograph = np.full((100, 120, 3), 200, np.uint8)
    photograph[30:70, 40:80] = 0

    assert (bare_skin(photograph, np.random.default_rng(0)) == 200).all()


def test_the_libraries_photographs_can_be_opened() -> None:
    pictures, _ = library_pictures()

    assert len(pictures) >= 16
    for picture in pictures:
        Image.open(io.BytesIO(picture.image)).verify()


def test_a_bundle_is_tried_on_every_group(bundle_dir: Path, small_ham: Path) -> None:
    photographs = read_ham10000(small_ham)[:6]

    trial = run_scope_trial(Classifier.open(bundle_dir), photographs)

    sizes = {one.group: one.pictures for one in trial.groups}
    assert trial.groups[0].group == IN_SCOPE
    assert sizes[IN_SCOPE] == sizes[CLOSE_UPS] == 6
    assert set(PAINTERS) < set(sizes)
    assert trial.out_of_scope.refused > 0.5
    assert trial.out_of_scope.pictures == sum(sizes.values()) - 3 * 6


def test_the_table_sums_up_what_is_not_skin() -> None:
    groups = (
        GroupResult(IN_SCOPE, 100, 0.02, 0.03),
        GroupResult("pages", 10, 1.0, 0.0),
        GroupResult("noise", 30, 0.6, 0.2),
        GroupResult(CLOSE_UPS, 50, 0.5, 0.3),
    )

    text = ScopeTrial(groups, ("something.",)).markdown()

    assert "| all that is not skin | 40 | 70.0% | 15.0% |" in text
    assert "| dermoscopic photographs | 100 | 2.0% | 3.0% |" in text
    assert text.endswith("Left out: something.\n")
