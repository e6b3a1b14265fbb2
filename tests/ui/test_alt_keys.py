"""Each letter that Alt goes with belongs to one thing on show."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTabBar

from desktop.core.locations import translations_dir
from desktop.ui.views.main_window import MainWindow
from tests.ui.desk_steps import VaultWindow
from tests.ui.test_translated_layout import PLACES


@pytest.fixture(params=["en", "de"])
def _language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    translator = QTranslator()
    if request.param == "de":
        assert translator.load(str(translations_dir() / "lentigo_de.qm"))
        qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("_language")
@pytest.mark.parametrize("show", PLACES)
def test_no_two_things_on_show_share_an_alt_key(show: Callable[[VaultWindow], None], clinic: VaultWindow) -> None:
    show(clinic)
    QApplication.processEvents()
    by_key = defaultdict[str, set[str]](set)
    for text in _texts(clinic.window):
        key = QKeySequence.mnemonic(text).toString()
        if key:
            by_key[key].add(text)

    assert by_key
    assert {key: texts for key, texts in by_key.items() if len(texts) > 1} == {}


def _texts(window: MainWindow) -> Iterator[str]:
    yield from (button.text() for button in window.findChildren(QAbstractButton) if button.isVisible())
    labels = [label for label in window.findChildren(QLabel) if label.isVisible() and label.buddy() is not None]
    yield from (label.text() for label in labels)
    for bar in window.findChildren(QTabBar):
        if bar.isVisible():
            yield from (bar.tabText(index) for index in range(bar.count()))
    yield from (menu.text() for menu in window.menuBar().actions() if menu.isVisible())
