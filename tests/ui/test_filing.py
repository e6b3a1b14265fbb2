"""From the window into the vault: kept, filed, and never lost on the way."""

import errno
import os
import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QPushButton

from desktop.core.storage.images import ImageStore
from desktop.ui.dialogs.file_under_dialog import FileUnderDialog
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.operations.filing import keep
from desktop.ui.views.main_window import MainWindow
from tests.ui.desk_steps import VaultWindow, visible_text


@pytest.fixture
def photo(tmp_path: Path, sample: Path) -> Path:
    """A photograph of the clinic's: a sample under another name, outside the program's folder."""
    return Path(shutil.copy(sample, tmp_path / "photo.jpg"))


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    def refuse(_store: ImageStore, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(ImageStore, "write", refuse)
    return monkeypatch


def test_an_assessed_image_waits_in_the_unfiled_tray(clinic: VaultWindow, photo: Path) -> None:
    clinic.assess(photo)

    (kept,) = clinic.ask(lambda history: history.unfiled())
    assert clinic.ask(lambda history: history.image(kept.id)) == photo.read_bytes()
    assert len(clinic.ask(lambda history: history.predictions(kept.id))) == 1
    clinic.qtbot.waitUntil(lambda: "(1)" in clinic.window.commands.go_unfiled.text())


def test_the_programs_own_samples_are_not_kept(clinic: VaultWindow, sample: Path) -> None:
    clinic.assess(sample)

    assert clinic.ask(lambda history: history.unfiled()) == ()


def test_an_image_that_the_vault_has_is_not_kept_twice(clinic: VaultWindow, photo: Path) -> None:
    clinic.assess(photo)
    clinic.assess(photo)

    assert len(clinic.ask(lambda history: history.unfiled())) == 1


def test_the_patients_one_may_file_under_are_told_by_their_whole_name(clinic: VaultWindow, photo: Path) -> None:
    patient = clinic.patient(family_name="Zwirnsteiner-Sommerfeld")
    clinic.lesion(patient)
    clinic.assess(photo)

    dialog = clinic.file_shown_under(patient)

    table = dialog.finder.table
    name = table.model().index(0, 0)
    needed = table.fontMetrics().horizontalAdvance("Zwirnsteiner-Sommerfeld, Karoline")
    assert name.data() == "Zwirnsteiner-Sommerfeld, Karoline"
    assert table.visualRect(name).width() > needed


def test_an_image_is_filed_under_a_new_patient_and_a_new_lesion(clinic: VaultWindow, photo: Path) -> None:
    clinic.assess(photo)
    clinic.qtbot.waitUntil(clinic.window.commands.file_under.isEnabled)
    clinic.window.commands.file_under.trigger()
    dialog = clinic.dialog(FileUnderDialog)
    assert not dialog.save_button.isEnabled()
    dialog.finder.edit.setText("sommerfeld karoline")
    dialog.new_patient_button.click()
    patient_dialog = clinic.dialog(PatientDialog)
    assert patient_dialog.family_edit.text() == "Sommerfeld"
    patient_dialog.identifier_edit.setText("P-1")
    patient_dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: "Sommerfeld, Karoline" in visible_text(dialog))
    dialog.new_lesion_button.click()
    lesion_dialog = clinic.dialog(LesionDialog)
    lesion_dialog.site_picker.setEditText("skin of anterior surface of forearm")
    lesion_dialog.save_button.click()
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.capture_form.magnification_edit.setText("10x")
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: clinic.window.model.item(0).is_filed)

    (patient,) = clinic.ask(lambda history: history.find_patients("sommerfeld"))
    record = clinic.ask(lambda history: history.open_patient(patient.id))
    assert [lesion.details.name for lesion in record.lesions] == ["Skin of anterior surface of forearm"]
    assert [found.capture.magnification for found in record.examinations] == [10.0]
    assert len(record.predictions) == 1
    assert clinic.ask(lambda history: history.unfiled()) == ()
    assert "Filed." in clinic.window.message_bar.text
    assert not clinic.window.commands.file_under.isEnabled()


def test_the_date_of_the_photograph_is_proposed(clinic: VaultWindow, photo: Path) -> None:
    with Image.open(photo) as picture:
        exif = picture.getexif()
        exif.get_ifd(0x8769)[0x9003] = "2024:05:17 10:30:00"
        picture.save(photo, exif=exif)
    clinic.lesion(patient := clinic.patient())
    clinic.assess(photo)
    dialog = clinic.file_shown_under(patient)
    assert "2024" in dialog.capture_form.day_edit.text()
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: clinic.window.model.item(0).is_filed)

    (examination,) = clinic.ask(lambda history: history.open_patient(patient.id)).examinations
    taken = examination.capture.captured_at
    assert taken is not None
    assert (taken.year, taken.month, taken.day, taken.hour) == (2024, 5, 17, 10)


def test_the_whole_queue_is_filed_at_once(clinic: VaultWindow, tmp_path: Path, synthetic_photo: object) -> None:
    paths = []
    for seed in range(3):
        paths.append(tmp_path / f"{seed}.png")
        Image.fromarray(synthetic_photo(seed, 342, 256)).save(paths[-1])  # type: ignore[operator]
    patient = clinic.patient()
    clinic.lesion(patient)
    clinic.assess(*paths)
    clinic.window.commands.file_queue.trigger()
    dialog = clinic.dialog(FileUnderDialog)
    dialog.finder.chosen.emit(patient)
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: all(clinic.window.model.item(row).is_filed for row in range(3)))

    assert len(clinic.ask(lambda history: history.open_patient(patient.id)).examinations) == 3
    assert "3 images filed." in clinic.window.message_bar.text


def test_on_a_full_disk_the_image_stays_in_the_window_to_be_filed_again(
    clinic: VaultWindow, photo: Path, full_disk: pytest.MonkeyPatch
) -> None:
    clinic.lesion(patient := clinic.patient())
    clinic.assess(photo)
    assert "disk is full" in clinic.window.message_bar.text
    assert "still here" in clinic.window.message_bar.text
    dialog = clinic.file_shown_under(patient)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: "disk is full" in dialog.problem)
    assert not clinic.window.model.item(0).is_filed

    full_disk.undo()
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: clinic.window.model.item(0).is_filed)
    assert clinic.ask(lambda history: history.verify()).clean


def test_an_image_that_reaches_the_tray_while_it_is_being_asked_where_it_belongs_is_filed_out_of_it(
    clinic: VaultWindow, photo: Path, full_disk: pytest.MonkeyPatch
) -> None:
    clinic.lesion(patient := clinic.patient())
    clinic.assess(photo)
    dialog = clinic.file_shown_under(patient)
    full_disk.undo()
    item = clinic.window.model.item(0)
    source, assessment = item.source, item.assessment
    assert item.examination is None
    assert assessment is not None
    clinic.ask(lambda history: keep(history, source, assessment))
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: clinic.window.model.item(0).is_filed)

    assert clinic.ask(lambda history: history.unfiled()) == ()
    assert len(clinic.ask(lambda history: history.open_patient(patient.id)).examinations) == 1


def test_closing_with_an_image_that_could_not_be_kept_asks_first(
    clinic: VaultWindow, photo: Path, full_disk: pytest.MonkeyPatch
) -> None:
    clinic.assess(photo)
    clinic.window.close()
    assert clinic.window.isVisible()

    buttons = [button for button in clinic.window.findChildren(QPushButton) if button.text() == "Close anyway"]
    buttons[0].click()
    assert not clinic.window.isVisible()


def test_closing_waits_until_everything_is_kept(
    clinic: VaultWindow, photo: Path, vault_folder: tuple[Path, str]
) -> None:
    unkept: list[int] = []

    def close_at_the_answer() -> None:
        if not unkept and clinic.window.desk.keeper.unkept:
            unkept.append(clinic.window.desk.keeper.unkept)
            clinic.window.close()

    clinic.window.model.dataChanged.connect(close_at_the_answer)
    clinic.window.import_paths([photo])
    clinic.qtbot.waitUntil(lambda: bool(unkept) and not clinic.window.isVisible())

    assert len(list((vault_folder[0] / "images").rglob("*.image"))) == 1


def test_images_assessed_without_a_vault_are_not_kept_when_one_is_opened_but_can_be_filed(
    window: MainWindow, photo: Path, vault_folder: tuple[Path, str], qtbot: object
) -> None:
    clinic = VaultWindow(window, qtbot)  # type: ignore[arg-type]
    clinic.assess(photo)
    clinic.qtbot.waitUntil(lambda: "Nothing is kept" in visible_text(window.pages))
    window.commands.open_vault.trigger()
    window.desk.cover._open(vault_folder[0])
    clinic.qtbot.waitUntil(lambda: window.desk.cover.currentWidget() is window.desk.cover.unlock_page)
    clinic.unlock()
    assert clinic.ask(lambda history: history.unfiled()) == ()

    clinic.lesion(patient := clinic.patient())
    clinic.file_shown_under(patient).save_button.click()
    clinic.qtbot.waitUntil(lambda: window.model.item(0).is_filed)


def test_the_tray_files_what_is_selected(clinic: VaultWindow, photo: Path) -> None:
    clinic.lesion(patient := clinic.patient())
    clinic.assess(photo)
    clinic.window.commands.clear.trigger()
    clinic.window.commands.go_unfiled.trigger()
    page = clinic.window.desk.unfiled_page
    clinic.qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.grid.selectAll()
    page.file_button.click()
    dialog = clinic.dialog(FileUnderDialog)
    dialog.finder.chosen.emit(patient)
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: page.model.rowCount() == 0)

    assert "Nothing waits here" in visible_text(page)
    assert len(clinic.ask(lambda history: history.open_patient(patient.id)).examinations) == 1


def test_what_was_put_away_can_be_taken_back(clinic: VaultWindow, photo: Path) -> None:
    clinic.assess(photo)
    clinic.window.commands.go_unfiled.trigger()
    page = clinic.window.desk.unfiled_page
    clinic.qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.grid.selectAll()
    page._away.click()
    clinic.qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    undo = next(found for found in clinic.window.message_bar.findChildren(QPushButton) if found.text() == "Undo")
    undo.click()

    clinic.qtbot.waitUntil(lambda: page.model.rowCount() == 1)
