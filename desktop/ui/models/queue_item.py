"""One image of the queue."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from desktop.core.domain.assessment import Assessment, Status
from desktop.core.domain.history import Examination
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


def item_title(item: "QueueItem") -> str:
    """Return what has become of an image, for people: its state, or where the vault keeps it."""
    if item.is_filed:
        return QCoreApplication.translate("ItemState", "Filed")
    return state_title(item.state)


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
    examination : Examination or None
        What the vault keeps of it, in the unfiled tray or under a lesion.
    """

    source: ImageSource
    state: ItemState = ItemState.WAITING
    assessment: Assessment | None = None
    thumbnail: bytes = b""
    examination: Examination | None = None

    @property
    def can_be_filed(self) -> bool:
        """True if it has an answer and does not lie under a lesion yet."""
        return self.state in (ItemState.ASSESSED, ItemState.OUT_OF_SCOPE) and not self.is_filed

    @property
    def is_filed(self) -> bool:
        """True if it lies under a lesion."""
        return self.examination is not None and self.examination.lesion_id is not None
