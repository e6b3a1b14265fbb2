"""The place for locking, backup, checking, accounts, the audit trail and research."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.settings.settings import Settings
from desktop.ui.clipboard import Clipboard
from desktop.ui.operations.backups import BackupWork
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.views.audit_page import AuditPage
from desktop.ui.widgets.accounts_card import AccountsCard
from desktop.ui.widgets.backup_card import BackupCard
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.check_card import CheckCard
from desktop.ui.widgets.locking_card import LockingCard
from desktop.ui.widgets.research_card import ResearchCard
from desktop.ui.widgets.scroll_content import ScrollContent
from desktop.ui.widgets.text_label import TextLabel, TextSize

_WIDTH_PX = GRID_PX * 100


class SettingsPage(QStackedWidget):
    """Cards below each other; what only administrators may do is shown to them alone.

    *Signals:*
    ``message(str)``: a sentence for the user.
    ``settings_changed()``: to be saved.
    ``close_requested()``: lock the vault and open another.
    """

    message = Signal(str)
    settings_changed = Signal()
    close_requested = Signal()

    def __init__(
        self,
        work: VaultWork,
        runner: TaskRunner,
        settings: Settings,
        clipboard: Clipboard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self.backups = BackupWork(work, runner, self)
        self.locking_card = LockingCard(work, runner, settings)
        self.backup_card = BackupCard(work, runner, self.backups)
        self.check_card = CheckCard(work)
        self.research_card = ResearchCard(work)
        self.accounts_card = AccountsCard(work, runner, clipboard)
        self.audit_card = Card()
        self.audit_card.set_title(self.tr("Audit trail"))
        self.audit_card.say(self.tr("Who did what and when; reading a patient's record is in it, too."))
        show_trail = self.audit_card.add_button(self.tr("&Show…"))
        self.vault_card = Card()
        self.vault_card.set_title(self.tr("This vault"))
        other = self.vault_card.add_button(self.tr("&Use another vault…"))
        self.audit_page = AuditPage(work, runner)
        self.addWidget(self._cards_page())
        self.addWidget(self.audit_page)
        show_trail.clicked.connect(self._show_trail)
        other.clicked.connect(self.close_requested)
        self.audit_page.back_requested.connect(lambda: self.setCurrentIndex(0))
        self.audit_page.message.connect(self.message)
        self.accounts_card.message.connect(self.message)
        self.locking_card.message.connect(self.message)
        self.locking_card.settings_changed.connect(self.settings_changed)

    def reload(self) -> None:
        """Show how things are."""
        administers = self._work.may_administer
        self.locking_card.reload()
        self.backups.reload()
        for card in (self.accounts_card, self.audit_card, self.research_card):
            card.setVisible(administers)
        if administers:
            self.accounts_card.reload()
            if self.currentWidget() is self.audit_page:
                self.audit_page.reload()
        else:
            self.setCurrentIndex(0)
        folder = self._work.folder
        self.vault_card.say("" if folder is None else str(folder))

    def forget(self) -> None:
        """Keep nothing of the vault."""
        self.accounts_card.forget()
        self.check_card.forget()
        self.backup_card.forget()
        self.research_card.forget()
        self.audit_page.forget()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now; there are none."""

    def _cards_page(self) -> QWidget:
        title = TextLabel(TextSize.HEADLINE)
        title.setText(self.tr("Settings"))
        column = QWidget()
        column.setMaximumWidth(_WIDTH_PX)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID_PX * 2)
        for part in (
            title,
            self.locking_card,
            self.backup_card,
            self.check_card,
            self.accounts_card,
            self.audit_card,
            self.research_card,
            self.vault_card,
        ):
            inside.addWidget(part)
        inside.addStretch(1)
        content = ScrollContent()
        row = QHBoxLayout(content)
        row.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX * 2)
        row.addWidget(column, 1000)
        row.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        return scroll

    def _show_trail(self) -> None:
        self.setCurrentWidget(self.audit_page)
        self.audit_page.reload()
