"""What is under two photographs that are compared: zoom, and what the way of comparing needs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QPushButton, QSlider, QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.image_toolbar import ImageToolbar
from desktop.ui.widgets.text_label import TextLabel

_SLIDER_WIDTH_PX = GRID_PX * 20


class CompareToolbar(ImageToolbar):
    """Holds the controls; the page says what they do.

    Parameters
    ----------
    fit, zoom_out, zoom_in : callable
    """

    def __init__(
        self,
        fit: Callable[[], None],
        zoom_out: Callable[[], None],
        zoom_in: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.row.setContentsMargins(GRID_PX, GRID_PX // 2, GRID_PX * 2, GRID_PX // 2)
        self.row.setSpacing(GRID_PX)
        self.add_tool("fit", self.tr("Show the whole images (0)")).clicked.connect(fit)
        self.add_tool("zoom-out", self.tr("Show the images smaller (-)")).clicked.connect(zoom_out)
        self.add_tool("zoom-in", self.tr("Show the images larger (+)")).clicked.connect(zoom_in)
        self.add_zoom()
        self.measure_button = self.add_tool("measure", self.tr("Measure a length"), checkable=True)
        self.divider = QSlider(Qt.Orientation.Horizontal)
        self.divider.setRange(0, 100)
        self.divider.setValue(50)
        self.divider.setFixedWidth(_SLIDER_WIDTH_PX)
        self.divider.setMinimumHeight(GRID_PX * 3)
        self.divider.setAccessibleName(self.tr("Divider, in percent from the left"))
        self.divider.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.blink_button = QPushButton()
        self.shown_label = TextLabel(tabular=True)
        self.note = TextLabel()
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.align_button = QCheckBox(self.tr("Ali&gn"))
        self.align_button.setMinimumHeight(GRID_PX * 3)
        self.align_button.setToolTip(self.tr("Shift, turn and size the newer photograph so that it lies on the older"))
        for widget in (self.divider, self.blink_button, self.shown_label):
            self.row.addWidget(widget)
        self.row.addWidget(self.note, 100)
        self.row.addStretch(1)
        self.row.addWidget(self.align_button)
