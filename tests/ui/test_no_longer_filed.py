"""The images in the window know when the vault keeps them no longer where they were filed."""

from pathlib import Path

import pytest

from desktop.core.domain.history import Examination, LesionDetails, Patient, PatientDetails
from desktop.core.domain.practice import IDENTIFIER_PREFIX
from desktop.core.storage.practice import add_practice_patient
from desktop.ui.dialogs.erase_patient_dialog import ErasePatientDialog
from desktop.ui.models.queue_item import QueueItem
from desktop.ui.views.patients_place import PatientsPlace
from tests.ui.desk_steps import VaultWindow
from tests.ui.filing_steps import busy_vault, filed_under, photographs, told


@pytest.fixture
def photo(tmp_path: Path, sample: Path) -> Path:
    return photographs(tmp_path, sample)[0]


@pytest.fixture
def filed(clinic: VaultWindow, photo: Path) -> Patient:
    """File the image on show under a patient."""
    clinic.lesion(patient := clinic.patient())
    clinic.assess(photo)
    clinic.file_shown_under(patient).save_button.click()
    told(clinic, "Filed.")
    return patient


def _item(clinic: VaultWindow) -> QueueItem:
    return clinic.window.model.item(0)


def _opened(clinic: VaultWindow, patient: Patient, examination: Examination | None = None) -> PatientsPlace:
    clinic.window.commands.go_patients.trigger()
    place = clinic.window.desk.patients_place
    if examination is None:
        place.open_patient(patient.id)
        clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == patient.id)
    else:
        place.open_patient(patient.id, examination.lesion_id, examination.id)
        clinic.qtbot.waitUntil(lambda: place.currentWidget() is place.examination_page)
    return place


def test_what_goes_back_to_unfiled_can_be_filed_from_the_queue_and_undo_files_it_there(
    clinic: VaultWindow, filed: Patient
) -> None:
    place = _opened(clinic, filed, _item(clinic).examination)
    place.examination_page.unfile_button.click()
    clinic.qtbot.waitUntil(lambda: _item(clinic).can_be_filed)

    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: _item(clinic).is_filed)


def test_what_was_erased_with_its_patient_can_be_filed_from_the_queue(clinic: VaultWindow, filed: Patient) -> None:
    _opened(clinic, filed).patient_page._erase.trigger()
    dialog = clinic.dialog(ErasePatientDialog)
    dialog.identifier_edit.setText("P-1")
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: _item(clinic).can_be_filed)
    assert _item(clinic).examination is None

    clinic.lesion(other := clinic.patient("P-2", "Okafor"))
    clinic.window.commands.go_assess.trigger()
    clinic.file_shown_under(other).save_button.click()
    clinic.qtbot.waitUntil(lambda: _item(clinic).is_filed)
    assert len(filed_under(clinic, other)) == 1


def test_what_was_filed_under_a_practice_patient_can_be_filed_once_that_is_erased(
    clinic: VaultWindow, photo: Path
) -> None:
    details = PatientDetails(f"{IDENTIFIER_PREFIX}1", "Practice-Okafor")
    clinic.ask(lambda history: add_practice_patient(history, details, [(LesionDetails("back"), ())]))
    (listed,) = clinic.ask(lambda history: history.find_patients())
    clinic.assess(photo)
    clinic.file_shown_under(Patient(listed.id, details, listed.stamp, None)).save_button.click()
    told(clinic, "Filed.")

    clinic.window.desk.chores.practice.erase()
    clinic.qtbot.waitUntil(lambda: _item(clinic).can_be_filed)
    assert len(clinic.ask(lambda history: history.unfiled())) == 1


def test_whoever_unlocks_sees_what_became_of_the_images_while_the_vault_was_being_locked(
    clinic: VaultWindow, filed: Patient
) -> None:
    place = _opened(clinic, filed, _item(clinic).examination)
    with busy_vault(clinic):
        place.examination_page.unfile_button.click()
        clinic.lock()
    clinic.unlock()

    clinic.qtbot.waitUntil(lambda: _item(clinic).can_be_filed)
