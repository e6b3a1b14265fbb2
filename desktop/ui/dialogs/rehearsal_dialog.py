"""Seeing that a backup can be restored."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import KnownError
from desktop.core.storage.restoring import RestoreReport, rehearse
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.operations.progress import Progress
from desktop.ui.tasks import CancelToken, Lane, TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.text_label import TextLabel
from desktop.ui.widgets.work_bar import WorkBar


class RehearsalDialog(FormDialog):
    """Restores a backup into a temporary folder, checks it there, and removes it. ``saved`` brings the report.

    Parameters
    ----------
    runner : TaskRunner
    backup : Path
        Its folder.
    account_name : str
        Whose passphrase is proposed.
    """

    keeps_draft = False

    def __init__(self, runner: TaskRunner, backup: Path, account_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._backup = backup
        self._progress = Progress(self)
        self.set_words(self.tr("Rehearse the backup"), self.tr("&Rehearse"))
        what = TextLabel()
        what.setText(
            self.tr(
                "The backup is restored into a folder for temporary files, checked, and removed again. You can trust "
                "it then. This takes as much room and time as restoring it would."
            )
        )
        self.name_edit, self.passphrase_edit = QLineEdit(account_name), QLineEdit()
        self.passphrase_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._fields = (
            Field(self.tr("&Account"), self.name_edit),
            Field(
                self.tr("&Passphrase"),
                self.passphrase_edit,
                hint=self.tr("As it was when the backup was made."),
            ),
        )
        self.bar = WorkBar()
        for part in (what, *self._fields, self.bar):
            self.body.addWidget(part)
        self.setMinimumWidth(GRID_PX * 56)
        self.bar.stop_requested.connect(self._progress.stop)
        self._progress.told.connect(self.bar.show_progress)
        for edit in (self.name_edit, self.passphrase_edit):
            edit.textChanged.connect(self._enable)
        self._enable()
        self.passphrase_edit.setFocus()

    def save(self) -> None:
        """Do it, beside the work in the vault."""
        self._progress.begin()
        self.bar.begin(self.tr("Restoring and checking…"))
        self._set_fields_enabled(False)
        backup, name, passphrase = self._backup, self.name_edit.text().strip(), self.passphrase_edit.text()

        def work(token: CancelToken) -> RestoreReport:
            return rehearse(backup, name, passphrase, progress=self._progress.reporting(token))

        self._runner.submit(Lane.BACKUP, work, done=self._rehearsed, failed=self._not_rehearsed)

    def forget(self) -> None:
        """Stop: the vault is being locked."""
        self._progress.stop()
        self.passphrase_edit.clear()

    def _rehearsed(self, report: RestoreReport) -> None:
        self._rest()
        self.finish(report)

    def _not_rehearsed(self, error: KnownError) -> None:
        self._rest()
        self.refuse(error)
        self._enable()
        self.passphrase_edit.setFocus()

    def _rest(self) -> None:
        self.bar.end()
        self._set_fields_enabled(True)

    def _set_fields_enabled(self, enabled: bool) -> None:
        for part in self._fields:
            part.setEnabled(enabled)

    def _enable(self) -> None:
        self.save_button.setEnabled(bool(self.name_edit.text().strip() and self.passphrase_edit.text()))
