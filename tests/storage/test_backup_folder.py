"""Where a backup goes, which folders are left alone, and when one is due."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from desktop.core.domain.accounts import Action, Role
from desktop.core.errors import VaultError
from desktop.core.storage import tables
from desktop.core.storage.errors import ConflictError, NewerVaultError, NotAllowedError
from desktop.core.storage.restoring import rehearse
from desktop.core.storage.vault import Vault
from tests.storage.backups import contents, file_some, states_in
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

Photograph = Callable[..., bytes]

_OTHER = "blaue Teekanne auf dem Deich 9"


def test_a_folder_that_holds_something_else_is_refused_and_left_alone(clinic: Clinic, tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "letter.txt").write_text("dear", encoding="utf-8")
    other, _ = Vault.create(tmp_path / "other", NAME, PASSPHRASE, cost=QUICK)
    other.begin_backup(tmp_path / "others backup").run()
    other.close()

    for folder, said in [
        (letters, "something else"),
        (tmp_path / "other", "something else"),
        (letters / "letter.txt", "something else"),
        (tmp_path / "others backup", "another vault"),
        (clinic.folder / "backup", "cannot lie in each other"),
        (clinic.folder, "cannot lie in each other"),
        (clinic.folder.parent, "cannot lie in each other"),
    ]:
        with pytest.raises(ConflictError, match=said):
            clinic.vault.begin_backup(folder).run()
        with pytest.raises(ConflictError, match=said):
            clinic.history.set_backup_folder(folder)

    assert contents(letters) == {"letter.txt": b"dear"}
    assert clinic.history.verify().clean


def test_a_newer_programs_backup_is_left_alone(clinic: Clinic, target: Path) -> None:
    clinic.vault.begin_backup(target).run()
    marker = target / "lentigo-backup.json"
    marker.write_text(marker.read_text(encoding="utf-8").replace('"version": 1', '"version": 2'), encoding="utf-8")
    before = contents(target)

    with pytest.raises(NewerVaultError, match="newer Lentigo"):
        clinic.vault.begin_backup(target).run()
    with pytest.raises(NewerVaultError, match="newer Lentigo"):
        rehearse(target, NAME, PASSPHRASE)

    assert contents(target) == before


def test_with_the_clock_put_back_the_newest_backup_still_counts(
    clinic: Clinic, photograph: Photograph, target: Path
) -> None:
    clinic.vault.begin_backup(target).run()
    (state,) = states_in(target)
    state.rename(state.with_name("state-29991231T235959999998Z"))
    file_some(clinic, photograph, range(1))

    clinic.vault.begin_backup(target).run()

    assert rehearse(target, NAME, PASSPHRASE).images == 1
    assert len(states_in(target)) == 1


def test_a_drive_that_has_no_room_or_has_gone_is_told(clinic: Clinic, photograph: Photograph, target: Path) -> None:
    file_some(clinic, photograph, range(1))
    target.parent.parent.joinpath("file").write_bytes(b"")

    with pytest.raises(VaultError, match="The backup's folder cannot be reached, so the backup was not made"):
        clinic.vault.begin_backup(target.parent.parent / "file" / "backup").run()

    assert clinic.history.last_backup() is None


def test_the_backups_folder_is_chosen_by_an_administrator_and_used_by_everybody(clinic: Clinic, target: Path) -> None:
    clinic.vault.create_account("Nurse", Role.CLINICIAN, _OTHER)
    with pytest.raises(ConflictError, match="Ask an administrator to choose one"):
        clinic.vault.begin_backup()
    assert not clinic.history.backup_due()
    clinic.history.set_backup_folder(target)
    changed = clinic.history.audit_events()[-1]
    assert (changed.action, dict(changed.details)) == (Action.CHANGED, {"setting": "backup_folder"})

    history = clinic.vault.unlock("Nurse", _OTHER)
    with pytest.raises(NotAllowedError, match="Only an administrator"):
        history.set_backup_folder(None)
    assert history.backup_folder() == target
    assert history.backup_due()
    report = clinic.vault.begin_backup().run()

    assert report.folder == target
    assert not history.backup_due()
    history = clinic.reopen()
    assert history.last_backup() == report
    assert not history.backup_due()
    event = next(event for event in history.audit_events() if event.action is Action.BACKED_UP)
    assert [account.name for account in history.accounts() if account.id == event.account_id] == ["Nurse"]
    history.set_backup_folder(None)
    assert history.backup_folder() is None


def test_a_backup_is_due_on_the_next_day_and_in_a_new_folder(clinic: Clinic, target: Path) -> None:
    clinic.history.set_backup_folder(target)
    clinic.vault.begin_backup().run()
    assert not clinic.history.backup_due()

    clinic.history.set_backup_folder(target.with_name("other"))
    assert clinic.history.backup_due()
    clinic.vault.begin_backup(target.with_name("elsewhere")).run()
    assert clinic.history.backup_due(), "what lies elsewhere is not the daily backup"
    clinic.history.set_backup_folder(target)
    assert not clinic.history.backup_due()

    with clinic.history.transaction("") as connection:
        connection.execute(update(tables.backups).values(finished_at=datetime.now(UTC) - timedelta(days=1)))
    assert clinic.history.backup_due()
