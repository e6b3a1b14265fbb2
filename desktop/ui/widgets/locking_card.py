"""When the vault locks itself, and one's own passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QWidget

from desktop.core.settings.rows import IDLE_MINUTES, LONGEST_IDLE_MINUTES, PASSPHRASE_REMEMBERED
from desktop.core.settings.settings import Settings
from desktop.core.storage import key_store
from desktop.ui.dialogs.passphrase_dialog import PassphraseDialog
from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text_label import TextLabel


class LockingCard(Card):
    """Idle minutes, passphrase, and forgetting what the key store remembers.

    *Signals:*
    ``settings_changed()``
    ``message(str)``: a sentence for the user.
    """

    settings_changed = Signal()
    message = Signal(str)

    def __init__(self, work: VaultWork, runner: TaskRunner, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._runner = runner
        self._settings = settings
        self.set_title(self.tr("Locking"))
        self.minutes_box = QSpinBox()
        self.minutes_box.setRange(1, LONGEST_IDLE_MINUTES)
        self.minutes_box.setSuffix(self.tr(" minutes"))
        self.minutes_box.lineEdit().setTextMargins(GRID_PX, 0, 0, 0)  # No style sheet reaches it.
        self.minutes_box.setMinimumWidth(GRID_PX * 16)
        label = QLabel(self.tr("Lock when nobody has touched mouse or keyboard for"))
        label.setBuddy(self.minutes_box)
        self.minutes_box.setAccessibleName(label.text().replace("&", ""))
        line = QHBoxLayout()
        line.setSpacing(GRID_PX)
        line.addWidget(label)
        line.addWidget(self.minutes_box)
        line.addStretch(1)
        self.body.addLayout(line)
        self.fixed_note = TextLabel()
        self.fixed_note.setText(fixed_text())
        self.fixed_note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.fixed_note.setVisible(settings.is_fixed(IDLE_MINUTES))
        self.minutes_box.setEnabled(not settings.is_fixed(IDLE_MINUTES))
        self.body.addWidget(self.fixed_note)
        self._change = self.add_button(self.tr("Change my &passphrase…"))
        self._forget = self.add_button(self.tr("F&orget the remembered passphrase"))
        self._change.clicked.connect(self._change_passphrase)
        self._forget.clicked.connect(self._forget_passphrase)
        self.minutes_box.valueChanged.connect(self._set_minutes)
        self.reload()

    def reload(self) -> None:
        """Show how things are."""
        visitor = self._work.visitor
        self.minutes_box.blockSignals(True)
        self.minutes_box.setValue(self._settings.get(IDLE_MINUTES))
        self.minutes_box.blockSignals(False)
        self._change.setVisible(visitor is not None and visitor.account_id is not None)
        self._forget.setVisible(self._settings.get(PASSPHRASE_REMEMBERED))
        if visitor is None:
            self.say("")
        elif visitor.account_id is None:
            self.say(self.tr("The vault was opened with its recovery key."))
        else:
            self.say(self.tr("You are {name}.").format(name=visitor.account_name))

    def _set_minutes(self, minutes: int) -> None:
        self._settings.set(IDLE_MINUTES, minutes)
        self.settings_changed.emit()

    def _change_passphrase(self) -> None:
        dialog = PassphraseDialog(self._work, self._runner, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self._changed)
        dialog.open()

    def _changed(self) -> None:
        self.message.emit(self.tr("Your passphrase has been changed."))
        if self._settings.get(PASSPHRASE_REMEMBERED):
            self._forget_passphrase()  # It is the old one.

    def _forget_passphrase(self) -> None:
        self._work.administer(lambda vault: key_store.forget(vault.id), done=lambda _none: self._forgotten())

    def _forgotten(self) -> None:
        self._settings.set(PASSPHRASE_REMEMBERED, value=False)
        self.settings_changed.emit()
        self.reload()
