"""What the patient page says of a lesion."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from desktop.core.domain.history import Lesion, LesionStatus
from desktop.ui.models.lesion_list_model import LesionEntry
from desktop.ui.models.lesion_standing import LesionStanding
from desktop.ui.models.map_pin import MapPin
from desktop.ui.models.words import (
    conclusion_text,
    examination_date_text,
    lesion_status_title,
    prediction_text,
    where_text,
)
from desktop.ui.widgets.date_edit import date_text


def lesion_entry(standing: LesionStanding, titles: Mapping[str, str]) -> LesionEntry:
    """Write a lesion's row: name and place; images, the newest and when next; its assessment; its conclusion.

    Parameters
    ----------
    standing : LesionStanding
    titles : mapping of str to str
        Of the bundle's labels, by their keys.
    """
    lesion, newest = standing.lesion, standing.newest
    where = where_text(lesion.details)
    headline = lesion.details.name if where in ("", lesion.details.name) else f"{lesion.details.name}  ·  {where}"
    fate = _fate(lesion)
    if newest is None:
        lines: tuple[str, ...] = (_tr("No images yet"), fate)
    else:
        images = _tr("1 image") if standing.images == 1 else _tr("{count} images").format(count=standing.images)
        # In this order: a long conclusion may be cut off at its end, the day when next may not.
        seen = "  ·  ".join(part for part in (images, examination_date_text(newest.examination), fate) if part)
        lines = (seen, prediction_text(newest.prediction, titles), conclusion_text(newest.conclusion))
    return LesionEntry(
        lesion.id,
        None if newest is None else newest.examination.id,
        headline,
        tuple(line for line in lines if line),
        kind=standing.kind,
    )


def map_pin(standing: LesionStanding, titles: Mapping[str, str]) -> MapPin | None:
    """Return a lesion's pin with its words; None if it is not on the body map."""
    pin = standing.lesion.details.pin
    if pin is None:
        return None
    entry = lesion_entry(standing, titles)
    return MapPin(standing.lesion.id, pin, standing.kind, "\n".join((entry.headline, *entry.lines)))


def _fate(lesion: Lesion) -> str:
    """Say when it shall be looked at again, or why it shall not."""
    if lesion.archived_at is not None:
        return _tr("archived")
    if lesion.details.status is not LesionStatus.OBSERVED:
        return lesion_status_title(lesion.details.status)
    if lesion.details.due_on is not None:
        return _tr("due {date}").format(date=date_text(lesion.details.due_on))
    return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("LesionWords", text)
