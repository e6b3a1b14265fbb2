"""Nobody sees over the shoulder of somebody who has gone."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.domain.accounts import Role
from desktop.ui.dialogs.about_dialog import AboutDialog
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.idle_lock import IdleLock
from tests.ui.desk_steps import VaultWindow

_OTHER, _THEIRS = "Schwester Zwetschge", "blaue Teekanne auf dem Deich 9"


def _everything_held(window: QWidget) -> str:
    """All text that any widget of a window holds, seen or not."""
    texts = [window.windowTitle()]
    for widget in (window, *window.findChildren(QWidget)):
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QLineEdit):
            texts.append(widget.text())
        if isinstance(widget, QPlainTextEdit):
            texts.append(widget.toPlainText())
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
            cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(columns)]
            texts += [str(cell.data()) for cell in cells]
    return "\n".join(texts)


def _open_patient(clinic: VaultWindow) -> str:
    patient = clinic.patient()
    clinic.lesion(patient, "Warzenkaktus")
    clinic.window.commands.go_patients.trigger()
    place = clinic.window.desk.patients_place
    place.list_page.finder.edit.setText("sommer")
    clinic.qtbot.waitUntil(lambda: place.list_page.finder.model.rowCount() == 1)
    place.open_patient(patient.id)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == patient.id)
    return patient.id


def test_locking_covers_everything_and_wipes_what_was_shown(clinic: VaultWindow) -> None:
    _open_patient(clinic)
    assert "Sommerfeld" in _everything_held(clinic.window)
    assert "Warzenkaktus" in _everything_held(clinic.window)

    QTest.keyClick(clinic.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert clinic.window.desk.cover.isVisible()
    held = _everything_held(clinic.window)
    assert [word for word in ("Sommerfeld", "sommer", "Karoline", "P-1", "Warzenkaktus") if word in held] == []


def test_after_unlocking_one_is_where_one_was(clinic: VaultWindow) -> None:
    patient_id = _open_patient(clinic)
    clinic.lock()
    clinic.unlock()

    page = clinic.window.desk.patients_place.patient_page
    clinic.qtbot.waitUntil(lambda: page.patient_id == patient_id)
    assert page.isVisible()


def test_a_form_half_typed_is_hidden_and_comes_back_to_the_same_account(clinic: VaultWindow) -> None:
    clinic.window.commands.new_patient.trigger()
    dialog = clinic.dialog(PatientDialog)
    dialog.notes_edit.setPlainText("half a sentence")
    clinic.lock()
    assert not dialog.isVisible()

    clinic.unlock()
    assert dialog.isVisible()
    assert dialog.notes_edit.toPlainText() == "half a sentence"


def test_a_patient_who_was_saved_while_the_vault_was_being_locked_is_on_show_afterwards(clinic: VaultWindow) -> None:
    clinic.window.commands.new_patient.trigger()
    dialog = clinic.dialog(PatientDialog)
    dialog.identifier_edit.setText("P-77")
    vault_is_free = threading.Event()
    clinic.window.desk.work.change(lambda _history: vault_is_free.wait(30.0), done=lambda _: None)
    dialog.save_button.click()
    clinic.lock()
    vault_is_free.set()
    clinic.qtbot.waitUntil(lambda: not clinic.window.desk.work.busy)
    clinic.unlock()
    place = clinic.window.desk.patients_place
    (saved,) = clinic.ask(lambda history: history.find_patients())
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == saved.id)
    clinic.patient("P-78")
    place.show_list()

    clinic.qtbot.waitUntil(lambda: place.list_page.finder.model.rowCount() == 2)


def test_a_form_half_typed_is_gone_when_somebody_else_unlocks(clinic: VaultWindow) -> None:
    done: list[object] = []
    clinic.window.desk.work.administer(
        lambda vault: vault.create_account(_OTHER, Role.CLINICIAN, _THEIRS), done=done.append
    )
    clinic.qtbot.waitUntil(lambda: bool(done))
    _open_patient(clinic)
    clinic.window.desk.patients_place.new_patient()
    clinic.dialog(PatientDialog)
    clinic.lock()
    clinic.unlock(_OTHER, _THEIRS)
    clinic.qtbot.waitUntil(lambda: clinic.window.findChild(PatientDialog) is None)

    assert clinic.window.desk.patients_place.patient_page.patient_id is None


def test_dialogs_without_a_draft_are_closed(clinic: VaultWindow) -> None:
    clinic.window.commands.about.trigger()
    clinic.dialog(AboutDialog)
    clinic.lock()

    clinic.qtbot.waitUntil(lambda: clinic.window.findChild(AboutDialog) is None)


def test_behind_the_cover_nothing_can_be_done(clinic: VaultWindow, sample: Path) -> None:
    clinic.assess(sample)
    clinic.lock()
    for action in (
        clinic.window.commands.clear,
        clinic.window.commands.new_patient,
        clinic.window.commands.go_settings,
    ):
        action.trigger()

    assert clinic.window.model.rowCount() == 1
    assert clinic.window.findChild(PatientDialog) is None
    enabled = [menu.text() for menu in clinic.window.menuBar().actions() if menu.isEnabled()]
    assert enabled == ["&File", "&Help"]


def test_images_dropped_while_locked_are_kept_after_unlocking(clinic: VaultWindow, save_photos: object) -> None:
    clinic.lock()
    clinic.window.import_paths(save_photos(1))  # type: ignore[operator]
    clinic.qtbot.waitUntil(lambda: clinic.window.desk.keeper.unkept == 1)
    clinic.unlock()
    clinic.qtbot.waitUntil(lambda: clinic.window.desk.keeper.unkept == 0)

    assert len(clinic.ask(lambda history: history.unfiled())) == 1


def test_the_locked_vault_is_not_left_with_images_that_are_not_kept(clinic: VaultWindow, save_photos: object) -> None:
    clinic.lock()
    clinic.window.import_paths(save_photos(1))  # type: ignore[operator]
    clinic.qtbot.waitUntil(lambda: clinic.window.desk.keeper.unkept == 1)
    clinic.window.desk.cover.unlock_page.without_requested.emit()

    assert clinic.window.desk.covered
    assert "not been kept" in clinic.window.desk.cover.unlock_page.problem


def test_idleness_locks(clinic: VaultWindow) -> None:
    assert clinic.window.desk.idle.watching
    clinic.window.desk.idle.expired.emit()

    assert clinic.window.desk.covered
    assert not clinic.window.desk.idle.watching


def test_what_is_done_only_after_locking_is_not_told_over_the_cover(clinic: VaultWindow) -> None:
    _open_patient(clinic)
    may_go_on = threading.Event()
    clinic.window.desk.work.change(lambda _history: may_go_on.wait(20), done=lambda _answer: None)
    clinic.window.desk.patients_place.patient_page._archive.trigger()
    clinic.lock()
    may_go_on.set()
    clinic.qtbot.waitUntil(lambda: not clinic.window.desk.work.busy)

    assert not clinic.window.message_bar.isVisible()
    assert "Sommerfeld" not in _everything_held(clinic.window)


class _Clock:
    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def idle(qapp: QApplication) -> Iterator[tuple[IdleLock, _Clock, list[bool]]]:
    clock = _Clock()
    watch, expired = IdleLock(clock), list[bool]()
    watch.expired.connect(lambda: expired.append(True))
    watch.start(60.0)
    yield watch, clock, expired
    watch.stop()


def _touch(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_A)


def test_any_input_in_any_window_puts_idleness_off(idle: tuple[IdleLock, _Clock, list[bool]], qtbot: QtBot) -> None:
    watch, clock, expired = idle
    dialog = QLineEdit()
    qtbot.addWidget(dialog)
    clock.now_s += 59
    _touch(dialog)
    clock.now_s += 59
    watch._check()
    assert expired == []

    clock.now_s += 1
    watch._check()
    assert expired == [True]


def test_a_move_of_the_mouse_is_input(idle: tuple[IdleLock, _Clock, list[bool]], qtbot: QtBot) -> None:
    watch, clock, expired = idle
    widget = QWidget()
    qtbot.addWidget(widget)
    clock.now_s += 59
    at = QPointF(1, 1)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QMouseEvent(QEvent.Type.MouseMove, at, at, buttons, buttons, keys))
    clock.now_s += 59
    watch._check()

    assert expired == []


def test_a_computer_that_has_slept_is_locked_at_the_first_touch_which_does_nothing_else(
    idle: tuple[IdleLock, _Clock, list[bool]], qtbot: QtBot
) -> None:
    _, clock, expired = idle
    edit = QLineEdit()
    qtbot.addWidget(edit)
    clock.now_s += 8 * 3600
    _touch(edit)

    assert expired == [True]
    assert edit.text() == ""
