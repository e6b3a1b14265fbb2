"""There is nothing here yet: why, and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel, TextSize

_ICON_PX = 48
_TEXT_WIDTH_PX = GRID_PX * 60


class EmptyState(QWidget):
    """An icon, a headline, a sentence and perhaps buttons, in the middle."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._icon = QLabel()
        self._headline, self._sentence = TextLabel(TextSize.LARGE), TextLabel()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID_PX)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column = QWidget()
        column.setMaximumWidth(_TEXT_WIDTH_PX)
        inside = QVBoxLayout(column)
        inside.setSpacing(GRID_PX * 2)
        inside.addStretch(2)
        for label in (self._icon, self._headline, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(label)
        self._sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        inside.addLayout(self._buttons)
        inside.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(column, 1000)
        layout.addStretch(1)
        self.refresh_icons()

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self._headline.text()}\n{self._sentence.text()}"

    def say(self, headline: str, sentence: str) -> None:
        """Say why there is nothing, and what to do."""
        self._headline.setText(headline)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{headline}. {sentence}")

    def add_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """Offer what to do."""
        for button in buttons:
            self._buttons.insertWidget(self._buttons.count() - 1, button)

    def refresh_icons(self) -> None:
        """Paint the icon in the colours of now."""
        self._icon.setPixmap(icon(self._icon_name).pixmap(QSize(_ICON_PX, _ICON_PX)))
