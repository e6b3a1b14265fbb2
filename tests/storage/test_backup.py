"""A backup is made while the vault is in use, and is always a whole vault of one moment."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core.domain.accounts import Action, Role
from desktop.core.storage.backup import Backup
from desktop.core.storage.database import Database
from desktop.core.storage.errors import (
    BackupCancelledError,
    ConflictError,
    TooManyAttemptsError,
    VaultDamagedError,
    WrongPassphraseError,
)
from desktop.core.storage.restoring import rehearse
from desktop.core.storage.vault import Vault, begin_backup_beside
from tests.storage.backups import contents, file_some, images_in, states_in
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

Photograph = Callable[..., bytes]

_REPOSITORY = Path(__file__).resolve().parents[2]
_OTHER = "blaue Teekanne auf dem Deich 9"


def test_a_backup_of_a_vault_in_use_is_the_whole_vault(clinic: Clinic, photograph: Photograph, target: Path) -> None:
    clinic.lesion()
    file_some(clinic, photograph, range(3))

    report = clinic.vault.begin_backup(target).run()

    assert (report.images, report.images_copied, report.unreadable_images) == (3, 3, 0)
    rehearsed = rehearse(target, NAME, PASSPHRASE)
    assert (rehearsed.patients, rehearsed.examinations, rehearsed.images, rehearsed.problems) == (1, 3, 3, ())
    assert clinic.history.find_patients(), "the vault is still open"
    assert clinic.history.last_backup() == report


def test_a_second_backup_copies_only_the_images_that_are_new(
    clinic: Clinic, photograph: Photograph, target: Path
) -> None:
    file_some(clinic, photograph, range(3))
    clinic.vault.begin_backup(target).run()
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*.image")}
    file_some(clinic, photograph, range(3, 5))

    report = clinic.vault.begin_backup(target).run()

    assert (report.images, report.images_copied) == (5, 2)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert rehearse(target, NAME, PASSPHRASE).images == 5


def test_of_a_patient_who_was_erased_the_next_backup_keeps_nothing(
    clinic: Clinic, photograph: Photograph, target: Path
) -> None:
    lesion = clinic.lesion()
    clinic.history.file_examination(lesion.id, photograph(1))
    file_some(clinic, photograph, range(2, 4))
    clinic.vault.begin_backup(target).run()
    (old_state,) = states_in(target)
    clinic.history.erase_patient(lesion.patient_id)

    clinic.vault.begin_backup(target).run()

    assert images_in(target) == {path.name for path in clinic.image_files()}
    assert len(images_in(target)) == 2
    assert not old_state.exists()
    assert rehearse(target, NAME, PASSPHRASE).patients == 0


def test_a_patient_erased_while_the_backup_runs_is_not_in_it(
    clinic: Clinic, photograph: Photograph, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesion = clinic.lesion()
    file_some(clinic, photograph, range(2))
    backup = clinic.vault.begin_backup(target)
    copy_to = Database.copy_to
    copies: list[int] = []

    def then_erase(self: Database, *arguments: object, **options: object) -> None:
        if not copies:  # Filed after the other images were copied, erased after the database was.
            clinic.history.file_examination(lesion.id, photograph(9))
        copy_to(self, *arguments, **options)  # type: ignore[arg-type]
        if not copies:
            clinic.history.erase_patient(lesion.patient_id)
        copies.append(1)

    monkeypatch.setattr(Database, "copy_to", then_erase)

    report = backup.run()

    assert len(copies) == 2
    assert (report.images, report.unreadable_images) == (2, 0)
    monkeypatch.undo()
    rehearsed = rehearse(target, NAME, PASSPHRASE)
    assert (rehearsed.patients, rehearsed.problems) == (0, ())


def test_what_is_filed_while_the_backup_runs_is_filed_and_the_backup_is_of_one_moment(
    clinic: Clinic, photograph: Photograph, target: Path
) -> None:
    lesion = clinic.lesion()
    file_some(clinic, photograph, range(10))
    filed: list[str] = []

    def progress(_done: int, _of: int) -> None:
        # In the backup's thread, as if the clinician were quick: the vault's own connection goes on.
        filed.append(clinic.history.file_examination(lesion.id, photograph(100 + len(filed))).id)

    report = clinic.vault.begin_backup(target).run(progress)

    assert filed
    assert {found.id for found in clinic.history.open_patient(lesion.patient_id).examinations} == set(filed)
    rehearsed = rehearse(target, NAME, PASSPHRASE)
    assert rehearsed.problems == ()
    assert 10 < rehearsed.images <= 10 + len(filed)
    assert report.images == rehearsed.images


def test_filing_goes_on_in_another_thread_while_the_database_is_copied(
    clinic: Clinic, photograph: Photograph, target: Path
) -> None:
    file_some(clinic, photograph, range(5))
    backup = clinic.vault.begin_backup(target)
    thread = threading.Thread(target=backup.run)
    thread.start()
    filed = file_some(clinic, photograph, range(100, 120))
    thread.join()

    for examination_id, data in filed.items():
        assert clinic.history.image(examination_id) == data
    assert clinic.history.verify().clean
    assert rehearse(target, NAME, PASSPHRASE).problems == ()


def test_from_the_command_line_a_vault_is_backed_up_that_another_program_holds(
    clinic: Clinic, photograph: Photograph, target: Path
) -> None:
    file_some(clinic, photograph, range(3))

    program = subprocess.run(
        [sys.executable, "-m", "desktop", "vault", "backup", clinic.folder, target, "--account", NAME],
        input=f"{PASSPHRASE}\n",
        env=os.environ | {"PYTHONPATH": str(_REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )

    assert program.returncode == 0, program.stderr
    assert "3 images" in program.stdout
    assert rehearse(target, NAME, PASSPHRASE).problems == ()
    last = clinic.history.last_backup()
    assert last is not None
    assert last.folder == target
    assert clinic.history.audit_events()[-1].action is Action.BACKED_UP
    assert clinic.history.verify().clean


def test_beside_another_program_wrong_passphrases_are_slowed_down_and_archived_accounts_refused(
    clinic: Clinic, target: Path
) -> None:
    nurse = clinic.vault.create_account("Nurse", Role.CLINICIAN, _OTHER)
    slots = (clinic.folder / "vault.json").read_bytes()
    clinic.vault.archive_account(nurse.id)
    for name in ("vault.json", "vault-copy.json"):
        (clinic.folder / name).write_bytes(slots)

    with pytest.raises(WrongPassphraseError):
        begin_backup_beside(clinic.folder, "Nurse", _OTHER, target, cost=QUICK, clock=clinic.clock)
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            begin_backup_beside(clinic.folder, NAME, "wrong", target, cost=QUICK, clock=clinic.clock)
    with pytest.raises(TooManyAttemptsError):
        begin_backup_beside(clinic.folder, NAME, PASSPHRASE, target, cost=QUICK, clock=clinic.clock)

    assert not target.exists()


def test_a_backup_holds_no_plain_data(clinic: Clinic, photograph: Photograph, target: Path) -> None:
    clinic.history.file_examination(clinic.lesion().id, photograph(1))

    clinic.vault.begin_backup(target).run()

    for name, content in contents(target).items():
        for plain in (b"Sommerfeld", b"Karoline", b"SQLite format", b"\xff\xd8\xff\xe0", NAME.encode()):
            assert plain not in content, name


@pytest.mark.parametrize("lock_it", [Vault.lock, Vault.close])
def test_locking_the_vault_stops_its_backup_and_wipes_its_key(
    clinic: Clinic, photograph: Photograph, target: Path, lock_it: Callable[[Vault], None]
) -> None:
    file_some(clinic, photograph, range(3))
    clinic.vault.begin_backup(target).run()
    before = contents(target)
    file_some(clinic, photograph, range(3, 6))
    backup = clinic.vault.begin_backup(target)

    def progress(_done: int, _of: int) -> None:
        lock_it(clinic.vault)

    with pytest.raises(BackupCancelledError, match="The one from before is as it was"):
        backup.run(progress)

    assert not any(backup._data_key)
    # Images may have been added; all that was there is as it was.
    assert before.items() <= contents(target).items()
    assert rehearse(target, NAME, PASSPHRASE).images == 3
    clinic.reopen()
    assert clinic.vault.begin_backup(target).run().images == 6
    assert rehearse(target, NAME, PASSPHRASE).images == 6


def test_a_second_backup_at_the_same_time_is_refused(clinic: Clinic, photograph: Photograph, target: Path) -> None:
    file_some(clinic, photograph, range(3))
    refused: list[bool] = []

    def progress(_done: int, _of: int) -> None:
        if not refused:
            with pytest.raises(ConflictError, match="being made just now"):
                clinic.vault.begin_backup(target.with_name("other")).run()
            refused.append(True)

    clinic.vault.begin_backup(target).run(progress)

    assert refused


def test_an_image_that_was_healed_in_the_vault_is_healed_in_the_backup(
    clinic: Clinic, photograph: Photograph, target: Path
) -> None:
    """The healed image has another key: an old file of the same name would be unreadable with the new database."""
    (examination_id,) = file_some(clinic, photograph, range(1, 2))
    clinic.vault.begin_backup(target).run()
    clinic.image_files()[0].write_bytes(b"damaged")
    file_some(clinic, photograph, range(1, 2))
    assert clinic.history.image(examination_id) == photograph(1)

    clinic.vault.begin_backup(target).run()

    assert rehearse(target, NAME, PASSPHRASE).problems == ()
    assert len(images_in(target)) == 1


@pytest.mark.parametrize("damage", [None, b"damaged"])
def test_an_image_damaged_in_the_vault_is_counted_and_a_whole_one_in_the_backup_is_kept(
    clinic: Clinic, photograph: Photograph, target: Path, damage: bytes | None
) -> None:
    file_some(clinic, photograph, range(2))
    clinic.vault.begin_backup(target).run()
    first, second = clinic.image_files()
    for file in (first, second):
        file.unlink() if damage is None else file.write_bytes(damage)
    (target / "images" / second.parent.name / second.name).unlink()
    file_some(clinic, photograph, range(5, 6))

    report = clinic.vault.begin_backup(target).run()

    assert (report.images, report.images_copied, report.unreadable_images) == (3, 1, 1)
    assert first.name in images_in(target)
    assert len(rehearse(target, NAME, PASSPHRASE).problems) == 1


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_damaged_database_does_not_take_the_place_of_a_whole_backup(
    clinic: Clinic, photograph: Photograph, target: Path, place: float
) -> None:
    file_some(clinic, photograph, range(2))
    clinic.vault.begin_backup(target).run()
    before = contents(target)
    backup = clinic.vault.begin_backup(target)
    clinic.vault.lock()
    backup._cancelled.clear()
    content = bytearray((clinic.folder / "vault.db").read_bytes())
    content[int(len(content) * place)] ^= 1
    (clinic.folder / "vault.db").write_bytes(content)
    backup._data_key[:] = clinic.vault._unlocking.by_passphrase(NAME, PASSPHRASE).data_key

    with pytest.raises(VaultDamagedError, match="Restore the vault from a backup"):
        backup.run()

    assert contents(target) == before


def test_a_backup_survives_being_copied_and_read_only(clinic: Clinic, photograph: Photograph, target: Path) -> None:
    file_some(clinic, photograph, range(2))
    clinic.vault.begin_backup(target).run()
    copied = target.with_name("copied")
    shutil.copytree(target, copied)
    before = contents(copied)

    assert rehearse(copied, NAME, PASSPHRASE).problems == ()

    assert contents(copied) == before


def test_a_backup_that_was_never_run_leaves_nothing(clinic: Clinic, target: Path) -> None:
    backup: Backup = clinic.vault.begin_backup(target)
    clinic.vault.lock()
    assert not any(backup._data_key)

    with pytest.raises(BackupCancelledError):
        backup.run()

    assert not target.exists()
