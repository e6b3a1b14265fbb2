"""A patient's record as a file, for them or whoever treats them next."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.domain.history import PatientRecord
from desktop.core.errors import KnownError
from desktop.ui.operations.step_work import StepWork
from desktop.ui.operations.taking_along import patient_export_steps
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.widgets.work_bar import WorkBar

_NOT_IN_A_NAME = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


class PatientExport(WorkBar):
    """Asks where, writes the file, and shows how far it has come.

    *Signals:*
    ``message(str)``: a sentence for the user.
    """

    message = Signal(str)

    def __init__(self, work: VaultWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = StepWork(work, self)
        self._steps.progressed.connect(self.show_progress)
        self._steps.changed.connect(self._follow)
        self._steps.stopped.connect(self._tell_stopped)
        self.stop_requested.connect(self._steps.stop)

    def ask(self, identifier: str) -> None:
        """Ask for the file's name."""
        dialog = QFileDialog(self.window(), self.tr("Export the patient"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # A file that is there is never written over, and this is said when it comes to it.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilter(self.tr("Patient archive (*.zip)"))
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(f"{identifier.translate(_NOT_IN_A_NAME)}.zip")
        dialog.fileSelected.connect(partial(self.write, identifier))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, identifier: str, name: str) -> None:
        """Write the file."""
        self.begin(self.tr("Writing the patient's file…"))
        self._steps.start(
            lambda history: patient_export_steps(history, identifier, Path(name)), done=self._tell, failed=self._refuse
        )

    def _tell_stopped(self) -> None:
        self.message.emit(self.tr("The export was stopped. No file was kept."))

    def _follow(self) -> None:
        if not self._steps.running:
            self.end()

    def _tell(self, record: PatientRecord) -> None:
        text = self.tr("Examinations written: {count}. The file is not encrypted: keep it like a paper record.")
        self.message.emit(text.format(count=len(record.examinations)))

    def _refuse(self, error: KnownError) -> None:
        self.message.emit(str(error))
