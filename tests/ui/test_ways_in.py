"""Every way in which images reach the window."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QFileOpenEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.file_opening import FileOpener
from desktop.ui.models.queue_item import ItemState
from desktop.ui.views.main_window import MainWindow

Drop = Callable[..., bool]


def _names(window: MainWindow) -> list[str]:
    return [window.model.item(row).source.name for row in range(window.model.rowCount())]


def _files(*paths: Path) -> QMimeData:
    mime_data = QMimeData()
    mime_data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime_data


def _answered(window: MainWindow, count: int) -> Callable[[], bool]:
    return lambda: window.model.rowCount() == count and window.model.progress.running == 0


def _message(window: MainWindow) -> str:
    return window.message_bar.text if window.message_bar.isVisible() else ""


def test_a_dropped_file_is_shown_and_assessed(drop: Drop, window: MainWindow, sample: Path, qtbot: QtBot) -> None:
    assert drop(window, _files(sample))
    qtbot.waitUntil(_answered(window, 1))

    assert window.model.item(0).state is ItemState.ASSESSED
    assert window.assess_page is not None
    assert window.pages.currentWidget() is window.assess_page
    assert not window.assess_page.strip.isVisible()


def test_dropping_a_folder_queues_its_images(
    drop: Drop, window: MainWindow, save_photos: Callable[[int], list[Path]], qtbot: QtBot
) -> None:
    folder = save_photos(11)[0].parent
    (folder / "notes.txt").write_text("not an image", encoding="utf-8")
    drop(window, _files(folder))
    qtbot.waitUntil(_answered(window, 11))

    assert _names(window) == [f"{number}.jpg" for number in range(1, 12)]
    assert window.assess_page is not None
    assert window.assess_page.strip.isVisible()


def test_a_drop_on_the_image_or_the_queue_is_a_drop_on_the_window(
    drop: Drop, window: MainWindow, sample: Path, qtbot: QtBot
) -> None:
    drop(window, _files(sample, sample))
    qtbot.waitUntil(_answered(window, 2))
    page = window.assess_page
    assert page is not None

    for part in (page.pane.view, page.strip, page.panel, window.footer, window.menuBar()):
        before = window.model.rowCount()
        assert drop(window, _files(sample), on=part)
        qtbot.waitUntil(_answered(window, before + 1))


def test_a_later_drop_is_appended_and_its_first_image_shown(
    drop: Drop, window: MainWindow, save_photos: Callable[[int], list[Path]], sample: Path, qtbot: QtBot
) -> None:
    drop(window, _files(*save_photos(3)))
    qtbot.waitUntil(_answered(window, 3))
    drop(window, _files(sample))
    qtbot.waitUntil(_answered(window, 4))

    assert window.assess_page is not None
    page = window.assess_page
    qtbot.waitUntil(lambda: page.shown_row == 3)


def test_a_drag_with_pixels_is_assessed_without_a_file(
    drop: Drop, window: MainWindow, sample: Path, qtbot: QtBot
) -> None:
    mime_data = QMimeData()
    mime_data.setUrls([QUrl("https://example.org/lesion.jpg")])
    mime_data.setData("image/jpeg", sample.read_bytes())
    drop(window, mime_data)
    qtbot.waitUntil(_answered(window, 1))

    assert _names(window) == ["Pasted picture 1"]
    assert window.model.item(0).source.data == sample.read_bytes()


def test_a_drag_with_only_an_address_is_answered_with_the_reason(drop: Drop, window: MainWindow, qtbot: QtBot) -> None:
    mime_data = QMimeData()
    mime_data.setUrls([QUrl("https://example.org/lesion.jpg")])

    assert drop(window, mime_data)
    assert "does not use the network" in _message(window)
    assert window.model.rowCount() == 0


def test_a_drag_of_text_is_not_welcome(drop: Drop, window: MainWindow) -> None:
    mime_data = QMimeData()
    mime_data.setText("a word")

    assert not drop(window, mime_data)


def test_pasted_pixels_are_assessed_and_numbered(window: MainWindow, sample: Path, qtbot: QtBot) -> None:
    for number in (1, 2):
        QGuiApplication.clipboard().setImage(QImage(str(sample)))
        window.commands.paste.trigger()
        qtbot.waitUntil(_answered(window, number))

    assert _names(window) == ["Pasted picture 1", "Pasted picture 2"]
    assert window.model.item(1).state is ItemState.ASSESSED


def test_pasted_files_are_assessed(window: MainWindow, sample: Path, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setMimeData(_files(sample))
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(_answered(window, 1))

    assert _names(window) == [sample.name]


def test_pasting_without_an_image_says_so(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("a word")
    window.commands.paste.trigger()

    assert "no image" in _message(window)


@pytest.mark.parametrize("name", ["open_images", "open_folder"])
def test_opening_by_dialog_assesses_what_was_chosen(
    window: MainWindow, sample: Path, qtbot: QtBot, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.views.image_dialogs.QFileDialog.open", lambda _dialog: None)
    getattr(window.commands, name).trigger()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(sample)])
    qtbot.waitUntil(_answered(window, 1))

    assert _names(window) == [sample.name]


def test_trying_a_sample_needs_no_file_of_ones_own(window: MainWindow, qtbot: QtBot) -> None:
    window.commands.try_sample.trigger()
    qtbot.waitUntil(_answered(window, 1))

    assert window.model.item(0).state is ItemState.ASSESSED


def test_a_folder_without_images_is_said_in_the_page(
    drop: Drop, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = tmp_path / "holiday"
    empty.mkdir()
    (empty / "notes.txt").write_text("none", encoding="utf-8")
    drop(window, _files(empty))
    qtbot.waitUntil(lambda: "holiday" in _message(window))

    assert window.model.rowCount() == 0
    assert window.pages.currentWidget() is window.empty_page


def test_paths_named_at_start_wait_for_the_bundle(
    make_window: Callable[..., MainWindow], sample: Path, qtbot: QtBot
) -> None:
    window = make_window(wait=False)
    window.import_paths([sample])

    qtbot.waitUntil(_answered(window, 1))


def test_an_unreadable_file_says_what_is_wrong_and_the_queue_goes_on(
    drop: Drop, window: MainWindow, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(sample.read_bytes()[:2000])
    drop(window, _files(broken, sample))
    qtbot.waitUntil(_answered(window, 2))
    page = window.assess_page
    assert page is not None
    qtbot.waitUntil(lambda: page.pane.shows_problem)

    assert [window.model.item(row).state for row in (0, 1)] == [ItemState.UNREADABLE, ItemState.ASSESSED]
    assert "broken.jpg" in page.pane.problem.text
    assert "damaged" in page.pane.problem.text
    assert not page.panel.isVisible()


def test_a_file_that_vanished_says_so(drop: Drop, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    drop(window, _files(tmp_path / "gone.jpg"))
    page = window.assess_page
    assert page is not None
    qtbot.waitUntil(lambda: page.pane.shows_problem and "not there" in page.pane.problem.text)


def test_an_out_of_scope_image_shows_no_number(drop: Drop, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    tiny = tmp_path / "tiny.png"
    Image.new("RGB", (30, 20), "pink").save(tiny)
    drop(window, _files(tiny))
    qtbot.waitUntil(_answered(window, 1))
    page = window.assess_page
    assert page is not None
    qtbot.waitUntil(lambda: page.shown_row == 0)

    assert window.model.item(0).state is ItemState.OUT_OF_SCOPE
    assert not re.search(r"\d\s*%", _visible_text(page.panel))
    assert "too small" in _visible_text(page.panel)
    assert not window.commands.heatmap.isEnabled()


def _visible_text(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_files_that_the_system_opens_with_lentigo_wait_for_the_window_and_come_in_one_by_one_then(
    make_window: Callable[..., MainWindow], qapp: QApplication, save_photos: Callable[[int], list[Path]], qtbot: QtBot
) -> None:
    first, second, third = save_photos(3)
    opener = FileOpener(qapp)
    try:
        for path in (first, second):
            QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(path))))
        QApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/no-file.jpg")))
        window = make_window()
        opener.hand_to(window.import_paths)
        qtbot.waitUntil(_answered(window, 2))
        QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(third))))
        qtbot.waitUntil(_answered(window, 3))
    finally:
        qapp.removeEventFilter(opener)
        opener.deleteLater()

    assert _names(window) == ["1.jpg", "2.jpg", "3.jpg"]
