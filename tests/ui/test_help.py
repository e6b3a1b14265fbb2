"""F1 opens the help on the subject of the place on show; the help is whole, in both languages, and knows no network."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.locations import help_dir
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.models import help_subjects
from desktop.ui.models.help_subjects import SUBJECTS, subject_on_show, subject_title
from desktop.ui.views.help_window import HelpWindow
from desktop.ui.views.main_window import MainWindow
from tests.ui.desk_steps import VaultWindow

_LANGUAGES = ("en", "de")
_WORD = re.compile(r"\w+")


class _Page(HTMLParser):
    """What a page holds: its places, its links, its elements, its headings and its words."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.elements: list[str] = []
        self.sources: list[str] = []
        self.words = 0
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        for name, value in attrs:
            if tag == "a" and name == "name":
                self.anchors.append(value or "")
            elif tag == "a" and name == "href":
                self.links.append(value or "")
            elif name in {"src", "background", "href"}:
                self.sources.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += len(_WORD.findall(data))


def _page(language: str, subject: str) -> _Page:
    return _Page(help_dir() / language / f"{subject}.html")


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_subject_has_a_page_and_every_page_a_subject(language: str) -> None:
    assert {path.stem for path in (help_dir() / language).iterdir()} == set(SUBJECTS)


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_link_leads_to_a_place_in_the_help_and_nothing_comes_from_elsewhere(language: str, subject: str) -> None:
    page = _page(language, subject)

    assert page.sources == []
    assert not {"script", "img", "iframe", "link", "object", "embed"} & set(page.elements)
    for link in page.links:
        name, _, anchor = link.partition("#")
        target = name.removesuffix(".html") or subject
        assert target in SUBJECTS, link
        assert not anchor or anchor in _page(language, target).anchors, link


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_german_page_has_the_same_parts_as_the_english_and_says_as_much(subject: str) -> None:
    english, german = (_page(language, subject) for language in _LANGUAGES)

    assert german.anchors == english.anchors
    assert german.links == english.links
    assert german.elements == english.elements
    assert 0.75 < german.words / english.words < 1.3


def test_every_subject_can_be_reached_from_another() -> None:
    links = {
        link.partition("#")[0].removesuffix(".html") for subject in SUBJECTS for link in _page("en", subject).links
    }
    # The contents lead to all of them; these two stand for themselves.
    assert set(SUBJECTS) - links <= {"start", "patients", "commandline"}


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_place_that_is_mapped_exists_in_the_code_and_leads_to_a_place_in_the_help(language: str) -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8") for folder in ("views", "widgets") for path in _ui_folder(folder).glob("*.py")
    )
    for place, subject in help_subjects._SUBJECT_OF_PLACE.items():
        assert f"class {place}(" in code
        name, _, anchor = subject.partition("#")
        assert not anchor or anchor in _page(language, name).anchors, subject


def _ui_folder(name: str) -> Path:
    return Path(help_subjects.__file__).parents[1] / name


def _f1(window: MainWindow, qtbot: QtBot) -> HelpWindow:
    """Press F1 as somebody would, and return the help's window."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.window is not None
    return window.help.window


def _place(clinic: VaultWindow, name: str) -> QWidget:
    place = clinic.window.desk.patients_place
    page: QWidget = getattr(place, name)
    clinic.window.places.setCurrentWidget(place)
    place.setCurrentWidget(page)
    return page


def _goings(clinic: VaultWindow) -> Iterator[tuple[Callable[[], object], str]]:
    """Go through the places of an open vault's window, with the subject that each has."""
    window = clinic.window
    yield window.commands.go_assess.trigger, "assess"
    yield window.commands.go_patients.trigger, "patients"
    yield lambda: _place(clinic, "patient_page"), "patients#patient"
    yield lambda: _place(clinic, "lesion_page"), "lesion"
    yield lambda: _place(clinic, "compare_page"), "lesion#compare"
    yield lambda: _place(clinic, "examination_page"), "conclusions#examination"
    yield window.commands.go_unfiled.trigger, "filing#unfiled"
    yield window.commands.go_settings.trigger, "settings"
    yield window.desk.settings_page._show_trail, "vault#audit"
    yield window.commands.lock.trigger, "vault#lock"


def test_f1_opens_the_subject_of_each_place(clinic: VaultWindow, sample: Path) -> None:
    for go, subject in _goings(clinic):
        go()
        name, _, anchor = subject.partition("#")
        shown = _f1(clinic.window, clinic.qtbot).browser.source()
        assert (Path(shown.toLocalFile()).stem, shown.fragment()) == (name, anchor)
    clinic.unlock()
    clinic.window.commands.go_assess.trigger()
    clinic.assess(sample)
    assert _f1(clinic.window, clinic.qtbot).subject == "answer"


def test_every_page_of_the_window_has_a_subject_of_its_own(clinic: VaultWindow) -> None:
    window = clinic.window
    stacks: list[QStackedWidget] = [window.places, window.pages, window.desk.patients_place, window.desk.cover]
    for stack in stacks:
        for index in range(stack.count()):
            page = stack.widget(index)
            if isinstance(page, QStackedWidget) and page in (window.pages, window.desk.patients_place):
                continue
            assert type(page).__name__ in help_subjects._SUBJECT_OF_PLACE


def test_f1_in_a_dialog_opens_the_dialogs_subject(clinic: VaultWindow) -> None:
    clinic.window.commands.new_patient.trigger()
    dialog = clinic.dialog(PatientDialog)
    dialog.activateWindow()
    clinic.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_F1)

    shown = clinic.window.help.window
    assert shown is not None
    assert (shown.subject, shown.browser.source().fragment()) == ("patients", "new")
    dialog.reject()


def test_every_form_has_a_subject_that_is_in_the_help() -> None:
    forms = {
        found.group(1)
        for path in _ui_folder("dialogs").glob("*.py")
        for found in re.finditer(r"class (\w+)\(FormDialog\)", path.read_text(encoding="utf-8"))
    }
    assert forms == set(help_subjects._SUBJECT_OF_DIALOG)
    for subject in help_subjects._SUBJECT_OF_DIALOG.values():
        name, _, anchor = subject.partition("#")
        assert not anchor or anchor in _page("en", name).anchors


def test_without_a_vault_the_places_of_the_vault_lead_to_what_a_vault_is(window: MainWindow) -> None:
    window.commands.go_patients.trigger()
    assert subject_on_show(window.places) == "vault#why"


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[HelpWindow]:
    """Return the help's window on its first page."""
    window = HelpWindow()
    window.open_subject("start")
    yield window
    window.close()
    window.deleteLater()


def test_the_contents_lead_to_each_page_and_follow_it(shown: HelpWindow) -> None:
    assert [shown.contents.item(row).text() for row in range(shown.contents.count())] == [
        subject_title(subject) for subject in SUBJECTS
    ]
    shown.contents.setCurrentRow(SUBJECTS.index("vault"))
    assert shown.subject == "vault"
    shown.browser._follow(QUrl("filing.html#watch"))
    assert shown.contents.currentRow() == SUBJECTS.index("filing")
    assert shown.browser.source().fragment() == "watch"


def test_back_and_forward_go_through_what_was_read(shown: HelpWindow) -> None:
    assert not shown.back_button.isEnabled()
    shown.open_subject("vault")
    shown.back_button.click()
    assert (shown.subject, shown.forward_button.isEnabled()) == ("start", True)
    shown.forward_button.click()
    assert shown.subject == "vault"


def test_a_link_out_of_the_help_is_refused_in_words(shown: HelpWindow) -> None:
    for address in ("https://example.org/", "file:///etc/passwd", "../../icons/lock.svg"):
        shown.browser._follow(QUrl(address))
        assert shown.subject == "start"
        assert "opens no connections" in shown.status.text()


def test_a_page_from_outside_is_not_read_even_if_it_is_asked_for(shown: HelpWindow, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.html"
    elsewhere.write_text("<p>elsewhere</p>", encoding="utf-8")
    assert shown.browser.loadResource(2, QUrl.fromLocalFile(str(elsewhere))) is None


def test_words_are_found_in_the_page_from_the_top_again_and_what_is_not_there_is_said(shown: HelpWindow) -> None:
    QTest.keyClicks(shown.find_edit, "vault")
    first = shown.browser.textCursor().selectionStart()
    assert shown.browser.textCursor().selectedText().lower() == "vault"
    QTest.keyClick(shown.find_edit, Qt.Key.Key_Return)
    assert shown.browser.textCursor().selectionStart() > first
    for _ in range(40):
        shown.find_next()
    assert shown.browser.textCursor().selectedText().lower() == "vault"
    shown.find_edit.setText("aardvark")
    shown.find_next()
    assert "“aardvark” is not in this page." in shown.status.text()


def test_the_text_can_be_made_larger_within_limits(shown: HelpWindow) -> None:
    size = shown.browser.font().pointSizeF()
    for _ in range(50):
        shown.larger_button.click()
    largest = shown.browser.font().pointSizeF()
    assert size < largest < 4 * size
    for _ in range(50):
        shown.smaller_button.click()
    assert 0 < shown.browser.font().pointSizeF() < size


def test_the_page_follows_the_theme(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    shown = _f1(window, qtbot)
    before = shown.browser.document().defaultStyleSheet()
    try:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        qapp.processEvents()
        assert shown.browser.document().defaultStyleSheet() != before
        assert shown.subject == "assess"
    finally:
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)


def test_the_help_speaks_the_windows_language_and_english_to_all_others() -> None:
    spoken = QLocale()
    try:
        for locale, title in (("de_AT", "Erste Schritte"), ("en_GB", "First steps"), ("fr_FR", "First steps")):
            QLocale.setDefault(QLocale(locale))
            assert subject_title("start") == title
    finally:
        QLocale.setDefault(spoken)


def test_the_help_is_gone_when_the_program_is_closed(window: MainWindow, qtbot: QtBot) -> None:
    shown = _f1(window, qtbot)
    assert shown.isVisible()
    window.close()
    assert not shown.isVisible()
