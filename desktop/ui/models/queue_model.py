"""The images of one sitting, as Qt's views see them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.core.domain.history import Examination
from desktop.core.imaging.sources import ImageSource
from desktop.ui.models.queue_item import STATE_OF_STATUS, ItemState, QueueItem, item_title
from desktop.ui.operations.assessments import AssessedImage

Index = QModelIndex | QPersistentModelIndex


class QueueRole(IntEnum):
    """What the queue's views can ask for beside Qt's own roles."""

    STATE = Qt.ItemDataRole.UserRole + 1
    ASSESSMENT = Qt.ItemDataRole.UserRole + 2
    THUMBNAIL = Qt.ItemDataRole.UserRole + 3
    IS_FILED = Qt.ItemDataRole.UserRole + 4
    TITLE = Qt.ItemDataRole.UserRole + 5


_ANSWERS: Mapping[int, Callable[[QueueItem], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda item: item.source.name,
    Qt.ItemDataRole.AccessibleTextRole: lambda item: f"{item.source.name}, {item_title(item)}",
    Qt.ItemDataRole.ToolTipRole: lambda item: f"{item.source.name}\n{item_title(item)}",
    QueueRole.STATE: lambda item: item.state,
    QueueRole.ASSESSMENT: lambda item: item.assessment,
    QueueRole.THUMBNAIL: lambda item: item.thumbnail,
    QueueRole.IS_FILED: lambda item: item.is_filed,
    QueueRole.TITLE: item_title,
}


@dataclass(frozen=True)
class QueueProgress:
    """How many images of the queue are in which state.

    Attributes
    ----------
    total, assessed, out_of_scope, unreadable, cancelled, running : int
        ``running`` are those that wait or are being worked on.
    """

    total: int
    assessed: int
    out_of_scope: int
    unreadable: int
    cancelled: int
    running: int


class QueueModel(QAbstractListModel):
    """A list that only grows until it is cleared: a row, once given, names the same image until then.

    Private state: ``_items``; ``_counts``, how many of them are in each state, kept up to date so that progress costs
    nothing; ``_first_waiting``, a row before which nothing waits.
    """

    counts_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[QueueItem] = []
        self._counts: Counter[ItemState] = Counter()
        self._first_waiting = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature.
        """Return the number of images."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a view asks for."""
        if not index.isValid():
            return None
        answer = _ANSWERS.get(role)
        return None if answer is None else answer(self._items[index.row()])

    @property
    def progress(self) -> QueueProgress:
        """How far the queue is."""
        counts = self._counts
        return QueueProgress(
            total=len(self._items),
            assessed=counts[ItemState.ASSESSED],
            out_of_scope=counts[ItemState.OUT_OF_SCOPE],
            unreadable=counts[ItemState.UNREADABLE],
            cancelled=counts[ItemState.CANCELLED],
            running=counts[ItemState.WAITING] + counts[ItemState.WORKING],
        )

    def item(self, row: int) -> QueueItem:
        """Return one image; to be read, not to be changed."""
        return self._items[row]

    def append(self, sources: Sequence[ImageSource]) -> None:
        """Add images at the end; they wait."""
        if not sources:
            return
        first = len(self._items)
        self.beginInsertRows(QModelIndex(), first, first + len(sources) - 1)
        self._items.extend(QueueItem(source) for source in sources)
        self._counts[ItemState.WAITING] += len(sources)
        self.endInsertRows()
        self.counts_changed.emit()

    def take_waiting(self, preferred: int | None = None) -> int | None:
        """Mark an image as being worked on and return its row: the preferred one if it waits, else the first."""
        row = preferred if preferred is not None and self._waits(preferred) else self._next_waiting()
        if row is not None:
            self._set_state(row, ItemState.WORKING)
        return row

    def set_answer(self, row: int, answer: AssessedImage) -> None:
        """Note what came of an image."""
        item = self._items[row]
        item.assessment, item.thumbnail = answer.assessment, answer.thumbnail
        self._set_state(row, STATE_OF_STATUS[answer.assessment.status])

    def set_examination(self, item: QueueItem, examination: Examination | None) -> None:
        """Note what the vault keeps of an image, or that it keeps nothing, if it is still in the queue."""
        item.examination = examination
        if item in self._items:
            index = self.index(self._items.index(item))
            self.dataChanged.emit(index, index)

    def cancel_running(self) -> None:
        """Mark every image that has no answer yet as cancelled."""
        self._replace_states({ItemState.WAITING, ItemState.WORKING}, ItemState.CANCELLED)

    def resume_cancelled(self) -> None:
        """Let the cancelled images wait again."""
        self._first_waiting = 0
        self._replace_states({ItemState.CANCELLED}, ItemState.WAITING)

    def clear(self) -> None:
        """Forget all images."""
        self.beginResetModel()
        self._items.clear()
        self._counts.clear()
        self._first_waiting = 0
        self.endResetModel()
        self.counts_changed.emit()

    def take_out(self) -> tuple[QueueItem, ...]:
        """Forget all images, and return them as they are, for `put_back`."""
        taken = tuple(self._items)
        self.clear()
        return taken

    def put_back(self, items: Sequence[QueueItem]) -> None:
        """Add images at the end that were taken out; those that were being worked on wait again."""
        if not items:
            return
        first = len(self._items)
        self.beginInsertRows(QModelIndex(), first, first + len(items) - 1)
        for item in items:
            item.state = ItemState.WAITING if item.state is ItemState.WORKING else item.state
        self._items.extend(items)
        self._counts.update(item.state for item in items)
        self.endInsertRows()
        self.counts_changed.emit()

    def _waits(self, row: int) -> bool:
        return 0 <= row < len(self._items) and self._items[row].state is ItemState.WAITING

    def _next_waiting(self) -> int | None:
        while self._first_waiting < len(self._items):
            if self._waits(self._first_waiting):
                return self._first_waiting
            self._first_waiting += 1
        return None

    def _set_state(self, row: int, state: ItemState) -> None:
        item = self._items[row]
        self._counts[item.state] -= 1
        self._counts[state] += 1
        item.state = state
        index = self.index(row)
        self.dataChanged.emit(index, index)
        self.counts_changed.emit()

    def _replace_states(self, old: set[ItemState], new: ItemState) -> None:
        changed = [row for row, item in enumerate(self._items) if item.state in old]
        for row in changed:
            self._counts[self._items[row].state] -= 1
            self._items[row].state = new
        self._counts[new] += len(changed)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            self.counts_changed.emit()
