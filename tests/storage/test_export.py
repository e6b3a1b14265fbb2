"""A patient's data leaves the vault readable and whole, and comes back once."""

import csv
import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.cli import run
from desktop.core.domain.accounts import Action, Role, Subject
from desktop.core.domain.history import PatientDetails, PatientRecord
from desktop.core.errors import KnownError
from desktop.core.storage.errors import ConflictError, NotFoundError
from desktop.core.storage.history import History
from desktop.core.storage.transfer import require_outside
from tests.storage.archiving import exported, imported
from tests.storage.clinic import NAME, PASSPHRASE, Clinic


def test_an_archive_can_be_read_without_the_program(clinic: Clinic, record: PatientRecord, tmp_path: Path) -> None:
    target = exported(clinic.history, tmp_path / "patient.zip")

    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        content = json.loads(archive.read("patient.json"))
        table = list(csv.DictReader(io.StringIO(archive.read("examinations.csv").decode("utf-8-sig"))))
        images = {hashlib.sha256(archive.read(name)).hexdigest() for name in names if name.startswith("images/")}
        assert "not encrypted" in archive.read("README.txt").decode()
    assert images == {examination.sha256 for examination in record.examinations}
    assert len([name for name in names if name.startswith("images/")]) == 2
    assert content["patient"]["family_name"] == "Sömmerring"
    assert content["conclusions"][0]["recorded_by"] == NAME
    assert [row["image"] for row in table] == [each["image"] for each in content["examinations"]]
    (concluded,) = [row for row in table if row["conclusions"]]
    assert concluded["conclusions"] == "2024-03-09 histology: naevus, says Otto D22.5"
    assert "lentigo-0.1.0: nv, malignant 30.0%" in concluded["predictions"]
    assert concluded["captured_at"] == "2024-02-29T09:30:00+05:30"
    assert {row["lesion"] for row in table} == {"upper back, left", "'=cmd|' /C calc'!A0"}
    assert stat.S_IMODE(target.stat().st_mode) & 0o077 == 0


def test_what_is_exported_is_the_same_in_another_vault(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path
) -> None:
    report = imported(elsewhere, exported(clinic.history, tmp_path / "patient.zip"))

    again = elsewhere.open_patient(record.patient.id)
    assert again.patient.details == record.patient.details
    assert [(each.id, each.details, each.archived_at) for each in again.lesions] == [
        (each.id, each.details, each.archived_at) for each in record.lesions
    ]
    for ours, theirs in zip(again.examinations, record.examinations, strict=True):
        assert (ours.id, ours.lesion_id, ours.sha256, ours.capture) == (
            theirs.id,
            theirs.lesion_id,
            theirs.sha256,
            theirs.capture,
        )
        assert elsewhere.image(ours.id) == clinic.history.image(theirs.id)
        assert ours.stamp.created_at == theirs.stamp.created_at
    assert [found.probabilities for found in again.predictions] == [found.probabilities for found in record.predictions]
    assert [found.details for found in again.conclusions] == [found.details for found in record.conclusions]
    assert (report.created, report.lesions, report.examinations, report.already_there) == (True, 2, 3, 0)
    assert elsewhere.verify().clean


def test_what_is_imported_is_in_the_name_of_who_imports_it(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path
) -> None:
    imported(elsewhere, exported(clinic.history, tmp_path / "patient.zip"))

    again = elsewhere.open_patient(record.patient.id)

    account = elsewhere.account
    assert account is not None
    stamps = [
        again.patient.stamp,
        *(each.stamp for each in again.lesions),
        *(each.stamp for each in again.examinations),
    ]
    assert {stamp.created_by for stamp in stamps} == {account.id}
    assert {each.created_by for each in again.predictions} == {account.id}
    assert {each.created_by for each in again.conclusions} == {account.id}
    event = next(event for event in elsewhere.audit_events() if event.action is Action.IMPORTED)
    assert (event.account_id, event.subject_id) == (account.id, record.patient.id)
    assert dict(event.details) == {"lesions": "2", "examinations": "3", "predictions": "1", "conclusions": "1"}


def test_importing_twice_doubles_nothing_and_adds_what_is_new(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path, jpeg: Callable[[int], bytes]
) -> None:
    source = exported(clinic.history, tmp_path / "patient.zip")
    imported(elsewhere, source)
    elsewhere.change_patient(record.patient.id, PatientDetails("O-1", "Sömmerring-Otto"))
    before = elsewhere.open_patient(record.patient.id)

    report = imported(elsewhere, source)

    assert (report.created, report.lesions, report.examinations, report.already_there) == (False, 0, 0, 3)
    assert elsewhere.open_patient(record.patient.id) == before
    clinic.history.file_examination(record.lesions[0].id, jpeg(3))
    report = imported(elsewhere, exported(clinic.history, tmp_path / "later.zip"))
    assert (report.examinations, report.already_there, report.patient.details.identifier) == (1, 3, "O-1")
    assert len(elsewhere.open_patient(record.patient.id).examinations) == 4
    assert len(elsewhere.find_patients()) == 1


def test_an_identifier_that_is_taken_is_told_and_another_can_be_given(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path
) -> None:
    elsewhere.create_patient(PatientDetails("PID-77", "Adler"))
    source = exported(clinic.history, tmp_path / "patient.zip")

    with pytest.raises(ConflictError, match="another identifier"):
        imported(elsewhere, source)
    assert len(elsewhere.find_patients()) == 1

    assert imported(elsewhere, source, "PID-77b").patient.details.identifier == "PID-77b"
    assert [found.details.identifier for found in elsewhere.find_patients("sömm")] == ["PID-77b"]


def test_an_erased_patient_can_come_back_from_their_archive(
    clinic: Clinic, record: PatientRecord, tmp_path: Path
) -> None:
    source = exported(clinic.history, tmp_path / "patient.zip")
    images = {found.id: clinic.history.image(found.id) for found in record.examinations}
    clinic.history.erase_patient(record.patient.id)

    imported(clinic.history, source)

    assert {found: clinic.history.image(found) for found in images} == images
    assert clinic.history.verify().clean


def test_exporting_is_an_audit_event_and_clinicians_may(clinic: Clinic, record: PatientRecord, tmp_path: Path) -> None:
    clinic.vault.create_account("Nurse", Role.CLINICIAN, "blaue Teekanne auf dem Deich 9")
    exported(clinic.vault.unlock("Nurse", "blaue Teekanne auf dem Deich 9"), tmp_path / "patient.zip")

    events = clinic.vault.unlock(NAME, PASSPHRASE).audit_events()

    (event,) = [event for event in events if event.action is Action.EXPORTED]
    assert (event.subject, event.subject_id) == (Subject.PATIENT, record.patient.id)
    assert dict(event.details) == {"examinations": "3"}
    assert event.account_id != clinic.history.account_id


def test_nothing_is_written_over_and_nothing_half_made_stays(
    clinic: Clinic, record: PatientRecord, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "patient.zip"
    target.parent.mkdir()
    target.write_bytes(b"mine")
    with pytest.raises(KnownError, match="already"):
        exported(clinic.history, target)
    assert target.read_bytes() == b"mine"
    with pytest.raises(NotFoundError, match="identifier"):
        exported(clinic.history, tmp_path / "out" / "nobody.zip", "pid-77")

    clinic.image_files()[0].write_bytes(b"")
    with pytest.raises(KnownError, match="damaged"):
        exported(clinic.history, tmp_path / "out" / "damaged.zip")
    with pytest.raises(KnownError, match="cannot be written"):
        exported(clinic.history, tmp_path / "no" / "such" / "folder.zip")

    assert [path.name for path in target.parent.iterdir()] == ["patient.zip"]


def test_nothing_readable_is_written_into_the_vault(clinic: Clinic) -> None:
    with pytest.raises(ConflictError, match="nothing readable"):
        require_outside(clinic.history, clinic.folder / "images" / ".." / "patient.zip")
    require_outside(clinic.history, clinic.folder.parent / "patient.zip")


def test_a_patient_goes_from_one_vault_to_another_by_the_command_line(
    clinic: Clinic,
    record: PatientRecord,
    elsewhere: History,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    clinic.vault.close()
    source, target = str(clinic.folder), str(tmp_path / "patient.zip")

    def typed(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
        status = run(["vault", *arguments, "--account", NAME])
        captured = capsys.readouterr()
        return status, captured.out + captured.err

    status, told = typed("export-patient", source, "PID-77", target)
    assert (status, told.splitlines()[0]) == (0, "ok    3 examinations were written")
    assert "not encrypted" in told
    assert typed("export-patient", source, "PID-77", f"{source}/patient.zip")[0] == 2
    assert typed("import", source, target) == (
        0,
        "ok    the patient was here already\nok    0 examinations were added; 3 were here already\n",
    )
    status, told = typed("export-research", source, str(tmp_path / "research"))
    assert (status, told.splitlines()[0]) == (0, "ok    3 examinations of 2 patients were written")
    assert imported(elsewhere, Path(target)).created
