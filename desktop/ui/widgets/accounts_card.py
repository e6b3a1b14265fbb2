"""Who may unlock the vault."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.core.domain.accounts import Account, Role
from desktop.ui.clipboard import Clipboard
from desktop.ui.dialogs.account_dialog import AccountDialog
from desktop.ui.dialogs.passphrase_dialog import PassphraseDialog
from desktop.ui.dialogs.question import ask
from desktop.ui.dialogs.recovery_key_dialog import RecoveryKeyDialog
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.card import Card

_MOST_ROWS = 6


class AccountsCard(Card):
    """For administrators: accounts, their passphrases, and the recovery key.

    *Signals:*
    ``message(str)``: a sentence for the user.
    """

    message = Signal(str)

    def __init__(
        self, work: VaultWork, runner: TaskRunner, clipboard: Clipboard, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._runner = runner
        self._clipboard = clipboard
        self._accounts: tuple[Account, ...] = ()
        self.set_title(self.tr("Accounts"))
        self.say(self.tr("Who may unlock the vault. Archived accounts stay as the authors of what they did."))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Accounts"))
        self.body.addWidget(self.list)
        new = self.add_button(self.tr("&New account…"))
        self._passphrase = self.add_button(self.tr("New passphrase…"))
        self._archive = self.add_button(self.tr("Archive"))
        renew = self.add_button(self.tr("Renew the recovery &key…"))
        new.clicked.connect(self._new)
        self._passphrase.clicked.connect(self._reset)
        self._archive.clicked.connect(self._put_away)
        renew.clicked.connect(self._renew)
        self.list.currentRowChanged.connect(self._enable)
        self._enable()

    def reload(self) -> None:
        """Read the accounts anew."""
        self._work.read(lambda history: history.accounts(), done=self._show)

    def forget(self) -> None:
        """Keep no names."""
        self._accounts = ()
        self.list.clear()

    def _show(self, accounts: tuple[Account, ...]) -> None:
        self._accounts = accounts
        row = self.list.currentRow()
        self.list.clear()
        for account in accounts:
            role = self.tr("administrator") if account.role is Role.ADMINISTRATOR else self.tr("clinician")
            parts = [account.name, role]
            if account.archived_at is not None:
                parts.append(self.tr("archived"))
            self.list.addItem(QListWidgetItem("  ·  ".join(parts)))
        self.list.setCurrentRow(min(max(row, 0), len(accounts) - 1))
        # As high as what it holds, within reason.
        rows = min(max(len(accounts), 2), _MOST_ROWS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), GRID_PX * 4) + GRID_PX)
        self._enable()

    def _chosen(self) -> Account | None:
        row = self.list.currentRow()
        return self._accounts[row] if 0 <= row < len(self._accounts) else None

    def _enable(self) -> None:
        account = self._chosen()
        living = account is not None and account.archived_at is None
        self._passphrase.setEnabled(living)
        self._archive.setEnabled(living)

    def _new(self) -> None:
        dialog = AccountDialog(self._work, self._runner, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self.reload)
        dialog.open()

    def _reset(self) -> None:
        dialog = PassphraseDialog(self._work, self._runner, self._chosen(), self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(lambda _none: self.message.emit(self.tr("The passphrase has been changed.")))
        dialog.open()

    def _put_away(self) -> None:
        account = self._chosen()
        if account is not None:
            ask(
                self,
                self.tr("Archive the account of {name}?").format(name=account.name),
                self.tr("It can unlock the vault no more, and not be brought back. What it did stays in its name."),
                self.tr("Archive"),
                partial(self._archive_account, account.id),
            )

    def _archive_account(self, account_id: str) -> None:
        self._work.administer(lambda vault: vault.archive_account(account_id), done=lambda _none: self.reload())

    def _renew(self) -> None:
        ask(
            self,
            self.tr("Renew the recovery key?"),
            self.tr(
                "The old print will open nothing any more. The new key is shown once: have a printer or paper ready."
            ),
            self.tr("Renew"),
            self._renew_key,
        )

    def _renew_key(self) -> None:
        self._work.administer(lambda vault: vault.renew_recovery_key(), done=self._show_key)

    def _show_key(self, key: str) -> None:
        if not self._work.is_unlocked:
            return
        dialog = RecoveryKeyDialog(self._clipboard, key, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
