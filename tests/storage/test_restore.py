"""A backup is worth what can be restored from it."""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from desktop.cli import run
from desktop.core.domain.accounts import Action, Role, Subject
from desktop.core.errors import VaultError
from desktop.core.storage.errors import (
    ConflictError,
    NetworkShareError,
    NotAllowedError,
    VaultDamagedError,
    VaultInUseError,
    WrongPassphraseError,
)
from desktop.core.storage.restoring import rehearse, restore
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

Photograph = Callable[..., bytes]

_OTHER = "blaue Teekanne auf dem Deich 9"


@pytest.fixture
def backup(clinic: Clinic, photograph: Photograph, tmp_path: Path) -> Path:
    """The backup of a vault with a patient of three examinations and two accounts."""
    clinic.vault.create_account("Nurse", Role.CLINICIAN, _OTHER)
    lesion = clinic.lesion()
    for seed in range(3):
        clinic.history.file_examination(lesion.id, photograph(seed))
    clinic.vault.begin_backup(tmp_path / "backup").run()
    return tmp_path / "backup"


def opened(folder: Path) -> Vault:
    vault = Vault.open(folder, cost=QUICK)
    vault.unlock(NAME, PASSPHRASE)
    return vault


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("there", [False, True])
def test_a_restored_vault_is_the_vault_of_the_backup(
    clinic: Clinic, backup: Path, photograph: Photograph, tmp_path: Path, *, there: bool
) -> None:
    (patient,) = clinic.history.find_patients()
    record = clinic.history.open_patient(patient.id)
    folder = tmp_path / "elsewhere" / "restored"
    if there:
        folder.mkdir(parents=True)
    before = contents(backup)

    report = restore(backup, folder, NAME, PASSPHRASE)

    assert (report.patients, report.examinations, report.images, report.problems) == (1, 3, 3, ())
    vault = opened(folder)
    assert vault.history is not None
    assert vault.history.open_patient(patient.id) == record
    assert {vault.history.image(found.id) for found in record.examinations} == {photograph(seed) for seed in range(3)}
    assert vault.history.verify().clean
    event = next(event for event in vault.history.audit_events() if event.action is Action.RESTORED)
    assert (event.subject, dict(event.details)) == (Subject.VAULT, {"made_at": report.made_at.isoformat()})
    vault.close()
    assert contents(backup) == before
    assert [path.name for path in folder.parent.iterdir()] == ["restored"]


def test_the_recovery_key_restores_too(clinic: Clinic, backup: Path, tmp_path: Path) -> None:
    assert restore(backup, tmp_path / "restored", None, clinic.recovery_key).patients == 1


def test_the_passphrase_of_the_backups_day_opens_it_and_a_wrong_one_does_not(
    clinic: Clinic, backup: Path, tmp_path: Path
) -> None:
    clinic.vault.change_passphrase(PASSPHRASE, "grüne Laterne am alten Hafen 3")

    for account, secret in [(NAME, "grüne Laterne am alten Hafen 3"), ("Nobody", PASSPHRASE), (None, PASSPHRASE)]:
        with pytest.raises(WrongPassphraseError):
            restore(backup, tmp_path / "restored", account, secret)

    assert restore(backup, tmp_path / "restored", NAME, PASSPHRASE).patients == 1


def test_a_vault_is_not_overwritten_silently(clinic: Clinic, backup: Path, tmp_path: Path) -> None:
    clinic.lesion("P-2", "Winterkorn")
    clinic.vault.close()
    before = contents(clinic.folder)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("dear", encoding="utf-8")
    other, _ = Vault.create(tmp_path / "other", NAME, PASSPHRASE, cost=QUICK)
    other.close()

    with pytest.raises(ConflictError, match="There is a vault in this folder already"):
        restore(backup, clinic.folder, NAME, PASSPHRASE)
    with pytest.raises(ConflictError, match="holds something else"):
        restore(backup, tmp_path / "letters", NAME, PASSPHRASE, replace=True)
    with pytest.raises(ConflictError, match="not the one that the backup is of"):
        restore(backup, tmp_path / "other", NAME, PASSPHRASE, replace=True)

    assert contents(clinic.folder) == before
    assert not list(tmp_path.glob("*.unfinished"))


def test_an_administrator_replaces_a_vault_and_the_replaced_one_is_kept(
    clinic: Clinic, backup: Path, tmp_path: Path
) -> None:
    clinic.lesion("P-2", "Winterkorn")
    with pytest.raises(VaultInUseError, match="Close it there first"):
        restore(backup, clinic.folder, NAME, PASSPHRASE, replace=True)
    clinic.vault.close()
    with pytest.raises(NotAllowedError, match="Only an administrator may replace"):
        restore(backup, clinic.folder, "Nurse", _OTHER, replace=True)

    restore(backup, clinic.folder, NAME, PASSPHRASE, replace=True)

    assert [patient.details.identifier for patient in clinic.reopen().find_patients()] == ["P-1"]
    clinic.vault.close()
    (replaced,) = tmp_path.glob("vault-replaced-*")
    vault = opened(replaced)
    assert vault.history is not None
    assert len(vault.history.find_patients()) == 2
    vault.close()


def test_a_clinician_may_restore_where_nothing_is_replaced(backup: Path, tmp_path: Path) -> None:
    assert restore(backup, tmp_path / "restored", "Nurse", _OTHER).patients == 1


def test_a_vault_whose_header_is_lost_can_be_replaced(clinic: Clinic, backup: Path) -> None:
    clinic.vault.close()
    for name in ("vault.json", "vault-copy.json"):
        (clinic.folder / name).write_bytes(b"lost")

    restore(backup, clinic.folder, NAME, PASSPHRASE, replace=True)

    assert clinic.reopen().verify().clean


@pytest.mark.parametrize("damage", ["flipped", "missing"])
def test_a_backup_with_a_damaged_image_is_restored_only_on_demand(backup: Path, tmp_path: Path, damage: str) -> None:
    image = next((backup / "images").rglob("*.image"))
    flip(image) if damage == "flipped" else image.unlink()

    with pytest.raises(VaultDamagedError, match=r"nothing was restored\. Examination \w+: .* restore what is whole"):
        restore(backup, tmp_path / "restored", NAME, PASSPHRASE)
    assert not list(tmp_path.glob("restored*"))

    report = restore(backup, tmp_path / "restored", NAME, PASSPHRASE, accept_damage=True)

    assert len(report.problems) == 1
    vault = opened(tmp_path / "restored")
    assert vault.history is not None
    assert len(vault.history.verify().problems) == 1
    vault.close()


def test_a_backup_with_a_damaged_database_is_not_restored(backup: Path, tmp_path: Path) -> None:
    flip(next(backup.rglob("vault.db")))

    for accept_damage in (False, True):
        with pytest.raises(VaultError, match="damaged"):
            restore(backup, tmp_path / "restored", NAME, PASSPHRASE, accept_damage=accept_damage)

    assert not list(tmp_path.glob("restored*"))


def test_a_folder_without_a_backup_is_said_to_be_one(tmp_path: Path, clinic: Clinic) -> None:
    for folder in (tmp_path / "missing", tmp_path, clinic.folder):
        with pytest.raises(VaultError, match="no finished backup in this folder"):
            restore(folder, tmp_path / "restored", NAME, PASSPHRASE)


def test_a_vault_is_not_restored_to_a_network_share(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares = [SimpleNamespace(mountpoint=str(tmp_path / "share"), fstype="cifs", opts="rw")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: shares)

    with pytest.raises(NetworkShareError):
        restore(backup, tmp_path / "share" / "vault", NAME, PASSPHRASE)

    assert not (tmp_path / "share").exists()


@pytest.mark.parametrize("damaged", [False, True])
def test_a_rehearsal_leaves_nothing_behind(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, damaged: bool
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    if damaged:
        flip(next((backup / "images").rglob("*.image")))
    before = contents(backup)
    seen: list[set[str]] = []

    report = rehearse(
        backup, NAME, PASSPHRASE, progress=lambda *_: seen.append({path.name for path in temporary.rglob("*")})
    )

    assert len(report.problems) == damaged
    assert "vault.db" in seen[-1]
    assert list(temporary.iterdir()) == []
    assert contents(backup) == before


def test_backup_rehearse_and_restore_by_the_command_line(
    clinic: Clinic,
    photograph: Photograph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    clinic.history.file_examination(clinic.lesion().id, photograph(1))
    recovery_key = clinic.recovery_key
    clinic.vault.close()
    vault, backup, restored = str(clinic.folder), str(tmp_path / "backup"), str(tmp_path / "restored")

    def typed(secret: str, *arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{secret}\n"))
        status = run(["vault", *arguments])
        captured = capsys.readouterr()
        return status, captured.out + captured.err

    status, said = typed(PASSPHRASE, "backup", vault, backup, "--account", NAME)
    assert (status, said) == (0, "ok    1 images, 1 of them copied now (0.0 MB)\n")
    status, said = typed(PASSPHRASE, "rehearse", backup, "--account", NAME)
    assert status == 0
    assert said.startswith("ok    1 patients, 1 examinations, 1 images of ")
    status, said = typed(recovery_key, "restore", backup, restored, "--recovery-key")
    assert status == 0
    assert said.endswith(" restored\n")
    status, said = typed(PASSPHRASE, "restore", backup, restored, "--account", NAME)
    assert status == 2
    assert "There is a vault in this folder already" in said
    assert typed(PASSPHRASE, "restore", backup, restored, "--account", NAME, "--replace")[0] == 0
    assert typed(PASSPHRASE, "verify", restored, "--account", NAME)[0] == 0

    flip(next((tmp_path / "backup" / "images").rglob("*.image")))
    status, said = typed(PASSPHRASE, "rehearse", backup, "--account", NAME)
    assert status == 1
    assert said.startswith("FAIL  Examination ")
    assert typed(PASSPHRASE, "restore", backup, f"{restored}-2", "--account", NAME)[0] == 2
    assert typed(PASSPHRASE, "restore", backup, f"{restored}-2", "--account", NAME, "--even-if-damaged")[0] == 1
    assert typed("wrong", "rehearse", backup, "--account", NAME)[0] == 2
