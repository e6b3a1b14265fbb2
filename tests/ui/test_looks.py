"""What the vault's screens look like, as far as numbers tell."""

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QSlider,
    QTabBar,
    QWidget,
)

from desktop.ui.theme import DARK, LIGHT, Colours
from desktop.ui.views.main_window import MainWindow
from desktop.ui.views.rail import Rail
from tests.ui.desk_steps import VaultWindow
from tests.ui.test_translated_layout import PLACES

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


@pytest.mark.parametrize("show", PLACES)
def test_what_is_clicked_is_large_enough_to_be_hit(show: Callable[[VaultWindow], None], clinic: VaultWindow) -> None:
    show(clinic)
    QApplication.processEvents()
    kinds = (QAbstractButton, QComboBox, QAbstractSpinBox, QSlider)
    shown = [part for kind in kinds for part in clinic.window.findChildren(kind) if part.isVisible()]
    # Qt's own, such as the cross in a search field, have keys beside them.
    ours = [part for part in shown if not isinstance(part.parent(), QLineEdit)]
    tabs = [bar.tabRect(index) for bar in clinic.window.findChildren(QTabBar) for index in range(bar.count())]

    assert ours
    assert [_name(part) for part in ours if min(part.width(), part.height()) < _LEAST_TARGET_PX] == []
    assert [tab for tab in tabs if min(tab.width(), tab.height()) < _LEAST_TARGET_PX] == []


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
@pytest.mark.parametrize("show", PLACES)
def test_what_has_the_focus_looks_so(
    show: Callable[[VaultWindow], None], scheme: Qt.ColorScheme, clinic: VaultWindow, qapp: QApplication
) -> None:
    try:
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        show(clinic)
        QApplication.processEvents()
        parts = [part for part in clinic.window.findChildren(QWidget) if _takes_focus(part)]

        assert parts
        assert [_name(part) for part in parts if not _shows_focus(part)] == []
    finally:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)


def _takes_focus(part: QWidget) -> bool:
    by_tab = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.focusProxy() is None
    # A spin box shows it for the line in it.
    return by_tab and part.isVisible() and part.isEnabled() and not isinstance(part.parent(), QAbstractSpinBox)


def _shows_focus(part: QWidget) -> bool:
    """Tell whether a frame's worth of pixels is another with the focus: a cursor alone is not enough."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    without = part.grab().toImage()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    with_focus = part.grab().toImage()
    places = product(range(without.width()), range(without.height()))
    changed = sum(without.pixel(x, y) != with_focus.pixel(x, y) for x, y in places)
    return part.hasFocus() and changed >= 2 * min(part.width(), part.height())


def _name(part: QWidget) -> str:
    return f"{type(part).__name__} “{part.accessibleName()}”"


def test_the_screens_follow_the_theme(locked_window: MainWindow, qapp: QApplication) -> None:
    page = locked_window.desk.cover.unlock_page
    before = page._icon.pixmap().toImage()
    try:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert page._icon.pixmap().toImage() != before
    finally:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)


def test_a_window_that_starts_dark_has_icons_for_the_dark(
    make_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    for theme, is_light in (("dark", True), ("light", False)):
        values = {"notice_accepted": True, "without_vault": True, "theme": theme}
        (tmp_path / "settings.json").write_text(json.dumps(values), encoding="utf-8")
        image = make_window().commands.go_settings.icon().pixmap(40, 40).toImage()
        pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        painted = [pixel.lightnessF() for pixel in pixels if pixel.alphaF() > 0.9]
        assert painted
        assert (min(painted) > 0.5) is is_light
        assert (max(painted) > 0.5) is is_light


def test_a_message_does_not_move_the_rail(window: MainWindow) -> None:
    rail = window.findChild(Rail)
    assert rail is not None
    before = rail.geometry()

    window.show_message("Something has happened.")
    QApplication.processEvents()

    assert window.message_bar.isVisible()
    assert rail.geometry() == before


def test_what_was_said_of_one_page_goes_with_it_unless_it_offers_something(clinic: VaultWindow) -> None:
    lesion = clinic.lesion(clinic.patient())
    place = clinic.window.desk.patients_place
    clinic.window.commands.go_patients.trigger()
    place.open_patient(lesion.patient_id)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == lesion.patient_id)
    bar = clinic.window.message_bar

    bar.show_message("Saved.")
    place.patient_page.lesion_opened.emit(lesion.id)
    assert bar.text == ""

    bar.show_message("Archived.", undo=lambda: None)
    place.lesion_page.back_requested.emit()
    assert bar.text == "Archived."


def test_the_wheel_over_the_settings_changes_none(clinic: VaultWindow) -> None:
    clinic.window.commands.go_settings.trigger()
    page = clinic.window.desk.settings_page
    theme, minutes = page.appearance_card.theme_box, page.locking_card.minutes_box
    before = theme.currentIndex(), minutes.value()

    for box in (theme, minutes):
        _turn_wheel(box)

    assert (theme.currentIndex(), minutes.value()) == before


def _turn_wheel(widget: QWidget) -> None:
    at = QPointF(widget.rect().center())
    turned = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turned)
