"""A camera's folder: what appears there waits in the unfiled tray, once, and nothing there is touched."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from desktop.core.errors import VaultError
from desktop.core.imaging import sources
from desktop.core.imaging.drop_folder import DropFolder, Look
from desktop.core.settings.rows import WATCH_FOLDER
from desktop.core.settings.settings import Settings
from desktop.core.storage.history import History
from desktop.core.storage.vault import Vault
from desktop.ui import tasks
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


@pytest.fixture
def blocked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return names of files that another program has open, so that they cannot be read."""
    names: set[str] = set()
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name in names:
            raise PermissionError
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    return names


def test_a_file_that_cannot_be_read_for_a_while_comes_when_it_can(
    clinic: VaultWindow, folder: Path, sample: Path, blocked: set[str]
) -> None:
    blocked.add("1.jpg")
    shutil.copy(sample, folder / "1.jpg")
    watch(clinic, folder)
    clinic.qtbot.waitUntil(lambda: "1.jpg” in the watched folder cannot be read yet" in clinic.window.message_bar.text)
    assert clinic.ask(lambda history: history.watched_marks()) == frozenset()
    blocked.clear()

    wait_for(clinic, 1, 1)
    assert clinic.window.model.rowCount() == 1


def test_a_file_that_could_not_be_read_when_it_was_assessed_comes_again(
    clinic: VaultWindow, folder: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path == folder / "1.jpg":
            reads.append(path)
            if len(reads) == 2:  # First it is compared with what the vault has.
                raise OSError
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    shutil.copy(sample, folder / "1.jpg")
    watch(clinic, folder)

    wait_for(clinic, 1, 1)


def test_a_file_that_is_too_large_is_named_and_not_looked_at_again(
    clinic: VaultWindow, folder: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", sample.stat().st_size - 1)
    shutil.copy(sample, folder / "1.jpg")
    watch(clinic, folder)
    wait_for(clinic, 0, 1)

    assert "“1.jpg” in the watched folder cannot be used. The file is too large" in clinic.window.message_bar.text


def test_files_that_could_not_be_compared_with_the_vault_come_all_the_same(
    clinic: VaultWindow, folder: Path, save_photos: Callable[[int], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [VaultError("The vault's drive reports an error.")]
    real = History.examinations_of_image

    def examinations_of_image(history: History, sha256: str) -> object:
        if failures:
            raise failures.pop()
        return real(history, sha256)

    monkeypatch.setattr(History, "examinations_of_image", examinations_of_image)
    for number, photo in enumerate(save_photos(3)):
        (folder / photo.name).write_bytes(photo.read_bytes() + bytes([number]))
    watch(clinic, folder)

    wait_for(clinic, 3, 3)
    assert "reports an error" in clinic.window.message_bar.text


def test_closing_locks_the_vault_and_does_not_wait_for_a_drive_that_does_not_answer(
    clinic: VaultWindow, folder: Path, vault_folder: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answers = threading.Event(), threading.Event()
    monkeypatch.setattr(tasks, "_PATIENCE_S", 0.1)

    def look(_folder: DropFolder, _now_s: float, _check: object = None) -> Look:
        asked.set()
        answers.wait(30.0)
        return Look((), unsettled=False)

    monkeypatch.setattr(DropFolder, "look", look)
    watch(clinic, folder)
    clinic.qtbot.waitUntil(asked.is_set)
    try:
        clinic.window.close()
        (hanging,) = [thread for thread in threading.enumerate() if thread.name.startswith("lentigo-")]
        assert hanging.daemon
        Vault.open(vault_folder[0]).close()  # Nobody has it any more.
    finally:
        answers.set()
