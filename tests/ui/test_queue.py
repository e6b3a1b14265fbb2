"""Several images: progress, cancelling, going through them, and closing."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.models.queue_item import ItemState
from desktop.ui.views.assess_page import AssessPage
from desktop.ui.views.main_window import MainWindow

SavePhotos = Callable[[int], list[Path]]


@pytest.fixture
def held_window(make_window: Callable[..., MainWindow], gated: object) -> Iterator[MainWindow]:
    """Return a window whose classifier begins no image before it is told to."""
    window = make_window(lambda: gated)
    yield window
    open_gate(gated)


def open_gate(gated: object) -> None:
    gated.open()  # type: ignore[attr-defined]


def _page(window: MainWindow) -> AssessPage:
    assert window.assess_page is not None
    return window.assess_page


def _shows(page: AssessPage, row: int) -> bool:
    return page.shown_row == row


def _footer(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.footer.findChildren(QLabel))


def _states(window: MainWindow) -> set[ItemState]:
    return {window.model.item(row).state for row in range(window.model.rowCount())}


def test_the_image_is_shown_while_its_answer_is_still_awaited(
    held_window: MainWindow, gated: object, save_photos: SavePhotos, qtbot: QtBot
) -> None:
    held_window.import_paths(save_photos(3))
    qtbot.waitUntil(lambda: _shows(_page(held_window), 0))
    assert held_window.model.progress.running == 3
    assert _page(held_window).panel.chosen_label is None

    open_gate(gated)
    qtbot.waitUntil(lambda: held_window.model.progress.running == 0)
    assert (_page(held_window).panel.chosen_label is not None) == (
        held_window.model.item(0).state is ItemState.ASSESSED
    )


def test_the_footer_counts_the_answers(window: MainWindow, sample: Path, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "empty.jpg").write_bytes(b"")
    window.import_paths([sample, sample, tmp_path / "empty.jpg"])
    # They are told at most ten times a second, and the empty one is often the last.
    qtbot.waitUntil(lambda: all(words in _footer(window) for words in ("2 of 3 assessed", "1 unreadable")))

    assert "Research and education only, not a medical device" in _footer(window)


def test_cancelling_stops_the_rest_and_they_can_be_assessed_after_all(
    held_window: MainWindow, gated: object, save_photos: SavePhotos, qtbot: QtBot
) -> None:
    held_window.import_paths(save_photos(8))
    qtbot.waitUntil(lambda: held_window.model.rowCount() == 8 and held_window.commands.cancel.isEnabled())
    QTest.keyClick(held_window, Qt.Key.Key_Escape)
    assert _states(held_window) == {ItemState.CANCELLED}
    qtbot.waitUntil(held_window.commands.resume.isEnabled)
    assert not held_window.commands.cancel.isEnabled()

    open_gate(gated)
    held_window.commands.resume.trigger()
    qtbot.waitUntil(lambda: held_window.model.progress.running == 0)
    assert ItemState.CANCELLED not in _states(held_window)


def test_answers_that_come_after_cancelling_are_dropped(
    held_window: MainWindow, gated: object, save_photos: SavePhotos, qtbot: QtBot
) -> None:
    held_window.import_paths(save_photos(4))
    qtbot.waitUntil(lambda: _shows(_page(held_window), 0))
    held_window.commands.cancel.trigger()
    open_gate(gated)
    held_window.commands.clear.trigger()
    held_window.import_paths(save_photos(1))
    qtbot.waitUntil(lambda: held_window.model.rowCount() == 1 and held_window.model.progress.running == 0)

    assert held_window.model.progress.total == 1


def test_the_image_chosen_last_is_the_one_that_is_shown(
    window: MainWindow, save_photos: SavePhotos, qtbot: QtBot
) -> None:
    shown: list[int] = []
    window.import_paths(save_photos(6))
    qtbot.waitUntil(lambda: window.model.rowCount() == 6)
    page = _page(window)
    show_image = page.pane.show_image

    def spy(name: str, pyramid: object) -> None:
        shown.append(int(Path(name).stem))
        show_image(name, pyramid)  # type: ignore[arg-type]

    page.pane.show_image = spy  # type: ignore[method-assign]
    for row in (1, 2, 3, 4, 5):
        page.choose(row)
    qtbot.waitUntil(lambda: page.shown_row == 5)

    assert shown == [6]


def test_arrow_keys_go_through_the_queue(window: MainWindow, save_photos: SavePhotos, qtbot: QtBot) -> None:
    window.import_paths(save_photos(3))
    page = _page(window)
    qtbot.waitUntil(lambda: page.shown_row == 0 and window.model.rowCount() == 3)
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1), (Qt.Key.Key_Up, 0)):
        QTest.keyClick(page.pane.view, key)
        qtbot.waitUntil(partial(_shows, page, row))
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page.shown_row == 1)

    window.commands.previous_image.trigger()
    qtbot.waitUntil(lambda: page.shown_row == 0)
    assert not window.commands.previous_image.isEnabled()


def test_the_image_looked_at_is_assessed_before_the_others(
    held_window: MainWindow, gated: object, save_photos: SavePhotos, qtbot: QtBot
) -> None:
    order: list[int] = []
    model = held_window.model
    held_window.import_paths(save_photos(40))
    qtbot.waitUntil(lambda: model.rowCount() == 40)
    model.dataChanged.connect(
        lambda index: order.append(index.row()) if model.item(index.row()).assessment is not None else None
    )
    _page(held_window).choose(39)
    open_gate(gated)
    qtbot.waitUntil(lambda: model.progress.running == 0)

    assert order.index(39) < 30


def test_clearing_the_queue_leads_back_to_the_empty_page(window: MainWindow, sample: Path, qtbot: QtBot) -> None:
    window.import_paths([sample, sample])
    qtbot.waitUntil(lambda: _shows(_page(window), 0))
    window.commands.clear.trigger()

    assert window.pages.currentWidget() is window.empty_page
    assert not window.commands.fit.isEnabled()
    assert not window.commands.heatmap.isEnabled()


def test_closing_while_two_hundred_images_run_leaves_no_thread(
    window: MainWindow, save_photos: SavePhotos, qtbot: QtBot
) -> None:
    window.import_paths(save_photos(200))
    qtbot.waitUntil(lambda: window.model.progress.running > 0)
    window.close()

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lentigo-")]


def test_the_heatmap_follows_its_action_and_is_remembered(
    make_window: Callable[..., MainWindow], sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window()
    window.import_paths([sample])
    qtbot.waitUntil(window.commands.heatmap.isEnabled)
    window.commands.heatmap.trigger()
    window.commands.less_opaque.trigger()
    window.close()

    again = make_window()
    assert again.commands.heatmap.isChecked()
    assert '"heatmap_opacity": 50' in (tmp_path / "settings.json").read_text(encoding="utf-8")
