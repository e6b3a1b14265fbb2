"""All examinations for research, without names."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.errors import KnownError
from desktop.core.reporting.research import ResearchReport
from desktop.ui.operations.step_work import StepWork
from desktop.ui.operations.taking_along import research_export_steps
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.work_bar import WorkBar


class ResearchCard(Card):
    """What is written and what is left out, a button, and how far it has come."""

    def __init__(self, work: VaultWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = StepWork(work, self)
        self.set_title(self.tr("Export for research"))
        self.bar = WorkBar()
        self.body.addWidget(self.bar)
        self.export_button = self.add_button(self.tr("E&xport…"))
        self.export_button.clicked.connect(self._ask)
        self.bar.stop_requested.connect(self._steps.stop)
        self._steps.stopped.connect(self._tell_stopped)
        self._steps.progressed.connect(self._show_progress)
        self.forget()

    def forget(self) -> None:
        """Stop, and say what this is for."""
        self._steps.cancel()
        self._rest(
            self.tr(
                "Writes all examinations into a folder, with numbers in place of names, shifted dates and images "
                "without metadata. You can go on working meanwhile."
            )
        )

    def export_to(self, name: str) -> None:
        """Write everything into a new folder."""
        self.status.hide()
        self.export_button.setEnabled(False)
        self.bar.begin(self.tr("Writing examinations…"))
        self._steps.start(
            lambda history: research_export_steps(history, Path(name)), done=self._tell, failed=self._refuse
        )

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Name a new folder for the examinations"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(self.tr("Lentigo research"))
        dialog.fileSelected.connect(self.export_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_progress(self, done: int, _of: int) -> None:
        self.bar.say(self.tr("Writing examinations: {count} so far…").format(count=done))

    def _tell_stopped(self) -> None:
        self._rest(self.tr("The export was stopped. Nothing was kept."))

    def _tell(self, report: ResearchReport) -> None:
        text = self.tr(
            "Examinations written: {examinations}; patients: {patients}. Look at the images before you pass them on: "
            "no program can take writing or a face out of a picture."
        ).format(examinations=report.examinations, patients=report.patients)
        if report.left_out:
            missing = self.tr("Left out, because their images are damaged or cannot be decoded: {count}.")
            text = f"{text} {missing.format(count=len(report.left_out))}"
        self._rest(text)

    def _refuse(self, error: KnownError) -> None:
        self._rest(str(error))

    def _rest(self, text: str) -> None:
        self.say(text)
        self.status.show()
        self.bar.end()
        self.export_button.setEnabled(True)
