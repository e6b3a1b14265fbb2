"""Somebody else who may unlock the vault."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.core.domain.accounts import Role
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.passphrase_form import PassphraseForm

_ROLES = (Role.CLINICIAN, Role.ADMINISTRATOR)


class AccountDialog(FormDialog):
    """Makes an account. ``saved`` brings the `Account`."""

    keeps_draft = False

    def __init__(self, work: VaultWork, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.set_words(self.tr("New account"), self.tr("&Make the account"))
        self.name_edit, self.role_box = QLineEdit(), QComboBox()
        self.role_box.addItems([self.tr("Clinician"), self.tr("Administrator")])
        self.passphrase_form = PassphraseForm(runner)
        for part in (
            Field(self.tr("&Name"), self.name_edit),
            Field(
                self.tr("&Role"),
                self.role_box,
                hint=self.tr("Only administrators manage accounts, erase patients and read the audit trail."),
            ),
            self.passphrase_form,
        ):
            self.body.addWidget(part)
        self.setMinimumWidth(GRID_PX * 56)
        self.name_edit.textChanged.connect(self.passphrase_form.set_account_name)
        self.passphrase_form.changed.connect(self._enable)
        self._enable()

    def save(self) -> None:
        """Let the vault make it."""
        name, role, passphrase = (
            self.name_edit.text().strip(),
            _ROLES[self.role_box.currentIndex()],
            self.passphrase_form.passphrase,
        )
        self._work.administer(
            lambda vault: vault.create_account(name, role, passphrase), done=self.finish, failed=self.refuse
        )

    def _enable(self) -> None:
        ready = bool(self.name_edit.text().strip()) and self.passphrase_form.ready
        self.save_button.setEnabled(ready and not self.busy)
