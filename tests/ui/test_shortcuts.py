"""Keyboard shortcuts can be changed, and no two actions ever have the same."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.core.settings.rows import SHORTCUTS
from desktop.core.settings.settings import Settings
from desktop.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from desktop.ui.shortcuts import Shortcuts
from desktop.ui.views.main_window import MainWindow
from tests.ui.desk_steps import visible_text

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dialog(window: MainWindow) -> ShortcutsDialog:
    window.commands.shortcuts.trigger()
    found = window.findChild(ShortcutsDialog)
    assert found is not None
    return found


def press(dialog: ShortcutsDialog, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(dialog.keys_edit.findChild(QLineEdit) or dialog.keys_edit, key, held)


def shown_keys(dialog: ShortcutsDialog, window: MainWindow, name: str) -> str:
    item = dialog.table.item(window.desk.shortcuts.names.index(name), 1)
    assert item is not None
    return item.text()


def test_every_action_is_in_the_table_with_its_keys(dialog: ShortcutsDialog, window: MainWindow) -> None:
    assert dialog.table.rowCount() == len(list(window.commands))
    assert shown_keys(dialog, window, "lock") == "Ctrl+L"


def test_keys_that_are_pressed_take_effect_at_once_and_are_kept(
    dialog: ShortcutsDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.choose("try_sample")
    press(dialog, Qt.Key.Key_T, _CTRL_SHIFT)

    assert dialog.problem == ""
    assert window.commands.try_sample.shortcut() == QKeySequence("Ctrl+Shift+T")
    assert "Ctrl+Shift+T" in window.commands.try_sample.toolTip()
    assert shown_keys(dialog, window, "try_sample") == "Ctrl+Shift+T"
    qtbot.waitUntil(lambda: Settings(tmp_path / "settings.json").get(SHORTCUTS) == {"try_sample": "Ctrl+Shift+T"})


def test_the_new_keys_do_it_and_the_old_ones_no_longer(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk.shortcuts.change("try_sample", QKeySequence("F12")) == ""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    QTest.keyClick(window, Qt.Key.Key_F12)

    qtbot.waitUntil(lambda: window.model.rowCount() == 2)


def test_keys_that_are_taken_are_refused_and_whose_they_are_is_told(
    dialog: ShortcutsDialog, window: MainWindow
) -> None:
    dialog.choose("try_sample")
    press(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert window.commands.lock.statusTip() in dialog.problem
    assert window.commands.try_sample.shortcut() == QKeySequence("Ctrl+T")
    assert dialog.keys_edit.keySequence() == QKeySequence("Ctrl+T")


@pytest.mark.parametrize("keys", ["A", "Shift+A", "1", "Space", "Tab", "Return", "Left", "Alt+F", "Ctrl+K, Ctrl+L"])
def test_keys_that_are_needed_otherwise_are_refused(window: MainWindow, keys: str) -> None:
    assert window.desk.shortcuts.change("try_sample", QKeySequence(keys))
    assert window.commands.try_sample.shortcut() == QKeySequence("Ctrl+T")


@pytest.mark.parametrize("keys", ["F5", "Ctrl+Alt+A", "Alt+9", "Shift+F3", "Ctrl+Left"])
def test_other_keys_are_taken(window: MainWindow, keys: str) -> None:
    assert window.desk.shortcuts.change("try_sample", QKeySequence(keys)) == ""
    assert window.commands.try_sample.shortcut() == QKeySequence(keys)


@pytest.fixture
def shortcuts(window: MainWindow) -> Shortcuts:
    """Return the window's shortcuts, of which three are changed."""
    shortcuts = window.desk.shortcuts
    for name, keys in (("try_sample", "F5"), ("lock", "F6"), ("paste", "")):
        assert shortcuts.change(name, QKeySequence(keys)) == ""
    return shortcuts


def test_one_action_gets_its_own_keys_back_and_so_do_all(
    shortcuts: Shortcuts, dialog: ShortcutsDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.choose("lock")
    dialog.reset_button.click()
    assert window.commands.lock.shortcut() == QKeySequence("Ctrl+L")
    assert shortcuts.changed_count == 2
    dialog.reset_all_button.click()

    assert shortcuts.changed_count == 0
    assert window.commands.paste.shortcut() == QKeySequence(QKeySequence.StandardKey.Paste)
    assert not dialog.reset_all_button.isEnabled()
    qtbot.waitUntil(lambda: "shortcuts" not in (tmp_path / "settings.json").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("shortcuts")
def test_that_all_have_their_own_keys_again_can_be_undone(
    dialog: ShortcutsDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.choose("lock")
    dialog.reset_all_button.click()
    assert "own keys again" in visible_text(dialog)
    dialog.message_bar.undo()

    assert window.commands.try_sample.shortcut() == QKeySequence("F5")
    assert window.commands.paste.shortcut().isEmpty()
    assert shown_keys(dialog, window, "lock") == "F6"
    assert dialog.reset_all_button.isEnabled()
    stored = {"try_sample": "F5", "lock": "F6", "paste": ""}
    qtbot.waitUntil(lambda: Settings(tmp_path / "settings.json").get(SHORTCUTS) == stored)


def test_undo_is_no_longer_offered_once_it_would_undo_a_later_choice(
    dialog: ShortcutsDialog, window: MainWindow
) -> None:
    assert window.desk.shortcuts.change("lock", QKeySequence("F6")) == ""
    dialog.choose("lock")
    dialog.reset_all_button.click()
    dialog.choose("try_sample")
    press(dialog, Qt.Key.Key_F9)

    assert "own keys again" not in visible_text(dialog)
    assert window.commands.try_sample.shortcut() == QKeySequence("F9")


def test_enter_in_the_table_presses_no_button_of_the_message(dialog: ShortcutsDialog, window: MainWindow) -> None:
    assert window.desk.shortcuts.change("lock", QKeySequence("F6")) == ""
    dialog.choose("lock")
    dialog.reset_all_button.click()
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)

    assert window.commands.lock.shortcut() == QKeySequence("Ctrl+L")


def test_an_action_does_not_get_keys_back_that_another_has_now(dialog: ShortcutsDialog, window: MainWindow) -> None:
    shortcuts = window.desk.shortcuts
    assert shortcuts.change("lock", QKeySequence("F6")) == ""
    assert shortcuts.change("try_sample", QKeySequence("Ctrl+L")) == ""
    dialog.choose("lock")
    dialog.reset_button.click()

    assert window.commands.try_sample.statusTip() in dialog.problem
    assert window.commands.lock.shortcut() == QKeySequence("F6")


def test_an_action_may_have_no_keys(dialog: ShortcutsDialog, window: MainWindow) -> None:
    dialog.choose("lock")
    dialog.none_button.click()

    assert window.commands.lock.shortcut().isEmpty()
    assert window.commands.lock.toolTip() == window.commands.lock.statusTip()
    assert not dialog.none_button.isEnabled()


def test_what_is_kept_holds_at_the_next_start(make_window: Callable[..., MainWindow], tmp_path: Path) -> None:
    stored = {"lock": "F6", "paste": "", "of_a_newer_program": "F7", "quit": "no such keys", "about": "Tab"}
    values = {"notice_accepted": True, "without_vault": True, "shortcuts": stored}
    (tmp_path / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    window = make_window()

    assert window.commands.lock.shortcut() == QKeySequence("F6")
    assert window.commands.paste.shortcut().isEmpty()
    assert window.commands.quit.shortcut() == QKeySequence("Ctrl+Q")
    assert window.commands.about.shortcut() == QKeySequence("Ctrl+F1")


def test_a_file_that_gives_the_same_keys_twice_leaves_them_to_one(
    make_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    values = {"notice_accepted": True, "without_vault": True, "shortcuts": {"paste": "Ctrl+L", "copy_text": "Ctrl+L"}}
    (tmp_path / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    window = make_window()
    keys = [action.shortcut().toString() for action in window.commands if not action.shortcut().isEmpty()]

    assert len(set(keys)) == len(keys)
    assert window.commands.paste.shortcut() == QKeySequence("Ctrl+L")
    assert window.commands.lock.shortcut().isEmpty()


def test_the_table_is_used_by_keyboard_alone(dialog: ShortcutsDialog, window: MainWindow) -> None:
    dialog.table.setFocus()
    dialog.table.setCurrentCell(0, 0)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    second = window.desk.shortcuts.names[1]
    assert window.desk.shortcuts.meaning(second) in visible_text(dialog)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.isVisible()
    press(dialog, Qt.Key.Key_F9)

    assert window.desk.shortcuts.keys(second) == QKeySequence("F9")


def test_a_screen_reader_hears_which_keys_are_asked_for_and_why_they_were_refused(
    dialog: ShortcutsDialog, window: MainWindow
) -> None:
    dialog.choose("lock")
    assert window.commands.lock.statusTip() in dialog.keys_edit.accessibleName()
    press(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    assert window.commands.try_sample.statusTip() in dialog.keys_edit.accessibleDescription()


def test_fixed_shortcuts_can_be_looked_at_only(make_window: Callable[..., MainWindow], tmp_path: Path) -> None:
    (tmp_path / "policy.json").write_text('{"shortcuts": {"lock": "F6"}}', encoding="utf-8")
    window = make_window()
    window.commands.shortcuts.trigger()
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None

    assert window.commands.lock.shortcut() == QKeySequence("F6")
    assert "Fixed by your practice's IT" in visible_text(dialog)
    for part in (dialog.keys_edit, dialog.none_button, dialog.reset_button, dialog.reset_all_button):
        assert not part.isEnabled()
