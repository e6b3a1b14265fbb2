"""The keyboard shortcuts, read off the actions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.actions import Actions
from desktop.ui.theme import GRID_PX


class ShortcutsDialog(QDialog):
    """What the keys do."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX * 4)
        grid.setVerticalSpacing(GRID_PX // 2)
        rows = [
            (action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), action.statusTip())
            for action in actions
        ]
        rows += [
            (self.tr("Arrow keys"), self.tr("Go through the queue; move a magnified image")),
            (self.tr("Wheel"), self.tr("Zoom at the pointer")),
        ]
        for row, (keys, meaning) in enumerate(rows):
            heading = QLabel(keys)
            heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(QLabel(meaning), row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 2)
        layout.addLayout(grid)
        layout.addWidget(buttons)
