"""A new passphrase for an account that there is."""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.domain.accounts import Account
from desktop.core.errors import KnownError
from desktop.core.storage.errors import WrongPassphraseError
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.passphrase_form import PassphraseForm


class PassphraseDialog(FormDialog):
    """Changes one's own passphrase or, for an administrator, gives somebody a new one.

    Parameters
    ----------
    work : VaultWork
    runner : TaskRunner
    account : Account, optional
        Somebody else's, who has forgotten theirs; otherwise it is one's own, and the old one is asked for.
    """

    keeps_draft = False

    def __init__(
        self, work: VaultWork, runner: TaskRunner, account: Account | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._account = account
        visitor = work.visitor
        own_name = "" if visitor is None else visitor.account_name
        title = (
            self.tr("Change my passphrase")
            if account is None
            else self.tr("New passphrase for {name}").format(name=account.name)
        )
        self.set_words(title, self.tr("C&hange"))
        self.old_edit = QLineEdit()
        self.old_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._old = Field(self.tr("&Old passphrase"), self.old_edit)
        self._old.setVisible(account is None)
        self.passphrase_form = PassphraseForm(runner)
        self.passphrase_form.set_account_name(own_name if account is None else account.name)
        self.body.addWidget(self._old)
        self.body.addWidget(self.passphrase_form)
        self.setMinimumWidth(GRID_PX * 56)
        self.passphrase_form.changed.connect(self._enable)
        self.old_edit.textChanged.connect(self._enable)
        self._enable()

    def save(self) -> None:
        """Hand it to the vault."""
        account, old, new = self._account, self.old_edit.text(), self.passphrase_form.passphrase
        if account is None:
            self._work.administer(
                lambda vault: vault.change_passphrase(old, new), done=self.finish, failed=self._refused
            )
        else:
            self._work.administer(
                lambda vault: vault.reset_passphrase(account.id, new), done=self.finish, failed=self._refused
            )

    def _refused(self, error: KnownError) -> None:
        if isinstance(error, WrongPassphraseError):
            self.refuse(self.tr("The old passphrase is not right."))
            self.old_edit.setFocus()
        else:
            self.refuse(error)
        self._enable()

    def _enable(self) -> None:
        old_given = self._account is not None or bool(self.old_edit.text())
        self.save_button.setEnabled(self.passphrase_form.ready and old_given and not self.busy)
