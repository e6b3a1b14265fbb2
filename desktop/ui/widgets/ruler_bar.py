"""What the line on a photograph measures, and saying how long it is, which makes the scale known."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.measured_view import MeasuredView
from desktop.ui.widgets.text_label import TextLabel

_LEAST_LINE_PX = 10.0
_LONGEST_MM = 1000.0


class RulerBar(QFrame):
    """Is there while a view measures. A line along a ruler in the photograph, and how long it is, give the scale.

    *Signals:*
    ``scale_chosen(object)``: millimetres for a pixel, as a float; None to forget it.
    ``take_over_requested()``
    """

    scale_chosen = Signal(object)
    take_over_requested = Signal()

    def __init__(self, view: MeasuredView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("imageToolbar")
        self._view = view
        self.text = TextLabel(tabular=True)
        self.length_edit = QLineEdit()
        self.length_edit.setFixedWidth(GRID_PX * 9)
        self.length_edit.setAccessibleName(self.tr("Length of the line in millimetres"))
        label = QLabel(self.tr("The line is"))
        unit = QLabel(self.tr("mm long"))
        self.set_button = QPushButton(self.tr("Set the scal&e"))
        self.forget_button = QPushButton(self.tr("Forget the scale"))
        self.take_over_button = QPushButton()
        self.take_over_button.setToolTip(self.tr("It was taken with the same camera at the same magnification."))
        self.take_over_button.hide()
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        for widget in (label, self.length_edit, unit, self.set_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.take_over_button)
        row.addWidget(self.forget_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX)
        column.setSpacing(GRID_PX // 2)
        column.addWidget(self.text)
        column.addLayout(row)
        view.line_changed.connect(self._refresh)
        self.length_edit.textChanged.connect(self._refresh)
        self.length_edit.returnPressed.connect(self._set)
        self.set_button.clicked.connect(self._set)
        self.forget_button.clicked.connect(lambda: self.scale_chosen.emit(None))
        self.take_over_button.clicked.connect(self.take_over_requested)
        self.hide()
        self._refresh()

    def offer_take_over(self, text: str) -> None:
        """Offer to take another photograph's scale over, in these words; not at all if they are empty."""
        self.take_over_button.setText(text)
        self.take_over_button.setVisible(bool(text))

    def tell(self, text: str) -> None:
        """Say what went wrong."""
        self.text.setText(text)

    @property
    def _typed_mm(self) -> float | None:
        """The length that has been typed; None if it is none."""
        typed = self.length_edit.text().strip().replace(",", ".")
        try:
            length_mm = float(typed)
        except ValueError:
            return None
        return length_mm if 0 < length_mm <= _LONGEST_MM else None

    @property
    def _chosen(self) -> float | None:
        line, length_mm = self._view.line, self._typed_mm
        if line is None or length_mm is None or line.length_px < _LEAST_LINE_PX:
            return None
        return length_mm / line.length_px

    def _set(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            self.length_edit.clear()
            self.scale_chosen.emit(chosen)

    def _refresh(self) -> None:
        chosen, picture = self._chosen, self._view.picture
        self.set_button.setEnabled(chosen is not None)
        self.forget_button.setVisible(self._view.mm_per_px is not None)
        if chosen is not None and picture is not None:
            text = self.tr("The photograph then shows {width} × {height} mm.").format(
                width=_number(picture.width_px * chosen), height=_number(picture.height_px * chosen)
            )
        elif self.length_edit.text().strip() and self._view.line is not None:
            text = self.tr("Type a length in millimetres such as 10, and draw the line no shorter than a few pixels.")
        elif self._view.mm_per_px is None:
            text = self.tr(
                "{length}. The scale is not known yet: draw the line along a ruler in the picture, and type its length."
            ).format(length=self._view.line_text)
        else:
            text = self.tr("The line is {length} long.").format(length=self._view.line_text)
        self.text.setText(text)


def _number(length_mm: float) -> str:
    return QLocale().toString(length_mm, "f", 1)
