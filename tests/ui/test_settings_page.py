"""Settings: locking, backup, checking, accounts, audit trail."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea

from desktop.core.domain.accounts import Action, Role
from desktop.core.settings.rows import IDLE_MINUTES
from desktop.core.settings.settings import Settings
from desktop.ui.dialogs.account_dialog import AccountDialog
from desktop.ui.dialogs.passphrase_dialog import PassphraseDialog
from desktop.ui.operations.vault_work import VaultState
from desktop.ui.views.settings_page import SettingsPage
from tests.storage.clinic import NAME, PASSPHRASE
from tests.ui.desk_steps import VaultWindow, visible_text

_NEW = "blaue Teekanne auf dem Deich 9"


@pytest.fixture
def page(clinic: VaultWindow) -> SettingsPage:
    clinic.window.commands.go_settings.trigger()
    return clinic.window.desk.settings_page


def test_idle_minutes_are_kept(page: SettingsPage, tmp_path: Path) -> None:
    page.locking_card.minutes_box.setValue(3)

    assert Settings(tmp_path / "settings.json").get(IDLE_MINUTES) == 3


def test_choosing_a_folder_makes_the_first_backup_and_shows_its_success(
    clinic: VaultWindow, page: SettingsPage, tmp_path: Path
) -> None:
    assert "no backup" in visible_text(clinic.window.footer)
    assert not page.backup_card.now_button.isEnabled()
    page.backups.set_folder(tmp_path / "backup")
    clinic.qtbot.waitUntil(lambda: "Last backup:" in visible_text(page.backup_card))

    assert "backup today" in visible_text(clinic.window.footer)
    assert any((tmp_path / "backup").rglob("vault.db"))
    assert page.backup_card.now_button.isEnabled()


def test_a_backup_that_fails_says_why(clinic: VaultWindow, page: SettingsPage, vault_folder: tuple[Path, str]) -> None:
    page.backups.set_folder(vault_folder[0] / "inside")
    clinic.qtbot.waitUntil(lambda: bool(page.backup_card.problem.text()))

    assert "another drive" in page.backup_card.problem.text()


def test_checking_a_whole_vault_says_so(clinic: VaultWindow, page: SettingsPage) -> None:
    page.check_card.check_button.click()
    clinic.qtbot.waitUntil(lambda: "as they were written" in visible_text(page.check_card))


def test_changing_ones_passphrase_wants_the_old_one(clinic: VaultWindow, page: SettingsPage) -> None:
    page.locking_card._change.click()
    dialog = clinic.dialog(PassphraseDialog)
    dialog.old_edit.setText("falsch")
    dialog.passphrase_form.first.setText(_NEW)
    dialog.passphrase_form.second.setText(_NEW)
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: "old passphrase is not right" in dialog.problem)
    dialog.old_edit.setText(PASSPHRASE)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: "has been changed" in clinic.window.message_bar.text)

    clinic.lock()
    clinic.unlock(NAME, _NEW)


def test_a_clinicians_account_is_made_and_sees_neither_accounts_nor_audit_trail(
    clinic: VaultWindow, page: SettingsPage
) -> None:
    assert page.accounts_card.isVisible()
    page.accounts_card._new()
    dialog = clinic.dialog(AccountDialog)
    dialog.name_edit.setText("Assistenz")
    dialog.passphrase_form.first.setText(_NEW)
    dialog.passphrase_form.second.setText(_NEW)
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: page.accounts_card.list.count() == 2)
    assert [account.role for account in clinic.ask(lambda history: history.accounts())] == [
        Role.CLINICIAN,
        Role.ADMINISTRATOR,
    ]
    clinic.lock()
    clinic.unlock("Assistenz", _NEW)

    assert page.isVisible()
    assert not page.accounts_card.isVisible()
    assert not page.audit_card.isVisible()


def test_the_audit_trail_is_filtered_and_exported(clinic: VaultWindow, page: SettingsPage, tmp_path: Path) -> None:
    clinic.patient()
    page._show_trail()
    audit = page.audit_page
    clinic.qtbot.waitUntil(lambda: audit.model.rowCount() >= 3)
    everything = audit.model.rowCount()
    audit.what_box.setCurrentIndex(audit.what_box.findData(Action.CREATED.value))
    clinic.qtbot.waitUntil(lambda: audit.model.rowCount() == 1)
    assert everything > 1
    audit.export_to(str(tmp_path / "trail.csv"))
    clinic.qtbot.waitUntil(lambda: "has been written" in clinic.window.message_bar.text)

    lines = (tmp_path / "trail.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert "created" in lines[1]


def test_another_vault_starts_with_an_empty_window(
    clinic: VaultWindow, page: SettingsPage, save_photos: object
) -> None:
    clinic.assess(*save_photos(1))  # type: ignore[operator]
    page.close_requested.emit()

    assert clinic.window.desk.cover.currentWidget() is clinic.window.desk.cover.start_page
    assert clinic.window.desk.covered
    assert clinic.window.model.rowCount() == 0
    assert clinic.window.desk.work.state is VaultState.NONE


def test_the_page_scrolls_no_further_than_there_is_something_to_see(clinic: VaultWindow, page: SettingsPage) -> None:
    (area,) = [found for found in page.findChildren(QScrollArea) if found.isVisible()]
    clinic.window.resize(1100, 500)
    clinic.qtbot.waitUntil(area.verticalScrollBar().isVisible)

    content = area.widget()
    assert content is not None
    assert content.height() == content.heightForWidth(content.width())
