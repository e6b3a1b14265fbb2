"""What a person does at the window with a vault."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.domain.history import Lesion, LesionDetails, Patient, PatientDetails
from desktop.core.storage.history import History
from desktop.ui.dialogs.file_under_dialog import FileUnderDialog
from desktop.ui.views.main_window import MainWindow
from tests.storage.clinic import NAME, PASSPHRASE

_T = TypeVar("_T")
_Dialog = TypeVar("_Dialog", bound=QDialog)


def unlock(window: MainWindow, qtbot: QtBot, name: str = NAME, passphrase: str = PASSPHRASE) -> None:
    page = window.desk.cover.unlock_page
    page.name_edit.setText(name)
    page.passphrase_edit.setText(passphrase)
    page.passphrase_edit.returnPressed.emit()
    qtbot.waitUntil(lambda: not window.desk.covered)


def visible_text(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    edits = [edit.text() for edit in widget.findChildren(QLineEdit) if edit.isVisible()]
    return "\n".join(labels + edits)


@dataclass
class VaultWindow:
    """A window with an open vault."""

    window: MainWindow
    qtbot: QtBot

    def ask(self, work: Callable[[History], _T]) -> _T:
        """Ask the vault something behind the window's back, on the window's own thread for it."""
        answers: list[_T] = []
        self.window.desk.work.change(work, done=answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def patient(self, identifier: str = "P-1", family_name: str = "Sommerfeld") -> Patient:
        details = PatientDetails(identifier, family_name, "Karoline")
        return self.ask(lambda history: history.create_patient(details))

    def lesion(self, patient: Patient, name: str = "left shoulder") -> Lesion:
        return self.ask(lambda history: history.create_lesion(patient.id, LesionDetails(name)))

    def assess(self, *paths: Path) -> None:
        """Drop images, and wait until the vault has taken what it is to keep."""
        before = self.window.model.rowCount()
        self.window.import_paths(paths)
        self.qtbot.waitUntil(
            lambda: self.window.model.rowCount() == before + len(paths) and not self.window.model.progress.running
        )
        self.qtbot.waitUntil(lambda: self.window.desk.keeper.unkept == self.window.desk.keeper.refused)

    def dialog(self, kind: type[_Dialog]) -> _Dialog:
        """Wait for a dialog."""

        def shown() -> list[_Dialog]:
            return [found for found in self.window.findChildren(kind) if found.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()))
        return shown()[-1]

    def file_shown_under(self, patient: Patient) -> FileUnderDialog:
        """Choose “File under…” and a patient who has one lesion."""
        page = self.window.assess_page
        assert page is not None
        self.qtbot.waitUntil(self.window.commands.file_under.isEnabled)
        self.window.commands.file_under.trigger()
        dialog = self.dialog(FileUnderDialog)
        dialog.finder.edit.setText(patient.details.identifier)
        self.qtbot.waitUntil(lambda: dialog.finder.model.rowCount() == 1)
        dialog.finder.chosen.emit(patient)
        self.qtbot.waitUntil(dialog.save_button.isEnabled)
        return dialog

    def lock(self) -> None:
        self.window.commands.lock.trigger()
        assert self.window.desk.covered

    def unlock(self, name: str = NAME, passphrase: str = PASSPHRASE) -> None:
        unlock(self.window, self.qtbot, name, passphrase)
