"""A vault out of a backup."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.core.errors import KnownError
from desktop.core.storage.errors import ConflictError, VaultDamagedError
from desktop.core.storage.header import is_vault
from desktop.core.storage.restoring import RestoreReport, restore
from desktop.ui.operations.progress import Progress, StoppedError
from desktop.ui.tasks import CancelToken, Lane, TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.views.cover_page import CoverPage
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.work_bar import WorkBar


class RestorePage(CoverPage):
    """Asks which backup, where to, and for what opens it; restores and checks it.

    *Signals:*
    ``restored(str, str)``: a vault is in this folder; with a sentence about it.
    ``back_requested()``
    """

    restored = Signal(str, str)
    back_requested = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__("vault", "", parent)
        self._runner = runner
        self._busy = False
        self._progress = Progress(self)
        self.headline.setText(self.tr("Restore a backup"))
        self.sentence.setText(
            self.tr("A vault is made from the backup, after all of it has been checked. The backup stays as it is.")
        )
        self.backup_edit, self.folder_edit = QLineEdit(), QLineEdit()
        self.name_edit, self.secret_edit = QLineEdit(), QLineEdit()
        self.secret_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.key_box = QCheckBox(self.tr("Use the recovery &key instead"))
        self._name = Field(
            self.tr("Account &name"),
            self.name_edit,
            hint=self.tr("An account that was there when the backup was made."),
        )
        self._secret = Field(self.tr("&Passphrase"), self.secret_edit)
        self._fields = (
            self._folder_field(
                self.tr("Backup &folder"), self.backup_edit, self.tr("Folder of the backup"), self.take_backup
            ),
            self._folder_field(
                self.tr("Folder for the &vault"),
                self.folder_edit,
                self.tr("Folder for the vault"),
                self.folder_edit.setText,
            ),
            self._name,
            self._secret,
            self.key_box,
        )
        # What went wrong may leave a choice; it is offered then, and not before.
        self.anyway_box = QCheckBox(self.tr("Restore what is &whole of it"))
        self.bar = WorkBar()
        for part in (*self._fields, self.anyway_box, self.bar):
            self.body.addWidget(part)
        self._back = QPushButton(self.tr("&Back"))
        self._back.clicked.connect(self.back_requested)
        self.restore_button = QPushButton(self.tr("&Restore"))
        self.restore_button.setDefault(True)
        self.restore_button.clicked.connect(self._restore)
        self.buttons.addWidget(self._back)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.restore_button)
        for edit in (self.backup_edit, self.folder_edit, self.name_edit, self.secret_edit):
            edit.textChanged.connect(self._enable)
            edit.returnPressed.connect(self._restore)
        for edit in (self.backup_edit, self.folder_edit):
            edit.textChanged.connect(self._withdraw_offer)
        self.key_box.toggled.connect(self._use_key)
        self.bar.stop_requested.connect(self._progress.stop)
        self._progress.told.connect(self.bar.show_progress)
        self.forget()

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        self.backup_edit.setFocus()

    def forget(self) -> None:
        """Keep nothing that was typed; propose a folder."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder_edit.setText(str(Path(documents or Path.home()) / self.tr("Lentigo vault")))
        for edit in (self.backup_edit, self.name_edit, self.secret_edit):
            edit.clear()
        self.key_box.setChecked(False)
        self.show_problem("")
        self._withdraw_offer()
        self._set_busy(False)

    def take_backup(self, chosen: str) -> None:
        """Use the folder of a backup."""
        self.backup_edit.setText(chosen)

    def _folder_field(self, caption: str, edit: QLineEdit, title: str, take: Callable[[str], object]) -> Field:
        def ask() -> None:
            dialog = QFileDialog(self, title, edit.text() or str(Path.home()))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
            dialog.fileSelected.connect(take)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        choose = QPushButton(self.tr("Choose…"))
        choose.setAccessibleName(title)
        choose.clicked.connect(ask)
        line = QWidget()
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID_PX)
        inside.addWidget(edit, 1)
        inside.addWidget(choose)
        return Field(caption, edit, line=line)

    def _restore(self) -> None:
        if not self.restore_button.isEnabled():
            return
        self.show_problem("")
        self._progress.begin()
        self._set_busy(True)
        self.bar.begin(self.tr("Restoring and checking…"))
        backup, folder = (Path(edit.text().strip()).expanduser() for edit in (self.backup_edit, self.folder_edit))
        account = None if self.key_box.isChecked() else self.name_edit.text().strip()
        secret, anyway = self.secret_edit.text(), self.anyway_box.isChecked()
        replace = anyway and is_vault(folder)

        def work(token: CancelToken) -> RestoreReport:
            report = self._progress.reporting(token)
            return restore(
                backup, folder, account, secret, replace=replace, accept_damage=anyway and not replace, progress=report
            )

        self._runner.submit(Lane.STORE, work, done=lambda report: self._tell(folder, report), failed=self._refuse)

    def _tell(self, folder: Path, report: RestoreReport) -> None:
        text = self.tr("Restored: {patients} patients, {examinations} examinations.").format(
            patients=report.patients, examinations=report.examinations
        )
        if report.problems:
            missing = self.tr("Damaged: {count}. Check the vault in the settings to see what.")
            text = f"{text} {missing.format(count=len(report.problems))}"
        self.forget()
        self.restored.emit(str(folder), text)

    def _refuse(self, error: KnownError) -> None:
        self._set_busy(False)
        self.show_problem(str(error))
        if isinstance(error, StoppedError):
            return
        if isinstance(error, VaultDamagedError):
            self._offer(self.tr("Restore what is &whole of it"))
        elif isinstance(error, ConflictError) and is_vault(Path(self.folder_edit.text().strip()).expanduser()):
            self._offer(self.tr("Put it in the place of the vault that is there, which is kept &beside it"))

    def _offer(self, text: str) -> None:
        self.anyway_box.setText(text)
        self.anyway_box.show()

    def _withdraw_offer(self) -> None:
        self.anyway_box.setChecked(False)
        self.anyway_box.hide()

    def _use_key(self, use: bool) -> None:
        self._name.setVisible(not use)
        self.secret_edit.setEchoMode(QLineEdit.EchoMode.Normal if use else QLineEdit.EchoMode.Password)
        self.secret_edit.clear()
        self._secret.set_caption(self.tr("&Recovery key") if use else self.tr("&Passphrase"))
        self._enable()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        if not busy:
            self.bar.end()
        for part in (*self._fields, self.anyway_box, self._back):
            part.setEnabled(not busy)
        self._enable()

    def _enable(self) -> None:
        edits = [self.backup_edit, self.folder_edit, self.secret_edit]
        if not self.key_box.isChecked():
            edits.append(self.name_edit)
        self.restore_button.setEnabled(not self._busy and all(edit.text().strip() for edit in edits))
