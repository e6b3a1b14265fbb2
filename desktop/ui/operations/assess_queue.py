"""The queue at work."""

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.errors import KnownError
from desktop.ui.models.queue_item import QueueItem
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.operations.assessments import AssessedImage, assess
from desktop.ui.tasks import CancelToken, Lane, TaskRunner

if TYPE_CHECKING:  # Loaded by a worker thread, when the bundle is opened: the window is there before.
    from desktop.core.inference.classifier import Classifier

_PROGRESS_INTERVAL_MS = 100


class AssessQueue(QObject):
    """Keeps the worker threads busy with the queue's images.

    Only a few images at a time are handed to the threads, so that the one that the user looks at can go first and
    cancelling costs nothing.
    """

    progress_changed = Signal()
    """The model's counts changed; at most ten times a second, and always after the last change."""

    answered = Signal(int, object)
    """A row has its answer. With its ImagePyramid if it is the preferred one and could be read, otherwise None."""

    def __init__(self, model: QueueModel, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._runner = runner
        self._classifier: Classifier | None = None
        self._under_way: dict[int, CancelToken] = {}
        # Each thread has one image and finds the next one ready when it has done with it.
        self._at_once = 2 * runner.threads(Lane.INFER)
        self._preferred: int | None = None
        self._throttle = QTimer(self, interval=_PROGRESS_INTERVAL_MS, singleShot=True)
        self._throttle.timeout.connect(self.progress_changed)
        model.counts_changed.connect(self._counts_changed)
        model.rowsInserted.connect(self._fill)

    def start(self, classifier: "Classifier") -> None:
        """Begin with the images that wait, and with all that will come."""
        self._classifier = classifier
        self._fill()

    def prefer(self, row: int | None) -> None:
        """Assess this image next, if it waits, and hand over its picture with the answer."""
        self._preferred = row

    def is_under_way(self, row: int) -> bool:
        """Tell whether an image's answer comes in a moment."""
        return row in self._under_way

    def cancel(self) -> None:
        """Give up the images that have no answer yet."""
        self._drop_under_way()
        self._model.cancel_running()

    def resume(self) -> None:
        """Assess the cancelled images after all."""
        self._model.resume_cancelled()
        self._fill()

    def clear(self) -> tuple[QueueItem, ...]:
        """Forget all images, and return them as they are."""
        self._drop_under_way()
        self._preferred = None
        return self._model.take_out()

    def _drop_under_way(self) -> None:
        for token in self._under_way.values():
            token.cancel()
        self._under_way.clear()

    def _fill(self) -> None:
        while self._classifier is not None and len(self._under_way) < self._at_once:
            row = self._model.take_waiting(self._preferred)
            if row is None:
                return
            self._under_way[row] = self._runner.submit(
                Lane.INFER,
                # Which one is preferred is seen when the answer is there: it may have become so meanwhile.
                partial(assess, self._classifier, self._model.item(row).source, partial(self._prefers, row)),
                done=partial(self._answered, row),
                failed=partial(self._failed, row),
            )

    def _prefers(self, row: int) -> bool:
        return self._preferred == row

    def _answered(self, row: int, answer: AssessedImage) -> None:
        del self._under_way[row]
        self._model.set_answer(row, answer)
        self.answered.emit(row, answer.picture)
        self._fill()

    def _failed(self, row: int, error: KnownError) -> None:
        if self._classifier is not None:
            self._answered(row, AssessedImage(self._classifier.unreadable(str(error), None, time.perf_counter()), b""))

    def _counts_changed(self) -> None:
        if not self._throttle.isActive():
            self._throttle.start()
