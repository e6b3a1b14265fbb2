"""The body map's drawing with its pins: chosen, opened, moved and put down by mouse and by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from desktop.core.domain.body_map import Region, place_of
from desktop.core.domain.history import BodyView, Pin
from desktop.ui.models.map_pin import MapPin, body_view_title, pin_kind_title
from desktop.ui.models.words import place_text
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.body_map_scene import BodyMapScene, CarriedPin

NEW_PIN = ""
"""In place of a lesion's id: a pin that is being put down for the first time."""

_KEY_STEP = 0.01
_FINE_KEY_STEP = 0.0025
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEW = (Qt.Key.Key_N, Qt.Key.Key_Insert)
# Where a new pin begins, as a fraction of the drawing's height: on the body, between the shoulders.
_BEGINNING = {BodyView.FRONT: 0.25, BodyView.BACK: 0.25}


class BodyMapCanvas(QWidget):
    """One drawing at a time, with a pin for each lesion on it.

    Mouse: a click on a pin chooses it, a double click opens it, dragging moves it; a click on skin asks for a pin
    there. Keys: the arrow keys go from pin to pin, also on to the next drawing, Enter opens; Space picks the chosen pin
    up, the arrow keys then carry it (with Shift in small steps), Space or Enter puts it down, Esc takes it back; N
    takes a new pin in hand.

    *Signals:*
    ``pin_chosen(str)``: by the user; a lesion's id.
    ``pin_opened(str)``
    ``pin_hovered(str)``: empty if the mouse is over none.
    ``pin_moved(str, object)``: a lesion's id and the `Pin` where the user put it.
    ``skin_chosen(object)``: the `Pin` where the user wants a new one.
    ``view_changed()``: see `view`.
    ``missed()``: a pin was to be put down beside the skin.
    """

    pin_chosen = Signal(str)
    pin_opened = Signal(str)
    pin_hovered = Signal(str)
    pin_moved = Signal(str, object)
    skin_chosen = Signal(object)
    view_changed = Signal()
    missed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = BodyMapScene()
        self._pressed: tuple[QPointF, MapPin | None] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys go from pin to pin, Enter opens. Space picks a pin up, arrow keys move it, Space puts it "
                "down, Escape takes it back. N puts a new pin down."
            )
        )
        self._tell()

    @property
    def view(self) -> BodyView:
        """Which drawing is on show."""
        return self._scene.view

    @property
    def chosen(self) -> str | None:
        """The lesion whose pin is chosen."""
        return self._scene.chosen

    @property
    def is_carrying(self) -> bool:
        """True while a pin is in hand."""
        return self._scene.carried is not None

    def sizeHint(self) -> QSize:
        """Tell a finger from its neighbour."""
        return QSize(GRID_PX * 46, GRID_PX * 62)

    def minimumSizeHint(self) -> QSize:
        """Be of use on a small screen."""
        return QSize(GRID_PX * 28, GRID_PX * 24)

    def show_view(self, view: BodyView) -> None:
        """Show another drawing."""
        if view is not self.view:
            self._scene.show_view(view)
            self._pressed = None
            self.view_changed.emit()
        self._tell()
        self.update()

    def show_pins(self, pins: Sequence[MapPin]) -> None:
        """Replace the pins of all drawings. They are gone through from drawing to drawing, each from top to bottom."""
        self._scene.set_pins(pins)
        self._pressed = None
        self._tell()
        self.update()

    def choose(self, lesion_id: str | None) -> None:
        """Light a lesion's pin, on its drawing; None for no pin."""
        found = self._scene.found(lesion_id)
        self._scene.chosen = None if found is None else found.lesion_id
        if found is not None:
            self.show_view(found.pin.view)
        self._tell()
        self.update()

    def light(self, lesion_id: str | None) -> None:
        """Light a lesion's pin for a moment: the mouse is over its row."""
        self._scene.lit = lesion_id
        self.update()

    def place_of_pin(self, lesion_id: str) -> QPointF | None:
        """Return the middle of a lesion's marker in pixels; None if it is not on this drawing."""
        self._fit()
        return next((at for one, at in self._scene.markers() if one.lesion_id == lesion_id), None)

    def place_of(self, pin: Pin) -> QPointF:
        """Return where a pin of this drawing is, in pixels."""
        self._fit()
        return self._scene.figure.place_of(pin)

    # --- painted

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint drawing, pins and focus, from back to front."""
        self._fit()
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        self._scene.paint(painter, QRectF(self.rect()), self.palette())
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _fit(self) -> None:
        self._scene.fit(QRectF(self.rect()))

    # --- the mouse

    def event(self, event: QEvent) -> bool:
        """Say what is under the mouse, and keep the keys that carry a pin from the window's shortcuts."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._words_at(QPointF(event.pos())), self)
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self.is_carrying:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note what is pressed: it may be a click or the beginning of a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._scene.carried = None
            self._pressed = (event.position(), self._pin_under(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the pressed pin, or light what the mouse is over."""
        at = event.position()
        if self._pressed is None:
            under = self._pin_under(at)
            self._hover(under, None if under is not None else self._scene.figure.region_at(at))
            return
        start, pressed = self._pressed
        far = (at - start).manhattanLength() >= QApplication.startDragDistance()
        if pressed is not None and (self._scene.carried is not None or far):
            self._scene.carried = CarriedPin(pressed.lesion_id, self._scene.figure.pin_at(at))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what was dragged, or take it as a click."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        (start, pressed), self._pressed = self._pressed, None
        self.unsetCursor()
        if self._scene.carried is not None:
            if not self._put_down():
                self._take_back()
        elif pressed is not None:
            self._choose_by_user(pressed)
        elif (event.position() - start).manhattanLength() < QApplication.startDragDistance():
            self._ask_for_pin(self._scene.figure.pin_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a pin."""
        under = self._pin_under(event.position())
        if event.button() is Qt.MouseButton.LeftButton and under is not None:
            self.pin_opened.emit(under.lesion_id)

    def leaveEvent(self, event: QEvent) -> None:
        """Light nothing any more."""
        self._hover(None, None)
        super().leaveEvent(event)

    def _hover(self, pin: MapPin | None, region: Region | None) -> None:
        lesion_id = None if pin is None else pin.lesion_id
        if (lesion_id, region) == (self._scene.lit, self._scene.region):
            return
        changed, self._scene.lit, self._scene.region = lesion_id != self._scene.lit, lesion_id, region
        self.setCursor(Qt.CursorShape.PointingHandCursor if lesion_id or region else Qt.CursorShape.ArrowCursor)
        if changed:
            self.pin_hovered.emit(lesion_id or "")
        self.update()

    def _pin_under(self, at: QPointF) -> MapPin | None:
        self._fit()
        return self._scene.pin_under(at)

    def _words_at(self, at: QPointF) -> str:
        under = self._pin_under(at)
        if under is not None:
            return under.words
        place = self._scene.figure.body_place_at(at)
        # Beside the skin there is room to say what the keys do.
        return self.accessibleDescription() if place is None else place_text(place.site, place.laterality)

    # --- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from pin to pin, open one, or carry one."""
        handled = self._carry_by_key(event) if self.is_carrying else self._go_by_key(Qt.Key(event.key()))
        if not handled:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take back what keys hold."""
        if self._pressed is None:
            self._take_back()
        super().focusOutEvent(event)

    def _go_by_key(self, key: Qt.Key) -> bool:
        chosen = self._scene.found(self._scene.chosen)
        if key in _STEPS and self._scene.pins:
            self._step(sum(_STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._scene.pins:
            self._choose_by_user(self._scene.pins[0 if key == Qt.Key.Key_Home else -1])
        elif key in _OPENING and chosen is not None:
            self.pin_opened.emit(chosen.lesion_id)
        elif key == Qt.Key.Key_Space and chosen is not None:
            self.show_view(chosen.pin.view)
            self._carry(CarriedPin(chosen.lesion_id, chosen.pin))
        elif key in _NEW:
            self._fit()
            self._carry(CarriedPin(NEW_PIN, Pin(self.view, 0.5, _BEGINNING.get(self.view, 0.5))))
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        ids = [one.lesion_id for one in self._scene.pins]
        if self._scene.chosen in ids:
            here = min(max(ids.index(self._scene.chosen) + by, 0), len(ids) - 1)
        else:  # Begin with what is on show.
            here = next((number for number, one in enumerate(self._scene.pins) if one.pin.view is self.view), 0)
        self._choose_by_user(self._scene.pins[here])

    def _carry_by_key(self, event: QKeyEvent) -> bool:
        carried, key = self._scene.carried, Qt.Key(event.key())
        if carried is None:
            return False
        if key in _STEPS:
            step = _FINE_KEY_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _KEY_STEP
            self._fit()
            move = QPointF(*_STEPS[key]) * (step * self._scene.figure.frame.height())
            at = self._scene.figure.place_of(carried.pin) + move
            self._carry(CarriedPin(carried.lesion_id, self._scene.figure.pin_at(at)))
        elif key in (*_OPENING, Qt.Key.Key_Space):
            self._put_down()
        elif key == Qt.Key.Key_Escape:
            self._take_back()
        else:
            return False
        return True

    # --- what comes of it

    def _choose_by_user(self, one: MapPin) -> None:
        self.choose(one.lesion_id)
        self.pin_chosen.emit(one.lesion_id)

    def _carry(self, carried: CarriedPin) -> None:
        self._scene.carried = carried
        self._tell()
        self.update()

    def _take_back(self) -> None:
        self._scene.carried = None
        self._tell()
        self.update()

    def _put_down(self) -> bool:
        """Put down what is in hand; False if that is beside the skin."""
        carried = self._scene.carried
        if carried is None or place_of(carried.pin) is None:
            self.missed.emit()
            return False
        self._take_back()
        if carried.lesion_id == NEW_PIN:
            self.skin_chosen.emit(carried.pin)
        else:
            self.pin_moved.emit(carried.lesion_id, carried.pin)
        return True

    def _ask_for_pin(self, pin: Pin) -> None:
        if place_of(pin) is not None:
            self.skin_chosen.emit(pin)

    def _tell(self) -> None:
        """Say for screen readers what is on show, and what is chosen or in hand."""
        here = [one.lesion_id for one in self._scene.pins if one.pin.view is self.view]
        parts = [
            self.tr("Body map, {view}").format(view=body_view_title(self.view)),
            self.tr("1 pin") if len(here) == 1 else self.tr("{count} pins").format(count=len(here)),
        ]
        chosen = self._scene.found(self._scene.chosen)
        if self._scene.carried is not None:
            place = place_of(self._scene.carried.pin)
            where = self.tr("beside the skin") if place is None else place_text(place.site, place.laterality)
            parts.append(self.tr("In hand, over: {place}").format(place=where))
        elif chosen is not None and chosen.lesion_id in here:
            number = here.index(chosen.lesion_id) + 1
            parts.append(self.tr("Pin {number}: {words}").format(number=number, words=chosen.words.replace("\n", ", ")))
            parts.append(pin_kind_title(chosen.kind))
        self.setAccessibleName(". ".join(parts))
