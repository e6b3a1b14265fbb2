"""A file's name or what is written in it suggests a patient; nothing is filed unless somebody says so."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.domain.accounts import Subject
from desktop.ui.dialogs.file_under_dialog import FileUnderDialog
from desktop.ui.models.entry_list_model import EntryRole
from tests.ui.desk_steps import VaultWindow


@pytest.fixture
def drop(clinic: VaultWindow, tmp_path: Path, sample: Path) -> Callable[..., None]:
    """Return a function that assesses an image under a name, with a description in its EXIF."""

    def assess(name: str, description: str = "", turned: int = 0) -> None:
        path = tmp_path / name
        if not description and not turned:
            shutil.copy(sample, path)
        else:
            with Image.open(sample) as image:
                exif = image.getexif()
                exif[0x010E] = description
                image.rotate(turned).save(path, exif=exif)
        clinic.assess(path)

    return assess


def ask_where(clinic: VaultWindow) -> FileUnderDialog:
    """Choose “File under…” for the image on show."""
    clinic.qtbot.waitUntil(clinic.window.commands.file_under.isEnabled)
    clinic.window.commands.file_under.trigger()
    return clinic.dialog(FileUnderDialog)


def file_tray(clinic: VaultWindow) -> FileUnderDialog:
    """Select all of the unfiled tray, and “File under…”."""
    clinic.window.commands.go_unfiled.trigger()
    page = clinic.window.desk.unfiled_page
    count = clinic.ask(lambda history: len(history.unfiled()))
    clinic.qtbot.waitUntil(lambda: page.model.rowCount() == count)
    page.grid.selectAll()
    page.file_button.click()
    return clinic.dialog(FileUnderDialog)


def test_a_patient_is_suggested_from_the_file_name(clinic: VaultWindow, drop: Callable[..., None]) -> None:
    lesion = clinic.lesion(clinic.patient("P-1"))
    clinic.patient("P-12", "Okafor")
    drop("P-1_left shoulder.jpg")
    dialog = ask_where(clinic)
    clinic.qtbot.waitUntil(dialog.suggestion.isVisible)

    assert "Sommerfeld, Karoline (P-1), from the file name" in dialog.suggestion.text()
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    assert clinic.ask(lambda history: len(history.unfiled())) == 1
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: dialog.is_done)
    record = clinic.ask(lambda history: history.open_patient(lesion.patient_id))
    assert [examination.lesion_id for examination in record.examinations] == [lesion.id]


def test_enter_does_not_file_what_was_only_suggested(clinic: VaultWindow, drop: Callable[..., None]) -> None:
    clinic.lesion(clinic.patient("P-1"))
    drop("P-1.jpg")
    dialog = ask_where(clinic)
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    assert dialog.focusWidget() is dialog.finder.edit
    QTest.keyClick(dialog.finder.edit, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert not dialog.busy
    assert clinic.ask(lambda history: len(history.unfiled())) == 1


def test_a_patient_is_suggested_from_what_is_written_in_the_file(
    clinic: VaultWindow, drop: Callable[..., None]
) -> None:
    clinic.patient("P-1")
    drop("IMG_0001.jpg", "P-1, sole of the foot")
    dialog = ask_where(clinic)
    clinic.qtbot.waitUntil(dialog.suggestion.isVisible)

    assert "(P-1), from what is written in the file" in dialog.suggestion.text()


def test_nobody_is_suggested_where_nothing_fits(clinic: VaultWindow, drop: Callable[..., None]) -> None:
    patient = clinic.patient("P-1")
    drop("P-2.jpg")
    dialog = ask_where(clinic)
    dialog.finder.chosen.emit(patient)
    clinic.qtbot.waitUntil(dialog.new_lesion_button.isVisible)

    assert not dialog.suggestion.isVisible()


def test_a_patient_who_was_put_away_is_not_suggested(clinic: VaultWindow, drop: Callable[..., None]) -> None:
    patient = clinic.patient("P-1")
    clinic.ask(lambda history: history.archive(Subject.PATIENT, patient.id))
    drop("P-1.jpg")
    dialog = ask_where(clinic)
    clinic.patient("P-2")  # Asked for afterwards: by then the suggestion has been looked for.

    assert not dialog.suggestion.isVisible()


def test_whoever_is_chosen_by_hand_stays_chosen(clinic: VaultWindow, drop: Callable[..., None]) -> None:
    clinic.lesion(clinic.patient("P-1"))
    other = clinic.patient("P-2", "Okafor")
    own = clinic.lesion(other, "sole")
    drop("P-1.jpg")
    dialog = ask_where(clinic)
    clinic.qtbot.waitUntil(dialog.suggestion.isVisible)
    dialog.finder.chosen.emit(other)
    clinic.qtbot.waitUntil(lambda: dialog.lesion_list.count() == 1 and "sole" in dialog.lesion_list.item(0).text())
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: dialog.is_done)

    record = clinic.ask(lambda history: history.open_patient(other.id))
    assert [examination.lesion_id for examination in record.examinations] == [own.id]


def test_the_tray_remembers_names_until_its_images_are_filed(clinic: VaultWindow, drop: Callable[..., None]) -> None:
    patient = clinic.patient("P-1")
    clinic.lesion(patient)
    drop("P-1.jpg")
    drop("nobody.jpg", turned=90)
    clinic.window.commands.clear.trigger()
    clinic.window.commands.go_unfiled.trigger()
    page = clinic.window.desk.unfiled_page
    clinic.qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    lines = {page.model.index(row).data(EntryRole.LINES) for row in range(2)}
    assert lines == {("Perhaps Sommerfeld, Karoline",), ("nobody.jpg",)}
    dialog = file_tray(clinic)
    clinic.qtbot.waitUntil(dialog.suggestion.isVisible)
    assert "1 of the 2 images may be of Sommerfeld, Karoline (P-1)" in dialog.suggestion.text()
    assert not dialog.save_button.isEnabled()
    dialog.finder.chosen.emit(patient)
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: dialog.is_done)

    assert clinic.ask(lambda history: history.unfiled_names()) == {}
    assert clinic.ask(lambda history: history.unfiled()) == ()


def test_the_tray_reads_what_is_written_in_its_images(clinic: VaultWindow, drop: Callable[..., None]) -> None:
    clinic.patient("P-1")
    drop("IMG_0001.jpg", "P-1")
    clinic.window.commands.clear.trigger()
    dialog = file_tray(clinic)
    clinic.qtbot.waitUntil(dialog.suggestion.isVisible)

    assert "from what is written in the file" in dialog.suggestion.text()


def test_images_that_point_to_different_patients_are_told(clinic: VaultWindow, drop: Callable[..., None]) -> None:
    clinic.patient("P-1")
    clinic.patient("P-2", "Okafor")
    drop("P-1.jpg")
    drop("P-2.jpg", turned=90)
    dialog = file_tray(clinic)
    clinic.qtbot.waitUntil(dialog.suggestion.isVisible)

    assert "different patients" in dialog.suggestion.text()
    assert not dialog.save_button.isEnabled()


def test_a_locked_vault_takes_the_suggestion_off_the_window(clinic: VaultWindow, drop: Callable[..., None]) -> None:
    clinic.patient("P-1")
    drop("P-1.jpg")
    dialog = ask_where(clinic)
    clinic.qtbot.waitUntil(dialog.suggestion.isVisible)
    clinic.lock()
    assert dialog.suggestion.text() == ""
    clinic.unlock()

    clinic.qtbot.waitUntil(dialog.suggestion.isVisible)
    assert "(P-1)" in dialog.suggestion.text()


def test_names_of_files_reach_no_log(
    clinic: VaultWindow, drop: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    clinic.patient("P-1")
    drop("P-1 Sommerfeld.jpg")
    dialog = ask_where(clinic)
    clinic.qtbot.waitUntil(dialog.suggestion.isVisible)

    assert "Sommerfeld" not in caplog.text
