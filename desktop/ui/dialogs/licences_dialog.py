"""The licences of all that the program brings along."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.core.licences import LicensedPart, licensed_parts
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel


class LicencesDialog(QDialog):
    """A list of libraries, and the text of the one that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licences"))
        self._parts = licensed_parts()
        purpose = TextLabel()
        purpose.setText(self.tr("Lentigo is made of these parts. Each licence is that of its authors, word for word."))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Libraries"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(GRID_PX * 36)
        for part in self._parts:
            QListWidgetItem(f"{part.name} {part.version}".strip(), self.list)
        self.list.currentRowChanged.connect(self._show)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Licence"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(GRID_PX * 2)
        side_by_side.addWidget(self.list)
        side_by_side.addWidget(self.text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 2)
        layout.addWidget(purpose)
        layout.addLayout(side_by_side, 1)
        layout.addWidget(buttons)
        self.resize(GRID_PX * 130, GRID_PX * 80)
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        self.text.setPlainText(self._text_of(self._parts[row]))

    def _text_of(self, part: LicensedPart) -> str:
        missing = self.tr("The text of this licence cannot be read. Reinstall Lentigo to have it back.")
        try:
            return part.text() or missing
        except OSError:
            return missing
