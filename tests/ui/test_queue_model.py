"""The list of images keeps its counts while it changes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.core.domain.assessment import Assessment, BundleId, Status
from desktop.core.imaging.sources import ImageSource
from desktop.ui.models.queue_item import ItemState
from desktop.ui.models.queue_model import QueueModel, QueueProgress, QueueRole
from desktop.ui.operations.assessments import AssessedImage


def _sources(count: int) -> list[ImageSource]:
    return [ImageSource.from_path(Path(f"{number}.jpg")) for number in range(count)]


def _unreadable() -> AssessedImage:
    bundle = BundleId("test", "1.0", "0" * 64)
    return AssessedImage(
        Assessment(
            status=Status.UNREADABLE,
            reason="The file is empty.",
            bundle=bundle,
            sha256=None,
            width_px=None,
            height_px=None,
            flags=(),
            prediction=None,
            withheld=None,
            elapsed_ms=1.0,
        ),
        b"",
    )


@pytest.fixture
def model(qapp: object) -> QueueModel:
    made = QueueModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def test_images_wait_are_taken_in_order_and_get_their_answer(model: QueueModel) -> None:
    model.append(_sources(3))
    assert [model.take_waiting() for _ in range(4)] == [0, 1, 2, None]
    model.set_answer(1, _unreadable())

    assert model.progress == QueueProgress(total=3, assessed=0, out_of_scope=0, unreadable=1, cancelled=0, running=2)
    assert model.index(1).data(QueueRole.STATE) == ItemState.UNREADABLE


def test_the_preferred_image_is_taken_first_if_it_waits(model: QueueModel) -> None:
    model.append(_sources(4))

    assert [model.take_waiting(2), model.take_waiting(2), model.take_waiting(99)] == [2, 0, 1]


def test_cancelling_keeps_the_answers_and_resuming_begins_with_the_first(model: QueueModel) -> None:
    model.append(_sources(5))
    model.take_waiting()
    model.set_answer(0, _unreadable())
    model.take_waiting()
    model.cancel_running()
    assert model.progress.cancelled == 4
    assert model.take_waiting() is None

    model.resume_cancelled()
    assert model.progress.running == 4
    assert model.take_waiting() == 1


def test_ten_thousand_images_are_taken_and_counted(qapp: object) -> None:
    model = QueueModel()  # Not the one that Qt checks at every change.
    model.append(_sources(10_000))
    while (row := model.take_waiting()) is not None:
        model.set_answer(row, _unreadable())

    assert model.progress.unreadable == 10_000
    assert model.progress.running == 0


def test_a_screen_reader_hears_name_and_state(model: QueueModel) -> None:
    model.append(_sources(1))

    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "0.jpg, Waiting"


def test_clearing_forgets_everything(model: QueueModel) -> None:
    model.append(_sources(3))
    model.clear()

    assert (model.rowCount(), model.progress.total, model.take_waiting()) == (0, 0, None)
