"""Settings: appearance, locking, backup, checking, accounts, audit trail; kept at once, and fixed by a policy."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QScrollArea, QSlider, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.domain.accounts import Action, Role
from desktop.core.settings.rows import IDLE_MINUTES, LANGUAGE, THEME
from desktop.core.settings.settings import Settings, SettingsError
from desktop.ui.dialogs.account_dialog import AccountDialog
from desktop.ui.dialogs.passphrase_dialog import PassphraseDialog
from desktop.ui.operations.vault_work import VaultState
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.views.main_window import MainWindow
from desktop.ui.views.settings_page import SettingsPage
from desktop.ui.widgets.heatmap_controls import HeatmapControls
from tests.storage.clinic import NAME, PASSPHRASE
from tests.ui.desk_steps import VaultWindow, unlock, visible_text

_NEW = "blaue Teekanne auf dem Deich 9"


@pytest.fixture
def page(clinic: VaultWindow) -> SettingsPage:
    clinic.window.commands.go_settings.trigger()
    return clinic.window.desk.settings_page


def test_idle_minutes_are_kept(clinic: VaultWindow, page: SettingsPage, tmp_path: Path) -> None:
    page.locking_card.minutes_box.setValue(3)

    clinic.qtbot.waitUntil(lambda: Settings(tmp_path / "settings.json").get(IDLE_MINUTES) == 3)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The application's theme, which is as the system says again afterwards."""
    found = qapp.findChild(Theme)
    assert found is not None
    yield found
    found.prefer("system")


def test_a_theme_is_taken_at_once_and_kept(
    clinic: VaultWindow, page: SettingsPage, theme: Theme, tmp_path: Path
) -> None:
    page.appearance_card.theme_box.setCurrentIndex(page.appearance_card.theme_box.findData("dark"))
    assert theme.colours == DARK
    clinic.qtbot.waitUntil(lambda: Settings(tmp_path / "settings.json").get(THEME) == "dark")
    page.appearance_card.theme_box.setCurrentIndex(page.appearance_card.theme_box.findData("light"))

    assert theme.colours == LIGHT
    clinic.qtbot.waitUntil(lambda: Settings(tmp_path / "settings.json").get(THEME) == "light")


def test_a_preferred_theme_stays_whatever_the_system_says(page: SettingsPage, theme: Theme, qapp: QApplication) -> None:
    page.appearance_card.theme_box.setCurrentIndex(page.appearance_card.theme_box.findData("light"))
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert theme.colours == LIGHT


def test_a_language_is_kept_for_the_next_start(clinic: VaultWindow, page: SettingsPage, tmp_path: Path) -> None:
    page.appearance_card.language_box.setCurrentIndex(page.appearance_card.language_box.findData("de"))

    assert "starts again" in visible_text(page.appearance_card)
    clinic.qtbot.waitUntil(lambda: Settings(tmp_path / "settings.json").get(LANGUAGE) == "de")


def test_the_newest_of_many_changes_is_what_is_kept(clinic: VaultWindow, page: SettingsPage, tmp_path: Path) -> None:
    for minutes in range(11, 61):
        page.locking_card.minutes_box.setValue(minutes)
    clinic.window.close()

    assert Settings(tmp_path / "settings.json").get(IDLE_MINUTES) == 60


def test_settings_that_cannot_be_saved_say_so_in_place(
    clinic: VaultWindow, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise SettingsError("The settings could not be saved: {reason}.", reason="no space left")

    monkeypatch.setattr("desktop.core.settings.settings._write", refuse)
    page.locking_card.minutes_box.setValue(3)
    clinic.qtbot.waitUntil(page.problem.isVisible)
    assert "could not be saved" in page.problem.text()
    monkeypatch.undo()
    page.locking_card.minutes_box.setValue(4)

    clinic.qtbot.waitUntil(lambda: not page.problem.isVisible())


def test_the_settings_file_is_written_beside_the_windows_thread(
    clinic: VaultWindow, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    monkeypatch.setattr(
        "desktop.core.settings.settings._write", lambda *_arguments: threads.append(threading.current_thread())
    )
    page.locking_card.minutes_box.setValue(3)

    clinic.qtbot.waitUntil(lambda: bool(threads))
    assert threading.main_thread() not in threads


def test_without_a_vault_there_are_settings_of_the_window_alone(window: MainWindow) -> None:
    window.commands.go_settings.trigger()
    page = window.desk.settings_page

    assert page.appearance_card.isVisible()
    assert page.shortcuts_card.isVisible()
    for card in (page.locking_card, page.watch_card, page.backup_card, page.vault_card, page.accounts_card):
        assert not card.isVisible()


# --- the policy


@pytest.fixture
def under_policy(
    tmp_path: Path, request: pytest.FixtureRequest, qtbot: QtBot
) -> Callable[[dict[str, object]], VaultWindow]:
    """Return a function that opens the clinic's window on a computer with a policy."""

    def make(policy: dict[str, object]) -> VaultWindow:
        (tmp_path / "policy.json").write_text(json.dumps(policy), encoding="utf-8")
        window = request.getfixturevalue("locked_window")
        unlock(window, qtbot)
        window.commands.go_settings.trigger()
        return VaultWindow(window, qtbot)

    return make


def test_what_the_policy_fixes_cannot_be_changed_and_says_who_fixed_it(
    under_policy: Callable[[dict[str, object]], VaultWindow], theme: Theme
) -> None:
    fixed = {
        "theme": "dark",
        "language": "en",
        "idle_minutes": 3,
        "watch_folder": "/nowhere",
        "shortcuts": {"lock": "F12"},
    }
    clinic = under_policy(fixed)
    page = clinic.window.desk.settings_page

    assert theme.colours == DARK
    for box in (page.appearance_card.theme_box, page.appearance_card.language_box, page.locking_card.minutes_box):
        assert not box.isEnabled()
    assert page.locking_card.minutes_box.value() == 3
    assert not page.watch_card.choose_button.isVisible()
    for card in (page.appearance_card, page.locking_card, page.watch_card, page.shortcuts_card):
        assert "Fixed by your practice's IT" in visible_text(card)
    assert clinic.window.commands.lock.shortcut().toString() == "F12"


def test_without_a_policy_nothing_says_that_anything_is_fixed(page: SettingsPage) -> None:
    assert "Fixed" not in visible_text(page)
    assert not page.policy_note.isVisible()


def test_a_wrong_policy_is_told_on_the_page_and_the_rest_of_it_holds(
    under_policy: Callable[[dict[str, object]], VaultWindow],
) -> None:
    page = under_policy({"idle_minutes": 0, "theme": "system", "colour": "red"}).window.desk.settings_page

    assert page.policy_note.isVisible()
    assert "idle_minutes" in page.policy_note.text()
    assert "colour" in page.policy_note.text()
    assert page.locking_card.minutes_box.isEnabled()
    assert not page.appearance_card.theme_box.isEnabled()


def test_the_policy_says_where_each_vault_is_backed_up(
    under_policy: Callable[[dict[str, object]], VaultWindow], tmp_path: Path
) -> None:
    clinic = under_policy({"backup_folder": str(tmp_path / "backups")})
    page = clinic.window.desk.settings_page
    clinic.qtbot.waitUntil(lambda: "Last backup:" in visible_text(page.backup_card))

    vault_id = clinic.ask(lambda history: history.vault_id)
    assert any((tmp_path / "backups" / vault_id).rglob("vault.db"))
    assert "Fixed by your practice's IT" in visible_text(page.backup_card)
    assert not page.backup_card._choose.isVisible()


def test_the_policy_may_forbid_to_remember_the_passphrase(
    under_policy: Callable[[dict[str, object]], VaultWindow],
) -> None:
    clinic = under_policy({"passphrase_remembered": False})
    clinic.lock()
    box = clinic.window.desk.cover.unlock_page.findChild(QCheckBox)
    assert isinstance(box, QCheckBox)

    assert not box.isEnabled()
    assert not box.isChecked()


def test_a_fixed_vault_is_the_only_one(
    under_policy: Callable[[dict[str, object]], VaultWindow], vault_folder: tuple[Path, str]
) -> None:
    clinic = under_policy({"vault_folder": str(vault_folder[0]), "without_vault": False})
    card = clinic.window.desk.settings_page.vault_card
    assert not _enabled(card, "Use another vault…")
    assert "Fixed by your practice's IT" in visible_text(card)

    clinic.lock()
    cover = clinic.window.desk.cover
    assert not _enabled(cover.unlock_page, "Other vault…")
    assert not _enabled(cover.unlock_page, "Work without the vault")
    assert _enabled(cover.unlock_page, "Use the recovery key")
    assert "Fixed by your practice's IT" in visible_text(cover.unlock_page)


def test_a_fixed_vault_that_is_not_there_gives_way_to_no_other(
    make_window: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    policy = {"vault_folder": str(tmp_path / "away"), "without_vault": False}
    (tmp_path / "policy.json").write_text(json.dumps(policy), encoding="utf-8")
    page = make_window(without_vault=False).desk.cover.start_page
    qtbot.waitUntil(lambda: bool(page.problem))

    for choice in ("Create a vault", "Open a vault…", "Restore a backup…", "Work without a vault"):
        assert not _enabled(page, choice)
    assert _enabled(page, "Back to the last vault")
    assert "Fixed by your practice's IT" in visible_text(page)


def test_where_there_is_to_be_no_vault_none_is_opened(
    make_window: Callable[..., MainWindow], vault_folder: tuple[Path, str], tmp_path: Path, sample: Path, qtbot: QtBot
) -> None:
    (tmp_path / "policy.json").write_text('{"without_vault": true}', encoding="utf-8")
    values = {"notice_accepted": True, "vault_folder": str(vault_folder[0])}
    (tmp_path / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    window = make_window()

    assert not window.desk.covered
    window.commands.open_vault.trigger()
    assert not window.desk.covered
    window.commands.go_patients.trigger()
    assert "Fixed by your practice's IT" in visible_text(window.places.no_vault_page)
    window.import_paths([sample])
    page = window.assess_page
    assert page is not None
    qtbot.waitUntil(lambda: "Fixed by your practice's IT" in visible_text(page.file_bar))
    assert not [
        button for button in window.findChildren(QPushButton) if button.isVisible() and "vault" in button.text()
    ]


def test_a_policy_that_names_no_vault_leaves_the_choice(make_window: Callable[..., MainWindow], tmp_path: Path) -> None:
    (tmp_path / "policy.json").write_text('{"vault_folder": "", "without_vault": false}', encoding="utf-8")
    page = make_window(without_vault=False).desk.cover.start_page

    assert _enabled(page, "Create a vault")
    assert not _enabled(page, "Work without a vault")


def test_a_fixed_heatmap_is_shown_as_it_was_fixed(
    make_window: Callable[..., MainWindow], tmp_path: Path, sample: Path, qtbot: QtBot
) -> None:
    policy = {"heatmap_visible": True, "heatmap_opacity": 30}
    (tmp_path / "policy.json").write_text(json.dumps(policy), encoding="utf-8")
    window = make_window()
    page, actions = window.assess_page, window.commands
    assert page is not None
    window.import_paths([sample])
    (controls,) = page.pane.findChildren(HeatmapControls)
    qtbot.waitUntil(controls.isEnabled)

    (box,), (slider,) = controls.findChildren(QCheckBox), controls.findChildren(QSlider)
    assert (box.isChecked(), slider.value()) == (True, 30)
    for part in (box, slider):
        assert not part.isEnabled()
        assert "Fixed by your practice's IT" in part.toolTip()
    for action in (actions.heatmap, actions.more_opaque, actions.less_opaque):
        assert not action.isEnabled()


def _enabled(part: QWidget, text: str) -> bool:
    buttons = [button for button in part.findChildren(QPushButton) if button.text().replace("&", "") == text]
    (found,) = [button for button in buttons if button.isVisible()]
    return found.isEnabled()


# --- the vault's


def test_choosing_a_folder_makes_the_first_backup_and_shows_its_success(
    clinic: VaultWindow, page: SettingsPage, tmp_path: Path
) -> None:
    assert "no backup" in visible_text(clinic.window.footer)
    assert not page.backup_card.now_button.isEnabled()
    clinic.window.desk.backups.set_folder(tmp_path / "backup")
    clinic.qtbot.waitUntil(lambda: "Last backup:" in visible_text(page.backup_card))

    assert "backup today" in visible_text(clinic.window.footer)
    assert any((tmp_path / "backup").rglob("vault.db"))
    assert page.backup_card.now_button.isEnabled()


def test_a_backup_that_fails_says_why(clinic: VaultWindow, page: SettingsPage, vault_folder: tuple[Path, str]) -> None:
    clinic.window.desk.backups.set_folder(vault_folder[0] / "inside")
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
