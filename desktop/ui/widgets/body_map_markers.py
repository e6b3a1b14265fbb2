"""How the body map's pins are painted, and where they go when several are on one spot."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF

from desktop.ui.models.lesion_standing import PinKind
from desktop.ui.theme import Colours, colours_of

TARGET_PX = 24.0
"""The least width of what is to be hit; no two markers are nearer."""

_RADIUS_PX = 7.0
_HALO_PX = 2.5
_ROUNDS = 60
_ONE_SPOT_PX = 0.01
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def paint_marker(painter: QPainter, centre: QPointF, kind: PinKind, palette: QPalette, *, lit: bool = False) -> None:
    """Paint a marker: each kind has a shape of its own, which its colour only repeats.

    Parameters
    ----------
    painter : QPainter
    centre : QPointF
    kind : PinKind
    palette : QPalette
        Of the theme.
    lit : bool
        Whether its row in the list is chosen or the mouse is over it.
    """
    colours = colours_of(palette)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if lit:
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(QColor(colours.base))
        painter.drawEllipse(centre, TARGET_PX / 2 - 1, TARGET_PX / 2 - 1)
    shape = _shape(kind)
    # A rim in the ground's colour first: the marker stands out from the skin and from its neighbours.
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colours.base, 2 * _HALO_PX + 2))
    _draw(painter, centre, shape)
    colour, filled = _look(kind, colours)
    painter.setPen(_pen(colour, 2))
    painter.setBrush(QColor(colour if filled else colours.base))
    _draw(painter, centre, shape)
    _paint_inside(painter, centre, kind, colours)
    painter.restore()


def spread_out(places: Sequence[QPointF]) -> list[QPointF]:
    """Move markers apart until each can be hit; those that lie alone stay where they are.

    Parameters
    ----------
    places : sequence of QPointF
        In pixels.
    """
    moved = [QPointF(place) for place in places]
    for _ in range(_ROUNDS):
        touching = False
        for later in range(len(moved)):
            for earlier in range(later):
                touching |= _push_apart(moved, earlier, later)
        if not touching:
            break
    return moved


def _push_apart(moved: list[QPointF], earlier: int, later: int) -> bool:
    gap = moved[later] - moved[earlier]
    distance = math.hypot(gap.x(), gap.y())
    if distance >= TARGET_PX - _ONE_SPOT_PX:
        return False
    if distance > _ONE_SPOT_PX:
        way = gap / distance
    else:  # Each goes another way.
        way = QPointF(math.cos(later * _GOLDEN_ANGLE), math.sin(later * _GOLDEN_ANGLE))
    step = way * ((TARGET_PX - distance) / 2)
    moved[earlier] -= step
    moved[later] += step
    return True


def _look(kind: PinKind, colours: Colours) -> tuple[str, bool]:
    """Return a kind's colour, and whether it is filled."""
    return {
        PinKind.ABOVE: (colours.warning, True),
        PinKind.BELOW: (colours.accent, True),
        PinKind.UNRATED: (colours.accent, False),
        PinKind.NOT_ASSESSED: (colours.secondary, False),
        PinKind.CONCLUDED: (colours.text, True),
    }[kind]


def _shape(kind: PinKind) -> QPolygonF | None:
    """Return the corners around (0, 0); None for a disc."""
    r = _RADIUS_PX
    corners = {
        PinKind.ABOVE: [(0, -r - 1), (r + 1, r - 1), (-r - 1, r - 1)],
        PinKind.UNRATED: [(0, -r), (r, 0), (0, r), (-r, 0)],
        PinKind.CONCLUDED: [(-r + 1, -r + 1), (r - 1, -r + 1), (r - 1, r - 1), (-r + 1, r - 1)],
    }.get(kind)
    return None if corners is None else QPolygonF([QPointF(x, y) for x, y in corners])


def _draw(painter: QPainter, centre: QPointF, shape: QPolygonF | None) -> None:
    if shape is None:
        painter.drawEllipse(centre, _RADIUS_PX - 1, _RADIUS_PX - 1)
    else:
        painter.drawPolygon(shape.translated(centre))


def _paint_inside(painter: QPainter, centre: QPointF, kind: PinKind, colours: Colours) -> None:
    """Give what is concluded a tick, and what is not assessed a dot."""
    if kind is PinKind.CONCLUDED:
        painter.setPen(_pen(colours.base, 2))
        tick = [QPointF(-3.2, 0), QPointF(-0.8, 2.6), QPointF(3.4, -2.8)]
        painter.drawPolyline(QPolygonF([centre + point for point in tick]))
    elif kind is PinKind.NOT_ASSESSED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.secondary))
        painter.drawEllipse(centre, 1.6, 1.6)


def _pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
