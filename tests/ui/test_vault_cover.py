"""Making, opening and unlocking a vault."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.core.settings.rows import PASSPHRASE_REMEMBERED, VAULT_FOLDER, WITHOUT_VAULT
from desktop.core.settings.settings import Settings
from desktop.core.storage.instance import InstanceLock
from desktop.core.storage.passphrase_cost import PassphraseCost
from desktop.core.storage.vault import Vault
from desktop.ui.operations.vault_work import VaultState
from desktop.ui.views.main_window import MainWindow
from tests.storage.clinic import NAME, PASSPHRASE
from tests.storage.in_memory_key_store import InMemoryKeyStore
from tests.ui.desk_steps import VaultWindow, unlock, visible_text

WindowMaker = Callable[..., MainWindow]
_NEW = "blaue Teekanne auf dem Deich 9"


@pytest.fixture
def key_store() -> Iterator[InMemoryKeyStore]:
    before, store = keyring.get_keyring(), InMemoryKeyStore()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


def _button(window: MainWindow, text: str) -> QPushButton:
    buttons = window.desk.cover.findChildren(QPushButton)
    return next(found for found in buttons if found.isVisible() and found.text().replace("&", "") == text)


@pytest.fixture
def first_start(make_window: WindowMaker) -> MainWindow:
    return make_window(without_vault=False)


def _create(window: MainWindow, qtbot: QtBot, folder: Path) -> str:
    """Make a vault, up to where the recovery key is shown; return it."""
    cover = window.desk.cover
    _button(window, "Create a vault").click()
    page = cover.create_page
    page.folder_edit.setText(str(folder))
    page.name_edit.setText(NAME)
    page.passphrase_form.first.setText(PASSPHRASE)
    page.passphrase_form.second.setText(PASSPHRASE)
    qtbot.waitUntil(lambda: page.passphrase_form.ready)
    _button(window, "Create the vault").click()
    qtbot.waitUntil(lambda: cover.currentWidget() is cover.key_page)
    groups = [line for line in visible_text(cover.key_page).splitlines() if len(line) == 4 and line.isalnum()]
    return "-".join(groups)


def test_the_first_start_asks_whether_to_keep_a_history(first_start: MainWindow) -> None:
    assert first_start.desk.covered
    assert "keep a history" in visible_text(first_start.desk.cover)


def test_working_without_a_vault_says_so_and_is_remembered(
    first_start: MainWindow, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    _button(first_start, "Work without a vault").click()
    assert not first_start.desk.covered
    assert "nothing is kept" in visible_text(first_start.footer)
    qtbot.waitUntil(lambda: Settings(tmp_path / "settings.json").get(WITHOUT_VAULT))
    first_start.close()

    assert not make_window().desk.covered


def test_there_is_a_way_back_from_working_without_a_vault(window: MainWindow) -> None:
    window.commands.go_patients.trigger()
    assert "Without a vault nothing is kept" in visible_text(window.places)

    window.commands.open_vault.trigger()
    assert window.desk.cover.currentWidget() is window.desk.cover.start_page
    assert window.desk.cover.isVisible()


def test_a_weak_passphrase_is_refused_with_reasons(first_start: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    _button(first_start, "Create a vault").click()
    page = first_start.desk.cover.create_page
    page.folder_edit.setText(str(tmp_path / "vault"))
    page.name_edit.setText(NAME)
    for line in (page.passphrase_form.first, page.passphrase_form.second):
        line.setText("password1")
    qtbot.waitUntil(lambda: "guessed" in visible_text(page).lower())

    assert "common" in visible_text(page)
    assert not _button(first_start, "Create the vault").isEnabled()


def test_a_passphrase_typed_differently_the_second_time_is_not_taken(first_start: MainWindow, qtbot: QtBot) -> None:
    _button(first_start, "Create a vault").click()
    form = first_start.desk.cover.create_page.passphrase_form
    form.first.setText(PASSPHRASE)
    form.second.setText("rostige Giesskanne")
    qtbot.waitUntil(lambda: "good" in visible_text(form).lower())

    assert "not the same" in visible_text(form)
    assert not form.ready


def test_a_new_vault_is_open_once_its_recovery_key_is_confirmed(
    first_start: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    key = _create(first_start, qtbot, tmp_path / "vault")
    assert len(key.split("-")) == 9
    card = first_start.desk.cover.key_card
    _button(first_start, "I have it – next").click()
    assert key.split("-")[0] not in visible_text(first_start.desk.cover)
    lines = [line for line in card.findChildren(QLineEdit) if line.isVisible()]
    lines[0].setText(key.split("-")[card.asked_groups[0] - 1])
    lines[1].setText("0000")
    _button(first_start, "Confirm").click()
    assert first_start.desk.cover.isVisible()
    assert first_start.focusWidget() is lines[1], "the first part that is wrong can be typed again at once"
    assert lines[1].selectedText() == "0000"

    for number, line in zip(card.asked_groups, lines, strict=True):
        line.setText(key.split("-")[number - 1].lower())
    _button(first_start, "Confirm").click()
    assert not first_start.desk.covered
    assert first_start.desk.work.is_unlocked
    qtbot.waitUntil(lambda: Settings(tmp_path / "settings.json").get(VAULT_FOLDER) == str(tmp_path / "vault"))
    assert "Weiß" not in (tmp_path / "settings.json").read_text(encoding="utf-8")


def test_a_copied_recovery_key_does_not_stay_on_the_clipboard(
    first_start: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    key = _create(first_start, qtbot, tmp_path / "vault")
    _button(first_start, "Copy").click()
    assert QGuiApplication.clipboard().text() == key

    _button(first_start, "I have it – next").click()
    assert QGuiApplication.clipboard().text() == ""


def test_the_recovery_key_is_printed_on_the_printer_that_is_chosen(
    first_start: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    _create(first_start, qtbot, tmp_path / "vault")
    _button(first_start, "Print…").click()
    dialog = first_start.findChildren(QPrintDialog)[0]
    dialog.printer().setOutputFileName(str(tmp_path / "key.pdf"))
    dialog.accepted.emit(dialog.printer())

    assert (tmp_path / "key.pdf").read_bytes().startswith(b"%PDF")
    assert "Sent to the printer" in visible_text(first_start.desk.cover)


def test_a_saved_recovery_key_can_be_read_by_nobody_else(first_start: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    key = _create(first_start, qtbot, tmp_path / "vault")
    first_start.desk.cover.key_card.save_to(str(tmp_path / "key.txt"))

    assert key in (tmp_path / "key.txt").read_text(encoding="utf-8")
    assert (tmp_path / "key.txt").stat().st_mode & 0o077 == 0
    assert "Saved" in visible_text(first_start.desk.cover)


def test_a_folder_that_holds_something_gets_a_folder_of_its_own_for_the_vault(
    first_start: MainWindow, tmp_path: Path
) -> None:
    page = first_start.desk.cover.create_page
    page.take_folder(str(tmp_path))

    assert page.folder.parent == tmp_path


def test_the_vault_of_last_time_is_asked_for_at_the_next_start(locked_window: MainWindow) -> None:
    assert locked_window.desk.covered
    assert "“vault” is locked" in visible_text(locked_window.desk.cover)
    assert locked_window.desk.work.state is VaultState.LOCKED


@pytest.fixture
def slow_drive(monkeypatch: pytest.MonkeyPatch, make_window: WindowMaker) -> Iterator[threading.Event]:
    """Let no vault be opened before the event is set. Begun after, and so ended before, the window's maker."""
    let_through, really_open = threading.Event(), Vault.open

    def open_later(folder: Path, *, cost: PassphraseCost) -> Vault:
        let_through.wait()
        return really_open(folder, cost=cost)

    monkeypatch.setattr(Vault, "open", open_later)
    yield let_through
    let_through.set()


@pytest.fixture
def known_vault(vault_folder: tuple[Path, str], tmp_path: Path) -> Path:
    """Have a vault of last time."""
    values = {"notice_accepted": True, "vault_folder": str(vault_folder[0])}
    (tmp_path / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    return vault_folder[0]


def _type(text: str) -> None:
    """Type where the cursor is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def _press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_who_types_before_the_vault_is_open_is_let_in_once_it_is(
    slow_drive: threading.Event, known_vault: Path, make_window: WindowMaker, qtbot: QtBot
) -> None:
    window = make_window()
    page = window.desk.cover.unlock_page
    assert page.isVisible()
    assert "“vault” is being opened" in visible_text(page)
    assert "Vault: being opened" in visible_text(window.footer)
    _type(NAME)
    _press(Qt.Key.Key_Return)
    _type(PASSPHRASE)
    _press(Qt.Key.Key_Return)
    assert not _button(window, "Unlocking…").isEnabled()
    assert window.desk.work.state is VaultState.OPENING
    _type("x y")
    assert (page.account_name, page.passphrase) == (NAME, PASSPHRASE), "this is asked already"
    slow_drive.set()
    qtbot.waitUntil(lambda: not window.desk.covered)

    visitor = window.desk.work.visitor
    assert visitor is not None
    assert visitor.account_name == NAME


def test_the_cursor_and_what_is_typed_stay_when_the_vault_is_there(
    slow_drive: threading.Event, known_vault: Path, make_window: WindowMaker, qtbot: QtBot
) -> None:
    window = make_window()
    page = window.desk.cover.unlock_page
    ways = ("Use the recovery key", "Other vault…", "Work without the vault")
    assert not any(_button(window, way).isEnabled() for way in ways), "there is nothing to leave yet"
    _type(NAME[:5])
    page._remember.click()
    slow_drive.set()
    qtbot.waitUntil(lambda: window.desk.work.state is VaultState.LOCKED)
    _type(NAME[5:])

    assert page.account_name == NAME
    assert page.remember
    assert all(_button(window, way).isEnabled() for way in ways)
    assert "“vault” is locked" in visible_text(page)


def test_a_wrong_passphrase_that_was_typed_early_is_told(
    slow_drive: threading.Event, known_vault: Path, make_window: WindowMaker, qtbot: QtBot
) -> None:
    window = make_window()
    page = window.desk.cover.unlock_page
    _type(NAME)
    _press(Qt.Key.Key_Return)
    _type("falsch")
    _press(Qt.Key.Key_Return)
    slow_drive.set()
    qtbot.waitUntil(lambda: "is not right" in page.problem)
    assert window.desk.covered

    unlock(window, qtbot)


def test_a_vault_that_another_program_holds_is_told_to_who_has_typed_already_and_can_be_tried_again(
    slow_drive: threading.Event, known_vault: Path, make_window: WindowMaker, qtbot: QtBot
) -> None:
    lock = InstanceLock(known_vault)
    window = make_window()
    cover = window.desk.cover
    _type(NAME)
    _press(Qt.Key.Key_Return)
    _type(PASSPHRASE[:10])
    slow_drive.set()
    qtbot.waitUntil(lambda: bool(cover.start_page.problem))
    assert cover.start_page.isVisible()
    assert "already open" in cover.start_page.problem
    _type(PASSPHRASE[10:].replace(" ", ""))  # The rest; a blank would press what has the focus.
    assert cover.currentWidget() is cover.start_page
    lock.release()
    _press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.desk.work.state is VaultState.LOCKED)

    assert (cover.unlock_page.account_name, cover.unlock_page.passphrase) == (NAME, "")
    assert cover.start_page.problem == ""
    unlock(window, qtbot)


@pytest.mark.parametrize(("harm", "told"), [("header", "damaged"), ("folder", "no vault in this folder")])
def test_a_damaged_or_missing_vault_is_told_to_who_has_asked_to_be_let_in_already(
    slow_drive: threading.Event, known_vault: Path, make_window: WindowMaker, qtbot: QtBot, harm: str, told: str
) -> None:
    if harm == "folder":
        shutil.rmtree(known_vault)
    else:
        for header in known_vault.glob("*.json"):
            header.write_bytes(b"{")
    window = make_window()
    cover = window.desk.cover
    _type(NAME)
    _press(Qt.Key.Key_Return)
    _type(PASSPHRASE)
    _press(Qt.Key.Key_Return)
    slow_drive.set()
    qtbot.waitUntil(lambda: bool(cover.start_page.problem))

    assert told in cover.start_page.problem
    assert window.desk.work.state is VaultState.NONE
    assert cover.unlock_page.passphrase == ""
    assert not cover.unlock_page.busy


def test_a_wrong_passphrase_is_told_and_the_next_attempts_are_slowed_down(
    locked_window: MainWindow, qtbot: QtBot
) -> None:
    page = locked_window.desk.cover.unlock_page
    page.name_edit.setText(NAME)
    for attempt in range(4):
        page.passphrase_edit.setText("falsch")
        page.passphrase_edit.returnPressed.emit()
        assert not _button(locked_window, "Other vault…").isEnabled(), "the way out of a vault that is being unlocked"
        qtbot.waitUntil(lambda: bool(page.problem) and not page.busy)
        assert ("is not right" in page.problem) == (attempt < 3)

    assert "Try again in" in page.problem
    assert locked_window.desk.covered


def test_the_recovery_key_opens_the_vault_and_gives_an_account_a_new_passphrase(
    locked_window: MainWindow, vault_folder: tuple[Path, str], qtbot: QtBot
) -> None:
    cover = locked_window.desk.cover
    _button(locked_window, "Use the recovery key").click()
    cover.recovery_page.key_edit.setText("ABCD")
    _button(locked_window, "Unlock").click()
    qtbot.waitUntil(lambda: "letters and digits" in cover.recovery_page.problem)
    cover.recovery_page.key_edit.setText(vault_folder[1].lower())
    _button(locked_window, "Unlock").click()
    qtbot.waitUntil(lambda: cover.currentWidget() is cover.passphrase_page)
    assert locked_window.desk.covered
    form = cover.passphrase_page.passphrase_form
    qtbot.waitUntil(lambda: cover.passphrase_page._choice.currentText() == NAME)
    form.first.setText(_NEW)
    form.second.setText(_NEW)
    qtbot.waitUntil(lambda: form.ready)
    _button(locked_window, "Set the passphrase").click()
    qtbot.waitUntil(lambda: not locked_window.desk.covered)

    visitor = locked_window.desk.work.visitor
    assert visitor is not None
    assert visitor.account_name == NAME
    VaultWindow(locked_window, qtbot).lock()
    unlock(locked_window, qtbot, NAME, _NEW)


def test_a_remembered_passphrase_opens_the_vault_at_the_next_start(
    locked_window: MainWindow, make_window: WindowMaker, key_store: InMemoryKeyStore, qtbot: QtBot, tmp_path: Path
) -> None:
    page = locked_window.desk.cover.unlock_page
    assert not page.remember
    page._remember.click()
    unlock(locked_window, qtbot)
    assert len(key_store.kept) == 1
    locked_window.close()
    assert PASSPHRASE not in (tmp_path / "settings.json").read_text(encoding="utf-8")

    again = make_window(wait=False)
    assert not again.desk.cover.unlock_page.isVisible(), "nothing is asked"
    qtbot.waitUntil(lambda: not again.desk.covered)
    assert again.desk.work.is_unlocked


def test_locking_asks_for_the_passphrase_even_if_it_is_remembered(
    locked_window: MainWindow, key_store: InMemoryKeyStore, qtbot: QtBot
) -> None:
    locked_window.desk.cover.unlock_page._remember.click()
    unlock(locked_window, qtbot)
    VaultWindow(locked_window, qtbot).lock()

    assert locked_window.desk.cover.unlock_page.passphrase == ""


def test_a_computer_without_a_key_store_says_so_and_opens_the_vault(
    locked_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    try:
        locked_window.desk.cover.unlock_page._remember.click()
        unlock(locked_window, qtbot)
    finally:
        keyring.set_keyring(before)

    assert "no key store" in locked_window.message_bar.text
    assert not Settings(tmp_path / "settings.json").get(PASSPHRASE_REMEMBERED)


def test_a_folder_without_a_vault_is_told(first_start: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    cover = first_start.desk.cover
    cover._open(tmp_path)
    qtbot.waitUntil(lambda: cover.currentWidget() is cover.start_page)

    assert "no vault in this folder" in cover.start_page.problem


def test_leaving_the_locked_vault_for_work_without_one_clears_the_queue(clinic: VaultWindow, sample: Path) -> None:
    clinic.assess(sample)
    clinic.lock()
    _button(clinic.window, "Work without the vault").click()

    assert not clinic.window.desk.covered
    assert clinic.window.model.rowCount() == 0
    assert "nothing is kept" in visible_text(clinic.window.footer)


def test_another_vault_can_be_looked_for_and_thought_better_of(locked_window: MainWindow, qtbot: QtBot) -> None:
    cover = locked_window.desk.cover
    _button(locked_window, "Other vault…").click()
    assert cover.currentWidget() is cover.start_page
    _button(locked_window, "Back to the last vault").click()

    qtbot.waitUntil(lambda: "is locked" in visible_text(cover))


def test_images_given_at_the_first_start_are_kept_in_the_vault_that_is_made(
    first_start: MainWindow, save_photos: Callable[[int], list[Path]], qtbot: QtBot, tmp_path: Path
) -> None:
    first_start.import_paths(save_photos(1))
    qtbot.waitUntil(lambda: first_start.model.rowCount() == 1 and not first_start.model.progress.running)
    _create(first_start, qtbot, tmp_path / "vault")
    first_start.desk.cover.key_card.confirmed.emit()
    qtbot.waitUntil(lambda: first_start.model.item(0).examination is not None)


def test_after_a_long_look_at_the_recovery_key_idleness_locks_as_ever(
    first_start: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    _create(first_start, qtbot, tmp_path / "vault")
    idle = first_start.desk.idle
    idle._expire()
    assert first_start.desk.work.is_unlocked  # Nothing is on show yet but the key, and that is shown only once.
    first_start.desk.cover.key_card.confirmed.emit()
    qtbot.waitUntil(lambda: not first_start.desk.covered)

    assert idle.watching


def test_while_the_passphrase_is_looked_at_one_cannot_go_elsewhere(
    make_window: WindowMaker, vault_folder: tuple[Path, str], qtbot: QtBot
) -> None:
    window = make_window(without_vault=False)
    window.desk.cover._open(vault_folder[0])
    page = window.desk.cover.unlock_page
    qtbot.waitUntil(lambda: window.desk.work.state is VaultState.LOCKED)
    page.name_edit.setText(NAME)
    page.passphrase_edit.setText(PASSPHRASE)
    _button(window, "Unlock").click()

    assert not _button(window, "Other vault…").isEnabled()
    assert not _button(window, "Work without the vault").isEnabled()
    qtbot.waitUntil(lambda: not window.desk.covered)
