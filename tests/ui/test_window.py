"""What holds of the window whatever is loaded."""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from desktop.core.settings.rows import NOTICE_ACCEPTED
from desktop.core.settings.settings import Settings
from desktop.ui.bug_report import BugReporter
from desktop.ui.dialogs.about_dialog import AboutDialog
from desktop.ui.dialogs.research_use_dialog import ResearchUseDialog
from desktop.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from desktop.ui.theme import DARK, LIGHT, Colours, Theme
from desktop.ui.views.main_window import MainWindow


def test_every_action_has_a_text_a_shortcut_an_icon_a_tip_and_a_place_in_a_menu(window: MainWindow) -> None:
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.title()]
    in_menus = {action for menu in menus for action in menu.actions()}
    actions = list(window.commands)

    assert len({action.shortcut().toString() for action in actions}) == len(actions)
    for action in actions:
        assert action.text()
        assert action.statusTip()
        assert not action.shortcut().isEmpty()
        assert not action.icon().isNull()
        assert action in in_menus


def test_every_button_has_a_name_for_screen_readers(window: MainWindow, sample: Path, qtbot: QtBot) -> None:
    window.import_paths([sample, sample])
    qtbot.waitUntil(lambda: window.model.progress.assessed == 2 and window.commands.heatmap.isEnabled())

    buttons = window.findChildren(QAbstractButton)
    nameless = [button for button in buttons if not (button.accessibleName() or button.text())]
    # A tool bar's overflow button and the like are Qt's own.
    assert not [button for button in nameless if not button.objectName().startswith("qt_")]


def test_nothing_is_assessed_before_the_statement_is_acknowledged(
    make_window: Callable[..., MainWindow], sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window(accepted=False)
    window.import_paths([sample])
    dialog = window.findChild(ResearchUseDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert window.model.rowCount() == 0

    dialog.accept()
    qtbot.waitUntil(lambda: window.model.progress.assessed == 1)
    qtbot.waitUntil(lambda: Settings(tmp_path / "settings.json").get(NOTICE_ACCEPTED))


def test_whoever_does_not_acknowledge_the_statement_leaves(make_window: Callable[..., MainWindow]) -> None:
    window = make_window(accepted=False)
    dialog = window.findChild(ResearchUseDialog)
    assert dialog is not None
    dialog.reject()

    assert not window.isVisible()


def test_the_statement_is_shown_once(make_window: Callable[..., MainWindow]) -> None:
    assert make_window(accepted=True).findChild(ResearchUseDialog) is None


@pytest.mark.parametrize(("name", "dialog_type"), [("about", AboutDialog), ("shortcuts", ShortcutsDialog)])
def test_the_help_dialogs_open_without_holding_the_window_up(
    window: MainWindow, name: str, dialog_type: type[QDialog], qtbot: QtBot
) -> None:
    getattr(window.commands, name).trigger()
    dialog = window.findChild(dialog_type)
    assert dialog is not None
    assert dialog.isVisible()

    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(dialog_type) is None)


def test_light_and_dark_follow_the_system(window: MainWindow, qapp: QApplication) -> None:
    theme = qapp.findChild(Theme)
    assert theme is not None
    try:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert theme.colours == DARK
        assert window.palette().window().color().name() == DARK.window
    finally:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert window.palette().window().color().name() == LIGHT.window


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_stands_out_from_its_ground(colours: Colours) -> None:
    pairs = [(text, ground) for text in (colours.text, colours.secondary) for ground in (colours.window, colours.base)]
    pairs += [(colours.on_accent, colours.accent), (colours.text, colours.notice), (colours.text, colours.pressed)]

    for text, ground in pairs:
        assert _contrast(text, ground) >= 4.5, (text, ground)
    assert _contrast(colours.accent, colours.window) >= 3.0


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_bug_is_logged_without_its_message_and_told_once(
    window: MainWindow, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    reporter = BugReporter()
    hooks = sys.excepthook, threading.excepthook
    told: list[str] = []
    reporter.found.connect(window.show_message)
    reporter.found.connect(told.append)
    reporter.install()

    named = "patient.jpg"

    def blunder() -> None:
        raise LookupError(named)

    try:
        with caplog.at_level(logging.ERROR):
            for _ in range(2):
                thread = threading.Thread(target=blunder)
                thread.start()
                thread.join()
            qtbot.waitUntil(lambda: bool(told))
            qtbot.wait(1)
    finally:
        reporter.uninstall()

    assert (sys.excepthook, threading.excepthook) == hooks
    assert len(told) == 1
    assert "LookupError" in window.message_bar.text
    assert "blunder" in caplog.text
    assert named not in caplog.text


def test_the_window_remembers_where_it_was(make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    window.resize(760, 600)
    window.close()

    assert make_window().size().width() == 760
