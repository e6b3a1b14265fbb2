"""An examination's photograph with its tools: zoom, scale bar and ruler; or why it cannot be shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.image_toolbar import ImageToolbar
from desktop.ui.widgets.measured_view import MeasuredView
from desktop.ui.widgets.ruler_bar import RulerBar


class ExaminationPicture(QWidget):
    """Shows one photograph.

    Parameters
    ----------
    problem : QWidget
        What is shown instead, if there is no photograph.

    *Signals:*
    ``scale_chosen(object)``, ``take_over_requested()``: see `RulerBar`.
    """

    scale_chosen = Signal(object)
    take_over_requested = Signal()

    def __init__(self, problem: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = MeasuredView()
        self._problem = problem
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(problem)
        self.ruler = RulerBar(self.view)
        self._toolbar = ImageToolbar()
        for name, text, slot in (
            ("fit", self.tr("Show the whole image (0)"), self.view.fit),
            ("actual-size", self.tr("One pixel of the image a pixel here (1)"), self.view.actual_size),
            ("zoom-out", self.tr("Show the image smaller (-)"), self.view.zoom_out),
            ("zoom-in", self.tr("Show the image larger (+)"), self.view.zoom_in),
        ):
            self._toolbar.add_tool(name, text).clicked.connect(slot)
        self._toolbar.add_zoom()
        self.measure_button = self._toolbar.add_tool(
            "measure", self.tr("Measure a length, or set the scale"), checkable=True
        )
        self._toolbar.row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.ruler)
        column.addWidget(self._toolbar)
        self.view.zoom_changed.connect(self._toolbar.show_zoom)
        self.view.measuring_ended.connect(lambda: self.measure_button.setChecked(False))
        self.measure_button.toggled.connect(self._measure)
        self.ruler.scale_chosen.connect(self.scale_chosen)
        self.ruler.take_over_requested.connect(self.take_over_requested)

    def show_image(self, pyramid: ImagePyramid) -> None:
        """Show a photograph."""
        self._stack.setCurrentWidget(self.view)
        self.view.set_image(pyramid)

    def show_problem(self) -> None:
        """Show why there is no photograph."""
        self.measure_button.setChecked(False)
        self._stack.setCurrentWidget(self._problem)

    def forget(self) -> None:
        """Show none."""
        self.measure_button.setChecked(False)
        self.view.set_image(None)
        self.view.set_mm_per_px(None)
        self.ruler.length_edit.clear()
        self._toolbar.show_zoom(0)
        self._stack.setCurrentWidget(self.view)

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self._toolbar.refresh_icons()

    def _measure(self, measuring: bool) -> None:
        self.view.set_measuring(measuring)
        self.ruler.setVisible(measuring)
        if measuring:
            self.view.setFocus()
