"""The way in with the printed key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.ui.views.cover_page import CoverPage
from desktop.ui.widgets.field import Field


class RecoveryPage(CoverPage):
    """Asks for the recovery key.

    *Signals:*
    ``unlock_requested()``: with what `typed` says.
    ``back_requested()``
    """

    unlock_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("key", "", parent)
        self.headline.setText(self.tr("Use the recovery key"))
        self.sentence.setText(
            self.tr(
                "It was shown when the vault was made. It opens the vault with all rights, so that you can set a new "
                "passphrase."
            )
        )
        self.key_edit = QLineEdit()
        self.body.addWidget(
            Field(
                self.tr("&Recovery key"),
                self.key_edit,
                hint=self.tr("Nine groups of four. Hyphens, blanks and capitals do not matter."),
            )
        )
        back = QPushButton(self.tr("&Back"))
        back.clicked.connect(self.back_requested)
        self._unlock = QPushButton(self.tr("&Unlock"))
        self._unlock.setDefault(True)
        self._unlock.clicked.connect(self._request)
        self.buttons.addWidget(back)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._unlock)
        self.key_edit.textChanged.connect(self._enable)
        self.key_edit.returnPressed.connect(self._request)
        self._busy = False
        self._enable()

    @property
    def typed(self) -> str:
        """What was typed."""
        return self.key_edit.text()

    def set_busy(self, busy: bool) -> None:
        """Say that the key is being tried, or no longer."""
        self._busy = busy
        self._enable()

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        self.key_edit.setFocus()

    def forget(self) -> None:
        """Keep nothing that was typed."""
        self.key_edit.clear()
        self.show_problem("")
        self.set_busy(False)

    def _enable(self) -> None:
        self.key_edit.setEnabled(not self._busy)
        self._unlock.setEnabled(bool(self.typed.strip()) and not self._busy)

    def _request(self) -> None:
        if self._unlock.isEnabled():
            self.show_problem("")
            self.unlock_requested.emit()
