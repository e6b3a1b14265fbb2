"""Play a morning in a clinic through the real program, and write down what is seen.

python clinic_morning.py BUNDLE VAULT first|again IMAGE…
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from unittest import mock

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from desktop import app
from desktop.ui.dialogs.file_under_dialog import FileUnderDialog
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.views.main_window import MainWindow

_POLL_MS = 20
_NAME, _PASSPHRASE = "Schwester Zwetschgenröster", "rostige Gießkanne im Nebelwald 7"
_PATIENTS = (("PID-90210", "Zwirnsteiner", "Leopoldine"), ("PID-90211", "Quittenbaum", "Sieglinde"))
_Dialog = TypeVar("_Dialog", bound=QDialog)
_Step = Callable[[], object]


class _PlayedWindow(MainWindow):
    """Does what a clinician does; each step waits until the window is ready for it."""

    def start(self) -> None:
        """Begin to play."""
        super().start()
        self._steps = self._first_morning() if sys.argv[3] == "first" else self._next_morning()
        self._until: _Step = lambda: True
        timer = QTimer(self)
        timer.timeout.connect(self._play)
        timer.start(_POLL_MS)

    def _play(self) -> None:
        if self._until():
            self._until = next(self._steps, lambda: False)

    def _first_morning(self) -> Iterator[_Step]:
        cover = self.desk.cover
        self._button(cover.start_page, "Create a vault").click()
        page = cover.create_page
        page.folder_edit.setText(sys.argv[2])
        page.name_edit.setText(_NAME)
        for line in (page.passphrase_form.first, page.passphrase_form.second):
            line.setText(_PASSPHRASE)
        yield lambda: page.passphrase_form.ready
        self._button(page, "Create the vault").click()
        yield lambda: cover.currentWidget() is cover.key_page
        card = cover.key_card
        groups = [label.text() for label in card.findChildren(QLabel) if len(label.text()) == 4]
        self._button(card, "I have it – next").click()
        lines = [line for line in card.findChildren(QLineEdit) if line.isVisible()]
        for number, line in zip(card.asked_groups, lines, strict=True):
            line.setText(groups[number - 1])
        self._button(card, "Confirm").click()
        yield lambda: not self.desk.covered and self.assess_page is not None
        self.import_paths([Path(name) for name in sys.argv[4:]])
        yield lambda: self.model.rowCount() == len(sys.argv) - 4 and not self.model.progress.running
        yield lambda: not self.desk.keeper.unkept
        for row, patient in enumerate(_PATIENTS):
            yield from self._file(row, *patient)
        self.commands.lock.trigger()
        yield lambda: not self.desk.work.busy
        yield from self._unlock()
        self.close()

    def _file(self, row: int, identifier: str, family_name: str, given_names: str) -> Iterator[_Step]:
        page = self.assess_page
        assert page is not None
        page.choose(row)
        yield lambda: page.shown_row == row and self.commands.file_under.isEnabled()
        self.commands.file_under.trigger()
        yield lambda: self._shown(FileUnderDialog)
        dialog = self._shown(FileUnderDialog)[0]
        dialog.new_patient_button.click()
        patient = self._shown(PatientDialog)[0]
        patient.identifier_edit.setText(identifier)
        patient.family_edit.setText(family_name)
        patient.given_edit.setText(given_names)
        patient.save_button.click()
        yield dialog.new_lesion_button.isVisible
        dialog.new_lesion_button.click()
        lesion = self._shown(LesionDialog)[0]
        lesion.name_edit.setText("linkes Schulterblatt oben")
        lesion.save_button.click()
        yield dialog.save_button.isEnabled
        dialog.save_button.click()
        yield lambda: self.model.item(row).is_filed and not self._shown(FileUnderDialog)
        sys.stdout.write(f"filed: {self.model.item(row).source.name}\n")

    def _next_morning(self) -> Iterator[_Step]:
        yield lambda: self.desk.cover.currentWidget() is self.desk.cover.unlock_page
        yield from self._unlock()
        place = self.desk.patients_place
        self.commands.find_patient.trigger()
        QTest.keyClicks(place.list_page.finder.edit, "zwirn")
        yield lambda: place.list_page.finder.model.rowCount() == 1
        QTest.keyClick(place.list_page.finder.edit, Qt.Key.Key_Return)
        yield lambda: place.patient_page.patient_id
        QTest.keyClick(place.patient_page.lesions.list, Qt.Key.Key_Return)
        yield lambda: place.lesion_page.lesion_id
        QTest.keyClick(place.lesion_page.strip, Qt.Key.Key_Return)
        yield lambda: place.examination_page.view.zoom_percent
        sys.stdout.write(f"seen: {place.examination_page.view.accessibleName()}\n")
        self.close()

    def _unlock(self) -> Iterator[_Step]:
        page = self.desk.cover.unlock_page
        page.name_edit.setText(_NAME)
        page.passphrase_edit.setText(_PASSPHRASE)
        self._button(page, "Unlock").click()
        yield lambda: not self.desk.covered

    def _shown(self, kind: type[_Dialog]) -> list[_Dialog]:
        return [found for found in self.findChildren(kind) if found.isVisible()]

    def _button(self, part: QWidget, text: str) -> QPushButton:
        return next(found for found in part.findChildren(QPushButton) if found.text().replace("&", "") == text)


if __name__ == "__main__":
    with mock.patch.object(app, "MainWindow", _PlayedWindow):
        sys.exit(app.run([], Path(sys.argv[1])))
