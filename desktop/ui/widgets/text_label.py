"""A paragraph in one of the program's three text sizes."""

from enum import Enum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget


class TextSize(Enum):
    """The three sizes, as multiples of the application's font."""

    NORMAL = 1.0
    LARGE = 1.25
    HEADLINE = 2.0


class TextLabel(QLabel):
    """Plain text that wraps, at a size that follows the application's font.

    Parameters
    ----------
    size : TextSize
    bold : bool
    tabular : bool
        Digits of equal width, on one line.
    """

    def __init__(
        self,
        size: TextSize = TextSize.NORMAL,
        *,
        bold: bool = False,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._bold, self._tabular = size, bold, tabular
        # Reasons hold file names: a name is never taken for markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(not tabular)
        if not tabular:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._take_font()
        self._take_side()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font, and the side where reading begins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._take_font()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._take_side()

    def _take_font(self) -> None:
        font = QFont(QApplication.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * self._size.value)
        else:
            font.setPixelSize(round(font.pixelSize() * self._size.value))
        font.setBold(self._bold)
        if self._tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        # The dots of a capital umlaut rise above the line of some fonts, and would be cut off.
        metrics, margins = QFontMetrics(font), self.contentsMargins()
        margins.setTop(max(margins.top(), -metrics.tightBoundingRect("ÄÖÜÅ").top() - metrics.ascent()))
        self.setContentsMargins(margins)

    def _take_side(self) -> None:
        # Qt would go by the text, and put an English title on the left of an Arabic window.
        rightwards = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if rightwards else Qt.AlignmentFlag.AlignRight
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
