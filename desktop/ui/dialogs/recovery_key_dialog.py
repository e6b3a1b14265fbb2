"""A renewed recovery key."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.ui.clipboard import Clipboard
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.recovery_key_card import RecoveryKeyCard


class RecoveryKeyDialog(QDialog):
    """Shows a key once, until parts of it were typed back."""

    def __init__(self, clipboard: Clipboard, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The new recovery key"))
        self.card = RecoveryKeyCard(clipboard)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 2)
        layout.addWidget(self.card)
        self.setMinimumWidth(GRID_PX * 64)
        self.card.confirmed.connect(self.accept)
        self.finished.connect(self.card.forget)
        self.card.show_key(key)
