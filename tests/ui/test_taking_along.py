"""Data out of the window and into it: a patient's file, research, rehearsing and restoring a backup."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.core.domain.accounts import Role
from desktop.core.storage.vault import Vault
from desktop.ui.dialogs.import_patient_dialog import ImportPatientDialog
from desktop.ui.dialogs.rehearsal_dialog import RehearsalDialog
from desktop.ui.models.entry_list_model import EntryRole
from desktop.ui.operations.vault_work import VaultState
from desktop.ui.views.main_window import MainWindow
from desktop.ui.views.patients_place import PatientsPlace
from desktop.ui.views.restore_page import RestorePage
from desktop.ui.views.settings_page import SettingsPage
from tests.storage.clinic import NAME, PASSPHRASE, QUICK
from tests.storage.seeded import seeded_image
from tests.ui.desk_steps import VaultWindow, unlock, visible_text

WindowMaker = Callable[..., MainWindow]
_ANOTHER = "blaue Teekanne auf dem Deich 9"


@pytest.fixture
def examined(clinic: VaultWindow, save_photos: Callable[[int], list[Path]]) -> str:
    """File three images of a patient; return the patient's id."""
    lesion = clinic.lesion(clinic.patient("P/1"))
    (photo,) = save_photos(1)
    for comment in (b"", b"1", b"2"):  # After the image's end.
        data = photo.read_bytes() + comment
        clinic.ask(lambda history, data=data: history.file_examination(lesion.id, data))  # type: ignore[misc]
    return lesion.patient_id


@pytest.fixture
def place(clinic: VaultWindow) -> PatientsPlace:
    clinic.window.commands.go_patients.trigger()
    return clinic.window.desk.patients_place


@pytest.fixture
def settings(clinic: VaultWindow) -> SettingsPage:
    clinic.window.commands.go_settings.trigger()
    return clinic.window.desk.settings_page


@pytest.fixture
def backed_up(clinic: VaultWindow, settings: SettingsPage, examined: str, tmp_path: Path) -> Path:
    clinic.window.desk.backups.set_folder(tmp_path / "backup")
    clinic.qtbot.waitUntil(lambda: "Last backup:" in visible_text(settings.backup_card))
    return tmp_path / "backup"


@pytest.fixture
def one_step_a_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small vaults take as many slices as large ones."""
    monkeypatch.setattr("desktop.ui.operations.step_work._SLICE_S", 0.0)


def _message(clinic: VaultWindow, part: str) -> Callable[[], bool]:
    return lambda: part in clinic.window.message_bar.text


def test_a_patient_is_exported_erased_and_imported_again(
    clinic: VaultWindow, place: PatientsPlace, examined: str, tmp_path: Path
) -> None:
    place.open_patient(examined)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == examined)
    target = tmp_path / "patient.zip"
    place.patient_page.export.write("P/1", str(target))
    clinic.qtbot.waitUntil(_message(clinic, "Examinations written: 3."))
    assert "not encrypted" in clinic.window.message_bar.text
    assert not place.patient_page.export.isVisible()
    assert len([name for name in zipfile.ZipFile(target).namelist() if name.startswith("images/")]) == 3
    clinic.ask(lambda history: history.erase_patient(examined))
    place.show_list()

    place.import_patient(str(target))
    dialog = clinic.dialog(ImportPatientDialog)
    dialog.identifier_edit.setText("P-2")
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == examined)

    assert "P-2" in visible_text(place.patient_page)
    assert "3 images" in place.patient_page.lesions.model.index(0).data(EntryRole.LINES)[0]
    assert "Examinations added: 3;" in clinic.window.message_bar.text


def test_a_file_that_is_there_is_not_written_over(
    clinic: VaultWindow, place: PatientsPlace, examined: str, tmp_path: Path
) -> None:
    target = tmp_path / "mine.zip"
    target.write_bytes(b"mine")

    place.patient_page.export.write("P/1", str(target))
    clinic.qtbot.waitUntil(_message(clinic, "left as it is"))

    assert target.read_bytes() == b"mine"


def test_what_is_no_patient_archive_is_refused_in_the_dialog(
    clinic: VaultWindow, place: PatientsPlace, tmp_path: Path
) -> None:
    (tmp_path / "other.zip").write_bytes(b"PK nothing of ours")
    place.import_patient(str(tmp_path / "other.zip"))
    dialog = clinic.dialog(ImportPatientDialog)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: "not a patient archive" in dialog.problem)

    assert clinic.ask(lambda history: history.find_patients()) == ()


def test_an_import_that_is_stopped_takes_over_nothing(
    clinic: VaultWindow, place: PatientsPlace, examined: str, tmp_path: Path
) -> None:
    target = tmp_path / "patient.zip"
    place.patient_page.export.write("P/1", str(target))
    clinic.qtbot.waitUntil(target.exists)
    clinic.ask(lambda history: history.erase_patient(examined))
    place.import_patient(str(target))
    dialog = clinic.dialog(ImportPatientDialog)
    dialog.save_button.click()
    dialog.bar.stop_button.click()
    clinic.qtbot.waitUntil(lambda: "Stopped" in dialog.problem)

    assert clinic.ask(lambda history: history.find_patients()) == ()


def test_an_export_ends_with_the_locking_of_the_vault_and_leaves_nothing(
    clinic: VaultWindow, place: PatientsPlace, examined: str, tmp_path: Path, one_step_a_slice: None
) -> None:
    (tmp_path / "out").mkdir()
    place.patient_page.export.write("P/1", str(tmp_path / "out" / "patient.zip"))
    clinic.lock()
    clinic.unlock()

    assert list((tmp_path / "out").iterdir()) == []


def test_examinations_are_exported_for_research(
    clinic: VaultWindow, settings: SettingsPage, examined: str, tmp_path: Path
) -> None:
    settings.research_card.export_to(str(tmp_path / "research"))
    clinic.qtbot.waitUntil(lambda: "Examinations written: 3; patients: 1." in visible_text(settings.research_card))

    assert len(list((tmp_path / "research" / "images").iterdir())) == 3
    assert "Sommerfeld" not in (tmp_path / "research" / "examinations.csv").read_text(encoding="utf-8")


def test_an_export_for_research_that_is_stopped_leaves_nothing(
    clinic: VaultWindow,
    settings: SettingsPage,
    examined: str,
    tmp_path: Path,
    one_step_a_slice: None,
) -> None:
    (tmp_path / "out").mkdir()
    settings.research_card.export_to(str(tmp_path / "out" / "research"))
    settings.research_card.bar.stop_button.click()
    clinic.qtbot.waitUntil(lambda: "was stopped" in visible_text(settings.research_card))
    clinic.ask(lambda history: history.accounts())

    assert list((tmp_path / "out").iterdir()) == []
    assert settings.research_card.export_button.isEnabled()


def test_a_check_can_be_stopped_and_begun_again(
    clinic: VaultWindow, settings: SettingsPage, examined: str, one_step_a_slice: None
) -> None:
    card = settings.check_card
    card.check_button.click()
    assert card.bar.isVisible()
    card.bar.stop_button.click()
    clinic.qtbot.waitUntil(lambda: "was stopped" in visible_text(card))
    card.check_button.click()

    clinic.qtbot.waitUntil(lambda: "3 images are as they were written" in visible_text(card))


def test_the_vault_can_be_used_while_it_is_checked(
    clinic: VaultWindow, settings: SettingsPage, examined: str, one_step_a_slice: None
) -> None:
    card, order = settings.check_card, list[str]()
    card._steps.progressed.connect(lambda _done, _of: order.append("checked"))
    card.check_button.click()
    clinic.window.desk.work.read(lambda history: history.accounts(), done=lambda _accounts: order.append("read"))
    clinic.qtbot.waitUntil(lambda: "as they were written" in visible_text(card))

    assert order.index("read") <= 1
    assert order.count("checked") > 3


def test_a_backup_is_rehearsed_with_the_passphrase_of_its_day(
    clinic: VaultWindow, settings: SettingsPage, backed_up: Path
) -> None:
    settings.backup_card.rehearse_button.click()
    dialog = clinic.dialog(RehearsalDialog)
    assert dialog.name_edit.text() == NAME
    dialog.passphrase_edit.setText("falsch")
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: "is not right" in dialog.problem)
    dialog.passphrase_edit.setText(PASSPHRASE)
    dialog.save_button.click()

    clinic.qtbot.waitUntil(lambda: "is whole and can be restored" in visible_text(settings.backup_card))
    assert "3 examinations" in visible_text(settings.backup_card)


def test_a_rehearsal_names_what_is_damaged(clinic: VaultWindow, settings: SettingsPage, backed_up: Path) -> None:
    image = next(backed_up.rglob("*.image"))
    image.write_bytes(image.read_bytes()[:-1])
    settings.backup_card.rehearse_button.click()
    dialog = clinic.dialog(RehearsalDialog)
    dialog.passphrase_edit.setText(PASSPHRASE)
    dialog.save_button.click()

    clinic.qtbot.waitUntil(lambda: "is damaged" in visible_text(settings.backup_card))


def test_a_clinician_is_offered_neither_research_nor_a_rehearsal(clinic: VaultWindow, settings: SettingsPage) -> None:
    done: list[object] = []
    clinic.window.desk.work.administer(
        lambda vault: vault.create_account("Assistenz", Role.CLINICIAN, _ANOTHER), done=done.append
    )
    clinic.qtbot.waitUntil(lambda: bool(done))
    clinic.lock()
    clinic.unlock("Assistenz", _ANOTHER)
    clinic.window.commands.go_settings.trigger()

    assert settings.check_card.isVisible()
    assert not settings.research_card.isVisible()
    assert not settings.backup_card.rehearse_button.isVisible()


# --- restoring, at the first start


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Make the backup of a vault that is gone, and of its two images."""
    vault, recovery_key = Vault.create(tmp_path / "lost", NAME, PASSPHRASE, cost=QUICK)
    assert vault.history is not None
    for seed in range(2):
        vault.history.file_examination(None, seeded_image(seed))
    vault.begin_backup(tmp_path / "backup").run()
    vault.close()
    shutil.rmtree(tmp_path / "lost")
    (tmp_path / "recovery key").write_text(recovery_key, encoding="utf-8")
    return tmp_path / "backup"


@pytest.fixture
def page(make_window: WindowMaker, backup: Path, tmp_path: Path) -> RestorePage:
    window = make_window(without_vault=False)
    buttons = window.desk.cover.findChildren(QPushButton)
    next(
        found for found in buttons if found.isVisible() and "Restore a backup" in found.text().replace("&", "")
    ).click()
    page = window.desk.cover.restore_page
    assert page.isVisible()
    assert not page.restore_button.isEnabled()
    page.backup_edit.setText(str(backup))
    page.folder_edit.setText(str(tmp_path / "vault"))
    page.name_edit.setText(NAME)
    page.secret_edit.setText(PASSPHRASE)
    return page


def _window(page: RestorePage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def test_a_backup_is_restored_and_unlocked(page: RestorePage, qtbot: QtBot) -> None:
    window = _window(page)
    page.restore_button.click()
    qtbot.waitUntil(lambda: window.desk.cover.currentWidget() is window.desk.cover.unlock_page)
    unlock(window, qtbot)

    assert "2 examinations" in window.message_bar.text
    qtbot.waitUntil(lambda: window.desk.unfiled_page.model.rowCount() == 2)
    assert page.secret_edit.text() == ""


def test_a_backup_is_restored_by_its_recovery_key(page: RestorePage, qtbot: QtBot, tmp_path: Path) -> None:
    page.key_box.click()
    assert not page.restore_button.isEnabled(), "a passphrase is no recovery key"
    page.secret_edit.setText((tmp_path / "recovery key").read_text(encoding="utf-8"))
    page.restore_button.click()

    qtbot.waitUntil(lambda: _window(page).desk.work.state is VaultState.LOCKED)


def test_a_wrong_passphrase_restores_nothing(page: RestorePage, qtbot: QtBot, tmp_path: Path) -> None:
    page.secret_edit.setText("falsch")
    page.restore_button.click()
    qtbot.waitUntil(lambda: "is not right" in page.problem)

    assert not (tmp_path / "vault").exists()
    assert page.restore_button.isEnabled()
    assert not page.anyway_box.isVisible()


def test_of_a_damaged_backup_what_is_whole_is_restored_if_so_chosen(
    page: RestorePage, qtbot: QtBot, backup: Path, tmp_path: Path
) -> None:
    image = next(backup.rglob("*.image"))
    image.write_bytes(image.read_bytes()[:-1])
    assert not page.anyway_box.isVisible()
    page.restore_button.click()
    qtbot.waitUntil(lambda: "This backup is damaged" in page.problem)
    assert not (tmp_path / "vault").exists()
    page.anyway_box.click()
    page.restore_button.click()

    qtbot.waitUntil(lambda: _window(page).desk.work.state is VaultState.LOCKED)


def test_a_vault_that_is_there_is_replaced_only_if_so_chosen_and_kept(
    page: RestorePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.restore_button.click()
    qtbot.waitUntil(lambda: _window(page).desk.work.state is VaultState.LOCKED)
    window = _window(page)
    window.desk.cover.unlock_page.other_requested.emit()
    window.desk.cover.start_page.restore_requested.emit()
    page.backup_edit.setText(str(tmp_path / "backup"))
    page.folder_edit.setText(str(tmp_path / "vault"))
    page.name_edit.setText(NAME)
    page.secret_edit.setText(PASSPHRASE)
    page.restore_button.click()
    qtbot.waitUntil(lambda: "There is a vault in this folder" in page.problem)
    page.anyway_box.click()
    page.restore_button.click()
    qtbot.waitUntil(lambda: window.desk.work.state is VaultState.LOCKED)

    assert len(list(tmp_path.glob("vault-replaced-*"))) == 1
