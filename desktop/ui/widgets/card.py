"""A part of a page with a title of its own."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel, TextSize


class Card(QFrame):
    """A title, a sentence that says how things are, and whatever is added to `body`; buttons in a row below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._heading = TextLabel(TextSize.LARGE)
        self.status = TextLabel()
        self.status.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID_PX)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID_PX)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 2, GRID_PX * 3 // 2, GRID_PX * 2, GRID_PX * 3 // 2)
        column.setSpacing(GRID_PX)
        column.addWidget(self._heading)
        column.addWidget(self.status)
        column.addLayout(self.body)
        column.addLayout(self._buttons)

    def set_title(self, title: str) -> None:
        """Name the part."""
        self._heading.setText(title)

    def say(self, text: str) -> None:
        """Say how things are."""
        self.status.setText(text)

    def add_button(self, text: str) -> QPushButton:
        """Add a button to the row."""
        button = QPushButton(text)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button
