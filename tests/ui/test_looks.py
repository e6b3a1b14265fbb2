"""What the vault's screens look like, as far as numbers tell."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit

from desktop.ui.theme import DARK, LIGHT, Colours
from desktop.ui.views.main_window import MainWindow
from tests.ui.desk_steps import VaultWindow

_LEAST_TARGET_PX = 24


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_what_is_wrong_stands_out_from_its_ground(colours: Colours) -> None:
    assert _contrast(colours.warning, colours.base) >= 3.0
    assert _contrast(colours.warning, colours.window) >= 3.0
    assert _contrast(colours.strong_border, colours.base) >= 3.0


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_window_fits_a_small_screen_in_every_place(clinic: VaultWindow) -> None:
    window = clinic.window
    for action in (
        window.commands.go_assess,
        window.commands.go_patients,
        window.commands.go_unfiled,
        window.commands.go_settings,
        window.commands.lock,
    ):
        action.trigger()
        least = window.minimumSizeHint()
        assert least.width() <= 1366
        assert least.height() <= 700


def test_buttons_are_large_enough_to_be_hit(clinic: VaultWindow) -> None:
    for action in (clinic.window.commands.go_patients, clinic.window.commands.go_settings, clinic.window.commands.lock):
        action.trigger()
        QApplication.processEvents()
        shown = [button for button in clinic.window.findChildren(QAbstractButton) if button.isVisible()]
        # Qt's own, such as the cross in a search field, have keys beside them.
        ours = [button for button in shown if not isinstance(button.parent(), QLineEdit) and button.text()]
        # A check box is hit by its words, too.
        buttons = [button for button in ours if not isinstance(button, QCheckBox)]
        assert [found.text() for found in buttons if min(found.width(), found.height()) < _LEAST_TARGET_PX] == []


def test_the_screens_follow_the_theme(locked_window: MainWindow, qapp: QApplication) -> None:
    page = locked_window.desk.cover.unlock_page
    before = page._icon.pixmap().toImage()
    try:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert page._icon.pixmap().toImage() != before
    finally:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
