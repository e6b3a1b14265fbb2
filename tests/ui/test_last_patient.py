"""Whom one has just filed under is offered for the next image; whom nobody has is not looked for."""

import shutil
from pathlib import Path

import pytest

from desktop.core.domain.accounts import Role, Subject
from desktop.core.domain.history import Patient
from desktop.ui.dialogs.file_under_dialog import FileUnderDialog
from tests.storage.clinic import NAME, PASSPHRASE
from tests.ui.desk_steps import VaultWindow, visible_text

_OTHER, _THEIRS = "Schwester Zwetschge", "blaue Teekanne auf dem Deich 9"


@pytest.fixture
def photos(tmp_path: Path, sample: Path) -> tuple[Path, Path]:
    """Two photographs of the clinic's."""
    others = sorted(sample.parent.glob("*.jpg"))[:2]
    first, second = (Path(shutil.copy(other, tmp_path / f"photo{n}.jpg")) for n, other in enumerate(others))
    return first, second


@pytest.fixture
def filed(clinic: VaultWindow, photos: tuple[Path, Path]) -> Patient:
    """File one image under the second of two patients, and show another; return the patient."""
    clinic.patient("P-1")
    patient = clinic.patient("P-2", "Okafor & Sons")
    clinic.lesion(patient)
    clinic.assess(*photos)
    clinic.file_shown_under(patient).save_button.click()
    clinic.qtbot.waitUntil(lambda: "Filed." in clinic.window.message_bar.text)
    assert clinic.window.assess_page is not None
    clinic.window.assess_page.choose(1)
    clinic.qtbot.waitUntil(clinic.window.commands.file_under.isEnabled)
    return patient


def _ask(clinic: VaultWindow, patients: int = 2) -> FileUnderDialog:
    clinic.window.commands.file_under.trigger()
    dialog = clinic.dialog(FileUnderDialog)
    clinic.qtbot.waitUntil(lambda: dialog.finder.model.rowCount() == patients)
    clinic.ask(lambda history: history.unfiled())  # Its answer comes after that of the offer.
    return dialog


def test_the_patient_filed_under_last_is_offered_and_chosen_by_one_press(clinic: VaultWindow, filed: Patient) -> None:
    before = len(clinic.ask(lambda history: history.audit_events()))
    dialog = _ask(clinic)
    button = dialog.finder.offer_button
    assert button.isVisible()
    assert button.accessibleName() == "Filed under last: Okafor & Sons, Karoline (P-2)"
    assert len(clinic.ask(lambda history: history.audit_events())) == before  # To be offered is not to be read.
    assert not dialog.save_button.isEnabled()

    button.click()
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: clinic.window.model.item(1).is_filed)
    assert len(clinic.ask(lambda history: history.open_patient(filed.id)).examinations) == 2


@pytest.mark.usefixtures("filed")
def test_the_offer_makes_room_for_what_is_typed(clinic: VaultWindow) -> None:
    dialog = _ask(clinic)
    dialog.finder.edit.setText("somm")
    assert not dialog.finder.offer_button.isVisible()

    dialog.finder.edit.clear()
    assert dialog.finder.offer_button.isVisible()


@pytest.mark.usefixtures("clinic")
def test_before_anything_is_filed_nobody_is_offered(clinic: VaultWindow, photos: tuple[Path, Path]) -> None:
    clinic.patient()
    clinic.assess(photos[0])
    clinic.qtbot.waitUntil(clinic.window.commands.file_under.isEnabled)

    assert not _ask(clinic, patients=1).finder.offer_button.isVisible()


def test_who_has_been_archived_is_not_offered(clinic: VaultWindow, filed: Patient) -> None:
    clinic.ask(lambda history: history.archive(Subject.PATIENT, filed.id))

    assert not _ask(clinic, patients=1).finder.offer_button.isVisible()


@pytest.mark.usefixtures("filed")
def test_who_was_filed_under_by_mistake_is_not_offered(clinic: VaultWindow) -> None:
    clinic.window.message_bar.undo()
    clinic.qtbot.waitUntil(lambda: not clinic.window.model.item(0).is_filed)

    assert not _ask(clinic).finder.offer_button.isVisible()


@pytest.mark.usefixtures("filed")
def test_the_offer_outlives_a_lock_but_not_another_account(clinic: VaultWindow) -> None:
    made: list[object] = []
    clinic.window.desk.work.administer(
        lambda vault: vault.create_account(_OTHER, Role.CLINICIAN, _THEIRS), done=made.append
    )
    clinic.qtbot.waitUntil(lambda: bool(made))
    clinic.lock()
    clinic.unlock(NAME, PASSPHRASE)
    dialog = _ask(clinic)
    assert dialog.finder.offer_button.isVisible()

    clinic.lock()
    assert dialog.finder.offer_button.accessibleName() == ""
    clinic.unlock(NAME, PASSPHRASE)
    clinic.qtbot.waitUntil(dialog.finder.offer_button.isVisible)
    dialog.reject()

    clinic.lock()
    clinic.unlock(_OTHER, _THEIRS)
    assert not _ask(clinic).finder.offer_button.isVisible()


def test_where_there_are_no_patients_the_way_to_the_first_is_shown(
    clinic: VaultWindow, photos: tuple[Path, Path]
) -> None:
    clinic.assess(photos[0])
    clinic.qtbot.waitUntil(clinic.window.commands.file_under.isEnabled)
    clinic.window.commands.file_under.trigger()
    dialog = clinic.dialog(FileUnderDialog)

    clinic.qtbot.waitUntil(lambda: "There is no patient to choose from yet." in visible_text(dialog))
    assert "“New patient…”" in visible_text(dialog)
    assert dialog.new_patient_button.text().replace("&", "") == "New patient…"
    dialog.finder.edit.setText("somm")
    clinic.qtbot.waitUntil(lambda: "Nobody found." in visible_text(dialog))
