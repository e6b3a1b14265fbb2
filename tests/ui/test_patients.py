"""Patients: found while one types, opened, changed, put away and erased."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel

from desktop.core.domain.accounts import Role
from desktop.core.domain.history import LesionDetails
from desktop.ui.dialogs.conclusion_dialog import ConclusionDialog
from desktop.ui.dialogs.erase_patient_dialog import ErasePatientDialog
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.models.entry_list_model import EntryRole
from desktop.ui.operations.patients import PatientSearch
from desktop.ui.views.patients_place import PatientsPlace
from tests.ui.desk_steps import VaultWindow, visible_text


@pytest.fixture
def place(clinic: VaultWindow) -> PatientsPlace:
    clinic.window.commands.go_patients.trigger()
    return clinic.window.desk.patients_place


def _open(clinic: VaultWindow, place: PatientsPlace, patient_id: str) -> None:
    place.open_patient(patient_id)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == patient_id)


def test_an_empty_vault_says_what_to_do(clinic: VaultWindow, place: PatientsPlace) -> None:
    clinic.qtbot.waitUntil(lambda: "No patients yet" in visible_text(place))


def test_type_arrow_down_enter_opens_the_patient(clinic: VaultWindow, place: PatientsPlace) -> None:
    clinic.patient("P-1", "Sommerfeld")
    other = clinic.patient("P-2", "Winterberg")
    edit, finder = place.list_page.finder.edit, place.list_page.finder
    QTest.keyClicks(edit, "winter")
    clinic.qtbot.waitUntil(lambda: finder.model.rowCount() == 1)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is finder.table
    QTest.keyClick(finder.table, Qt.Key.Key_Return)

    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == other.id)
    assert "Winterberg, Karoline" in visible_text(place)


def test_nobody_found_offers_a_new_patient_of_that_name(clinic: VaultWindow, place: PatientsPlace) -> None:
    place.list_page.finder.edit.setText("herbst anna")
    clinic.qtbot.waitUntil(lambda: "No patient matches “herbst anna”" in visible_text(place))
    clinic.window.commands.new_patient.trigger()

    dialog = clinic.dialog(PatientDialog)
    assert (dialog.family_edit.text(), dialog.given_edit.text()) == ("Herbst", "Anna")


def test_only_the_answer_to_the_last_search_is_shown(clinic: VaultWindow) -> None:
    clinic.patient()
    search, answers = PatientSearch(clinic.window.desk.work), list[str]()
    search.found.connect(lambda _patients, text: answers.append(text))
    for text in ("s", "so", "som"):
        search.search(text)
    clinic.qtbot.waitUntil(lambda: "som" in answers)

    assert answers == ["som"]


def test_a_patient_needs_an_identifier_that_is_free_and_a_birth_date_that_can_be(
    clinic: VaultWindow, place: PatientsPlace
) -> None:
    clinic.patient("P-1")
    clinic.window.commands.new_patient.trigger()
    dialog = clinic.dialog(PatientDialog)
    dialog.save_button.click()
    assert "needs an identifier" in visible_text(dialog)
    dialog.identifier_edit.setText("P-1")
    dialog.birth_edit.setText("31/02/1980")
    dialog.save_button.click()
    assert "Type a past date" in visible_text(dialog)
    dialog.birth_edit.setText("28.2.1980")
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: "identifier is taken" in visible_text(dialog))
    dialog.identifier_edit.setText("P-2")
    dialog.skin_box.setCurrentIndex(6)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id is not None)

    assert "born 28 Feb 1980" in visible_text(place)
    assert "skin type VI" in visible_text(place)


def test_a_patient_is_edited(clinic: VaultWindow, place: PatientsPlace) -> None:
    _open(clinic, place, clinic.patient().id)
    place.patient_page._edit.click()
    dialog = clinic.dialog(PatientDialog)
    assert dialog.identifier_edit.text() == "P-1"
    dialog.family_edit.setText("Sommerwind")
    dialog.save_button.click()

    clinic.qtbot.waitUntil(lambda: "Sommerwind, Karoline" in visible_text(place))


def test_an_archived_patient_is_put_away_and_can_be_found_among_the_archived(
    clinic: VaultWindow, place: PatientsPlace
) -> None:
    _open(clinic, place, clinic.patient().id)
    place.patient_page._archive.trigger()
    clinic.qtbot.waitUntil(lambda: "No patients yet" in visible_text(place))
    place.list_page._archived.click()

    clinic.qtbot.waitUntil(lambda: place.list_page.finder.model.rowCount() == 1)


def test_erasing_wants_the_identifier_typed(clinic: VaultWindow, place: PatientsPlace) -> None:
    _open(clinic, place, clinic.patient("P-77").id)
    place.patient_page._erase.trigger()
    dialog = clinic.dialog(ErasePatientDialog)
    dialog.identifier_edit.setText("P-7")
    assert not dialog.save_button.isEnabled()
    dialog.identifier_edit.setText("P-77")
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: place.currentWidget() is place.list_page)

    assert clinic.ask(lambda history: history.find_patients("P-77")) == ()


def test_a_clinician_is_not_offered_to_erase(clinic: VaultWindow, place: PatientsPlace) -> None:
    done: list[object] = []
    name, passphrase = "Assistenz", "blaue Teekanne auf dem Deich 9"
    clinic.window.desk.work.administer(
        lambda vault: vault.create_account(name, Role.CLINICIAN, passphrase), done=done.append
    )
    clinic.qtbot.waitUntil(lambda: bool(done))
    patient = clinic.patient()
    clinic.lock()
    clinic.unlock(name, passphrase)
    _open(clinic, place, patient.id)

    assert not place.patient_page._erase.isVisible()


def test_a_lesion_is_added_with_a_coded_site(clinic: VaultWindow, place: PatientsPlace) -> None:
    patient = clinic.patient()
    _open(clinic, place, patient.id)
    place.patient_page.lesions.new_button.click()
    dialog = clinic.dialog(LesionDialog)
    dialog.site_picker.setEditText("nowhere at all")
    dialog.save_button.click()
    assert "Choose a site of the list" in visible_text(dialog)
    dialog.site_picker.setEditText("Skin of lower back")
    dialog.side_box.setCurrentIndex(2)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: place.patient_page.lesions.model.rowCount() == 1)

    (lesion,) = clinic.ask(lambda history: history.open_patient(patient.id)).lesions
    assert lesion.details.site is not None
    assert lesion.details.site.meaning == "Skin of lower back"
    assert lesion.details.name == "Skin of lower back, right"
    assert place.patient_page.lesion_id == lesion.id


def test_no_two_parts_of_a_form_have_one_key(clinic: VaultWindow, place: PatientsPlace) -> None:
    place.list_page.new_button.click()
    forms: list[QDialog] = [clinic.dialog(PatientDialog)]
    _open(clinic, place, clinic.patient().id)
    place.patient_page.lesions.new_button.click()
    forms.append(clinic.dialog(LesionDialog))

    for form in forms:
        texts = [label.text() for label in form.findChildren(QLabel)]
        texts += [button.text() for button in form.findChildren(QAbstractButton)]
        keys = [found[1].lower() for text in texts if (found := re.search("&(\\w)", text))]
        assert len(keys) > 4
        assert sorted(keys) == sorted(set(keys))


def test_the_list_tells_how_many_lesions_when_seen_and_when_due(clinic: VaultWindow, place: PatientsPlace) -> None:
    patient = clinic.patient()
    _open(clinic, place, patient.id)
    place.patient_page.lesions.new_button.click()
    dialog = clinic.dialog(LesionDialog)
    dialog.name_edit.setText("upper, beside the scar")
    dialog.due_edit.setText("31/02/2031")
    dialog.save_button.click()
    assert "Type a date like" in visible_text(dialog)
    dialog.due_edit.setText("24/12/2031")
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: place.patient_page.lesions.model.rowCount() == 1)
    index = place.patient_page.lesions.model.index(0)
    assert "due 24 Dec 2031" in "".join(index.data(EntryRole.LINES))
    place.show_list()
    model = place.list_page.finder.model
    clinic.qtbot.waitUntil(lambda: model.rowCount() == 1)

    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert dict(zip(titles, row, strict=True)) == {
        "Name": "Sommerfeld, Karoline",
        "Identifier": "P-1",
        "Born": "",
        "Lesions": "1",
        "Last seen": "",
        "Follow-up due": "24 Dec 2031",
    }
    assert "Follow-up due: 24 Dec 2031" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_follow_up_whose_day_has_come_stands_out(clinic: VaultWindow, place: PatientsPlace) -> None:
    for identifier, due_on in (("P-1", date(2020, 1, 1)), ("P-2", date(2150, 1, 1))):
        patient_id = clinic.patient(identifier).id
        details = LesionDetails("nose", due_on=due_on)
        clinic.ask(lambda history, to=patient_id, what=details: history.create_lesion(to, what))  # type: ignore[misc]
    place.show_list()
    model = place.list_page.finder.model
    clinic.qtbot.waitUntil(lambda: model.rowCount() == 2)

    fonts = [model.index(row, 5).data(Qt.ItemDataRole.FontRole) for row in range(2)]
    assert fonts[0].bold()
    assert fonts[1] is None


@pytest.fixture
def filed(clinic: VaultWindow, place: PatientsPlace, tmp_path: Path, sample: Path) -> str:
    """Return the id of a patient with one filed examination, whose page is open."""
    clinic.lesion(patient := clinic.patient())
    clinic.assess(Path(shutil.copy(sample, tmp_path / "photo.jpg")))
    clinic.file_shown_under(patient).save_button.click()
    clinic.qtbot.waitUntil(lambda: clinic.window.model.item(0).is_filed)
    clinic.window.commands.go_patients.trigger()
    _open(clinic, place, patient.id)
    return patient.id


def _open_newest_image(place: PatientsPlace) -> None:
    """Go from the patient to the lesion and on to its newest image."""
    assert place.patient_page.lesions.list.currentIndex().row() == 0
    QTest.keyClick(place.patient_page.lesions.list, Qt.Key.Key_Return)
    assert place.currentWidget() is place.lesion_page
    place.lesion_page._open.click()


def test_the_patients_page_shows_lesions_with_thumbnail_prediction_and_conclusion(
    clinic: VaultWindow, place: PatientsPlace, filed: str
) -> None:
    index = place.patient_page.lesions.model.index(0)
    clinic.qtbot.waitUntil(lambda: index.data(EntryRole.THUMBNAIL) is not None)

    assert index.data(EntryRole.THUMBNAIL).width() == 192
    assert "Chance of malignancy" in "".join(index.data(EntryRole.LINES))
    assert "No conclusion yet" in "".join(index.data(EntryRole.LINES))


def test_an_examination_is_opened_large_and_concluded(
    clinic: VaultWindow, place: PatientsPlace, filed: str, sample: Path
) -> None:
    _open_newest_image(place)
    page = place.examination_page
    clinic.qtbot.waitUntil(lambda: page.view.zoom_percent > 0)
    assert "lentigo-" in page.text
    page.conclude_button.click()
    dialog = clinic.dialog(ConclusionDialog)
    dialog.save_button.click()
    assert "Say what you decided" in visible_text(dialog)
    dialog.kind_box.setCurrentIndex(1)
    dialog.text_edit.setText("Dysplastic naevus")
    dialog.icd10_edit.setText("d22.5")
    dialog.save_button.click()

    clinic.qtbot.waitUntil(lambda: "Dysplastic naevus (D22.5)" in page.text)
    assert "Histology" in page.text
    (conclusion,) = clinic.ask(lambda history: history.open_patient(filed)).conclusions
    assert conclusion.details.icd10 == "D22.5"


def test_the_panel_of_an_examination_scrolls_only_if_it_is_too_long(
    clinic: VaultWindow, place: PatientsPlace, filed: str
) -> None:
    _open_newest_image(place)
    clinic.qtbot.waitUntil(place.examination_page.isVisible)
    panel = place.examination_page._panel
    content = panel.widget()
    assert content is not None
    needed_px = content.heightForWidth(panel.viewport().width())
    for page in (place.list_page, place.patient_page, place.lesion_page):
        page.setMinimumHeight(1)  # They would not let the window become as low as this panel.
    place.updateGeometry()  # Pages that are hidden do not tell.

    def is_as_high_as(wanted_px: int) -> bool:
        room_px = panel.maximumViewportSize().height()  # Within its frame.
        clinic.window.resize(clinic.window.width(), clinic.window.height() + wanted_px - room_px)
        return panel.maximumViewportSize().height() == wanted_px

    for spare_px in (-1, 0):
        clinic.qtbot.waitUntil(lambda spare_px=spare_px: is_as_high_as(needed_px + spare_px))  # type: ignore[misc]
        clinic.qtbot.waitUntil(lambda spare_px=spare_px: panel.verticalScrollBar().isVisible() == (spare_px < 0))  # type: ignore[misc]


def test_every_button_of_the_vaults_places_has_a_name_for_screen_readers(
    clinic: VaultWindow, place: PatientsPlace, filed: str
) -> None:
    nameless = [
        button
        for button in clinic.window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]

    assert not [button for button in nameless if not button.objectName().startswith("qt_")]
