"""Where the vault shall lie, and who is its first administrator."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.views.cover_page import CoverPage
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.passphrase_form import PassphraseForm


class CreateVaultPage(CoverPage):
    """Folder, account name and passphrase.

    *Signals:*
    ``create_requested()``: with what `folder`, `account_name` and `passphrase` say.
    ``back_requested()``
    """

    create_requested = Signal()
    back_requested = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__("vault", "", parent)
        self.headline.setText(self.tr("Create a vault"))
        self.folder_edit = QLineEdit()
        choose = QPushButton(self.tr("C&hoose…"))
        choose.clicked.connect(self._choose)
        line = QWidget()
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID_PX)
        inside.addWidget(self.folder_edit, 1)
        inside.addWidget(choose)
        self._folder_field = Field(
            self.tr("&Folder"),
            self.folder_edit,
            hint=self.tr("A new or empty folder on this computer's own drive."),
            line=line,
        )
        self.name_edit = QLineEdit()
        self._name_field = Field(
            self.tr("Your &name"), self.name_edit, hint=self.tr("The first account is an administrator's.")
        )
        self.passphrase_form = PassphraseForm(runner)
        for part in (self._folder_field, self._name_field, self.passphrase_form):
            self.body.addWidget(part)
        self._back = QPushButton(self.tr("&Back"))
        self._back.clicked.connect(self.back_requested)
        self._create = QPushButton(self.tr("&Create the vault"))
        self._create.setDefault(True)
        self._create.clicked.connect(self._request)
        self.buttons.addWidget(self._back)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._create)
        self.name_edit.textChanged.connect(self.passphrase_form.set_account_name)
        self.passphrase_form.changed.connect(self._enable)
        for edit in (self.folder_edit, self.name_edit):
            edit.textChanged.connect(self._enable)
        self.passphrase_form.second.returnPressed.connect(self._request)
        self._busy = False
        self.forget()

    @property
    def folder(self) -> Path:
        """Where the vault shall lie."""
        return Path(self.folder_edit.text().strip()).expanduser()

    @property
    def account_name(self) -> str:
        """The administrator's name."""
        return self.name_edit.text().strip()

    @property
    def passphrase(self) -> str:
        """The administrator's passphrase."""
        return self.passphrase_form.passphrase

    def set_busy(self, busy: bool) -> None:
        """Say that the vault is being made, or no longer."""
        self._busy = busy
        self._create.setText(self.tr("Making the vault…") if busy else self.tr("&Create the vault"))
        self._enable()

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        self.name_edit.setFocus()

    def forget(self) -> None:
        """Keep nothing that was typed; propose a folder."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder_edit.setText(str(Path(documents or Path.home()) / self.tr("Lentigo vault")))
        self.name_edit.clear()
        self.passphrase_form.clear()
        self.show_problem("")
        self.set_busy(False)

    def take_folder(self, chosen: str) -> None:
        """Use a folder that was chosen, or a new one in it if it holds something."""
        folder = Path(chosen)
        try:
            empty = not any(folder.iterdir())
        except OSError:
            empty = True  # What is wrong with it, the vault will say.
        self.folder_edit.setText(str(folder if empty else folder / self.tr("Lentigo vault")))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the vault"), str(self.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.take_folder)
        dialog.open()
        dialog.finished.connect(dialog.deleteLater)

    def _enable(self) -> None:
        complete = bool(self.folder_edit.text().strip()) and bool(self.account_name) and self.passphrase_form.ready
        self._create.setEnabled(complete and not self._busy)
        for part in (self._folder_field, self._name_field, self.passphrase_form, self._back):
            part.setEnabled(not self._busy)

    def _request(self) -> None:
        if self._create.isEnabled():
            self.show_problem("")
            self.create_requested.emit()
