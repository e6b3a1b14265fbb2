"""The place for how the window looks and works, and for what the vault's keepers do."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.settings.rows import VAULT_FOLDER
from desktop.core.settings.settings import Settings
from desktop.ui.clipboard import Clipboard
from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.operations.backups import BackupWork
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.operations.watch_folder import WatchFolder
from desktop.ui.shortcuts import Shortcuts
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.vault_chores import VaultChores
from desktop.ui.views.audit_page import AuditPage
from desktop.ui.widgets.accounts_card import AccountsCard
from desktop.ui.widgets.again_card import AgainCard
from desktop.ui.widgets.appearance_card import AppearanceCard
from desktop.ui.widgets.backup_card import BackupCard
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.check_card import CheckCard
from desktop.ui.widgets.locking_card import LockingCard
from desktop.ui.widgets.notice_label import NoticeLabel
from desktop.ui.widgets.operating_point_card import OperatingPointCard
from desktop.ui.widgets.practice_card import PracticeCard
from desktop.ui.widgets.research_card import ResearchCard
from desktop.ui.widgets.scroll_content import ScrollContent
from desktop.ui.widgets.shortcuts_card import ShortcutsCard
from desktop.ui.widgets.text_label import TextLabel, TextSize
from desktop.ui.widgets.watch_card import WatchCard

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
        *,
        work: VaultWork,
        runner: TaskRunner,
        settings: Settings,
        clipboard: Clipboard,
        backups: BackupWork,
        watch: WatchFolder,
        shortcuts: Shortcuts,
        chores: VaultChores,
    ) -> None:
        super().__init__()
        self._work = work
        self._backups = backups
        self.policy_note, self.problem = NoticeLabel(), NoticeLabel()
        self.policy_note.say("\n".join(problem.sentence for problem in settings.policy.problems))
        self.appearance_card = AppearanceCard(settings)
        self.operating_point_card = OperatingPointCard(work, settings)
        self.watch_card = WatchCard(watch, settings)
        self.shortcuts_card = ShortcutsCard(shortcuts)
        self.locking_card = LockingCard(work, runner, settings)
        self.backup_card = BackupCard(work, runner, backups)
        self.check_card = CheckCard(work)
        self.research_card = ResearchCard(work)
        self.again_card = AgainCard(chores.again)
        self.practice_card = PracticeCard(chores.practice)
        self.accounts_card = AccountsCard(work, runner, clipboard)
        self.audit_card = Card()
        self.audit_card.set_title(self.tr("Audit trail"))
        self.audit_card.say(self.tr("Who did what and when; reading a patient's record is in it, too."))
        show_trail = self.audit_card.add_button(self.tr("&Show…"))
        self.vault_card = Card()
        self.vault_card.set_title(self.tr("This vault"))
        self._vault_fixed = settings.is_fixed(VAULT_FOLDER) and bool(settings.get(VAULT_FOLDER))
        other = self.vault_card.add_button(self.tr("&Use another vault…"))
        other.setEnabled(not self._vault_fixed)
        self.audit_page = AuditPage(work, runner)
        self.addWidget(self._cards_page())
        self.addWidget(self.audit_page)
        show_trail.clicked.connect(self._show_trail)
        other.clicked.connect(self.close_requested)
        self.audit_page.back_requested.connect(lambda: self.setCurrentIndex(0))
        self.audit_page.message.connect(self.message)
        self.accounts_card.message.connect(self.message)
        self.locking_card.message.connect(self.message)
        for card in (self.appearance_card, self.operating_point_card, self.locking_card, self.watch_card):
            card.settings_changed.connect(self.settings_changed)

    def reload(self) -> None:
        """Show how things are."""
        unlocked, administers = self._work.is_unlocked, self._work.may_administer
        for card in (self.locking_card, self.watch_card, self.backup_card, self.check_card, self.vault_card):
            card.setVisible(unlocked)
        for chore in (self.again_card, self.practice_card):
            chore.setVisible(unlocked)
            chore.reload()
        self.operating_point_card.reload()
        self.watch_card.reload()
        self.shortcuts_card.reload()
        self.locking_card.reload()
        self._backups.reload()
        for card in (self.accounts_card, self.audit_card, self.research_card):
            card.setVisible(administers)
        if administers:
            self.accounts_card.reload()
            if self.currentWidget() is self.audit_page:
                self.audit_page.reload()
        else:
            self.setCurrentIndex(0)
        folder = self._work.folder
        where = "" if folder is None else str(folder)
        self.vault_card.say(f"{where}\n{fixed_text()}" if self._vault_fixed else where)

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        if self.currentIndex() == 0:
            self._scroll.verticalScrollBar().setValue(0)
            self.appearance_card.theme_box.setFocus()
        else:
            self.audit_page.focus_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel move the page, and change no value that the pointer happens to pass over."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def show_operating_point(self) -> None:
        """Show where the operating point is chosen."""
        self.setCurrentIndex(0)
        self._scroll.ensureWidgetVisible(self.operating_point_card, 0, 0)
        self.operating_point_card.sensitivity_box.setFocus()

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
            self.policy_note,
            self.problem,
            self.appearance_card,
            self.shortcuts_card,
            self.operating_point_card,
            self.locking_card,
            self.watch_card,
            self.backup_card,
            self.check_card,
            self.accounts_card,
            self.audit_card,
            self.research_card,
            self.again_card,
            self.practice_card,
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
        self._scroll = scroll
        for box in (*column.findChildren(QComboBox), *column.findChildren(QAbstractSpinBox)):
            box.installEventFilter(self)
        return scroll

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the settings as a whole."""
        self.problem.say(text)

    def _show_trail(self) -> None:
        self.setCurrentWidget(self.audit_page)
        self.audit_page.reload()
        self.audit_page.focus_first()
