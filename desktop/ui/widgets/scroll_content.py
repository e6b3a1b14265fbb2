"""What a page scrolls: as high as its texts are at the width they have."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class ScrollContent(QWidget):
    """The content of a scroll area that is as wide as the area.

    Texts that wrap tell the height that they would have at the width that they would like. An area would take the sum
    of those for the least height of its content, and scroll where there is nothing to be seen.
    """

    def minimumSizeHint(self) -> QSize:
        """Insist on the width alone: the area then asks how high it is at its width."""
        return QSize(super().minimumSizeHint().width(), 0)
