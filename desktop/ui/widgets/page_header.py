"""The first line of a page."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel, TextSize


def page_header(title: str, *parts: QWidget) -> QHBoxLayout:
    """Return a page's title, and at the other end of the line what belongs to the whole page."""
    headline = TextLabel(TextSize.HEADLINE)
    headline.setText(title)
    header = QHBoxLayout()
    header.setSpacing(GRID_PX * 2)
    header.addWidget(headline)
    header.addStretch(1)
    for part in parts:
        header.addWidget(part)
    return header
