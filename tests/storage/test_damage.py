"""Whatever is damaged is found and named, and no more than that is lost."""

import errno
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text, update

from desktop.core.domain.history import PatientDetails
from desktop.core.errors import VaultError
from desktop.core.storage.errors import ImageDamagedError, NewerVaultError, VaultDamagedError
from desktop.core.storage.tables import audit_events, metadata
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

Photograph = Callable[[int], bytes]

_NO_DATA = {"in-use.lock", "in-use.json", "attempts.json", "unswept", "vault.db-journal"}


def flip(path: Path, bit: int) -> None:
    content = bytearray(path.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)


def test_an_untouched_vault_is_clean(clinic: Clinic, photograph: Photograph) -> None:
    for seed in range(3):
        clinic.history.file_examination(None, photograph(seed))

    report = clinic.history.verify()

    assert (report.clean, report.images_checked, report.orphans) == (True, 3, 0)


def test_a_flipped_bit_anywhere_is_found(clinic: Clinic, photograph: Photograph) -> None:
    for seed in range(3):
        clinic.history.file_examination(clinic.lesion(f"P-{seed}").id, photograph(seed))
    clinic.vault.close()
    pristine = clinic.folder.with_name("pristine")
    clinic.folder.rename(pristine)
    rng = random.Random(5)
    files = sorted(path for path in pristine.rglob("*") if path.is_file() and path.name not in _NO_DATA)
    assert len(files) == 6

    for file in files:
        for _ in range(8):
            shutil.copytree(pristine, clinic.folder)
            flip(clinic.folder / file.relative_to(pristine), rng.randrange(file.stat().st_size * 8))
            vault = Vault.open(clinic.folder, cost=QUICK)
            try:
                history = vault.unlock(NAME, PASSPHRASE)
                named = " ".join([*history.verify().problems, *dict(history.audit_events()[-1].details).values()])
            except VaultDamagedError as error:
                named = str(error)
            finally:
                vault.close()
            word = {".image": "Examination", ".db": "database", ".json": file.name}[file.suffix]
            assert word in named, file.name
            shutil.rmtree(clinic.folder)
    pristine.rename(clinic.folder)


@pytest.mark.parametrize("which", ["vault.json", "vault-copy.json"])
@pytest.mark.parametrize("damage", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", None])
def test_one_damaged_header_is_no_loss_and_is_repaired(clinic: Clinic, which: str, damage: bytes | None) -> None:
    clinic.history.create_patient(PatientDetails("P-1"))
    clinic.vault.close()
    path = clinic.folder / which
    whole = path.read_bytes()
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)

    assert [patient.details.identifier for patient in clinic.reopen().find_patients()] == ["P-1"]

    assert path.read_bytes() == whole
    assert clinic.history.verify().clean


def test_a_header_damaged_while_the_vault_is_open_is_named(clinic: Clinic) -> None:
    flip(clinic.folder / "vault.json", 1000)

    assert clinic.history.verify().problems == ("The header file vault.json is damaged or missing.",)


def test_two_damaged_headers_are_told_from_a_wrong_passphrase(clinic: Clinic) -> None:
    clinic.vault.close()
    for name in ("vault.json", "vault-copy.json"):
        flip(clinic.folder / name, 2000)

    with pytest.raises(VaultDamagedError, match="header is damaged"):
        Vault.open(clinic.folder)


@pytest.mark.parametrize("damage", ["missing", "empty", "short", "longer", "another"])
def test_a_damaged_image_is_named_and_the_others_are_shown(clinic: Clinic, photograph: Photograph, damage: str) -> None:
    first = clinic.history.file_examination(None, photograph(1))
    (file,) = clinic.image_files()
    second = clinic.history.file_examination(None, photograph(2))
    (other,) = set(clinic.image_files()) - {file}
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        damaged = {"empty": b"", "short": content[:-1], "longer": content + b"\0", "another": other.read_bytes()}
        file.write_bytes(damaged[damage])

    with pytest.raises(ImageDamagedError, match="Restore it from a backup"):
        clinic.history.image(first.id)
    (problem,) = clinic.history.verify().problems
    assert first.id in problem
    assert clinic.history.image(second.id) == photograph(2)


def test_filing_a_damaged_image_again_heals_it(clinic: Clinic, photograph: Photograph) -> None:
    first = clinic.history.file_examination(None, photograph(1))
    (file,) = clinic.image_files()
    flip(file, 4000)

    second = clinic.history.file_examination(None, photograph(1))

    assert clinic.history.image(first.id) == clinic.history.image(second.id) == photograph(1)
    assert clinic.history.verify().clean


@pytest.mark.parametrize("damage", ["missing", "empty", "plain", "short"])
def test_a_damaged_database_is_told(clinic: Clinic, damage: str) -> None:
    clinic.history.create_patient(PatientDetails("P-1"))
    clinic.vault.close()
    database = clinic.folder / "vault.db"
    if damage == "missing":
        database.unlink()
    else:
        content = database.read_bytes()
        database.write_bytes({"empty": b"", "plain": b"SQLite format 3\0" * 512, "short": content[:3000]}[damage])

    clinic.vault = Vault.open(clinic.folder, cost=QUICK)
    with pytest.raises(VaultDamagedError, match=r"database is .*Restore the vault from a backup"):
        clinic.vault.unlock(NAME, PASSPHRASE)

    assert database.exists() == (damage != "missing")


@pytest.mark.parametrize(
    "tampering",
    [{"account_id": None}, {"action": "read"}, {"details": {"x": "y"}}, {"number": 999}, {"hash": "0" * 64}],
)
def test_an_audit_event_that_was_altered_breaks_the_chain(clinic: Clinic, tampering: dict[str, object]) -> None:
    for number in range(3):
        clinic.history.create_patient(PatientDetails(f"P-{number}"))
    assert clinic.history.verify().clean
    with clinic.history.transaction("") as connection:
        connection.execute(text("UPDATE audit_events SET hash = hash"))
        statement = update(audit_events).where(audit_events.c.number == 3)
        if "action" in tampering:
            connection.execute(text("UPDATE audit_events SET action = 'read' WHERE number = 3"))
        else:
            connection.execute(statement.values(**tampering))

    assert clinic.history.verify().problems == ("The audit trail is broken at event 3.",)


def test_a_sector_that_cannot_be_read_is_named_and_the_other_images_are_looked_at(
    clinic: Clinic, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(3):
        clinic.history.file_examination(None, photograph(seed))
    clinic.image_files()[0].write_bytes(b"damaged")
    unreadable = clinic.image_files()[1]
    read_bytes = Path.read_bytes

    def fails_once(self: Path) -> bytes:
        if self == unreadable:
            raise OSError(errno.EIO, "Input/output error")
        return read_bytes(self)

    monkeypatch.setattr(Path, "read_bytes", fails_once)

    report = clinic.history.verify()

    assert report.images_checked == 3
    assert len(report.problems) == 2
    assert sum("The drive cannot read it: Input/output error." in problem for problem in report.problems) == 1


def test_a_header_on_a_sector_that_cannot_be_read_is_no_loss(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic.vault.close()
    read_bytes = Path.read_bytes

    def fails(self: Path) -> bytes:
        if self.name == "vault.json":
            raise OSError(errno.EIO, "Input/output error")
        return read_bytes(self)

    monkeypatch.setattr(Path, "read_bytes", fails)

    assert clinic.reopen().account is not None


def test_files_that_the_system_puts_among_the_images_do_no_harm(clinic: Clinic, photograph: Photograph) -> None:
    clinic.history.file_examination(None, photograph(1))
    (clinic.folder / "images" / ".DS_Store").write_bytes(b"of the Finder")
    (clinic.folder / "unswept").write_bytes(b"")

    assert clinic.reopen().verify().clean


def test_a_damaged_file_that_was_healed_is_swept(clinic: Clinic, photograph: Photograph) -> None:
    clinic.history.file_examination(None, photograph(1))
    (damaged,) = clinic.image_files()
    damaged.write_bytes(b"damaged")

    clinic.history.file_examination(None, photograph(1))
    clinic.reopen()

    assert len(clinic.image_files()) == 1
    assert not damaged.exists()


def test_a_removed_audit_event_breaks_the_chain(clinic: Clinic) -> None:
    for number in range(3):
        clinic.history.create_patient(PatientDetails(f"P-{number}"))
    with clinic.history.transaction("") as connection:
        connection.execute(audit_events.delete().where(audit_events.c.number == 2))

    assert clinic.history.verify().problems == ("The audit trail is broken at event 2.",)


def is_no_index_of_fts5(name: str | None, kind: str, parents: object) -> bool:
    """SQLAlchemy has no word for virtual tables."""
    return kind != "table" or not (name or "").startswith(("patient_words", "patient_search"))


def test_the_migrations_make_exactly_the_tables(clinic: Clinic) -> None:
    with clinic.history.transaction("") as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_no_index_of_fts5}
        )
        assert compare_metadata(context, metadata) == []


def test_a_newer_database_is_refused_and_left_alone(clinic: Clinic) -> None:
    with clinic.history.transaction("") as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'format_99'"))
    clinic.vault.close()
    before = (clinic.folder / "vault.db").read_bytes()

    clinic.vault = Vault.open(clinic.folder, cost=QUICK)
    with pytest.raises(NewerVaultError, match="newer Lentigo"):
        clinic.vault.unlock(NAME, PASSPHRASE)

    assert (clinic.folder / "vault.db").read_bytes() == before


def test_no_error_quotes_a_patients_data(clinic: Clinic) -> None:
    with clinic.history.transaction("") as connection:
        connection.execute(text("DROP TABLE patients"))

    with pytest.raises(Exception, match="no such table") as raised:
        clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld"))

    assert not isinstance(raised.value, VaultError)
    assert "Sommerfeld" not in f"{raised.value} {raised.value.__cause__!r}"
