"""Two photographs side by side that zoom and pan together."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.image_viewport import ViewedPart
from desktop.ui.widgets.measured_view import MeasuredView


class LinkedViews(QWidget):
    """The older photograph at the left, the newer at the right, in every language.

    What is in the middle of one is in the middle of the other, measured in fractions of the pictures.

    *Signals:*
    ``zoom_changed()``: see `zoom_percent`.
    """

    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.right = MeasuredView(), MeasuredView()
        layout = QHBoxLayout(self)
        layout.setDirection(QHBoxLayout.Direction.LeftToRight)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.left, 1)
        layout.addWidget(self.right, 1)
        # A view that follows does not tell: nothing goes back and forth.
        self.left.part_changed.connect(self.right.show_part)
        self.right.part_changed.connect(self.left.show_part)
        self.left.zoom_changed.connect(self.zoom_changed)
        self.right.zoom_changed.connect(self.zoom_changed)
        self.setFocusProxy(self.left)

    def set_images(self, older: ImagePyramid | None, newer: ImagePyramid | None) -> None:
        """Show two pictures, fitted; None where there is none yet."""
        self.left.set_image(older)
        self.right.set_image(newer)

    @property
    def zoom_percent(self) -> int:
        """Zoom in percent of the actual size, of the left view if it has a picture; 0 without a picture."""
        return self._leader.zoom_percent

    @property
    def part(self) -> ViewedPart:
        """Which part of both is seen."""
        return self._leader.part

    def show_part(self, part: ViewedPart) -> None:
        """Show the same part of both."""
        self.left.show_part(part)
        self.right.show_part(part)

    @Slot()
    def zoom_in(self) -> None:
        """Magnify both a step."""
        self._leader.zoom_in()

    @Slot()
    def zoom_out(self) -> None:
        """Shrink both a step."""
        self._leader.zoom_out()

    @Slot()
    def fit(self) -> None:
        """Show the whole of both."""
        self.left.fit()
        self.right.fit()

    @property
    def _leader(self) -> MeasuredView:
        """The view that has a picture, if only one has."""
        return self.left if self.left.zoom_percent else self.right
