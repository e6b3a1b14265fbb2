"""The body map: five drawings to choose from, the pins on them, and what the pins' shapes say."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.core.domain.history import BodyView
from desktop.ui.models.map_pin import MapPin, body_view_title
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.body_map_canvas import BodyMapCanvas
from desktop.ui.widgets.body_map_legend import BodyMapLegend
from desktop.ui.widgets.text_label import TextLabel

_VIEWS = tuple(BodyView)


class BodyMap(QWidget):
    """Buttons for the drawings, the drawing, a line of help and, unless the pins need none, a legend.

    Parameters
    ----------
    hint : str
        What can be done here.
    with_legend : bool

    *Signals:*
    ``pin_chosen(str)``, ``pin_opened(str)``, ``pin_hovered(str)``, ``pin_moved(str, object)``, ``skin_chosen(object)``:
    see `BodyMapCanvas`.
    """

    pin_chosen = Signal(str)
    pin_opened = Signal(str)
    pin_hovered = Signal(str)
    pin_moved = Signal(str, object)
    skin_chosen = Signal(object)

    def __init__(self, hint: str, *, with_legend: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint_text = hint
        self.canvas = BodyMapCanvas()
        self.legend = BodyMapLegend()
        self.hint = TextLabel()
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hint.setText(hint)
        self._pins: tuple[MapPin, ...] = ()
        self._group = QButtonGroup(self)
        self.buttons: dict[BodyView, QToolButton] = {}
        line = QHBoxLayout()
        line.setSpacing(GRID_PX // 2)
        for number, view in enumerate(_VIEWS):
            button = self.buttons[view] = QToolButton()
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setMinimumHeight(GRID_PX * 4)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(line)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.hint)
        column.addWidget(self.legend)
        self.legend.setVisible(with_legend)  # Not before it has its place: it would be a window for a moment.
        self._group.idClicked.connect(lambda number: self.canvas.show_view(_VIEWS[number]))
        canvas = self.canvas
        canvas.view_changed.connect(self._follow_view)
        canvas.missed.connect(self._say_missed)
        canvas.pin_chosen.connect(self._chosen_by_user)
        canvas.pin_opened.connect(self.pin_opened)
        canvas.pin_hovered.connect(self.pin_hovered)
        canvas.pin_moved.connect(self.pin_moved)
        canvas.skin_chosen.connect(self.skin_chosen)
        self.show_pins(())
        self._follow_view()

    def show_pins(self, pins: Sequence[MapPin]) -> None:
        """Replace the pins of all drawings."""
        self._pins = tuple(pins)
        self.hint.setText(self._hint_text)
        self.canvas.show_pins(pins)
        for view, button in self.buttons.items():
            count = sum(one.pin.view is view for one in pins)
            title = body_view_title(view)
            text = self.tr("{view} ({count})").format(view=title, count=count) if count else title
            button.setText(text)
            button.setAccessibleName(self.tr("Body map: {view}").format(view=text))

    def show_first(self) -> None:
        """Show the first drawing that has pins; the front if none has."""
        with_pins = (view for view in _VIEWS if any(one.pin.view is view for one in self._pins))
        self.canvas.show_view(next(with_pins, BodyView.FRONT))

    def choose(self, lesion_id: str | None) -> None:
        """Light a lesion's pin, on its drawing; None for no pin."""
        self.canvas.choose(lesion_id)

    def _chosen_by_user(self, lesion_id: str) -> None:
        self.hint.setText(self._hint_text)
        self.pin_chosen.emit(lesion_id)

    def _follow_view(self) -> None:
        self.buttons[self.canvas.view].setChecked(True)

    def _say_missed(self) -> None:
        self.hint.setText(self.tr("That is beside the skin. Put the pin on the skin, or press Esc to take it back."))
