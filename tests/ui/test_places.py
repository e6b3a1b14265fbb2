"""Whoever goes to a place by its keys can go on by keys there: the focus does not stay on the rail."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.domain.history import Capture
from desktop.core.locations import samples_dir
from desktop.ui.operations import watch_folder
from desktop.ui.views.main_window import MainWindow
from desktop.ui.views.rail import Rail
from tests.ui.desk_steps import VaultWindow


def _focus_the_rail(window: MainWindow, qtbot: QtBot) -> None:
    rail = window.findChild(Rail)
    assert rail is not None
    button = next(found for found in rail.findChildren(QToolButton) if found.isVisible())
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)


def _go(window: MainWindow, place: str) -> None:
    action: QAction = getattr(window.commands, f"go_{place}")
    QTest.keySequence(QApplication.focusWidget() or window, action.shortcut())


def _leads_to(qtbot: QtBot, part: QWidget | None) -> None:
    assert part is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is part)


@pytest.mark.parametrize("count", [1, 2])
def test_assess_begins_at_the_queue_or_at_the_only_image(
    window: MainWindow, qtbot: QtBot, save_photos: Callable[[int], list[Path]], count: int
) -> None:
    window.import_paths(save_photos(count))
    qtbot.waitUntil(lambda: window.model.progress.assessed == count)
    page = window.assess_page
    assert page is not None
    first = page.pane.view if count == 1 else page.strip.focusProxy()
    window.commands.go_settings.trigger()
    _focus_the_rail(window, qtbot)
    _go(window, "assess")
    _leads_to(qtbot, first)

    _focus_the_rail(window, qtbot)
    _go(window, "assess")  # One is there already, but not in the page.
    _leads_to(qtbot, first)


def test_assess_begins_at_open_while_nothing_is_loaded(window: MainWindow, qtbot: QtBot) -> None:
    window.commands.go_settings.trigger()
    _focus_the_rail(window, qtbot)
    _go(window, "assess")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    focused = QApplication.focusWidget()

    assert isinstance(focused, QPushButton)
    assert focused.text() == window.commands.open_images.text()


def test_who_is_at_work_in_the_page_stays_there(
    window: MainWindow, qtbot: QtBot, save_photos: Callable[[int], list[Path]]
) -> None:
    window.import_paths(save_photos(2))
    qtbot.waitUntil(lambda: window.model.progress.assessed == 2)
    page = window.assess_page
    assert page is not None
    page.pane.view.setFocus()
    _leads_to(qtbot, page.pane.view)
    _go(window, "assess")

    assert QApplication.focusWidget() is page.pane.view


def test_the_lists_begin_where_one_looks_or_types(
    clinic: VaultWindow, save_photos: Callable[[int], list[Path]]
) -> None:
    window, qtbot = clinic.window, clinic.qtbot
    clinic.patient()
    clinic.assess(*save_photos(1))
    desk = window.desk
    qtbot.waitUntil(lambda: desk.unfiled_page.model.rowCount() == 1)
    for place, first in (
        ("patients", desk.patients_place.list_page.finder.edit),
        ("unfiled", desk.unfiled_page.grid),
        ("settings", desk.settings_page.appearance_card.theme_box),
    ):
        _focus_the_rail(window, qtbot)
        _go(window, place)
        _leads_to(qtbot, first)
        _focus_the_rail(window, qtbot)
        _go(window, place)
        _leads_to(qtbot, first)


def test_back_at_a_patient_one_begins_at_what_is_on_show(clinic: VaultWindow) -> None:
    window, qtbot = clinic.window, clinic.qtbot
    lesion = clinic.lesion(clinic.patient())
    data = min(samples_dir().glob("*.jpg")).read_bytes()
    filed = clinic.ask(lambda history: history.file_examination(lesion.id, data, Capture(), []))
    place = window.desk.patients_place
    window.commands.go_patients.trigger()
    for arguments, page, first in (
        ((lesion.patient_id,), place.patient_page, place.patient_page.lesions.list),
        ((lesion.patient_id, lesion.id, filed.id), place.examination_page, place.examination_page.view),
    ):
        place.open_patient(*arguments)
        qtbot.waitUntil(lambda page=page: place.currentWidget() is page)  # type: ignore[misc]
        window.commands.go_settings.trigger()
        _focus_the_rail(window, qtbot)
        _go(window, "patients")
        _leads_to(qtbot, first)


def test_an_empty_list_of_what_is_due_is_left_by_its_tabs(clinic: VaultWindow) -> None:
    window = clinic.window
    window.commands.go_patients.trigger()
    page = window.desk.patients_place.list_page
    page.tabs.setCurrentIndex(1)
    _focus_the_rail(window, clinic.qtbot)
    _go(window, "patients")

    _leads_to(clinic.qtbot, page.tabs)


def test_the_audit_trail_begins_at_its_filters(clinic: VaultWindow) -> None:
    clinic.window.commands.go_settings.trigger()
    page = clinic.window.desk.settings_page
    page._show_trail()
    _leads_to(clinic.qtbot, page.audit_page.days_box)
    _focus_the_rail(clinic.window, clinic.qtbot)
    _go(clinic.window, "settings")

    _leads_to(clinic.qtbot, page.audit_page.days_box)


def test_what_the_watched_folder_brings_takes_the_focus_from_nobody(
    clinic: VaultWindow,
    save_photos: Callable[[int], list[Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watch_folder, "_SETTLE_MS", 20)
    monkeypatch.setattr(watch_folder, "_POLL_MS", 50)
    window = clinic.window
    save_photos(1)
    window.commands.go_patients.trigger()
    edit = window.desk.patients_place.list_page.finder.edit
    _leads_to(clinic.qtbot, edit)
    window.desk.settings_page.watch_card.set_folder(str(tmp_path / "photos"))
    clinic.qtbot.waitUntil(lambda: window.model.progress.assessed == 1)

    assert QApplication.focusWidget() is edit
