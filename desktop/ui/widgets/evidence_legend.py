"""The heatmap's colours, from less to more."""

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.heatmap import ramp_colours

_DISABLED_OPACITY = 0.4


class EvidenceLegend(QWidget):
    """A wedge that rises with the evidence, in the heatmap's colours: its height says the same as its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Colours of the heatmap, from violet for less to yellow for more evidence"))

    def sizeHint(self) -> QSize:
        """Stand beside a line of text."""
        return QSize(GRID_PX * 8, GRID_PX * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the wedge, rising the way one reads."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start, end = 0.5, self.width() - 0.5
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        gradient = QLinearGradient(start, 0, end, 0)
        positions = np.linspace(0.0, 1.0, 9)
        for position, (red, green, blue, _) in zip(positions, ramp_colours(positions), strict=True):
            gradient.setColorAt(float(position), QColor(int(red), int(green), int(blue)))
        bottom = self.height() - 0.5
        painter.setOpacity(1.0 if self.isEnabled() else _DISABLED_OPACITY)
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.setBrush(gradient)
        painter.drawPolygon(QPolygonF([QPointF(start, bottom), QPointF(end, bottom), QPointF(end, 0.5)]))
