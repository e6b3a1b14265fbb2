"""Whenever a backup is killed, its folder holds a whole backup: the one before or the new one.

A third as often killed as the filing, because each time a whole backup is restored and verified. After a change of the
storage, and for as long as a night is:

    pytest tests/storage/test_backup_kill.py --kills 200 --timeout 0
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.core.storage.restoring import restore
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")

_CHILD = Path(__file__).with_name("backing_up_child.py")
_REPOSITORY = Path(__file__).resolve().parents[2]
# So many backups are made at most before a kill.
_LONGEST = 3


def test_a_backup_killed_at_any_moment_leaves_a_whole_backup(
    clinic: Clinic, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kills = max(2, request.config.getoption("--kills") // 3)
    target, rng = tmp_path / "backup", random.Random(kills)
    clinic.vault.close()
    with child(clinic.folder, target) as backing_up:
        started_s = time.monotonic()
        acknowledged = [backing_up.stdout.readline() for _ in range(_LONGEST)] if backing_up.stdout else []
        longest_s = time.monotonic() - started_s
        backing_up.kill()
    last = set(acknowledged[-1].decode().split())
    for kill in range(kills):
        for line in backed_up_until_killed(clinic.folder, target, rng.uniform(0, longest_s)):
            last = set(line.split())

        found = restored(target, tmp_path / "restored")
        assert max(found) >= max(last), f"after kill {kill} an acknowledged backup is gone"
    # And the next one is made, and tidies up.
    clinic.reopen()
    clinic.vault.begin_backup(target).run()
    assert restored(target, tmp_path / "restored") == {
        patient.details.identifier for patient in clinic.history.find_patients()
    }
    assert {path.name for path in (target / "images").rglob("*.*")} == {path.name for path in clinic.image_files()}
    assert len(list(target.iterdir())) == 3


@pytest.mark.parametrize(
    ("fatal", "is_new"),
    [
        ("desktop.core.storage.backup.write_durably", False),
        ("desktop.core.storage.backup_folder.sync_folder", False),
        ("shutil.rmtree", True),
        ("desktop.core.storage.backup.unreferenced", True),
    ],
)
def test_a_backup_killed_at_its_worst_moments_leaves_a_whole_backup(
    clinic: Clinic, tmp_path: Path, fatal: str, *, is_new: bool
) -> None:
    clinic.lesion("000001")
    target = tmp_path / "backup"
    clinic.vault.begin_backup(target).run()
    clinic.vault.close()

    assert backed_up_until_killed(clinic.folder, target, None, fatal) == []

    assert restored(target, tmp_path / "restored") == {"000001", *(["000002"] if is_new else [])}


def test_a_first_backup_that_was_killed_can_be_made_again(clinic: Clinic, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    clinic.vault.close()
    backed_up_until_killed(clinic.folder, target, None, "desktop.core.storage.backup.write_durably")
    clinic.reopen()

    clinic.vault.begin_backup(target).run()

    assert restored(target, tmp_path / "restored") == {"000000"}


def backed_up_until_killed(folder: Path, target: Path, after_s: float | None, *fatal: str) -> list[str]:
    """Let a child back up until it is killed, after some seconds or by itself; return what it acknowledged."""
    with child(folder, target, *fatal) as backing_up:
        if after_s is not None:
            time.sleep(after_s)
            backing_up.kill()
        assert backing_up.stdout is not None
        lines = backing_up.stdout.read().decode().splitlines()
    assert backing_up.returncode == -signal.SIGKILL
    return lines


@contextmanager
def child(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    """Start a child; it is about to open the vault."""
    command = [sys.executable, str(_CHILD), *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(_REPOSITORY)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as backing_up:
        assert backing_up.stdout is not None
        assert backing_up.stdout.readline() == b"opening\n"
        yield backing_up


def restored(target: Path, folder: Path) -> set[str]:
    """Restore a backup, which verifies all of it; return the identifiers of its patients."""
    shutil.rmtree(folder, ignore_errors=True)
    restore(target, folder, NAME, PASSPHRASE)
    vault = Vault.open(folder, cost=QUICK)
    try:
        return {patient.details.identifier for patient in vault.unlock(NAME, PASSPHRASE).find_patients()}
    finally:
        vault.close()
