"""A drive that is full, may not be written or goes away: a clear sentence, and the vault as it was."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.domain.history import PatientDetails
from desktop.core.errors import VaultError
from desktop.core.storage.errors import ImageDamagedError
from desktop.core.storage.restoring import rehearse
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic, Clock

Photograph = Callable[..., bytes]


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """A drive of 2 MB."""
    mount = shutil.which("mount")
    if mount is None or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can mount a small drive")
    folder = tmp_path / "small"
    folder.mkdir()
    try:
        subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=True, capture_output=True)
    except subprocess.CalledProcessError:
        pytest.skip("this system lets nobody mount a small drive")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607 - wherever it is, it is umount


@pytest.fixture
def small_clinic(small_drive: Path) -> Iterator[Clinic]:
    vault, recovery_key = Vault.create(small_drive / "vault", NAME, PASSPHRASE, cost=QUICK)
    found = Clinic(small_drive / "vault", vault, recovery_key, Clock())
    yield found
    found.vault.close()


def test_a_full_disk_loses_nothing_and_what_did_not_fit_can_be_filed_again(
    small_clinic: Clinic, photograph: Photograph
) -> None:
    lesion = small_clinic.lesion()
    ballast = small_clinic.folder.parent / "ballast"
    ballast.write_bytes(b"x" * 600_000)
    filed, sentences = {}, []
    # Several sizes, so that now the image and now the database does not fit.
    for seed, size_bytes in enumerate([90_000, 3_000] * 20 + [50_000, 5_000, 500, 50] * 10):
        data = photograph(seed, size_bytes)
        try:
            filed[small_clinic.history.file_examination(lesion.id, data).id] = data
        except VaultError as error:
            sentences.append(str(error))
    assert len(filed) > 5
    assert len(sentences) > 5
    assert all(said.startswith("The disk is full, so the image was not filed. Make room") for said in sentences)

    # Still open, still readable; nothing half-made is visible.
    for examination_id, data in filed.items():
        assert small_clinic.history.image(examination_id) == data
    assert small_clinic.history.verify().clean

    ballast.unlink()
    again = small_clinic.history.file_examination(lesion.id, photograph(999, 90_000))
    history = small_clinic.reopen()
    shown = {found.id for found in history.open_patient(lesion.patient_id).examinations}
    assert shown == {*filed, again.id}
    report = history.verify()
    assert (report.problems, report.orphans) == ((), 0)


def test_a_vault_on_a_full_disk_can_be_locked(small_clinic: Clinic) -> None:
    filled = small_clinic.folder.parent / "ballast"
    with contextlib.suppress(OSError), filled.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)
    data_key = small_clinic.vault._data_key
    assert data_key is not None

    small_clinic.vault.lock()

    assert not any(data_key)
    filled.unlink()
    assert small_clinic.vault.unlock(NAME, PASSPHRASE).verify().clean


def test_a_passphrase_that_could_not_be_changed_for_want_of_room_stays_the_old(small_clinic: Clinic) -> None:
    filled = small_clinic.folder.parent / "ballast"
    header = (small_clinic.folder / "vault.json").read_bytes()
    with contextlib.suppress(OSError), filled.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)

    with pytest.raises(VaultError, match="The disk is full, so the passphrase was not changed"):
        small_clinic.vault.change_passphrase(PASSPHRASE, "blaue Teekanne auf dem Deich 9")

    assert (small_clinic.folder / "vault.json").read_bytes() == header
    filled.unlink()
    assert small_clinic.reopen().verify().clean


def test_with_room_for_only_one_of_both_headers_none_is_replaced(small_clinic: Clinic) -> None:
    before = {name: (small_clinic.folder / name).read_bytes() for name in ("vault.json", "vault-copy.json")}
    filled = small_clinic.folder.parent / "ballast"
    with contextlib.suppress(OSError), filled.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)
    os.truncate(filled, filled.stat().st_size - 4096)

    with pytest.raises(OSError, match="No space"):
        replace(small_clinic.vault._unlocking.header, created_at="later").save(small_clinic.folder)

    assert {name: (small_clinic.folder / name).read_bytes() for name in before} == before
    assert not list(small_clinic.folder.glob("*.unfinished"))


def test_no_room_for_a_backup_is_told_and_the_one_before_is_kept(
    clinic: Clinic, small_drive: Path, photograph: Photograph
) -> None:
    clinic.history.file_examination(None, photograph(1))
    target = small_drive / "backup"
    clinic.vault.begin_backup(target).run()
    clinic.history.file_examination(None, photograph(2, 4_000_000))

    with pytest.raises(VaultError, match="The disk is full, so the backup was not made"):
        clinic.vault.begin_backup(target).run()

    assert rehearse(target, NAME, PASSPHRASE).images == 1
    last = clinic.history.last_backup()
    assert last is not None
    assert last.images == 1
    assert not list(target.rglob("*.unfinished"))


def test_no_room_for_the_backups_database_is_told_too(clinic: Clinic, small_drive: Path) -> None:
    target = small_drive / "backup"
    clinic.vault.begin_backup(target).run()
    with contextlib.suppress(OSError), (small_drive / "ballast").open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)
    os.truncate(small_drive / "ballast", (small_drive / "ballast").stat().st_size - 40_000)

    with pytest.raises(VaultError, match="The disk is full, so the backup was not made"):
        clinic.vault.begin_backup(target).run()

    assert rehearse(target, NAME, PASSPHRASE).problems == ()


def test_no_room_for_a_vault_is_told(small_drive: Path) -> None:
    filled = small_drive / "ballast"
    with contextlib.suppress(OSError), filled.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)

    with pytest.raises(VaultError, match="The disk is full, so the vault was not created"):
        Vault.create(small_drive / "vault", NAME, PASSPHRASE, cost=QUICK)


@pytest.mark.parametrize("room_bytes", [8_000, 40_000, 120_000])
def test_a_vault_that_did_not_fit_can_be_made_again_in_the_same_folder(small_drive: Path, room_bytes: int) -> None:
    ballast = small_drive / "ballast"
    ballast.write_bytes(b"x" * (2 * 2**20 - room_bytes))
    with pytest.raises(VaultError, match="The disk is full"):
        Vault.create(small_drive / "vault", NAME, PASSPHRASE, cost=QUICK)
    ballast.unlink()

    vault, _ = Vault.create(small_drive / "vault", NAME, PASSPHRASE, cost=QUICK)

    assert vault.history is not None
    assert vault.history.verify().clean
    vault.close()


@pytest.fixture
def read_only(small_drive: Path) -> Iterator[Callable[[], None]]:
    """Make the small drive read-only: not even root may write then. Writable again after the test."""

    def remount(how: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{how}", str(small_drive)], check=True)  # noqa: S607

    yield lambda: remount("ro")
    remount("rw")


def test_a_vault_on_a_read_only_drive_is_told_and_left_as_it_was(
    small_clinic: Clinic, read_only: Callable[[], None]
) -> None:
    lesion = small_clinic.lesion()
    small_clinic.vault.close()
    before = {path: path.read_bytes() for path in small_clinic.folder.rglob("*") if path.is_file()}
    read_only()

    with pytest.raises(VaultError, match=r"may not be written, so the vault was not opened\. Ask"):
        Vault.open(small_clinic.folder)

    assert {path: path.read_bytes() for path in small_clinic.folder.rglob("*") if path.is_file()} == before
    assert lesion.id


def test_a_folder_that_may_not_be_written_is_told_when_a_vault_is_made(
    small_drive: Path, read_only: Callable[[], None]
) -> None:
    read_only()

    with pytest.raises(VaultError, match="may not be written, so the vault was not created"):
        Vault.create(small_drive / "vault", NAME, PASSPHRASE, cost=QUICK)


def test_a_drive_that_has_gone_is_told_and_nothing_is_lost(clinic: Clinic, photograph: Photograph) -> None:
    filed = clinic.history.file_examination(None, photograph(1))
    elsewhere = clinic.folder.with_name("unplugged")
    clinic.folder.rename(elsewhere)

    with pytest.raises(VaultError, match=r"so the image was not filed"):
        clinic.history.file_examination(None, photograph(2))
    with pytest.raises(ImageDamagedError, match="missing"):
        clinic.history.image(filed.id)
    with pytest.raises(VaultError, match=r"so the patient was not saved"):
        clinic.history.create_patient(PatientDetails("P-1"))
    clinic.vault.close()

    elsewhere.rename(clinic.folder)
    history = clinic.reopen()
    assert history.unfiled() == (filed,)
    report = history.verify()
    assert (report.problems, report.orphans) == ((), 0)
