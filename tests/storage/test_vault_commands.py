"""`lentigo vault`: the vault without a window."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.cli import run
from desktop.core.domain.history import PatientDetails
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

Photograph = Callable[[int], bytes]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Feed lines to standard input."""

    def feed(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return feed


def test_a_vault_made_on_the_command_line_opens_with_passphrase_and_printed_recovery_key(
    tmp_path: Path, typed: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    typed(f"{PASSPHRASE}\n")

    assert run(["vault", "create", str(tmp_path / "new"), "--account", NAME]) == 0

    first_line = capsys.readouterr().out.splitlines()[0]
    vault = Vault.open(tmp_path / "new", cost=QUICK)
    assert vault.unlock(NAME, PASSPHRASE).account is not None
    assert vault.unlock_with_recovery_key(first_line.removeprefix("Recovery key: ")).account is None
    vault.close()


def test_a_weak_passphrase_is_refused_on_the_command_line(
    tmp_path: Path, typed: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    typed("password\n")

    assert run(["vault", "create", str(tmp_path / "new"), "--account", NAME]) == 2

    assert "could be guessed" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_verify_says_that_a_vault_is_clean_or_what_is_damaged(
    clinic: Clinic, photograph: Photograph, typed: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    examination = clinic.history.file_examination(None, photograph(1))
    clinic.vault.close()
    command = ["vault", "verify", str(clinic.folder), "--account", NAME]

    typed(f"{PASSPHRASE}\n")
    assert run(command) == 0
    assert "1 images are as they were written" in capsys.readouterr().out

    clinic.image_files()[0].write_bytes(b"")
    typed(f"{PASSPHRASE}\n")
    assert run(command) == 1
    assert f"FAIL  Examination {examination.id}: " in capsys.readouterr().out


def test_a_wrong_passphrase_and_a_vault_in_use_are_told(
    clinic: Clinic, typed: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["vault", "verify", str(clinic.folder), "--account", NAME]
    assert run(command) == 2
    assert "already open" in capsys.readouterr().err
    clinic.vault.close()

    typed("wrong\n")
    assert run(command) == 2

    assert capsys.readouterr().err == "lentigo: The account or the passphrase is not right.\n"
    assert clinic.reopen().account is not None


def test_the_audit_trail_is_written_as_csv_with_names_of_accounts_and_none_of_patients(
    clinic: Clinic, typed: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld"))
    clinic.vault.close()
    typed(f"{PASSPHRASE}\n")

    assert run(["vault", "audit", str(clinic.folder), "--account", NAME]) == 0

    out = capsys.readouterr().out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["action"] for row in rows] == ["vault_created", "unlocked", "created", "locked", "unlocked"]
    assert {row["account"] for row in rows} == {NAME}
    assert [row["previous_hash"] for row in rows[1:]] == [row["hash"] for row in rows[:-1]]
    assert "Sommerfeld" not in out
