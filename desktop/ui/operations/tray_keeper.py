"""What is assessed while a vault is open is kept in its unfiled tray, so that nothing is lost."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Signal

from desktop.core.domain.assessment import Assessment
from desktop.core.domain.history import Examination
from desktop.core.errors import KnownError
from desktop.core.imaging.sources import ImageSource
from desktop.ui.models.queue_item import ItemState, QueueItem
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.operations.filing import is_sample, keep
from desktop.ui.operations.vault_work import VaultState, VaultWork

if TYPE_CHECKING:  # As in `vault_work`.
    from desktop.core.storage.history import History

_ANSWERED = (ItemState.ASSESSED, ItemState.OUT_OF_SCOPE)
Index = QModelIndex | QPersistentModelIndex


class TrayKeeper(QObject):
    """Hands the queue's answered images to the vault, one at a time, so that nobody waits behind a thousand.

    Not kept are the program's own samples, and what came while it was promised that nothing is kept.

    Parameters
    ----------
    model : QueueModel
    work : VaultWork
    keeps_nothing : callable
        Tells whether that is promised now.

    *Signals:*
    ``kept()``: the vault keeps another image.
    ``failed(str)``: an image could not be kept; it is still in the window.
    """

    kept = Signal()
    failed = Signal(str)

    def __init__(
        self,
        model: QueueModel,
        work: VaultWork,
        keeps_nothing: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeps_nothing = keeps_nothing
        self._model = model
        self._work = work
        # Rows that need no further thought: a row names the same image until the queue is cleared.
        self._settled_rows: set[int] = set()
        self._pending: deque[QueueItem] = deque()
        self._refused: list[QueueItem] = []
        self._under_way: QueueItem | None = None
        self._said = False
        model.rowsInserted.connect(self._inserted)
        model.dataChanged.connect(self._changed)
        model.modelReset.connect(self._settled_rows.clear)
        work.state_changed.connect(self._state_changed)

    @property
    def unkept(self) -> int:
        """How many answered images a vault was to keep and does not yet, refused ones too."""
        if self._work.state is VaultState.NONE:
            return 0
        refused = sum(item.examination is None for item in self._refused)
        return len(self._pending) + refused + (self._under_way is not None)

    @property
    def refused(self) -> int:
        """How many of them the drive refused."""
        return sum(item.examination is None for item in self._refused)

    def give_up(self) -> None:
        """Keep nothing of what is in the window: that is promised from now on."""
        self._pending.clear()
        self._refused.clear()
        self._settled_rows.update(range(self._model.rowCount()))

    def _inserted(self, _parent: Index, first: int, last: int) -> None:
        if self._keeps_nothing():
            self._settled_rows.update(range(first, last + 1))

    def _changed(self, first: Index, last: Index) -> None:
        for row in range(first.row(), last.row() + 1):
            item = self._model.item(row)
            if row in self._settled_rows or item.state not in _ANSWERED:
                continue
            self._settled_rows.add(row)
            if item.examination is None and not is_sample(item.source):
                self._pending.append(item)
        self._next()

    def _state_changed(self) -> None:
        if self._work.is_unlocked:
            self._said = False
            self._pending.extend(item for item in self._refused if item.examination is None)
            self._refused.clear()
            self._next()

    def _next(self) -> None:
        if self._under_way is not None or not self._work.is_unlocked:
            return
        while self._pending:
            item = self._pending.popleft()
            if item.examination is None and item.assessment is not None:
                self._under_way = item
                self._work.change(
                    partial(_keep, item.source, item.assessment),
                    done=partial(self._done, item),
                    failed=partial(self._failed, item),
                )
                return

    def _done(self, item: QueueItem, examination: Examination) -> None:
        self._under_way = None
        if item.examination is None:
            self._model.set_examination(item, examination)
        self.kept.emit()
        self._next()

    def _failed(self, item: QueueItem, error: KnownError) -> None:
        self._under_way = None
        self._refused.append(item)
        if not self._said and self._work.is_unlocked:
            self._said = True
            self.failed.emit(self.tr("{reason} The image is still here, in the window.").format(reason=error))
        self._next()


def _keep(source: ImageSource, assessment: Assessment, history: "History") -> Examination:
    return keep(history, source, assessment)
