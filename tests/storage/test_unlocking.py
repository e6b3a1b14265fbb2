"""Who may unlock the vault, and what keeps everybody else out."""

import json
import shutil
from pathlib import Path

import pytest

from desktop.core.domain.accounts import Role
from desktop.core.domain.history import PatientDetails
from desktop.core.errors import VaultError
from desktop.core.storage.errors import (
    ConflictError,
    NewerVaultError,
    NotAllowedError,
    TooManyAttemptsError,
    VaultDamagedError,
    VaultLockedError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from desktop.core.storage.header import _hash
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.core.storage.passphrases import strength
from desktop.core.storage.recovery_key import new_recovery_key, parsed, printed
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

OTHER = "blaue Teekanne auf dem Deich 9"


def header(clinic: Clinic) -> dict[str, object]:
    content: dict[str, object] = json.loads((clinic.folder / "vault.json").read_bytes())
    return content


@pytest.mark.parametrize("name", [NAME, NAME.upper(), f"  {NAME.lower()} "])
def test_name_and_passphrase_unlock_the_vault(clinic: Clinic, name: str) -> None:
    clinic.history.create_patient(PatientDetails("P-1"))
    clinic.vault.lock()

    history = clinic.vault.unlock(name, PASSPHRASE)

    assert [patient.details.identifier for patient in history.find_patients()] == ["P-1"]
    assert history.account is not None
    assert history.account.role is Role.ADMINISTRATOR


def test_a_letter_typed_composed_or_decomposed_is_the_same(clinic: Clinic) -> None:
    decomposed = "rostige Gie\u00dfkanne im Caf\u0065\u0301"
    clinic.vault.change_passphrase(PASSPHRASE, decomposed)
    clinic.vault.lock()

    assert clinic.vault.unlock(NAME, "rostige Gie\u00dfkanne im Caf\u00e9").account is not None


@pytest.mark.parametrize(
    ("name", "passphrase"), [(NAME, PASSPHRASE + " "), (NAME, ""), (NAME, PASSPHRASE.lower()), ("Nobody", PASSPHRASE)]
)
def test_whatever_is_wrong_the_same_is_told(clinic: Clinic, name: str, passphrase: str) -> None:
    with pytest.raises(WrongPassphraseError, match=r"^The account or the passphrase is not right\.$"):
        clinic.vault.unlock(name, passphrase)

    assert clinic.vault.history is None


def test_the_recovery_key_unlocks_the_vault_and_gives_a_new_passphrase(clinic: Clinic) -> None:
    clinic.history.create_patient(PatientDetails("P-1"))
    account = clinic.history.account
    assert account is not None
    typed = clinic.recovery_key.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    history = clinic.vault.unlock_with_recovery_key(typed)
    clinic.vault.reset_passphrase(account.id, OTHER)

    assert [patient.details.identifier for patient in history.find_patients()] == ["P-1"]
    assert clinic.vault.unlock(NAME, OTHER).account == account


def test_a_typing_error_in_the_recovery_key_is_told_from_another_vaults_key(clinic: Clinic) -> None:
    key = clinic.recovery_key
    mistyped = key[:-1] + ("2" if key[-1] != "2" else "3")

    with pytest.raises(WrongPassphraseError, match="typing error"):
        clinic.vault.unlock_with_recovery_key(mistyped)
    with pytest.raises(WrongPassphraseError, match="36 letters and digits, not 4"):
        clinic.vault.unlock_with_recovery_key("ABCD")
    with pytest.raises(WrongPassphraseError, match="no “U” in it"):
        clinic.vault.unlock_with_recovery_key("U" + key[1:])
    with pytest.raises(WrongPassphraseError, match="not the recovery key of this vault"):
        clinic.vault.unlock_with_recovery_key(printed(new_recovery_key()))


def test_a_recovery_key_survives_being_printed() -> None:
    for _ in range(200):
        key = new_recovery_key()
        shown = printed(key)
        assert parsed(shown) == key
        assert [len(group) for group in shown.split("-")] == [4] * 9


def test_a_renewed_recovery_key_replaces_the_old_one(clinic: Clinic) -> None:
    renewed = clinic.vault.renew_recovery_key()

    with pytest.raises(WrongPassphraseError):
        clinic.vault.unlock_with_recovery_key(clinic.recovery_key)
    assert clinic.vault.unlock_with_recovery_key(renewed).may_administer


def test_a_new_passphrase_replaces_the_old_one_and_rewrites_no_data(clinic: Clinic) -> None:
    clinic.history.file_examination(None, b"bytes")
    (image,) = clinic.image_files()
    before = image.read_bytes()

    clinic.vault.change_passphrase(PASSPHRASE, OTHER)

    assert image.read_bytes() == before
    with pytest.raises(WrongPassphraseError):
        clinic.vault.unlock(NAME, PASSPHRASE)
    assert clinic.vault.unlock(NAME, OTHER).unfiled()


def test_who_does_not_know_the_passphrase_cannot_change_it(clinic: Clinic) -> None:
    with pytest.raises(WrongPassphraseError):
        clinic.vault.change_passphrase(OTHER, OTHER)

    assert clinic.reopen().account is not None


@pytest.mark.parametrize("weak", ["", "x", "password", "lentigo2024", "drweiß", "Melanoma1", "qwertyuiop", "abcabcabc"])
def test_a_weak_passphrase_is_refused_with_reasons(tmp_path: Path, weak: str) -> None:
    with pytest.raises(WeakPassphraseError, match=r"could be guessed\. \w.+\."):
        Vault.create(tmp_path / "new", NAME, weak, cost=QUICK)

    assert not (tmp_path / "new").exists()


def test_a_passphrase_made_of_the_accounts_name_is_weaker_than_without() -> None:
    assert (
        strength("Wolkenstein-Rodenegg", "Wolkenstein Rodenegg").score < strength("Wolkenstein-Rodenegg", "Otto").score
    )


def test_a_long_passphrase_is_judged_and_kept_whole(clinic: Clinic) -> None:
    long = "Gießkanne " * 20 + "Ende"
    clinic.vault.change_passphrase(PASSPHRASE, long)

    with pytest.raises(WrongPassphraseError):
        clinic.vault.unlock(NAME, long[:100])
    assert clinic.vault.unlock(NAME, long).account is not None


def test_wrong_attempts_make_the_vault_wait_longer_each_time_even_after_a_restart(clinic: Clinic) -> None:
    waited = []
    for _ in range(14):
        clinic.vault.close()
        clinic.vault = Vault.open(clinic.folder, cost=QUICK, clock=clinic.clock)
        started_s = clinic.clock.now_s
        while True:
            try:
                clinic.vault.unlock(NAME, "wrong")
            except TooManyAttemptsError:
                clinic.clock.now_s += 1
            except WrongPassphraseError:
                break
        waited.append(clinic.clock.now_s - started_s)

    assert waited == [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_while_the_vault_waits_the_right_passphrase_is_refused_too(clinic: Clinic) -> None:
    clinic.vault.lock()
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            clinic.vault.unlock(NAME, "wrong")

    with pytest.raises(TooManyAttemptsError, match=r"3 wrong attempts\. Try again in \d seconds\."):
        clinic.vault.unlock(NAME, PASSPHRASE)

    clinic.clock.now_s += 10
    assert clinic.vault.unlock(NAME, PASSPHRASE).account is not None
    with pytest.raises(WrongPassphraseError):  # Forgotten: it is the first again.
        clinic.vault.unlock(NAME, "wrong")


def test_putting_the_clock_back_does_not_lengthen_the_wait(clinic: Clinic) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            clinic.vault.unlock(NAME, "wrong")
    clinic.clock.now_s -= 1_000_000

    with pytest.raises(TooManyAttemptsError, match="3 seconds"):
        clinic.vault.unlock(NAME, PASSPHRASE)


def test_one_accounts_wrong_attempts_do_not_hinder_another(clinic: Clinic) -> None:
    clinic.vault.create_account("Nurse", Role.CLINICIAN, OTHER)
    for name in (NAME, "Nobody") * 4:
        with pytest.raises((WrongPassphraseError, TooManyAttemptsError)):
            clinic.vault.unlock(name, "wrong")

    assert clinic.vault.unlock("Nurse", OTHER).account is not None


def test_a_damaged_count_of_attempts_is_no_obstacle(clinic: Clinic) -> None:
    for damaged in (b"", b"{", b"[]", b'{"a": 3}', b"\xff"):
        (clinic.folder / "attempts.json").write_bytes(damaged)
        assert clinic.reopen().account is not None


def test_accounts_are_the_administrators_business(clinic: Clinic) -> None:
    clinician = clinic.vault.create_account("Nurse", Role.CLINICIAN, OTHER)
    clinic.vault.unlock("Nurse", OTHER)

    for refused in (
        lambda: clinic.vault.create_account("Other", Role.CLINICIAN, OTHER),
        lambda: clinic.vault.reset_passphrase(clinician.id, PASSPHRASE),
        lambda: clinic.vault.archive_account(clinician.id),
        clinic.vault.renew_recovery_key,
    ):
        with pytest.raises(NotAllowedError, match="administrator"):
            refused()


def test_an_archived_account_opens_nothing_and_its_name_stays_taken(clinic: Clinic) -> None:
    clinician = clinic.vault.create_account("Nurse", Role.CLINICIAN, OTHER)
    slots = (clinic.folder / "vault.json").read_bytes()
    clinic.vault.archive_account(clinician.id)

    with pytest.raises(WrongPassphraseError):
        clinic.vault.unlock("Nurse", OTHER)
    history = clinic.vault.unlock(NAME, PASSPHRASE)
    assert [account.name for account in history.accounts() if account.archived_at] == ["Nurse"]
    with pytest.raises(ConflictError, match="Choose another name"):
        clinic.vault.create_account("nurse", Role.CLINICIAN, OTHER)
    with pytest.raises(ConflictError, match="archived"):
        clinic.vault.reset_passphrase(clinician.id, OTHER)

    # Not even if somebody puts the old slots back.
    clinic.vault.close()
    for name in ("vault.json", "vault-copy.json"):
        (clinic.folder / name).write_bytes(slots)
    clinic.vault = Vault.open(clinic.folder, cost=QUICK, clock=clinic.clock)
    with pytest.raises(WrongPassphraseError):
        clinic.vault.unlock("Nurse", OTHER)


def test_the_last_administrator_cannot_be_archived(clinic: Clinic) -> None:
    account = clinic.history.account
    assert account is not None

    with pytest.raises(ConflictError, match="last administrator"):
        clinic.vault.archive_account(account.id)

    assert clinic.reopen().account == account


def test_locking_wipes_the_data_key_and_closes_the_database(clinic: Clinic) -> None:
    data_key = clinic.vault._data_key
    assert data_key is not None
    assert any(data_key)

    clinic.vault.lock()
    clinic.vault.lock()

    assert not any(data_key)
    assert clinic.vault.history is None
    with pytest.raises(VaultLockedError):
        clinic.vault.renew_recovery_key()
    assert not list(clinic.folder.glob("unswept"))


def test_the_header_holds_no_name_and_the_stretching_beside_each_slot(clinic: Clinic) -> None:
    clinic.vault.create_account("Nurse Ratched", Role.CLINICIAN, OTHER)

    text = json.dumps(header(clinic), ensure_ascii=False)

    for word in ("Weiß", "weiss", "Nurse", "Ratched", PASSPHRASE):
        assert word.casefold() not in text.casefold()
    accounts = header(clinic)["accounts"]
    assert isinstance(accounts, list)
    assert [(slot["stretching"]["algorithm"], slot["stretching"]["memory_kib"]) for slot in accounts] == [
        ("argon2id", QUICK.memory_kib)
    ] * 2
    assert len({slot["stretching"]["salt"] for slot in accounts}) == 2


def test_slots_keep_the_cost_that_they_were_made_with_and_new_ones_get_the_new(clinic: Clinic) -> None:
    clinic.vault.close()
    dearer = PassphraseCost(memory_kib=64, passes=2, lanes=2)
    clinic.vault = Vault.open(clinic.folder, cost=dearer, clock=clinic.clock)
    clinic.vault.unlock(NAME, PASSPHRASE)
    clinic.vault.create_account("Nurse", Role.CLINICIAN, OTHER)

    accounts = header(clinic)["accounts"]
    assert isinstance(accounts, list)
    assert [slot["stretching"]["memory_kib"] for slot in accounts] == [8, 64]
    assert clinic.vault.unlock("Nurse", OTHER).account is not None


def test_a_slot_does_not_open_another_vault(clinic: Clinic, tmp_path: Path) -> None:
    other, _ = Vault.create(tmp_path / "other", NAME, PASSPHRASE, cost=QUICK)
    other.close()
    clinic.vault.close()
    for name in ("vault.json", "vault-copy.json"):
        shutil.copy(tmp_path / "other" / name, clinic.folder / name)

    clinic.vault = Vault.open(clinic.folder, cost=QUICK, clock=clinic.clock)

    with pytest.raises(VaultDamagedError, match="Restore"):
        clinic.vault.unlock(NAME, PASSPHRASE)


def test_a_newer_vault_is_refused_and_left_alone(clinic: Clinic) -> None:
    content = header(clinic)
    clinic.vault.close()
    del content["sha256"]
    content["version"] = 2
    content["accounts"] = "something else"
    newer = json.dumps({**content, "sha256": _hash(content)}).encode()
    (clinic.folder / "vault.json").write_bytes(newer)

    with pytest.raises(NewerVaultError, match="newer Lentigo"):
        Vault.open(clinic.folder)

    assert (clinic.folder / "vault.json").read_bytes() == newer


def test_a_folder_without_a_vault_is_said_to_be_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(VaultError, match="no vault in this folder"):
            Vault.open(folder)

    assert list(tmp_path.iterdir()) == []


def test_no_vault_is_made_in_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")

    with pytest.raises(ConflictError, match="not empty"):
        Vault.create(tmp_path, NAME, PASSPHRASE, cost=QUICK)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_account_has_a_name(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="a name"):
        Vault.create(tmp_path / "new", "  ", PASSPHRASE, cost=QUICK)
