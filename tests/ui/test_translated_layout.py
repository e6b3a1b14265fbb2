"""Longer texts fit, and the window can be read from right to left."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from desktop.core.domain.history import BodyView, Capture, Patient, Pin
from desktop.core.locations import samples_dir, translations_dir
from desktop.ui.actions import build_actions
from desktop.ui.dialogs.conclusion_dialog import ConclusionDialog
from desktop.ui.dialogs.erase_patient_dialog import ErasePatientDialog
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.language import install_language, remove_language
from desktop.ui.models.entry_list_model import EntryRole
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.views.main_window import MainWindow
from desktop.ui.views.rail import Rail
from desktop.ui.widgets.elided_label import ElidedLabel
from tests.ui.desk_steps import VaultWindow

_PLACE = re.compile(r"(\{[^{}]*\})")
# Qt's own texts, and patterns that are no texts.
_NOT_OURS = re.compile(r"Q[A-Z]|Dates$")
_ACCENTS = str.maketrans("aeiouyAEIOUY", "äéîöûÿÅÉÎÖÛÝ")
_LONGER = 0.4
_SCREEN = (1366, 768)
# What a Full-HD screen has at 200 %, less the bars of the system and of the window.
_DOUBLED_SCREEN = (960, 460)


class _PseudoTranslator(QTranslator):
    """Makes every text longer by two fifths and full of accents, as if it were another language."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name.
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        if _NOT_OURS.match(context):
            return source
        said = "".join(part if _PLACE.match(part) else part.translate(_ACCENTS) for part in _PLACE.split(source))
        more = round(len(_PLACE.sub("", source)) * _LONGER)
        return said + ("\u00e9\u00f1 \u00fc\u00df\u00e5" * more)[:more].rstrip()


def _german() -> QTranslator:
    translator = QTranslator()
    assert translator.load(str(translations_dir() / "lentigo_de.qm"))
    return translator


@pytest.fixture(params=[_PseudoTranslator, _german])
def _translated(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    translator = request.param()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def _right_to_left(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _texts_without_room(window: QWidget) -> list[str]:
    """List what is shown and cut off."""
    shown = [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]
    labels = [label.text() for label in shown if not isinstance(label, ElidedLabel) and _is_cut(label)]
    buttons = [
        button.text()
        for button in window.findChildren(QAbstractButton)
        # Those inside a field show an icon alone.
        if button.isVisible() and button.text() and not isinstance(button.parent(), QLineEdit)
        if button.width() < button.sizeHint().width()
    ]
    titles = [
        title for header in window.findChildren(QHeaderView) if header.isVisible() for title in _cut_titles(header)
    ]
    bars = [
        bar.tabText(0)
        for bar in window.findChildren(QTabBar)
        if bar.isVisible() and bar.width() < bar.sizeHint().width()
    ]
    boxes = [box.currentText() for box in window.findChildren(QComboBox) if box.isVisible() and _is_box_cut(box)]
    return labels + buttons + titles + bars + boxes


def _cut_titles(header: QHeaderView) -> list[str]:
    return [
        str(header.model().headerData(column, header.orientation()))
        for column in range(header.count())
        if not header.isSectionHidden(column) and header.sectionSize(column) < header.sectionSizeHint(column)
    ]


def _is_box_cut(box: QComboBox) -> bool:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    return field.width() < box.fontMetrics().horizontalAdvance(box.currentText())


def _is_cut(label: QLabel) -> bool:
    if not label.wordWrap():
        return label.width() < label.sizeHint().width()
    longest = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split() or [""])
    return label.height() < label.heightForWidth(label.width()) or label.contentsRect().width() < longest


def _overlaps(window: QWidget) -> list[tuple[str, str]]:
    """List neighbours of one layout that lie over each other."""
    found = []
    for parent in [window, *window.findChildren(QWidget)]:
        layout = parent.layout()
        if layout is None or not parent.isVisible():
            continue
        items = [layout.itemAt(index) for index in range(layout.count())]
        inside = [item.widget() for item in items if item is not None]
        shown = [widget for widget in inside if widget is not None and widget.isVisible()]
        for one, other in combinations(shown, 2):
            common: QRect = one.geometry() & other.geometry()
            if not common.isEmpty():
                found.append((repr(one), repr(other)))
    return found


def _settled(window: MainWindow, screen: tuple[int, int] = _SCREEN) -> MainWindow:
    window.resize(*screen)
    for _ in range(3):  # Labels that wrap ask for their height only once they have their width.
        QApplication.processEvents()
    assert window.width() <= screen[0]
    assert window.height() <= screen[1]
    return window


def _show_patients(clinic: VaultWindow) -> None:
    clinic.patient()
    clinic.window.commands.go_patients.trigger()


def _show_patient(clinic: VaultWindow) -> None:
    patient = clinic.patient()
    clinic.lesion(patient)
    clinic.window.commands.go_patients.trigger()
    place = clinic.window.desk.patients_place
    place.open_patient(patient.id)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == patient.id)


def _show_unfiled(clinic: VaultWindow) -> None:
    clinic.window.commands.go_unfiled.trigger()


def _show_settings(clinic: VaultWindow) -> None:
    clinic.window.commands.go_settings.trigger()


def _show_lesion(clinic: VaultWindow) -> None:
    lesion = clinic.lesion(clinic.patient())
    data = min(samples_dir().glob("*.jpg")).read_bytes()
    for _ in range(2):
        clinic.ask(lambda history: history.file_examination(lesion.id, data, Capture(), []))
    clinic.window.commands.go_patients.trigger()
    place = clinic.window.desk.patients_place
    place.open_patient(lesion.patient_id)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == lesion.patient_id)
    place.patient_page.lesion_opened.emit(lesion.id)
    assert place.currentWidget() is place.lesion_page


def _show_comparison(clinic: VaultWindow) -> None:
    _show_lesion(clinic)
    place = clinic.window.desk.patients_place
    clinic.qtbot.waitUntil(place.lesion_page.compare_button.isEnabled)
    place.lesion_page.compare_button.click()
    assert place.currentWidget() is place.compare_page


def _show_examination(clinic: VaultWindow) -> None:
    _show_lesion(clinic)
    place = clinic.window.desk.patients_place
    place.lesion_page.examination_chosen.emit(place.lesion_page.model.index(0).data(EntryRole.ID))
    assert place.currentWidget() is place.examination_page


def _show_audit_trail(clinic: VaultWindow) -> None:
    clinic.window.commands.go_settings.trigger()
    page = clinic.window.desk.settings_page
    page.setCurrentWidget(page.audit_page)
    page.audit_page.reload()
    clinic.qtbot.waitUntil(lambda: page.audit_page.model.rowCount() > 0)


def _show_recovery_key(clinic: VaultWindow) -> None:
    clinic.lock()
    cover = clinic.window.desk.cover
    cover.key_card.show_key("-".join(["WWWW"] * 9))
    cover.setCurrentWidget(cover.key_page)


PLACES = [
    *(_show_patients, _show_patient, _show_lesion, _show_comparison, _show_examination),
    *(_show_unfiled, _show_settings, _show_audit_trail, VaultWindow.lock, _show_recovery_key),
]

_DIALOGS: list[Callable[[VaultWork, Patient], FormDialog]] = [
    ErasePatientDialog,
    PatientDialog,
    lambda work, patient: LesionDialog(work, patient.id, pin=Pin(BodyView.FRONT, 0.5, 0.3)),
    lambda work, patient: ConclusionDialog(work, patient.id),
]


@pytest.mark.usefixtures("_translated")
@pytest.mark.parametrize("show", PLACES)
def test_no_longer_text_is_cut_off_on_a_small_screen(
    show: Callable[[VaultWindow], None], request: pytest.FixtureRequest
) -> None:
    clinic: VaultWindow = request.getfixturevalue("clinic")
    show(clinic)

    assert _texts_without_room(_settled(clinic.window)) == []


@pytest.mark.usefixtures("_translated")
@pytest.mark.parametrize("make", _DIALOGS)
def test_no_longer_text_of_a_form_is_cut_off(
    make: Callable[[VaultWork, Patient], FormDialog], request: pytest.FixtureRequest
) -> None:
    clinic: VaultWindow = request.getfixturevalue("clinic")
    dialog = make(clinic.window.desk.work, clinic.patient())
    clinic.qtbot.addWidget(dialog)
    dialog.show()
    for _ in range(3):
        QApplication.processEvents()

    assert _texts_without_room(dialog) == []


@pytest.mark.usefixtures("_translated")
def test_no_longer_text_of_an_assessment_is_cut_off_on_a_small_screen(
    request: pytest.FixtureRequest, sample: Path
) -> None:
    window: MainWindow = request.getfixturevalue("window")
    _assess(window, sample, request)

    assert _texts_without_room(_settled(window)) == []


def _assess(window: MainWindow, sample: Path, request: pytest.FixtureRequest) -> None:
    window.import_paths([sample])
    request.getfixturevalue("qtbot").waitUntil(
        lambda: window.model.rowCount() > 0 and not window.model.progress.running
    )


@pytest.fixture
def _in_german(qapp: QApplication) -> Iterator[None]:
    translator = _german()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("_in_german")
@pytest.mark.parametrize("show", PLACES)
def test_at_200_percent_the_window_fits_a_full_hd_screen_and_cuts_nothing_off(
    show: Callable[[VaultWindow], None], request: pytest.FixtureRequest
) -> None:
    clinic: VaultWindow = request.getfixturevalue("clinic")
    show(clinic)

    window = _settled(clinic.window, _DOUBLED_SCREEN)
    assert _texts_without_room(window) == []
    assert _overlaps(window) == []


@pytest.mark.usefixtures("_in_german")
def test_at_200_percent_an_assessment_with_its_queue_fits_a_full_hd_screen(
    request: pytest.FixtureRequest, sample: Path
) -> None:
    window: MainWindow = request.getfixturevalue("window")
    window.import_paths([sample, sample])
    request.getfixturevalue("qtbot").waitUntil(
        lambda: window.model.rowCount() == 2 and not window.model.progress.running
    )

    assert _texts_without_room(_settled(window, _DOUBLED_SCREEN)) == []


@pytest.mark.usefixtures("_right_to_left")
@pytest.mark.parametrize("show", PLACES)
def test_from_right_to_left_nothing_lies_over_another(
    show: Callable[[VaultWindow], None], clinic: VaultWindow, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(clinic)

    assert _overlaps(_settled(clinic.window)) == []
    assert _texts_without_room(clinic.window) == []


@pytest.mark.usefixtures("_right_to_left")
def test_from_right_to_left_an_assessment_lies_over_nothing_and_the_rail_is_at_the_right(
    window: MainWindow, qapp: QApplication, sample: Path, request: pytest.FixtureRequest
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    _assess(window, sample, request)

    assert _overlaps(_settled(window)) == []
    assert _texts_without_room(window) == []
    rail = window.findChild(Rail)
    assert rail is not None
    assert rail.mapTo(window, rail.rect().center()).x() > window.width() / 2


def test_the_keys_are_the_same_in_german(qapp: QApplication, qtbot: object) -> None:
    del qtbot
    portable = QKeySequence.SequenceFormat.PortableText
    keys = []
    for language in ("en", "de"):
        install_language(qapp, language)
        window = QLineEdit()
        keys.append([action.shortcut().toString(portable) for action in build_actions(window)])
        window.deleteLater()
    remove_language(qapp)
    install_language(qapp, "en")

    assert keys[0] == keys[1]
