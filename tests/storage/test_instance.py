"""One Lentigo at a time in a vault, and none on a network share."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from desktop.core.storage.errors import NetworkShareError, VaultInUseError
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

_HOLDER = Path(__file__).with_name("holder.py")
_REPOSITORY = Path(__file__).resolve().parents[2]


@contextmanager
def another_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-W", "error", str(_HOLDER), str(folder)]
    environment = os.environ | {"PYTHONPATH": str(_REPOSITORY)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_program_is_refused_with_who_holds_the_vault(clinic: Clinic) -> None:
    with another_program(clinic.folder) as second:
        sentence = said(second)

    assert sentence.startswith("This vault is already open: ")
    assert f"process {os.getpid()}" in sentence
    assert psutil.Process().username() in sentence


def test_the_same_program_does_not_open_a_vault_twice(clinic: Clinic) -> None:
    with pytest.raises(VaultInUseError, match="already open"):
        Vault.open(clinic.folder)

    assert clinic.history.unfiled() == ()


def test_a_closed_vault_is_free_for_the_next(clinic: Clinic) -> None:
    clinic.vault.close()

    with another_program(clinic.folder) as second:
        assert said(second) == "holds"
        with pytest.raises(VaultInUseError, match=f"process {second.pid}"):
            Vault.open(clinic.folder)


def test_the_lock_of_a_killed_program_is_no_obstacle(clinic: Clinic) -> None:
    clinic.vault.close()
    with another_program(clinic.folder) as second:
        assert said(second) == "holds"
        second.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        second.wait()

    assert (clinic.folder / "in-use.json").exists()
    assert clinic.reopen().unfiled() == ()


@pytest.mark.parametrize("holder", [b"", b"{", b"[]", b'{"user": 1}', None])
def test_a_second_program_is_refused_even_if_nobody_knows_who_holds_the_vault(
    clinic: Clinic, holder: bytes | None
) -> None:
    if holder is None:
        (clinic.folder / "in-use.json").unlink()
    else:
        (clinic.folder / "in-use.json").write_bytes(holder)

    with pytest.raises(VaultInUseError, match="already open: another program"):
        Vault.open(clinic.folder)


@pytest.mark.parametrize(
    ("file_system", "options"),
    [("nfs4", "rw"), ("cifs", "rw"), ("CIFS", "rw"), ("fuse.sshfs", "rw"), ("smbfs", "rw"), ("NTFS", "rw,remote")],
)
def test_a_vault_on_a_network_share_is_refused_with_what_to_do_instead(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, file_system: str, options: str
) -> None:
    clinic.vault.close()
    shares = [
        SimpleNamespace(mountpoint="/", fstype="ext4", opts="rw"),
        SimpleNamespace(mountpoint=str(clinic.folder.parent), fstype=file_system, opts=options),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: shares)

    with pytest.raises(NetworkShareError, match="this computer's own drive"):
        Vault.open(clinic.folder)
    with pytest.raises(NetworkShareError, match="for its backups"):
        Vault.create(clinic.folder.parent / "new", NAME, PASSPHRASE, cost=QUICK)

    assert not (clinic.folder.parent / "new").exists()


def test_a_share_elsewhere_or_hidden_under_a_drive_does_not_matter(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.vault.close()
    mounts = [
        SimpleNamespace(mountpoint="/", fstype="ext4", opts="rw"),
        SimpleNamespace(mountpoint="/mnt/share", fstype="nfs", opts="rw"),
        SimpleNamespace(mountpoint=str(clinic.folder.parent), fstype="nfs", opts="rw"),
        SimpleNamespace(mountpoint=str(clinic.folder.parent), fstype="ext4", opts="rw"),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: mounts)

    assert clinic.reopen().unfiled() == ()
