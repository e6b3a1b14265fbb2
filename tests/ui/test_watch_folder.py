"""A camera's folder: what appears there waits in the unfiled tray, once, and nothing there is touched."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from desktop.core.settings.rows import WATCH_FOLDER
from desktop.core.settings.settings import Settings
from desktop.ui.operations import watch_folder
from desktop.ui.operations.watch_folder import WatchState
from desktop.ui.views.main_window import MainWindow
from tests.ui.desk_steps import VaultWindow, visible_text


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_folder, "_SETTLE_MS", 20)
    monkeypatch.setattr(watch_folder, "_POLL_MS", 50)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "camera"
    made.mkdir()
    return made


def watch(clinic: VaultWindow, folder: Path) -> None:
    clinic.window.commands.go_settings.trigger()
    clinic.window.desk.settings_page.watch_card.set_folder(str(folder))


def tray_count(clinic: VaultWindow) -> int:
    return len(clinic.ask(lambda history: history.unfiled()))


def wait_for(clinic: VaultWindow, in_tray: int, noted: int) -> None:
    """Wait until so many images are in the tray, and so many of the folder's files noted as done with."""
    clinic.qtbot.waitUntil(lambda: tray_count(clinic) == in_tray)
    clinic.qtbot.waitUntil(lambda: len(clinic.ask(lambda history: history.watched_marks())) == noted)


def test_what_appears_in_the_folder_is_assessed_and_waits_in_the_tray(
    clinic: VaultWindow, folder: Path, sample: Path, tmp_path: Path
) -> None:
    watch(clinic, folder)
    clinic.qtbot.waitUntil(lambda: clinic.window.desk.watch.state is WatchState.WATCHING)
    shutil.copy(sample, folder / "1.jpg")
    wait_for(clinic, 1, 1)

    (kept,) = clinic.ask(lambda history: history.unfiled())
    assert clinic.ask(lambda history: history.image(kept.id)) == sample.read_bytes()
    assert len(clinic.ask(lambda history: history.predictions(kept.id))) == 1
    assert (folder / "1.jpg").read_bytes() == sample.read_bytes()
    assert clinic.window.desk.settings_page.isVisible()
    assert Settings(tmp_path / "settings.json").get(WATCH_FOLDER) == str(folder)


def test_each_image_comes_once_even_after_another_start(
    clinic: VaultWindow, folder: Path, sample: Path, make_window: Callable[..., MainWindow]
) -> None:
    shutil.copy(sample, folder / "1.jpg")
    watch(clinic, folder)
    wait_for(clinic, 1, 1)
    (kept,) = clinic.ask(lambda history: history.unfiled())
    patient = clinic.patient()
    lesion = clinic.lesion(patient)
    clinic.ask(lambda history: history.file_unfiled(kept.id, lesion.id))
    clinic.ask(lambda history: history.erase_patient(patient.id))
    clinic.window.close()
    window = make_window()
    again = VaultWindow(window, clinic.qtbot)
    clinic.qtbot.waitUntil(lambda: window.desk.cover.currentWidget() is window.desk.cover.unlock_page)
    again.unlock()
    shutil.copy(sample, folder / "2.jpg")
    with (folder / "2.jpg").open("ab") as stream:
        stream.write(b"another")
    wait_for(again, 1, 2)

    assert window.model.rowCount() == 1
    assert window.model.item(0).source.name == "2.jpg"


def test_a_copy_of_an_image_that_the_vault_has_does_not_come(
    clinic: VaultWindow, folder: Path, sample: Path, save_photos: Callable[[int], list[Path]]
) -> None:
    own = Path(shutil.copy(sample, folder.parent / "own.jpg"))
    clinic.assess(own)
    shutil.copy(sample, folder / "copy.jpg")
    shutil.copy(save_photos(1)[0], folder / "new.jpg")
    watch(clinic, folder)
    wait_for(clinic, 2, 2)

    names = [clinic.window.model.item(row).source.name for row in range(clinic.window.model.rowCount())]
    assert names == ["own.jpg", "new.jpg"]


def test_nothing_is_read_while_the_vault_is_locked_and_all_is_caught_up_with_afterwards(
    clinic: VaultWindow, folder: Path, sample: Path
) -> None:
    watch(clinic, folder)
    clinic.qtbot.waitUntil(lambda: clinic.window.desk.watch.state is WatchState.WATCHING)
    clinic.lock()
    assert clinic.window.desk.watch.state is WatchState.OFF
    shutil.copy(sample, folder / "1.jpg")
    clinic.qtbot.wait(300)
    assert clinic.window.model.rowCount() == 0
    clinic.unlock()

    wait_for(clinic, 1, 1)


def test_an_unreadable_file_is_named_once(
    clinic: VaultWindow, folder: Path, sample: Path, make_window: Callable[..., MainWindow]
) -> None:
    (folder / "broken.jpg").write_bytes(b"no image")
    watch(clinic, folder)
    clinic.qtbot.waitUntil(lambda: "broken.jpg" in clinic.window.message_bar.text)
    clinic.qtbot.waitUntil(lambda: len(clinic.ask(lambda history: history.watched_marks())) == 1)
    clinic.window.close()
    window = make_window()
    again = VaultWindow(window, clinic.qtbot)
    clinic.qtbot.waitUntil(lambda: window.desk.cover.currentWidget() is window.desk.cover.unlock_page)
    again.unlock()
    shutil.copy(sample, folder / "good.jpg")
    wait_for(again, 1, 2)

    assert window.model.rowCount() == 1
    assert "broken" not in window.message_bar.text


def test_a_folder_that_is_missing_is_told_quietly_and_taken_up_when_it_returns(
    clinic: VaultWindow, folder: Path, sample: Path
) -> None:
    folder.rmdir()
    watch(clinic, folder)
    clinic.qtbot.waitUntil(lambda: "watched folder not found" in visible_text(clinic.window.footer))
    assert "not there" in visible_text(clinic.window.desk.settings_page.watch_card)
    assert clinic.window.message_bar.text == ""
    folder.mkdir()
    shutil.copy(sample, folder / "1.jpg")
    wait_for(clinic, 1, 1)

    assert "not found" not in visible_text(clinic.window.footer)


def test_watching_ends_when_it_is_stopped(clinic: VaultWindow, folder: Path, tmp_path: Path) -> None:
    watch(clinic, folder)
    clinic.qtbot.waitUntil(lambda: clinic.window.desk.watch.state is WatchState.WATCHING)
    card = clinic.window.desk.settings_page.watch_card
    card.stop_button.click()

    assert clinic.window.desk.watch.state is WatchState.OFF
    assert not card.stop_button.isVisible()
    clinic.qtbot.waitUntil(lambda: not Settings(tmp_path / "settings.json").get(WATCH_FOLDER))


def test_many_images_all_come(clinic: VaultWindow, folder: Path) -> None:
    for number in range(30):
        image = QImage(64, 48, QImage.Format.Format_RGB32)
        image.fill(QColor(200, 150, number))
        image.save(str(folder / f"{number}.png"))
    watch(clinic, folder)

    wait_for(clinic, 30, 30)
