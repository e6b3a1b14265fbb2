"""A sentence in a frame, where what it tells of has arisen."""

from PySide6.QtWidgets import QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel


class NoticeLabel(TextLabel):
    """Says what went wrong, or what is to be known here; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("notice")
        self.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        self.hide()

    def say(self, text: str) -> None:
        """Say something; empty for nothing."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
