"""What the shapes of the body map's pins say."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.ui.models.lesion_standing import PinKind
from desktop.ui.models.map_pin import pin_kind_title
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.body_map_markers import paint_marker
from desktop.ui.widgets.percent import percent_text
from desktop.ui.widgets.text_label import TextLabel

_COLUMNS = 2
_SIDE_PX = GRID_PX * 5 // 2


class BodyMapLegend(QWidget):
    """One shape and its words for each kind of pin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX)
        grid.setVerticalSpacing(GRID_PX // 2)
        self._words: dict[PinKind, TextLabel] = {}
        for number, kind in enumerate(PinKind):
            words = self._words[kind] = TextLabel()
            words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            words.setText(pin_kind_title(kind))
            words.setMinimumHeight(_SIDE_PX)
            row, column = divmod(number, _COLUMNS)
            grid.addWidget(_Sample(kind), row, column * 2, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, column * 2 + 1, Qt.AlignmentFlag.AlignTop)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column * 2 + 1, 1)

    def show_threshold(self, chance: float | None) -> None:
        """Say which chance (0–1) the operating point is; None if there is none."""
        text = pin_kind_title(PinKind.ABOVE)
        if chance is not None:
            text = self.tr("At or above the operating point ({percent})").format(percent=percent_text(chance))
        self._words[PinKind.ABOVE].setText(text)


class _Sample(QWidget):
    """One marker."""

    def __init__(self, kind: PinKind) -> None:
        super().__init__()
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Stand beside a line of text."""
        return QSize(_SIDE_PX, _SIDE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marker."""
        painter = QPainter(self)
        paint_marker(painter, QPointF(self.width() / 2, self.height() / 2), self._kind, self.palette())
