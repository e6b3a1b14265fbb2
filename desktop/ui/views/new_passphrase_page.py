"""After the recovery key: an account gets a new passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from desktop.core.domain.accounts import Account
from desktop.ui.tasks import TaskRunner
from desktop.ui.views.cover_page import CoverPage
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.passphrase_form import PassphraseForm


class NewPassphrasePage(CoverPage):
    """Chooses an account and its new passphrase.

    *Signals:*
    ``set_requested()``: with what `account` and `passphrase` say.
    ``later_requested()``
    """

    set_requested = Signal()
    later_requested = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__("key", "", parent)
        self.headline.setText(self.tr("Set a new passphrase"))
        self.sentence.setText(
            self.tr("The recovery key has opened the vault. Give your account a new passphrase for the next time.")
        )
        self._accounts: tuple[Account, ...] = ()
        self._choice = QComboBox()
        self.passphrase_form = PassphraseForm(runner)
        self.body.addWidget(Field(self.tr("&Account"), self._choice))
        self.body.addWidget(self.passphrase_form)
        later = QPushButton(self.tr("&Later"))
        later.clicked.connect(self.later_requested)
        self._set = QPushButton(self.tr("&Set the passphrase"))
        self._set.setDefault(True)
        self._set.clicked.connect(self._request)
        self.buttons.addWidget(later)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._set)
        self._choice.currentTextChanged.connect(self.passphrase_form.set_account_name)
        self.passphrase_form.changed.connect(self._enable)
        self.passphrase_form.second.returnPressed.connect(self._request)
        self._enable()

    @property
    def account(self) -> Account:
        """Whose passphrase it is."""
        return self._accounts[self._choice.currentIndex()]

    @property
    def passphrase(self) -> str:
        """The new passphrase."""
        return self.passphrase_form.passphrase

    def show_accounts(self, accounts: Sequence[Account]) -> None:
        """Offer the accounts that are not archived."""
        self._accounts = tuple(account for account in accounts if account.archived_at is None)
        self._choice.clear()
        self._choice.addItems([account.name for account in self._accounts])

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        self.passphrase_form.setFocus()

    def forget(self) -> None:
        """Keep nothing that was typed."""
        self._choice.clear()
        self._accounts = ()
        self.passphrase_form.clear()
        self.show_problem("")

    def _enable(self) -> None:
        self._set.setEnabled(self.passphrase_form.ready and bool(self._accounts))

    def _request(self) -> None:
        if self._set.isEnabled():
            self.show_problem("")
            self.set_requested.emit()
