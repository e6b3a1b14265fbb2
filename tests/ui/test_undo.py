"""What can be undone offers it where it is told; what cannot asks first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs.conclusion_dialog import ConclusionDialog
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.models.queue_item import ItemState
from desktop.ui.views.main_window import MainWindow
from desktop.ui.views.patients_place import PatientsPlace
from tests.ui.conftest import GatedClassifier
from tests.ui.desk_steps import VaultWindow, visible_text


@pytest.fixture
def place(clinic: VaultWindow) -> PatientsPlace:
    clinic.window.commands.go_patients.trigger()
    return clinic.window.desk.patients_place


def _told(clinic: VaultWindow, text: str) -> None:
    clinic.qtbot.waitUntil(lambda: text in clinic.window.message_bar.text)
    assert clinic.window.commands.undo.isEnabled()


def _open(clinic: VaultWindow, place: PatientsPlace, patient_id: str) -> None:
    place.open_patient(patient_id)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == patient_id)


def test_an_archived_patient_is_brought_back(clinic: VaultWindow, place: PatientsPlace) -> None:
    patient = clinic.patient()
    _open(clinic, place, patient.id)
    place.patient_page._archive.trigger()
    _told(clinic, "“Sommerfeld, Karoline” is archived.")
    clinic.qtbot.waitUntil(lambda: place.list_page.finder.model.rowCount() == 0)

    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: place.list_page.finder.model.rowCount() == 1)
    assert clinic.ask(lambda history: history.open_patient(patient.id)).patient.archived_at is None
    assert not clinic.window.commands.undo.isEnabled()


def test_an_archived_lesion_is_brought_back(clinic: VaultWindow, place: PatientsPlace) -> None:
    lesion = clinic.lesion(clinic.patient())
    _open(clinic, place, lesion.patient_id)
    lesions = place.patient_page.lesions
    lesions._take_choice(lesion.id)
    lesions.archive_button.click()
    _told(clinic, "“left shoulder” is archived.")

    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: lesions.archive_button.text() == "Ar&chive")
    record = clinic.ask(lambda history: history.open_patient(lesion.patient_id))
    assert record.lesions[0].archived_at is None


def test_a_changed_patient_is_as_before(clinic: VaultWindow, place: PatientsPlace) -> None:
    patient = clinic.patient()
    _open(clinic, place, patient.id)
    place.patient_page._edit.click()
    dialog = clinic.dialog(PatientDialog)
    dialog.family_edit.setText("Winterfeld")
    dialog.save_button.click()
    _told(clinic, "The patient has been changed.")
    clinic.qtbot.waitUntil(lambda: "Winterfeld" in visible_text(place.patient_page))

    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: "Sommerfeld" in visible_text(place.patient_page))


def test_a_form_that_changed_nothing_offers_nothing(clinic: VaultWindow, place: PatientsPlace) -> None:
    patient = clinic.patient()
    _open(clinic, place, patient.id)
    place.patient_page._edit.click()
    dialog = clinic.dialog(PatientDialog)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: not clinic.window.findChildren(PatientDialog))

    assert clinic.window.message_bar.text == ""


def test_a_changed_lesion_is_as_before(clinic: VaultWindow, place: PatientsPlace) -> None:
    lesion = clinic.lesion(clinic.patient())
    place.open_patient(lesion.patient_id, lesion.id, lesion_open=True)
    clinic.qtbot.waitUntil(lambda: place.lesion_page.lesion_id == lesion.id)
    place.lesion_page._edit.click()
    dialog = clinic.dialog(LesionDialog)
    dialog.name_edit.setText("right shoulder")
    dialog.save_button.click()
    _told(clinic, "The lesion has been changed.")

    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: "left shoulder" in visible_text(place.lesion_page))


def test_filed_images_go_back_to_unfiled_and_can_be_filed_again_from_the_queue(
    clinic: VaultWindow, save_photos: Callable[[int], list[Path]]
) -> None:
    patient = clinic.patient()
    clinic.lesion(patient)
    clinic.assess(*save_photos(1))
    clinic.file_shown_under(patient).save_button.click()
    _told(clinic, "Filed.")
    assert clinic.window.model.item(0).is_filed

    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: not clinic.window.model.item(0).is_filed)
    assert len(clinic.ask(lambda history: history.unfiled())) == 1
    assert clinic.ask(lambda history: history.open_patient(patient.id)).examinations == ()
    clinic.file_shown_under(patient).save_button.click()
    _told(clinic, "Filed.")


def test_an_image_that_was_filed_long_ago_goes_back_to_unfiled_and_that_can_be_undone(
    clinic: VaultWindow, place: PatientsPlace
) -> None:
    lesion = clinic.lesion(clinic.patient())
    data = b"\xff\xd8 no picture, but kept"
    filed = clinic.ask(lambda history: history.file_examination(lesion.id, data))
    place.open_patient(lesion.patient_id, lesion.id, filed.id)
    clinic.qtbot.waitUntil(lambda: place.currentWidget() is place.examination_page)
    place.examination_page.unfile_button.click()
    _told(clinic, "The image is unfiled again")
    clinic.qtbot.waitUntil(lambda: place.currentWidget() is not place.examination_page)
    assert [found.id for found in clinic.ask(lambda history: history.unfiled())] == [filed.id]
    clinic.qtbot.waitUntil(lambda: "(1)" in clinic.window.commands.go_unfiled.text())

    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: "(1)" not in clinic.window.commands.go_unfiled.text())
    assert clinic.ask(lambda history: history.open_patient(lesion.patient_id)).examinations[0].id == filed.id


def test_a_cleared_queue_comes_back_with_its_answers(
    window: MainWindow, qtbot: QtBot, save_photos: Callable[[int], list[Path]]
) -> None:
    window.import_paths(save_photos(2))
    qtbot.waitUntil(lambda: window.model.progress.assessed == 2)
    answers = [window.model.item(row).assessment for row in range(2)]
    window.commands.clear.trigger()
    assert window.model.rowCount() == 0
    assert window.message_bar.text == "2 images taken off the queue."

    window.commands.undo.trigger()
    assert [window.model.item(row).assessment for row in range(2)] == answers
    assert window.model.progress.assessed == 2
    assert window.pages.currentWidget() is window.assess_page


def test_what_was_being_assessed_when_the_queue_was_cleared_is_assessed_once_it_is_back(
    make_window: Callable[..., MainWindow], gated: GatedClassifier, qtbot: QtBot, sample: Path
) -> None:
    window = make_window(lambda: gated)
    window.import_paths([sample])
    qtbot.waitUntil(lambda: window.model.rowCount() == 1 and window.model.item(0).state is ItemState.WORKING)
    window.commands.clear.trigger()
    window.commands.undo.trigger()
    gated.open()

    qtbot.waitUntil(lambda: window.model.progress.assessed == 1)


def test_a_conclusion_says_before_it_is_recorded_that_it_stays(clinic: VaultWindow) -> None:
    dialog = ConclusionDialog(clinic.window.desk.work, "any", parent=clinic.window)
    dialog.open()
    assert "stays as it is recorded" in visible_text(dialog)
    dialog.reject()


def test_what_is_offered_is_gone_with_the_lock(clinic: VaultWindow, place: PatientsPlace) -> None:
    patient = clinic.patient()
    _open(clinic, place, patient.id)
    place.patient_page._archive.trigger()
    _told(clinic, "is archived.")
    clinic.lock()

    assert not clinic.window.commands.undo.isEnabled()
    clinic.unlock()
    assert clinic.ask(lambda history: history.open_patient(patient.id)).patient.archived_at is not None


def test_undo_has_the_keys_that_everybody_knows(window: MainWindow) -> None:
    assert window.commands.undo.shortcut() == QKeySequence(QKeySequence.StandardKey.Undo)
