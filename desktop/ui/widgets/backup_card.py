"""How it stands with the backup."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from desktop.core.storage.restoring import RestoreReport
from desktop.ui.dialogs.rehearsal_dialog import RehearsalDialog
from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.models.words import moment_text
from desktop.ui.operations.backups import BackupWork
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text_label import TextLabel


class BackupCard(Card):
    """The last success in view, the folder, and a button."""

    def __init__(self, work: VaultWork, runner: TaskRunner, backups: BackupWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._runner = runner
        self._backups = backups
        self.set_title(self.tr("Backup"))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress of the backup"))
        self.problem = TextLabel(bold=True)
        self.rehearsal = TextLabel()
        for part in (self._bar, self.problem, self.rehearsal):
            self.body.addWidget(part)
        self.now_button = self.add_button(self.tr("&Back up now"))
        self._choose = self.add_button(self.tr("Choose the folder…"))
        self.rehearse_button = self.add_button(self.tr("&Rehearse…"))
        self.rehearse_button.setToolTip(self.tr("See whether the backup can be restored"))
        self.now_button.clicked.connect(self._now)
        self._choose.clicked.connect(self._ask_for_folder)
        self.rehearse_button.clicked.connect(self._rehearse)
        backups.changed.connect(self.show_standing)
        backups.progressed.connect(self._show_progress)
        backups.failed.connect(self._show_problem)
        self.problem.hide()
        self.forget()
        self.show_standing()

    def forget(self) -> None:
        """Keep nothing of what a rehearsal found."""
        self.rehearsal.clear()
        self.rehearsal.hide()

    def show_standing(self) -> None:
        """Say when and where."""
        backups = self._backups
        self._choose.setVisible(self._work.may_administer and not backups.is_fixed)
        self.rehearse_button.setVisible(self._work.may_administer)
        self.rehearse_button.setEnabled(backups.last is not None and not backups.running)
        self.now_button.setEnabled(backups.folder is not None and not backups.running)
        self._bar.setVisible(backups.running)
        if backups.running:
            self.problem.hide()
            self.say(self.tr("A backup is being made. You can go on working."))
        elif backups.folder is None:
            self.say(
                self.tr(
                    "No folder has been chosen, so there is no backup. Choose one on another drive: a copy is then "
                    "made each day by itself, encrypted like the vault."
                )
            )
        else:
            folder = self.tr("Folder: {folder}").format(folder=backups.folder)
            where = f"{self._last()} {folder}"
            self.say(f"{where}\n{fixed_text()}" if backups.is_fixed else where)

    def _last(self) -> str:
        report = self._backups.last
        if report is None:
            return self.tr("No backup has succeeded yet.")
        text = self.tr("Last backup: {moment}, {count} images.").format(
            moment=moment_text(report.finished_at), count=report.images
        )
        if report.unreadable_images:
            missing = self.tr("{count} of them could not be read: check the vault below.")
            return f"{text} {missing.format(count=report.unreadable_images)}"
        return text

    def _show_progress(self, done: int, of: int) -> None:
        self._bar.setMaximum(max(of, 1))
        self._bar.setValue(done)

    def _show_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def _now(self) -> None:
        self.problem.hide()
        self._bar.setMaximum(0)
        self._backups.start()

    def _rehearse(self) -> None:
        visitor, last = self._work.visitor, self._backups.last
        if visitor is None or last is None:
            return
        self.forget()
        dialog = RehearsalDialog(self._runner, last.folder, visitor.account_name, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self._show_rehearsal)
        dialog.open()

    def _show_rehearsal(self, report: RestoreReport) -> None:
        counts = self.tr("{patients} patients, {examinations} examinations, {images} images.").format(
            patients=report.patients, examinations=report.examinations, images=report.images
        )
        moment = moment_text(report.made_at)
        if report.problems:
            text = self.tr("Rehearsal: the backup of {moment} is damaged. Check the vault below, then back up anew.")
            counts = "\n".join(report.problems)
        else:
            text = self.tr("Rehearsal: the backup of {moment} is whole and can be restored.")
        self.rehearsal.setText(f"{text.format(moment=moment)} {counts}")
        self.rehearsal.show()

    def _ask_for_folder(self) -> None:
        self.problem.hide()
        dialog = QFileDialog(self, self.tr("Folder for the backup"), str(self._backups.folder or Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._backups.set_folder(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
