"""One image of the queue."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from desktop.core.domain.assessment import Assessment, Status
from desktop.core.imaging.sources import ImageSource


class ItemState(StrEnum):
    """How far an image of the queue is."""

    WAITING = "waiting"
    WORKING = "working"
    ASSESSED = "assessed"
    OUT_OF_SCOPE = "out_of_scope"
    UNREADABLE = "unreadable"
    CANCELLED = "cancelled"


STATE_OF_STATUS = {
    Status.ASSESSED: ItemState.ASSESSED,
    Status.OUT_OF_SCOPE: ItemState.OUT_OF_SCOPE,
    Status.UNREADABLE: ItemState.UNREADABLE,
}


def state_title(state: ItemState) -> str:
    """Return a state's name for people."""
    titles = {
        ItemState.WAITING: QCoreApplication.translate("ItemState", "Waiting"),
        ItemState.WORKING: QCoreApplication.translate("ItemState", "Being assessed"),
        ItemState.ASSESSED: QCoreApplication.translate("ItemState", "Assessed"),
        ItemState.OUT_OF_SCOPE: QCoreApplication.translate("ItemState", "Out of scope"),
        ItemState.UNREADABLE: QCoreApplication.translate("ItemState", "Unreadable"),
        ItemState.CANCELLED: QCoreApplication.translate("ItemState", "Cancelled"),
    }
    return titles[state]


@dataclass(slots=True, eq=False)
class QueueItem:
    """One image and what is known of it. Changed only by the queue's model.

    Attributes
    ----------
    source : ImageSource
    state : ItemState
    assessment : Assessment or None
        Present once assessed, out of scope or unreadable.
    thumbnail : bytes
        JPEG; empty before the assessment and if unreadable.
    """

    source: ImageSource
    state: ItemState = ItemState.WAITING
    assessment: Assessment | None = None
    thumbnail: bytes = b""
