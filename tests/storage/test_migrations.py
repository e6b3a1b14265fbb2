"""A vault of an older format is brought to the newer one wholly or not at all."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.core.domain.history import PatientDetails
from desktop.core.storage import database
from desktop.core.storage.history import History
from desktop.core.storage.vault import Vault
from tests.data.vaults import make_vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

_STEPS = (
    """op.add_column("patients", sa.Column("telephone", sa.Text))""",
    """op.execute("UPDATE patients SET telephone = identifier")""",
)


@pytest.fixture
def next_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a program to come: the present ones, and two more; returns the folder of versions."""
    folder = tmp_path / "migrations"
    shutil.copytree(database._MIGRATIONS, folder)
    monkeypatch.setattr(database, "_MIGRATIONS", folder)
    for number, step in enumerate(_STEPS, start=2):
        write_migration(folder / "versions", number, step)
    return folder / "versions"


def write_migration(versions: Path, number: int, *steps: str) -> None:
    lines = [
        "import sqlalchemy as sa",
        "from alembic import op",
        f"revision = 'format_{number}'",
        f"down_revision = 'format_{number - 1}'",
        "def upgrade():",
        *(f"    {step}" for step in steps),
    ]
    (versions / f"format_{number}.py").write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("kept", sorted(path.name for path in make_vault.FOLDER.glob("format_*")))
def test_the_kept_vault_of_each_format_opens_for_ever(tmp_path: Path, kept: str) -> None:
    shutil.copytree(make_vault.FOLDER / kept / "vault", tmp_path / "vault")
    expected = json.loads((make_vault.FOLDER / kept / "contents.json").read_text(encoding="utf-8"))
    vault = Vault.open(tmp_path / "vault", cost=QUICK)

    history = vault.unlock(make_vault.ADMINISTRATOR, make_vault.PASSPHRASE)

    try:
        assert history.verify().problems == ()
        found = make_vault.contents_of(history)
        assert {name: found[name] for name in expected} == expected
        clinician = vault.unlock(make_vault.CLINICIAN, make_vault.CLINICIANS_PASSPHRASE)
        assert len(clinician.find_patients("muller")) == 1
    finally:
        vault.close()


def test_a_vault_of_the_present_format_is_kept(clinic: Clinic, tmp_path: Path) -> None:
    """Whoever makes or changes a format that has not been released makes its vault: tests/data/vaults/make_vault.py."""
    shutil.copytree(make_vault.FOLDER / database.present_format() / "vault", tmp_path / "kept")
    vault = Vault.open(tmp_path / "kept", cost=QUICK)

    kept = vault.unlock(make_vault.ADMINISTRATOR, make_vault.PASSPHRASE)

    assert tables_of(kept) == tables_of(clinic.history)
    vault.close()


def tables_of(history: History) -> set[tuple[str, str]]:
    with history.transaction("") as connection:
        return {(row[0], row[1]) for row in connection.execute(text("SELECT name, sql FROM sqlite_schema"))}


def test_an_older_vault_is_migrated_when_it_is_unlocked(
    clinic: Clinic, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld"))
    clinic.vault.close()
    present = database._MIGRATIONS
    request.getfixturevalue("next_format")

    history = clinic.reopen()

    with history.transaction("") as connection:
        assert connection.scalar(text("SELECT telephone FROM patients")) == "P-1"
    assert history.verify().clean
    assert clinic.reopen().find_patients()[0].details.family_name == "Sommerfeld"

    # The copy from before is a whole vault to the older program.
    clinic.vault.close()
    (clinic.folder / "vault-before-format_3.db").replace(clinic.folder / "vault.db")
    monkeypatch.setattr(database, "_MIGRATIONS", present)
    history = clinic.reopen()
    assert history.verify().clean
    assert history.find_patients()[0].details.family_name == "Sommerfeld"


def test_a_migration_that_fails_leaves_the_vault_as_it_was(
    clinic: Clinic, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld"))
    clinic.vault.close()
    before = (clinic.folder / "vault.db").read_bytes()
    present = database._MIGRATIONS
    versions: Path = request.getfixturevalue("next_format")
    write_migration(versions, 4, "op.drop_column('patients', 'notes')", "raise RuntimeError('a bug')")

    with pytest.raises(RuntimeError, match="a bug"):
        clinic.reopen()
    clinic.vault.close()

    assert (clinic.folder / "vault.db").read_bytes() == before
    monkeypatch.setattr(database, "_MIGRATIONS", present)
    assert clinic.reopen().find_patients()[0].details.family_name == "Sommerfeld"


def test_the_copy_from_before_does_not_outlive_an_erased_patient(
    clinic: Clinic, request: pytest.FixtureRequest
) -> None:
    patient = clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld"))
    clinic.vault.close()
    request.getfixturevalue("next_format")
    history = clinic.reopen()
    assert list(clinic.folder.glob("vault-before-*"))

    history.erase_patient(patient.id)

    assert not list(clinic.folder.glob("vault-before-*"))


def test_a_vault_of_the_present_format_is_not_copied(clinic: Clinic) -> None:
    clinic.reopen()

    assert not list(clinic.folder.glob("vault-before-*"))
    vault, _ = Vault.create(clinic.folder.with_name("other"), NAME, PASSPHRASE, cost=QUICK)
    vault.close()
    assert not list(clinic.folder.with_name("other").glob("vault-before-*"))
