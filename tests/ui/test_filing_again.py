"""Nothing is filed under the wrong patient, for somebody else, out of sight or twice."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desktop.ui.dialogs.file_under_dialog import FileUnderDialog
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from tests.ui.desk_steps import VaultWindow, visible_text
from tests.ui.filing_steps import (
    OTHER,
    THEIRS,
    add_other,
    busy_files,
    busy_vault,
    filed_under,
    photographs,
    told,
    wait_for_files,
)


@pytest.fixture
def photo(tmp_path: Path, sample: Path) -> Path:
    return photographs(tmp_path, sample)[0]


def test_until_the_chosen_patient_is_there_nothing_can_be_filed_under_the_one_before(
    clinic: VaultWindow, photo: Path
) -> None:
    before, chosen = clinic.patient("P-1", "Okafor"), clinic.patient("P-2", "Zwirnsteiner")
    clinic.lesion(before)
    clinic.lesion(chosen)
    clinic.assess(photo)
    dialog = clinic.file_shown_under(before)
    with busy_vault(clinic):
        dialog.finder.chosen.emit(chosen)
        assert "Lesions of Okafor" not in visible_text(dialog)
        assert not dialog.new_lesion_button.isEnabled()
        assert not dialog.save_button.isEnabled()
        dialog.save_button.click()
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)
    assert "Lesions of Zwirnsteiner, Karoline (P-2)" in visible_text(dialog)
    dialog.save_button.click()
    told(clinic, "Filed.")

    assert filed_under(clinic, before) == ()
    assert len(filed_under(clinic, chosen)) == 1


def test_who_was_chosen_last_is_shown_whatever_was_asked_for_before(clinic: VaultWindow, photo: Path) -> None:
    first, last = clinic.patient("P-1", "Okafor"), clinic.patient("P-2", "Zwirnsteiner")
    clinic.lesion(first)
    clinic.lesion(last)
    clinic.assess(photo)
    dialog = clinic.file_shown_under(last)
    shown: list[str] = []
    dialog.lesion_list.model().rowsInserted.connect(lambda: shown.append(visible_text(dialog)))
    with busy_vault(clinic):
        dialog.finder.chosen.emit(first)
        dialog.finder.chosen.emit(last)
    clinic.qtbot.waitUntil(dialog.save_button.isEnabled)

    assert len(shown) == 1
    assert "Lesions of Zwirnsteiner, Karoline (P-2)" in visible_text(dialog)


def test_a_new_lesion_is_asked_for_by_the_name_of_its_patient(clinic: VaultWindow, photo: Path) -> None:
    patient = clinic.patient("P-1", "Okafor")
    clinic.lesion(patient)
    clinic.assess(photo)
    clinic.file_shown_under(patient).new_lesion_button.click()
    form = clinic.dialog(LesionDialog)
    assert "New lesion of Okafor, Karoline (P-1)" in visible_text(form)

    clinic.lock()
    assert "Okafor" not in "\n".join(label.text() for label in form.findChildren(QLabel))
    clinic.unlock()
    clinic.qtbot.waitUntil(lambda: "New lesion of Okafor, Karoline (P-1)" in visible_text(form))


def test_an_image_that_was_put_away_is_on_show_once_it_is_filed(clinic: VaultWindow, photo: Path) -> None:
    patient = clinic.patient()
    clinic.lesion(patient)
    clinic.assess(photo)
    clinic.window.commands.go_unfiled.trigger()
    page = clinic.window.desk.unfiled_page
    clinic.qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.grid.selectAll()
    page._away.click()
    clinic.qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    clinic.window.commands.go_assess.trigger()
    clinic.file_shown_under(patient).save_button.click()
    told(clinic, "Filed.")

    assert [found.archived_at for found in filed_under(clinic, patient)] == [None]


def test_to_ask_twice_before_the_form_is_there_brings_one_form(clinic: VaultWindow, photo: Path) -> None:
    clinic.patient()
    clinic.assess(photo)
    clinic.qtbot.waitUntil(clinic.window.commands.file_under.isEnabled)
    with busy_files(clinic):
        clinic.window.commands.file_under.trigger()
        clinic.window.commands.file_under.trigger()
    clinic.dialog(FileUnderDialog)
    clinic.window.desk.filing.file_items([clinic.window.model.item(0)])
    wait_for_files(clinic)

    assert len(clinic.window.findChildren(FileUnderDialog)) == 1


def test_a_form_that_was_closed_can_be_asked_for_again(clinic: VaultWindow, photo: Path) -> None:
    clinic.assess(photo)
    clinic.qtbot.waitUntil(clinic.window.commands.file_under.isEnabled)
    clinic.window.commands.file_under.trigger()
    clinic.dialog(FileUnderDialog).reject()
    clinic.qtbot.waitUntil(lambda: not clinic.window.findChildren(FileUnderDialog))

    clinic.window.commands.file_under.trigger()
    assert clinic.dialog(FileUnderDialog).isVisible()


def test_what_was_asked_for_before_a_lock_does_not_come_up_for_another_account(
    clinic: VaultWindow, photo: Path
) -> None:
    add_other(clinic)
    clinic.assess(photo)
    clinic.qtbot.waitUntil(clinic.window.commands.file_under.isEnabled)
    with busy_files(clinic):
        clinic.window.commands.file_under.trigger()
        clinic.lock()
        clinic.unlock(OTHER, THEIRS)
    wait_for_files(clinic)

    assert clinic.window.findChildren(FileUnderDialog) == []


def test_what_lies_under_the_lesion_by_now_is_not_filed_there_twice(clinic: VaultWindow, photo: Path) -> None:
    lesion = clinic.lesion(patient := clinic.patient())
    clinic.assess(photo)
    (waiting,) = clinic.ask(lambda history: history.unfiled())
    dialog = clinic.file_shown_under(patient)
    clinic.ask(lambda history: history.file_unfiled(waiting.id, lesion.id))
    dialog.save_button.click()
    told(clinic, "This image lay under this lesion already.")

    assert len(filed_under(clinic, patient)) == 1
    assert clinic.window.model.item(0).is_filed
    assert not clinic.window.commands.undo.isEnabled()  # Nothing was done.


def test_what_lies_under_another_lesion_by_now_stays_there(clinic: VaultWindow, photo: Path) -> None:
    patient, other = clinic.patient("P-1"), clinic.patient("P-2", "Okafor")
    clinic.lesion(patient)
    lesion = clinic.lesion(other)
    clinic.assess(photo)
    (waiting,) = clinic.ask(lambda history: history.unfiled())
    dialog = clinic.file_shown_under(patient)
    clinic.ask(lambda history: history.file_unfiled(waiting.id, lesion.id))
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: bool(dialog.problem))

    assert "lies under another lesion already" in dialog.problem
    assert "“Back to Unfiled”" in dialog.problem
    assert filed_under(clinic, patient) == ()
    assert len(filed_under(clinic, other)) == 1


def test_the_programs_own_sample_can_be_filed_under_one_lesion_after_the_other(
    clinic: VaultWindow, sample: Path
) -> None:
    patients = clinic.patient("P-1"), clinic.patient("P-2", "Okafor")
    for patient in patients:
        clinic.lesion(patient)
        clinic.assess(sample)
        assert clinic.window.assess_page is not None
        clinic.window.assess_page.choose(clinic.window.model.rowCount() - 1)
        dialog = clinic.file_shown_under(patient)
        dialog.save_button.click()
        clinic.qtbot.waitUntil(lambda: not clinic.window.findChildren(FileUnderDialog))

    assert [len(filed_under(clinic, patient)) for patient in patients] == [1, 1]
