"""Something cannot be shown: what it is, what is wrong, what to do."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel, TextSize

_ICON_PX = 48
_TEXT_WIDTH_PX = GRID_PX * 65
_ZERO_WIDTH_SPACE = "\u200b"


class ProblemPage(QWidget):
    """A headline, the reason and the remedy in the middle of the page."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._icon = QLabel()
        self._headline, self._reason, self._remedy = TextLabel(TextSize.LARGE), TextLabel(), TextLabel()
        # The column has a width of its own: only then does wrapped text get the height that it needs.
        column = QWidget()
        column.setMaximumWidth(_TEXT_WIDTH_PX)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID_PX * 2)
        inside.addStretch(2)
        for label in (self._icon, self._headline, self._reason, self._remedy):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(label)
        inside.addStretch(3)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 2, GRID_PX * 2, GRID_PX * 2, GRID_PX * 2)
        layout.addStretch(1)
        layout.addWidget(column, 1000)
        layout.addStretch(1)
        for text in (self._headline, self._reason, self._remedy):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.refresh_icons()

    @property
    def text(self) -> str:
        """All that the page says."""
        parts = (self._headline.text(), self._reason.text(), self._remedy.text())
        return "\n".join(parts).replace(_ZERO_WIDTH_SPACE, "")

    def show_problem(self, headline: str, reason: str, remedy: str) -> None:
        """Say it."""
        self._headline.setText(_breakable(headline))
        self._reason.setText(reason)
        self._remedy.setText(remedy)
        self.setAccessibleName(f"{headline}. {reason} {remedy}")

    def refresh_icons(self) -> None:
        """Paint the icon in the colours of now."""
        self._icon.setPixmap(icon(self._icon_name).pixmap(QSize(_ICON_PX, _ICON_PX)))


def _breakable(text: str) -> str:
    """Let long file names wrap."""
    return re.sub(r"([-_.](?=\S)|\S{24})", rf"\1{_ZERO_WIDTH_SPACE}", text)
