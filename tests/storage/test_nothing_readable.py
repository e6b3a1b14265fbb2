"""After a working day no file holds a name or a photograph that somebody without a key could read."""

import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from desktop.core.domain.accounts import Action, Role, Subject
from desktop.core.domain.assessment import Assessment
from desktop.core.domain.history import (
    Capture,
    ConclusionDetails,
    ConclusionKind,
    LesionDetails,
    PatientDetails,
)
from desktop.core.errors import VaultError
from desktop.core.storage.restoring import rehearse
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

Photograph = Callable[[int], bytes]
Assessed = Callable[..., Assessment]

# How files begin; and what is long enough not to occur by chance in what is encrypted.
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*")
_ANYWHERE = (b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x89PNG\r\n\x1a\n")
_CLINICIAN, _THEIRS = "Schwester Zwetschgenröster", "blaue Teekanne auf dem Deich 9"
_WORDS = (
    "Zwirnsteiner",
    "Leopoldine",
    "PID-90210",
    "Warzenkaktus",
    "linkes Schulterblatt oben",
    "Sonnenbrandnarbe",
    "Zwetschgenröster",
    "Naevuszellnaevus",
    "Dermatoskop Kasimir",
    PASSPHRASE,
    _THEIRS,
)


@pytest.fixture
def temp_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def working_day(clinic: Clinic, photograph: Photograph, assessed: Assessed) -> Iterable[str]:
    """Do all that a clinic does; stop after each step, so that what lies on the disk can be looked at."""
    history = clinic.history
    patient = history.create_patient(
        PatientDetails("PID-90210", "Zwirnsteiner", "Leopoldine", date(1948, 3, 1), notes="hat einen Warzenkaktus")
    )
    yield "a patient is created"
    lesion = history.create_lesion(patient.id, LesionDetails("linkes Schulterblatt oben", notes="Sonnenbrandnarbe"))
    for seed in range(5):
        data = photograph(seed)
        examination = history.file_examination(lesion.id, data, Capture(camera="Dermatoskop Kasimir"), [assessed(data)])
        yield "an image is filed"
    with history.transaction("") as connection:
        history.record(connection, Action.READ, Subject.PATIENT, patient.id)
        yield "a transaction is under way"
    history.conclude(
        examination.id, ConclusionDetails(ConclusionKind.CLINICAL, "Naevuszellnaevus", date(2026, 11, 21), "D22.5")
    )
    history.file_unfiled(history.file_examination(None, photograph(9)).id, lesion.id)
    history.change_patient(patient.id, PatientDetails("PID-90210", "Zwirnsteiner", "Leopoldine", notes="umgezogen"))
    history.find_patients("Leopoldine Zwirn")
    history.open_patient(patient.id)
    history.image(examination.id)
    yield "a record is read"
    backup = clinic.folder.with_name("backup")
    clinic.history.set_backup_folder(backup)
    clinic.vault.begin_backup().run()
    yield "the vault is backed up"
    rehearse(backup, NAME, PASSPHRASE)
    yield "the backup is rehearsed"
    clinic.vault.create_account(_CLINICIAN, Role.CLINICIAN, _THEIRS)
    clinic.vault.lock()
    yield "the vault is locked"
    clinic.vault.unlock(_CLINICIAN, _THEIRS)
    clinic.vault.unlock_with_recovery_key(clinic.recovery_key)
    clinic.reopen()
    yield "the program was restarted"
    clinic.history.verify()
    clinic.history.archive(Subject.LESION, lesion.id)
    clinic.history.erase_patient(patient.id)
    yield "a patient is erased"
    clinic.vault.close()
    yield "the program has ended"


def readable(folders: Iterable[Path]) -> list[str]:
    """Name the files that hold a word of the day, in any encoding that a program might use, or begin like a picture."""
    found = []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        words = [word for word in _WORDS for code in ("utf-8", "utf-16-le", "latin-1") if word.encode(code) in content]
        found += [f"{path.name}: {word}" for word in words]
        picture = content.startswith(_BEGINNINGS) or any(start in content for start in _ANYWHERE)
        found += [f"{path.name}: a picture"] * picture
        found += [f"{path.name}: an open database"] * (b"SQLite format 3" in content)
    return found


def test_nothing_readable_is_on_the_disk_at_any_time_of_a_working_day(
    clinic: Clinic, photograph: Photograph, assessed: Assessed, temp_folder: Path, home: Path
) -> None:
    steps = []
    for step in working_day(clinic, photograph, assessed):
        steps.append(step)
        assert readable([clinic.folder, clinic.folder.with_name("backup"), temp_folder, home]) == [], step

    assert len(steps) > 8
    assert list(temp_folder.iterdir()) == []


def test_the_search_finds_what_lies_open(tmp_path: Path, photograph: Photograph) -> None:
    (tmp_path / "thumbnail").write_bytes(photograph(1))
    (tmp_path / "log").write_text("opened Zwirnsteiner", encoding="utf-16-le")

    (tmp_path / "open.db").write_bytes(b"SQLite format 3\0" + bytes(100) + photograph(2))

    assert sorted(readable([tmp_path])) == [
        "log: Zwirnsteiner",
        "open.db: a picture",
        "open.db: an open database",
        "thumbnail: a picture",
    ]


def test_no_image_file_is_named_by_what_is_known_of_the_image(clinic: Clinic, photograph: Photograph) -> None:
    examination = clinic.history.file_examination(None, photograph(1))
    other, _ = Vault.create(clinic.folder.with_name("other"), NAME, PASSPHRASE, cost=QUICK)
    assert other.history is not None
    other.history.file_examination(None, photograph(1))
    other.close()
    (ours,) = clinic.image_files()
    (theirs,) = (path for path in (clinic.folder.with_name("other") / "images").rglob("*.image"))

    assert examination.sha256 not in ours.name
    assert ours.name != theirs.name
    assert ours.read_bytes() != theirs.read_bytes()


def test_nothing_is_printed_or_logged_of_a_wrong_passphrase(
    clinic: Clinic, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(0), pytest.raises(VaultError):
        clinic.vault.unlock(NAME, "falsche Gießkanne")

    out, err = capfd.readouterr()
    assert "Gießkanne" not in out + err + caplog.text


def test_a_working_day_prints_nothing_and_logs_no_names(
    clinic: Clinic,
    photograph: Photograph,
    assessed: Assessed,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(0):
        for _ in working_day(clinic, photograph, assessed):
            pass

    assert capfd.readouterr() == ("", "")
    assert [word for word in _WORDS if word in caplog.text] == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has no file modes")
def test_nobody_else_may_read_the_vaults_files(clinic: Clinic, photograph: Photograph) -> None:
    clinic.history.file_examination(None, photograph(1))

    modes = {
        path.stat().st_mode & 0o077 for path in (clinic.folder, *clinic.folder.rglob("*")) if path.name[-5:] != ".lock"
    }

    assert modes == {0}
