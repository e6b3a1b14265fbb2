"""What stands in front of the window until it is clear which vault, if any, is open, and to whom."""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop.core.errors import KnownError
from desktop.core.settings.rows import PASSPHRASE_REMEMBERED, VAULT_FOLDER, WITHOUT_VAULT
from desktop.core.settings.settings import Settings
from desktop.ui.clipboard import Clipboard
from desktop.ui.operations.vault_work import VaultState, VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.views.cover_page import CoverPage
from desktop.ui.views.unlock_page import UnlockPage
from desktop.ui.views.vault_start_page import VaultStartPage

if TYPE_CHECKING:  # Loaded and made when they are first asked for: most days only the passphrase is.
    from desktop.ui.views.create_vault_page import CreateVaultPage
    from desktop.ui.views.new_passphrase_page import NewPassphrasePage
    from desktop.ui.views.recovery_page import RecoveryPage
    from desktop.ui.views.restore_page import RestorePage
    from desktop.ui.widgets.recovery_key_card import RecoveryKeyCard

_Page = TypeVar("_Page", bound=CoverPage)


class VaultCover(QStackedWidget):
    """Leads through making, opening and unlocking a vault.

    *Signals:*
    ``entered(str)``: the vault is unlocked and nothing remains to be asked; with a note for the user, mostly empty.
    ``without_requested()``: work without a vault.
    ``settings_changed()``: to be saved.
    """

    entered = Signal(str)
    without_requested = Signal()
    settings_changed = Signal()

    def __init__(
        self,
        *,
        work: VaultWork,
        runner: TaskRunner,
        settings: Settings,
        clipboard: Clipboard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._runner = runner
        self._clipboard = clipboard
        self._note = ""
        self._opening = False
        self._settings = settings
        self._pages: list[CoverPage] = []
        self.start_page = self._add(VaultStartPage())
        self.unlock_page = self._add(UnlockPage())
        self.opening_page = self._add(CoverPage("vault", self.tr("Opening the vault…")))
        self._connect()
        for page in (self.start_page, self.unlock_page):
            # Fixed to none, it fixes nothing: there would be no way in.
            page.fix(
                folder=settings.is_fixed(VAULT_FOLDER) and bool(settings.get(VAULT_FOLDER)),
                without=settings.is_fixed(WITHOUT_VAULT) and not settings.get(WITHOUT_VAULT),
            )

    @cached_property
    def create_page(self) -> "CreateVaultPage":
        """Where a vault is made."""
        from desktop.ui.views.create_vault_page import CreateVaultPage

        page = self._add(CreateVaultPage(self._runner))
        page.back_requested.connect(self._leave_creating)
        page.create_requested.connect(self._create)
        return page

    @cached_property
    def key_card(self) -> "RecoveryKeyCard":
        """The new vault's recovery key."""
        from desktop.ui.widgets.recovery_key_card import RecoveryKeyCard

        card = RecoveryKeyCard(self._clipboard)
        card.confirmed.connect(partial(self.entered.emit, ""))
        return card

    @cached_property
    def key_page(self) -> CoverPage:
        """Where `key_card` is."""
        page = self._add(CoverPage("key", self.tr("The recovery key")))
        page.body.addWidget(self.key_card)
        return page

    @cached_property
    def restore_page(self) -> "RestorePage":
        """Where a backup is made a vault again."""
        from desktop.ui.views.restore_page import RestorePage

        page = self._add(RestorePage(self._runner))
        page.back_requested.connect(self._leave_restoring)
        page.restored.connect(self._restored)
        return page

    @cached_property
    def recovery_page(self) -> "RecoveryPage":
        """Where the recovery key is typed."""
        from desktop.ui.views.recovery_page import RecoveryPage

        page = self._add(RecoveryPage())
        page.back_requested.connect(self._leave_recovery)
        page.unlock_requested.connect(self._recover)
        return page

    @cached_property
    def passphrase_page(self) -> "NewPassphrasePage":
        """Where a new passphrase is chosen, after the recovery key was typed."""
        from desktop.ui.views.new_passphrase_page import NewPassphrasePage

        page = self._add(NewPassphrasePage(self._runner))
        page.later_requested.connect(self._leave_passphrase)
        page.set_requested.connect(self._set_passphrase)
        return page

    def begin(self) -> None:
        """Open the vault of last time or, at the first start, ask."""
        folder = self._settings.get(VAULT_FOLDER)
        if folder:
            self._open(Path(folder))
        else:
            self.ask()

    def ask(self) -> None:
        """Ask whether there shall be a vault, or another one."""
        self.start_page.back_button.setVisible(bool(self._settings.get(VAULT_FOLDER)))
        self._show(self.start_page)

    def lock(self) -> None:
        """Cover everything until somebody unlocks the vault."""
        if self._opening:  # It was not open before: what is being typed stays.
            return
        self._forget()
        self._show_unlock(self._work.folder)

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        for page in self._pages:
            page.refresh_icons()
        if "key_card" in vars(self):
            self.key_card.refresh_icons()

    def _connect(self) -> None:
        start, unlock = self.start_page, self.unlock_page
        start.create_requested.connect(lambda: self._show(self.create_page))
        start.open_requested.connect(self._ask_for_folder)
        start.restore_requested.connect(lambda: self._show(self.restore_page))
        start.without_requested.connect(self.without_requested)
        start.back_requested.connect(self.begin)
        unlock.unlock_requested.connect(self._unlock)
        unlock.recovery_requested.connect(lambda: self._show(self.recovery_page))
        unlock.without_requested.connect(self.without_requested)

    def _add(self, page: _Page) -> _Page:
        self._pages.append(page)
        self.addWidget(page)
        return page

    def _show(self, page: CoverPage) -> None:
        self.setCurrentWidget(page)
        page.focus_first()

    def _show_unlock(self, folder: Path | None) -> None:
        name = "" if folder is None else folder.name
        self.unlock_page.show_vault(name, remembered=self._remembers(folder), opening=self._opening)
        self.unlock_page.set_remembering_fixed(self._settings.is_fixed(PASSPHRASE_REMEMBERED))
        self._show(self.unlock_page)

    def _remembers(self, folder: Path | None) -> bool:
        """Tell whether the key store keeps this vault's passphrase, or the practice's IT wants it to."""
        same = str(folder) == self._settings.get(VAULT_FOLDER)
        return self._settings.get(PASSPHRASE_REMEMBERED) and (same or self._settings.is_fixed(PASSPHRASE_REMEMBERED))

    def _forget(self) -> None:
        for page in self._pages:
            page.forget()
        if "key_card" in vars(self):
            self.key_card.forget()

    # --- making and opening

    def _leave_creating(self) -> None:
        self.create_page.forget()
        self.ask()

    def _leave_restoring(self) -> None:
        self.restore_page.forget()
        self.ask()

    def _restored(self, folder: str, note: str) -> None:
        self._note = note
        self._open(Path(folder))

    def _create(self) -> None:
        page = self.create_page
        page.set_busy(True)
        folder = page.folder
        self._work.create(
            folder,
            page.account_name,
            page.passphrase,
            done=partial(self._created, folder),
            failed=partial(self._refuse, page),
        )

    def _created(self, folder: Path, recovery_key: str) -> None:
        self.unlock_page.name_edit.setText(self.create_page.account_name)
        self.create_page.forget()
        self._note_folder(folder)
        self.key_card.show_key(recovery_key)
        self._show(self.key_page)
        self.key_card.setFocus()

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Open a vault: choose its folder"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._open(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open(self, folder: Path) -> None:
        """Take hold of a vault. Account and passphrase can be typed meanwhile: the program begins with this."""
        self._forget()
        self.start_page.show_problem("")
        self._opening = True
        recall = self._remembers(folder)
        if recall:
            self._show(self.opening_page)
        else:
            self._show_unlock(folder)
        self._work.hold(folder, recall=recall, done=partial(self._held, folder), failed=self._not_opened)

    def _held(self, folder: Path) -> None:
        self._opening = False
        self._note_folder(folder)
        page = self.unlock_page
        if self._work.state is VaultState.UNLOCKED:
            self.entered.emit("")
        elif self.currentWidget() is not page:
            self._show_unlock(folder)
        else:  # Whoever is typing goes on where the cursor is.
            page.set_opening(False)
            if page.busy:
                self._unlock()

    def _not_opened(self, error: KnownError) -> None:
        self._opening = False
        self._forget()
        self.start_page.show_problem(str(error))
        self.ask()

    def _note_folder(self, folder: Path) -> None:
        if self._settings.get(VAULT_FOLDER) != str(folder):
            self._settings.set(PASSPHRASE_REMEMBERED, value=False)
        self._settings.set(VAULT_FOLDER, str(folder))
        self._settings.set(WITHOUT_VAULT, value=False)
        self.settings_changed.emit()

    # --- unlocking

    def _unlock(self) -> None:
        page = self.unlock_page
        page.set_busy(True)
        if self._opening:  # Carried out by `_held`.
            return
        remember = page.remember
        self._work.unlock(
            page.account_name,
            page.passphrase,
            remember=remember,
            done=partial(self._unlocked, remember),
            failed=lambda error: page.refuse(str(error)),
        )

    def _unlocked(self, remember: bool, note: str) -> None:
        self._settings.set(PASSPHRASE_REMEMBERED, value=remember and not note)
        self.settings_changed.emit()
        self.unlock_page.forget()
        told, self._note = self._note, ""
        self.entered.emit(note or told)

    def _leave_recovery(self) -> None:
        self.recovery_page.forget()
        self._show_unlock(self._work.folder)

    def _recover(self) -> None:
        page = self.recovery_page
        page.set_busy(True)
        self._work.unlock_with_recovery_key(page.typed, done=self._recovered, failed=partial(self._refuse, page))

    def _recovered(self) -> None:
        self.recovery_page.forget()
        self._show(self.passphrase_page)
        self._work.read(lambda history: history.accounts(), done=self.passphrase_page.show_accounts)

    def _leave_passphrase(self) -> None:
        self.passphrase_page.forget()
        self.entered.emit("")

    def _set_passphrase(self) -> None:
        page = self.passphrase_page
        account, passphrase = page.account, page.passphrase
        self._work.administer(
            lambda vault: vault.reset_passphrase(account.id, passphrase),
            done=lambda _none: self._enter_as(account.name, passphrase),
            failed=lambda error: page.show_problem(str(error)),
        )

    def _enter_as(self, account_name: str, passphrase: str) -> None:
        """Go on under one's own name, so that the audit trail knows who does what."""
        self.passphrase_page.forget()
        self.unlock_page.name_edit.setText(account_name)
        self._work.unlock(
            account_name,
            passphrase,
            remember=False,
            done=self.entered.emit,
            failed=lambda error: self.unlock_page.refuse(str(error)),
        )

    def _refuse(self, page: "CreateVaultPage | RecoveryPage", error: KnownError) -> None:
        page.set_busy(False)
        page.show_problem(str(error))
