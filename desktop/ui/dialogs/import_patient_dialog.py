"""A patient out of a file that another Lentigo wrote."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import KnownError
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.operations.progress import Progress
from desktop.ui.operations.taking_along import import_patient
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.text_label import TextLabel
from desktop.ui.widgets.work_bar import WorkBar


class ImportPatientDialog(FormDialog):
    """Takes over what the vault does not hold yet. ``saved`` brings the `ImportReport`."""

    keeps_draft = False

    def __init__(self, work: VaultWork, source: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._source = source
        self._progress = Progress(self)
        self.set_words(self.tr("Import a patient"), self.tr("&Import"))
        what = TextLabel()
        what.setText(
            self.tr(
                "What the vault does not hold yet is added; what it holds stays as it is. All of the file is taken "
                "over, or nothing."
            )
        )
        self.identifier_edit = QLineEdit()
        self._identifier = Field(
            self.tr("I&dentifier here"),
            self.identifier_edit,
            hint=self.tr("For a patient who is new here. Leave it empty to keep the one in the file."),
        )
        self.bar = WorkBar()
        for part in (what, self._identifier, self.bar):
            self.body.addWidget(part)
        self.setMinimumWidth(GRID_PX * 56)
        self.bar.stop_requested.connect(self._progress.stop)
        self._progress.told.connect(self._show_progress)
        self.identifier_edit.setFocus()

    def save(self) -> None:
        """Hand the file to the vault."""
        self._progress.begin()
        self._identifier.setEnabled(False)
        self.bar.begin(self.tr("Reading the file…"))
        source, identifier, report = self._source, self.identifier_edit.text().strip() or None, self._progress.report
        self._work.change(
            lambda history: import_patient(history, source, identifier, report),
            done=self._imported,
            failed=self._not_imported,
        )

    def forget(self) -> None:
        """Stop: the vault is being locked."""
        self._progress.stop()

    def _show_progress(self, done: int, of: int) -> None:
        self.bar.show_progress(done, of)
        self.bar.say(self.tr("Taking over image {done} of {of}…").format(done=done + 1, of=of))

    def _imported(self, report: object) -> None:
        self._rest()
        self.finish(report)

    def _not_imported(self, error: KnownError) -> None:
        self._rest()
        self.refuse(error)

    def _rest(self) -> None:
        self.bar.end()
        self._identifier.setEnabled(True)
