"""An answer brings its picture along: nobody waits for the finest pixels to read a number."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop.core.domain.assessment import Assessment
from desktop.core.imaging.sources import ImageSource
from desktop.core.inference.classifier import Classifier
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.operations.assess_queue import AssessQueue
from desktop.ui.operations.assessments import assess
from desktop.ui.tasks import CancelToken, TaskRunner
from desktop.ui.views.main_window import MainWindow
from desktop.ui.widgets.image_pyramid import ImagePyramid

SyntheticPhoto = Callable[..., npt.NDArray[np.uint8]]

_SIZE_PX = (2400, 1800)


@pytest.fixture
def save_large(tmp_path: Path, synthetic_photo: SyntheticPhoto) -> Callable[[str], Path]:
    """Return a function that writes a photograph far larger than the network's input, in a suffix's format."""

    def save(suffix: str) -> Path:
        path = tmp_path / f"large{suffix}"
        Image.fromarray(synthetic_photo(1, *_SIZE_PX)).save(path)
        return path

    return save


def _numbers(assessment: Assessment) -> Mapping[str, float]:
    prediction = assessment.prediction or assessment.withheld
    assert prediction is not None
    return prediction.probabilities


@pytest.mark.parametrize(("suffix", "whole"), [(".jpg", False), (".bmp", True)])
def test_the_picture_is_what_was_decoded_for_the_network_and_tells_its_own_size(
    classifier: Classifier, save_large: Callable[[str], Path], suffix: str, whole: bool
) -> None:
    path = save_large(suffix)
    source = ImageSource.from_path(path)
    answer = assess(classifier, source, lambda: True, CancelToken())

    assert answer.picture is not None
    assert (answer.picture.width_px, answer.picture.height_px) == _SIZE_PX
    assert answer.picture.is_whole == whole
    assert answer.assessment.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert _numbers(answer.assessment) == _numbers(classifier.assess(path.read_bytes()))
    assert assess(classifier, source, lambda: False, CancelToken()).picture is None


def test_only_the_preferred_image_brings_its_picture(
    classifier: Classifier, save_photos: Callable[[int], list[Path]], qtbot: QtBot
) -> None:
    model, runner = QueueModel(), TaskRunner()
    queue = AssessQueue(model, runner)
    answered: dict[int, ImagePyramid | None] = {}
    queue.answered.connect(answered.__setitem__)
    model.append([ImageSource.from_path(path) for path in save_photos(3)])
    queue.prefer(1)
    queue.start(classifier)
    qtbot.waitUntil(lambda: len(answered) == 3)
    runner.shutdown()

    assert {row for row, picture in answered.items() if picture is not None} == {1}


def test_a_large_photograph_ends_up_with_every_pixel_however_it_was_shown_first(
    window: MainWindow, save_large: Callable[[str], Path], qtbot: QtBot
) -> None:
    window.import_paths([save_large(".jpg")])
    page = window.assess_page
    assert page is not None
    qtbot.waitUntil(lambda: page.pane.view.picture is not None and page.pane.view.picture.is_whole)
    qtbot.waitUntil(lambda: window.model.progress.running == 0)

    picture = page.pane.view.picture
    assert picture is not None
    assert (picture.levels[0].width(), picture.levels[0].height()) == _SIZE_PX
    assert page.shown_row == 0


def test_an_image_that_cannot_be_read_says_why_at_once(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff broken")
    window.import_paths([tmp_path / "broken.jpg"])
    page = window.assess_page
    assert page is not None
    qtbot.waitUntil(lambda: page.shown_row == 0)

    assert page.pane.shows_problem
    assert window.model.progress.unreadable == 1
