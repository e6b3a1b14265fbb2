"""Of many images that are filed at once, one that cannot be stops no other, and what was done can be undone."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from desktop.core.domain.history import Patient
from desktop.core.storage.images import ImageStore
from desktop.ui.dialogs.file_under_dialog import FileUnderDialog
from tests.ui.desk_steps import VaultWindow, visible_text
from tests.ui.filing_steps import OTHER, THEIRS, add_other, busy_vault, filed_under, photographs, told


@pytest.fixture
def photos(tmp_path: Path, sample: Path) -> list[Path]:
    return photographs(tmp_path, sample, 2)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    def refuse(_store: ImageStore, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(ImageStore, "write", refuse)
    return monkeypatch


def _ask_for_queue(clinic: VaultWindow, patient: Patient) -> FileUnderDialog:
    clinic.window.commands.file_queue.trigger()
    dialog = clinic.dialog(FileUnderDialog)
    dialog.finder.chosen.emit(patient)
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    return dialog


def _file_queue_under(clinic: VaultWindow, patient: Patient) -> FileUnderDialog:
    dialog = _ask_for_queue(clinic, patient)
    dialog.save_button.click()
    return dialog


def test_a_copy_among_many_does_not_stop_the_others_and_all_can_be_undone(
    clinic: VaultWindow, photos: list[Path], tmp_path: Path
) -> None:
    clinic.lesion(patient := clinic.patient())
    copy = Path(shutil.copy(photos[0], tmp_path / "copy.jpg"))
    clinic.assess(photos[0], copy, photos[1])
    _file_queue_under(clinic, patient)
    told(clinic, "2 images filed. Already under this lesion: 1.")
    assert len(filed_under(clinic, patient)) == 2
    assert all(clinic.window.model.item(row).is_filed for row in range(3))

    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: not any(clinic.window.model.item(row).is_filed for row in range(3)))
    assert filed_under(clinic, patient) == ()
    assert len(clinic.ask(lambda history: history.unfiled())) == 2


def test_undo_leaves_what_lay_under_the_lesion_before(
    clinic: VaultWindow, photos: list[Path], full_disk: pytest.MonkeyPatch
) -> None:
    lesion = clinic.lesion(patient := clinic.patient())
    clinic.assess(*photos)
    full_disk.undo()
    before = clinic.ask(lambda history: history.file_examination(lesion.id, photos[0].read_bytes()))
    _file_queue_under(clinic, patient)
    told(clinic, "1 image filed. Already under this lesion: 1.")

    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: not clinic.window.model.item(1).is_filed)
    assert [found.id for found in filed_under(clinic, patient)] == [before.id]


def test_what_lies_under_another_lesion_does_not_stop_the_others(
    clinic: VaultWindow, photos: list[Path], full_disk: pytest.MonkeyPatch
) -> None:
    lesion = clinic.lesion(clinic.patient("P-1"))
    clinic.lesion(patient := clinic.patient("P-2", "Okafor"))
    clinic.assess(*photos)
    full_disk.undo()
    clinic.ask(lambda history: history.file_examination(lesion.id, photos[0].read_bytes()))
    _file_queue_under(clinic, patient)
    told(clinic, "1 image filed. Under another lesion, and left there: 1.")

    assert len(filed_under(clinic, patient)) == 1


def test_what_was_filed_before_one_could_not_be_read_can_be_undone(
    clinic: VaultWindow, photos: list[Path], full_disk: pytest.MonkeyPatch
) -> None:
    clinic.lesion(patient := clinic.patient())
    clinic.assess(*photos)
    full_disk.undo()
    photos[1].unlink()
    dialog = _file_queue_under(clinic, patient)
    clinic.qtbot.waitUntil(lambda: "1 of 2 are filed." in dialog.problem)
    dialog.reject()
    told(clinic, "Filed.")

    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: not clinic.window.model.item(0).is_filed)
    assert filed_under(clinic, patient) == ()


def test_what_was_not_filed_before_a_lock_is_not_filed_in_the_name_of_whoever_unlocks_next(
    clinic: VaultWindow, photos: list[Path]
) -> None:
    add_other(clinic)
    clinic.lesion(patient := clinic.patient())
    clinic.assess(*photos)
    dialog = _ask_for_queue(clinic, patient)
    with busy_vault(clinic):
        dialog.save_button.click()
        clinic.lock()
        page = clinic.window.desk.cover.unlock_page
        page.name_edit.setText(OTHER)
        page.passphrase_edit.setText(THEIRS)
        page.passphrase_edit.returnPressed.emit()
    clinic.qtbot.waitUntil(lambda: not clinic.window.desk.covered)

    assert len(filed_under(clinic, patient)) == 1
    assert len(clinic.ask(lambda history: history.unfiled())) == 1
    clinic.qtbot.waitUntil(lambda: not clinic.window.findChildren(FileUnderDialog))
    assert clinic.window.message_bar.text == ""


def test_whoever_comes_back_after_a_lock_files_the_others(clinic: VaultWindow, photos: list[Path]) -> None:
    clinic.lesion(patient := clinic.patient())
    clinic.assess(*photos)
    dialog = _ask_for_queue(clinic, patient)
    with busy_vault(clinic):
        dialog.save_button.click()
        clinic.lock()
    clinic.unlock()
    clinic.qtbot.waitUntil(lambda: dialog.isVisible() and dialog.save_button.isEnabled())
    assert dialog.problem == "1 of 2 are filed. The vault was locked before the others were."

    clinic.qtbot.waitUntil(lambda: "Lesions of Sommerfeld" in visible_text(dialog))
    dialog.save_button.click()
    told(clinic, "2 images filed.")
    assert len(filed_under(clinic, patient)) == 2
