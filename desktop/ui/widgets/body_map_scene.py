"""What the body map shows: one drawing, the pins on it, and which of them is chosen, lit or in hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

from desktop.core.domain.body_map import Region
from desktop.core.domain.history import BodyView, Pin
from desktop.ui.models.lesion_standing import PinKind
from desktop.ui.models.map_pin import MapPin
from desktop.ui.widgets.body_map_figure import BodyMapFigure
from desktop.ui.widgets.body_map_markers import TARGET_PX, paint_marker, spread_out

_VIEWS = tuple(BodyView)


@dataclass(frozen=True)
class CarriedPin:
    """A pin that has been picked up: whose, and where it is now."""

    lesion_id: str
    pin: Pin


class BodyMapScene:
    """The state of a body map, and its painting; whoever changes it paints it anew.

    Attributes
    ----------
    figure : BodyMapFigure
    pins : tuple of MapPin
        Of all drawings, in the order in which they are gone through.
    chosen, lit : str or None
        The lesion whose pin is chosen, and the one over which the mouse is.
    region : Region or None
        The part of the skin over which the mouse is.
    carried : CarriedPin or None
    """

    def __init__(self) -> None:
        self.figure = BodyMapFigure(BodyView.FRONT)
        self.pins: tuple[MapPin, ...] = ()
        self.chosen: str | None = None
        self.lit: str | None = None
        self.region: Region | None = None
        self.carried: CarriedPin | None = None
        self._markers: tuple[tuple[object, ...], list[tuple[MapPin, QPointF]]] | None = None

    @property
    def view(self) -> BodyView:
        """Which drawing is on show."""
        return self.figure.view

    @property
    def here(self) -> list[MapPin]:
        """The pins on this drawing, without the one in hand."""
        carried = None if self.carried is None else self.carried.lesion_id
        return [one for one in self.pins if one.pin.view is self.view and one.lesion_id != carried]

    def show_view(self, view: BodyView) -> None:
        """Show another drawing; nothing is in hand there."""
        self.figure = BodyMapFigure(view)
        self.carried = self.region = None

    def set_pins(self, pins: Sequence[MapPin]) -> None:
        """Replace the pins: from drawing to drawing, each from top to bottom."""
        self.pins = tuple(sorted(pins, key=lambda one: (_VIEWS.index(one.pin.view), one.pin.y, one.pin.x)))
        self.carried = None
        if self.found(self.chosen) is None:
            self.chosen = None

    def fit(self, room: QRectF) -> None:
        """Take a room, in pixels; a marker at the drawing's edge has its place in it."""
        margin = TARGET_PX / 2
        self.figure.fit(room.adjusted(margin, margin, -margin, -margin))

    def found(self, lesion_id: str | None) -> MapPin | None:
        """Return a lesion's pin, on whichever drawing."""
        return next((one for one in self.pins if one.lesion_id == lesion_id), None)

    def markers(self) -> list[tuple[MapPin, QPointF]]:
        """Return the pins on this drawing and where their markers are, in pixels."""
        here = self.here
        state = (QRectF(self.figure.frame), *here)
        if self._markers is None or self._markers[0] != state:
            places = spread_out([self.figure.place_of(one.pin) for one in here])
            self._markers = (state, list(zip(here, places, strict=True)))
        return self._markers[1]

    def pin_under(self, at: QPointF) -> MapPin | None:
        """Return the pin whose marker is nearest, if that is within reach."""
        gaps = [(place - at, one) for one, place in self.markers()]
        near = [(QPointF.dotProduct(gap, gap), one) for gap, one in gaps]
        distance, nearest = min(near, key=lambda found: found[0], default=(0.0, None))
        return nearest if distance <= (TARGET_PX / 2) ** 2 else None

    def paint(self, painter: QPainter, room: QRectF, palette: QPalette) -> None:
        """Paint drawing and pins, from back to front."""
        carried = self.carried
        over = self.region if carried is None else self.figure.region_at(self.figure.place_of(carried.pin))
        self.figure.paint(painter, palette, over)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 1))
        for one, at in self.markers():
            spot = self.figure.place_of(one.pin)
            if (at - spot).manhattanLength() > 1:  # It had to make room: a line leads to where it belongs.
                painter.drawLine(spot, at)
        # What is lit lies on top.
        for one, at in sorted(self.markers(), key=lambda marker: self._is_lit(marker[0])):
            paint_marker(painter, at, one.kind, palette, lit=self._is_lit(one))
        if carried is not None:
            self._paint_carried(painter, room, palette, carried)

    def _paint_carried(self, painter: QPainter, room: QRectF, palette: QPalette, carried: CarriedPin) -> None:
        at = self.figure.place_of(carried.pin)
        found = self.found(carried.lesion_id)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at.x(), room.top()), QPointF(at.x(), room.bottom()))
        painter.drawLine(QPointF(room.left(), at.y()), QPointF(room.right(), at.y()))
        kind = PinKind.NOT_ASSESSED if found is None else found.kind
        paint_marker(painter, at, kind, palette, lit=True)

    def _is_lit(self, one: MapPin) -> bool:
        return one.lesion_id in (self.chosen, self.lit)
