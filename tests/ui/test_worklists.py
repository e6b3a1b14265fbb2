"""What is to be looked at again is listed where patients are, and one click away."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.bundle.operating_points import DEFAULT_SENSITIVITY, MALIGNANT, point_at
from desktop.core.domain.history import ConclusionDetails, ConclusionKind, LesionDetails
from desktop.core.inference.classifier import Classifier
from desktop.core.locations import samples_dir
from desktop.core.settings.rows import OPERATING_SENSITIVITY
from desktop.ui.dialogs.conclusion_dialog import ConclusionDialog
from desktop.ui.views import differing_page, due_page
from desktop.ui.views.patients_page import PatientsPage
from desktop.ui.widgets.worklist import Worklist
from tests.ui.desk_steps import VaultWindow, visible_text

_DUE, _DIFFERING = 1, 2


@pytest.fixture
def page(clinic: VaultWindow) -> PatientsPage:
    clinic.window.commands.go_patients.trigger()
    return clinic.window.desk.patients_place.list_page


def _cells(listed: Worklist) -> list[tuple[str, ...]]:
    return [listed.model.row(number).cells for number in range(listed.model.rowCount())]


def _due_lesion(clinic: VaultWindow, days_ago: int) -> None:
    patient = clinic.patient(f"P-{days_ago}")
    day = datetime.now().astimezone().date() - timedelta(days=days_ago)
    clinic.ask(lambda history: history.create_lesion(patient.id, LesionDetails("left shoulder", due_on=day)))


def _conclude(clinic: VaultWindow, classifier: Classifier, *, malignant: bool, identifier: str = "P-1") -> float:
    """File a sample with a conclusion; return its chance of malignancy."""
    lesion = clinic.lesion(clinic.patient(identifier))
    data = min(samples_dir().glob("*.jpg")).read_bytes()
    assessment = classifier.assess(data)
    details = ConclusionDetails(
        ConclusionKind.HISTOLOGY, "As the microscope shows", datetime.now().astimezone().date(), malignant=malignant
    )
    examination = clinic.ask(lambda history: history.file_examination(lesion.id, data, None, [assessment]))
    clinic.ask(lambda history: history.conclude(examination.id, details))
    assert assessment.prediction is not None
    return assessment.prediction.malignant


def test_what_is_due_is_counted_on_its_tab_and_the_longest_overdue_stands_first(
    clinic: VaultWindow, page: PatientsPage
) -> None:
    for days_ago in (0, 12, -5):
        _due_lesion(clinic, days_ago)

    page.reload()
    clinic.qtbot.waitUntil(lambda: page.tabs.tabText(_DUE).endswith("(2)"))
    page.tabs.setCurrentIndex(_DUE)

    assert [(cells[1], cells[-1]) for cells in _cells(page.due_page.list)] == [
        ("P-12", "12 days ago"),
        ("P-0", "Today"),
    ]
    page.due_page.soon_box.click()
    clinic.qtbot.waitUntil(lambda: page.due_page.list.model.rowCount() == 3)
    assert _cells(page.due_page.list)[-1][-1] == "In 5 days"
    assert page.tabs.tabText(_DUE).endswith("(2)")


def test_a_list_that_ends_before_all_are_listed_says_so(
    clinic: VaultWindow, page: PatientsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_page, "SHOWN_AT_ONCE", 2)
    for days_ago in (3, 9, -5):
        _due_lesion(clinic, days_ago)
    page.reload()
    clinic.qtbot.waitUntil(lambda: page.tabs.tabText(_DUE).endswith("(2)"))
    page.tabs.setCurrentIndex(_DUE)
    assert "There are more" not in visible_text(page)

    page.due_page.soon_box.click()
    clinic.qtbot.waitUntil(lambda: "The 2 longest overdue. There are more." in visible_text(page))
    _due_lesion(clinic, 1)
    page.due_page.soon_box.click()
    clinic.qtbot.waitUntil(lambda: page.tabs.tabText(_DUE).endswith("(2+)"))

    assert [cells[1] for cells in _cells(page.due_page.list)] == ["P-9", "P-3"]
    assert "The 2 longest overdue. There are more." in visible_text(page)


def test_the_list_of_what_differs_says_that_it_ends_before_all_are_listed(
    clinic: VaultWindow, page: PatientsPage, classifier: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(differing_page, "SHOWN_AT_ONCE", 1)
    point = point_at(classifier.manifest.operating_points, MALIGNANT, DEFAULT_SENSITIVITY)
    assert point is not None
    prediction = classifier.assess(min(samples_dir().glob("*.jpg")).read_bytes()).prediction
    assert prediction is not None
    for number in range(2):
        _conclude(clinic, classifier, malignant=prediction.malignant < point.threshold, identifier=f"P-{number}")

    page.tabs.setCurrentIndex(_DIFFERING)
    clinic.qtbot.waitUntil(lambda: "The 1 newest. There are more." in visible_text(page))

    assert page.differing_page.list.model.rowCount() == 1


def test_nothing_due_says_where_a_day_is_set(clinic: VaultWindow, page: PatientsPage) -> None:
    page.tabs.setCurrentIndex(_DUE)

    assert "No follow-up is due" in visible_text(page)
    assert "form" in visible_text(page)


def test_a_lesion_that_is_due_is_opened_by_enter(clinic: VaultWindow, page: PatientsPage) -> None:
    _due_lesion(clinic, 3)
    page.reload()
    page.tabs.setCurrentIndex(_DUE)
    clinic.qtbot.waitUntil(lambda: page.due_page.list.model.rowCount() == 1)

    QTest.keyClick(page.due_page.list.table, Qt.Key.Key_Return)

    place = clinic.window.desk.patients_place
    clinic.qtbot.waitUntil(lambda: place.currentWidget() is place.lesion_page)
    assert "left shoulder" in visible_text(place.lesion_page)


@pytest.mark.parametrize("malignant", [True, False])
def test_a_conclusion_is_listed_only_if_the_prediction_says_otherwise(
    clinic: VaultWindow, page: PatientsPage, classifier: Classifier, malignant: bool
) -> None:
    point = point_at(classifier.manifest.operating_points, MALIGNANT, DEFAULT_SENSITIVITY)
    assert point is not None
    chance = _conclude(clinic, classifier, malignant=malignant)
    listed = page.differing_page.list

    page.tabs.setCurrentIndex(_DIFFERING)
    clinic.ask(lambda history: history.unfiled())  # Its answer comes after that of the list.

    differs = malignant != (chance >= point.threshold)
    assert listed.model.rowCount() == int(differs)
    if differs:
        assert "As the microscope shows" in _cells(listed)[0][3]
        assert "Chance of malignancy" in _cells(listed)[0][4]
    else:
        assert "No conclusion differs" in visible_text(page)


def test_another_operating_point_is_taken_at_once(clinic: VaultWindow, page: PatientsPage) -> None:
    settings = clinic.window.desk.settings_page
    before = page.differing_page.point

    clinic.window.desk._settings.set(OPERATING_SENSITIVITY, 95)
    settings.settings_changed.emit()

    assert before is not None
    assert page.differing_page.point is not None
    assert page.differing_page.point.threshold < before.threshold


def test_a_code_proposes_a_finding_until_somebody_has_chosen(clinic: VaultWindow) -> None:
    dialog = ConclusionDialog(clinic.window.desk.work, "0" * 32, clinic.window)
    clinic.qtbot.addWidget(dialog)

    QTest.keyClicks(dialog.icd10_edit, "c43.5")
    assert dialog.finding_box.currentText() == "Malignant"
    dialog.icd10_edit.clear()
    QTest.keyClicks(dialog.icd10_edit, "d22.5")
    assert dialog.finding_box.currentText() == "Benign"

    dialog.finding_box.setCurrentIndex(0)
    dialog.finding_box.activated.emit(0)
    dialog.icd10_edit.clear()
    QTest.keyClicks(dialog.icd10_edit, "c43.5")
    assert dialog.finding_box.currentText() == "Not decided"
