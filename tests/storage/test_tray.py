"""What the vault knows beside the images of the unfiled tray."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core.domain.accounts import Action, Role, Subject
from desktop.core.domain.assessment import Assessment
from desktop.core.domain.history import PatientDetails
from desktop.core.storage.errors import NotAllowedError
from tests.storage.clinic import PASSPHRASE, Clinic


def test_the_name_of_an_unfiled_images_file_is_kept_until_it_is_filed(
    clinic: Clinic, photograph: Callable[..., bytes]
) -> None:
    lesion = clinic.lesion()
    kept = clinic.history.file_examination(None, photograph(1), file_name="P-1 Sommerfeld.jpg")
    nameless = clinic.history.file_examination(None, photograph(2))
    assert clinic.reopen().unfiled_names() == {kept.id: "P-1 Sommerfeld.jpg"}

    clinic.history.file_unfiled(kept.id, lesion.id)
    clinic.history.file_unfiled(nameless.id, lesion.id)

    assert clinic.history.unfiled_names() == {}


def test_the_name_of_an_image_that_is_filed_at_once_is_not_kept(
    clinic: Clinic, photograph: Callable[..., bytes]
) -> None:
    clinic.history.file_examination(clinic.lesion().id, photograph(1), file_name="P-1.jpg")

    assert clinic.history.unfiled_names() == {}


def test_the_name_of_an_image_that_was_put_away_is_there_when_it_is_taken_back(
    clinic: Clinic, photograph: Callable[..., bytes]
) -> None:
    kept = clinic.history.file_examination(None, photograph(1), file_name="P-1.jpg")
    clinic.history.archive(Subject.EXAMINATION, kept.id)
    clinic.history.restore(Subject.EXAMINATION, kept.id)

    assert clinic.history.unfiled_names() == {kept.id: "P-1.jpg"}


def test_a_patient_is_proposed_by_name_without_being_read_and_not_once_they_are_put_away(clinic: Clinic) -> None:
    patient = clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld"))
    before = len(clinic.history.audit_events())
    assert clinic.history.patient_in_use(patient.id) == patient
    assert clinic.history.patient_in_use("0" * 32) is None
    assert len(clinic.history.audit_events()) == before

    clinic.history.archive(Subject.PATIENT, patient.id)

    assert clinic.history.patient_in_use(patient.id) is None


@pytest.mark.parametrize("name", ["\udcff\udc80.jpg", "🩺" * 1000, "\u202egpj.1-P", "'; DROP TABLE tray_names; --"])
def test_strange_names_are_kept_as_far_as_they_are_text(
    clinic: Clinic, photograph: Callable[..., bytes], name: str
) -> None:
    kept = clinic.history.file_examination(None, photograph(1), file_name=name)

    found = clinic.history.unfiled_names()[kept.id]
    assert found == name[:255].encode(errors="replace").decode()


def test_nothing_of_a_name_can_be_read_in_the_vaults_files(clinic: Clinic, photograph: Callable[..., bytes]) -> None:
    clinic.history.file_examination(None, photograph(1), file_name="Sommerfeld-Zwirn.jpg")
    clinic.history.note_watched(["0f" * 32])
    clinic.vault.close()

    for path in clinic.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"Sommerfeld-Zwirn" not in content
        assert b"0f" * 32 not in content


def test_marks_of_the_watched_folder_stay(clinic: Clinic) -> None:
    clinic.history.note_watched(["a" * 64, "b" * 64])
    clinic.history.note_watched(["b" * 64, "c" * 64, "c" * 64])
    clinic.history.note_watched([])

    assert clinic.reopen().watched_marks() == {"a" * 64, "b" * 64, "c" * 64}


def test_patients_are_found_by_exactly_their_identifier(clinic: Clinic) -> None:
    for identifier in ("P-1", "P-12", "gone"):
        clinic.lesion(identifier)
    gone = clinic.history.patients_by_identifier(["gone"])["gone"]
    clinic.history.archive(Subject.PATIENT, gone.id)
    found = clinic.history.patients_by_identifier(["P-1", "p-12", "P-", "gone", "%", *map(str, range(2000))])

    assert {identifier: patient.details.identifier for identifier, patient in found.items()} == {"P-1": "P-1"}


def test_a_policy_may_say_where_the_backup_goes_when_a_clinician_is_there(clinic: Clinic, tmp_path: Path) -> None:
    clinic.vault.create_account("Nurse", Role.CLINICIAN, PASSPHRASE)
    history = clinic.vault.unlock("Nurse", PASSPHRASE)
    with pytest.raises(NotAllowedError):
        history.set_backup_folder(tmp_path / "backup")

    history.set_backup_folder(tmp_path / "backup", by_policy=True)

    assert history.backup_folder() == (tmp_path / "backup").resolve()
    events = clinic.reopen().audit_events()
    (event,) = [found for found in events if found.details.get("setting") == "backup_folder"]
    assert event.action is Action.CHANGED
    assert event.details["by"] == "policy"


def test_an_image_that_was_assessed_may_come_with_a_name(
    clinic: Clinic, photograph: Callable[..., bytes], assessed: Callable[..., Assessment]
) -> None:
    data = photograph(1)
    kept = clinic.history.file_examination(None, data, assessments=[assessed(data)], file_name="1.jpg")

    assert len(clinic.history.predictions(kept.id)) == 1
    assert clinic.history.unfiled_names() == {kept.id: "1.jpg"}
