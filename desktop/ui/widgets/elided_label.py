"""A line of text that gives way."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget


class ElidedLabel(QLabel):
    """Plain text on one line, with an ellipsis where there is no room; a screen reader still has all of it.

    Its size does not depend on the text, so that nothing around it moves when the text changes.

    Parameters
    ----------
    wanted_characters, fewest_characters : int
        How wide it would like to be, and how narrow it may become, in characters of average width.
    """

    def __init__(self, wanted_characters: int, fewest_characters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted, self._fewest = wanted_characters, fewest_characters
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the wanted width."""
        return self._line_of(self._wanted)

    def minimumSizeHint(self) -> QSize:
        """Insist on the least width."""
        return self._line_of(self._fewest)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        begin = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        alignment = QStyle.visualAlignment(self.layoutDirection(), begin)
        self.style().drawItemText(
            QPainter(self), self.rect(), int(alignment), self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )

    def _line_of(self, characters: int) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * characters, metrics.height())
