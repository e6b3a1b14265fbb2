"""A lesion on the body map."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from desktop.core.domain.body_map import place_of
from desktop.core.domain.history import BodyView, LesionDetails, Pin
from desktop.ui.models.lesion_standing import PinKind
from desktop.ui.models.words import place_text, where_text


@dataclass(frozen=True)
class MapPin:
    """A pin as the map shows it: whose it is, what it tells, and the same in words.

    Attributes
    ----------
    lesion_id : str
    pin : Pin
    kind : PinKind
    words : str
        One line or more.
    """

    lesion_id: str
    pin: Pin
    kind: PinKind
    words: str


def pinned(details: LesionDetails, pin: Pin) -> LesionDetails:
    """Return a lesion with its pin there and the site that is there; a name that was only the site's follows it."""
    place = place_of(pin)
    if place is None:
        return replace(details, pin=pin)
    name = details.name
    if name == where_text(details):
        name = place_text(place.site, place.laterality)
    return replace(details, name=name, site=place.site, laterality=place.laterality, pin=pin)


def pin_kind_title(kind: PinKind) -> str:
    """Return what a pin's shape says."""
    return {
        PinKind.ABOVE: _tr("At or above the operating point"),
        PinKind.BELOW: _tr("Below the operating point"),
        PinKind.UNRATED: _tr("No operating point applies"),
        PinKind.NOT_ASSESSED: _tr("Not assessed"),
        PinKind.CONCLUDED: _tr("Concluded"),
    }[kind]


def body_view_title(view: BodyView) -> str:
    """Return a drawing's name."""
    return {
        BodyView.FRONT: _tr("Front"),
        BodyView.BACK: _tr("Back"),
        BodyView.HEAD: _tr("Head"),
        BodyView.HANDS: _tr("Hands"),
        BodyView.FEET: _tr("Feet"),
    }[view]


def figure_title(figure: str) -> str:
    """Return the name of one figure of a drawing; empty for one that needs none."""
    return {
        "face": _tr("Face"),
        "back-of-head": _tr("Back of the head"),
        "right-side": _tr("Right side"),
        "left-side": _tr("Left side"),
        "right-palm": _tr("Right palm"),
        "left-palm": _tr("Left palm"),
        "right-back-of-hand": _tr("Back of the right hand"),
        "left-back-of-hand": _tr("Back of the left hand"),
        "right-back-of-foot": _tr("Back of the right foot"),
        "left-back-of-foot": _tr("Back of the left foot"),
        "right-sole": _tr("Right sole"),
        "left-sole": _tr("Left sole"),
    }.get(figure, "")


def side_title(*, left: bool) -> str:
    """Return which side of the patient it is."""
    return _tr("Left") if left else _tr("Right")


def _tr(text: str) -> str:
    return QCoreApplication.translate("BodyMap", text)
