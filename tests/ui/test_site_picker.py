"""A body site is found by any words of its name, for nearly all begin with the same two."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.domain.body_sites import body_site
from desktop.ui.language import install_language, remove_language
from desktop.ui.widgets.site_picker import SitePicker


@pytest.fixture
def picker(qtbot: QtBot) -> SitePicker:
    made = SitePicker()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def _in_german(qapp: QApplication) -> Iterator[None]:
    install_language(qapp, "de")
    yield
    install_language(qapp, "en")
    remove_language(qapp)


def _type(picker: SitePicker, text: str) -> None:
    line = picker.lineEdit()
    assert line is not None
    QTest.keyClicks(line, text)


def _offered(picker: SitePicker) -> list[str]:
    """Return what the list under the field says; nothing if there is none."""
    completer = picker.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    model = popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if popup.isVisible() else []


def test_a_site_is_found_by_the_beginning_of_a_later_word(picker: SitePicker) -> None:
    _type(picker, "fore")

    assert "Skin of forehead" in _offered(picker)
    assert "Skin of anterior surface of forearm" in _offered(picker)
    assert "Skin of nose" not in _offered(picker)


def test_a_site_is_found_by_several_words_in_any_order(picker: SitePicker) -> None:
    _type(picker, "forearm ant")

    assert _offered(picker) == ["Skin of anterior surface of forearm"]
    assert picker.site is not None
    assert picker.site.meaning == "Skin of anterior surface of forearm"


def test_whose_word_begins_so_comes_before_who_has_it_in_the_middle(picker: SitePicker) -> None:
    _type(picker, "ear")
    offered = _offered(picker)

    assert offered.index("Skin of ear") < offered.index("Skin of anterior surface of forearm")


@pytest.mark.usefixtures("_in_german")
def test_in_german_too_a_site_is_found_by_its_words(picker: SitePicker) -> None:
    _type(picker, "stirn")

    assert "Haut der Stirn" in _offered(picker)
    assert "Haut der Nase" not in _offered(picker)
    picker.set_site(body_site("SCT", "68698007"))
    assert picker.currentText() == "Haut der Stirn"


def test_what_is_typed_in_the_open_list_finds_as_in_the_field(picker: SitePicker, qtbot: QtBot) -> None:
    picker.setEditText("Skin of nose")
    picker.showPopup()
    qtbot.waitUntil(picker.view().isVisible)
    QTest.keyClick(picker.view(), Qt.Key.Key_F)
    assert not picker.view().isVisible()
    _type(picker, "oreh")

    assert picker.currentText() == "foreh"
    assert _offered(picker) == ["Skin of forehead"]


def test_the_arrow_keys_still_choose_in_the_open_list(picker: SitePicker, qtbot: QtBot) -> None:
    picker.setCurrentIndex(0)
    picker.showPopup()
    qtbot.waitUntil(picker.view().isVisible)
    QTest.keyClick(picker.view(), Qt.Key.Key_Down)
    QTest.keyClick(picker.view(), Qt.Key.Key_Return)

    assert picker.currentText() == picker.itemText(1)
    assert picker.site is not None


def test_a_site_that_was_found_is_picked_by_arrow_and_enter(picker: SitePicker) -> None:
    _type(picker, "surf arm")
    second = _offered(picker)[1]
    completer = picker.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(popup, key)

    assert picker.currentText() == second
    assert picker.problem == ""
