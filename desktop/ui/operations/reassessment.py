"""Assessing images of the vault again, with the bundle in use."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.domain.assessment import Assessment, Status
from desktop.core.errors import KnownError
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken, Lane, TaskRunner, without_token

if TYPE_CHECKING:  # As in `vault_chores`.
    from desktop.core.inference.classifier import Classifier

# How often it is looked whether others are done.
_WAIT_MS = 500


class Reassessment(QObject):
    """Reads images on the store lane, assesses them beside the queue, and keeps each prediction beside the old ones.

    One image is under way at a time, so that neither the vault nor the queue waits for long. Locking the vault ends
    it; what was kept until then stays.

    Parameters
    ----------
    work : VaultWork
    runner : TaskRunner
    others_first : callable, optional
        Tells whether there is work that matters more: while there is, no image is begun.

    *Signals:*
    ``changed()``: see `running`.
    ``progressed(int, int)``: how many images are done, of how many.
    ``finished(int, str)``: how many predictions were added, and why one could not be; empty if all could.
    """

    changed = Signal()
    progressed = Signal(int, int)
    finished = Signal(int, str)

    def __init__(
        self,
        work: VaultWork,
        runner: TaskRunner,
        parent: QObject | None = None,
        *,
        others_first: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._runner = runner
        self._others_first = others_first
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._look_again)
        self.paused = False
        self._classifier: Classifier | None = None
        self._waiting: deque[str] = deque()
        self._token: CancelToken | None = None
        # Of the run under way: what comes back from an earlier one, given up since, is not counted.
        self._run = 0
        self._total = self._added = 0
        self._problem = ""
        # True while no image is under way: it is paused, or others go first.
        self._idle = False
        work.about_to_lock.connect(self.cancel)

    @property
    def running(self) -> bool:
        """True while there is an image to be assessed."""
        return self._classifier is not None

    def start(self, classifier: "Classifier", examination_ids: Sequence[str]) -> None:
        """Assess the images of examinations again, unless that is going on already."""
        if self.running or not self._work.is_unlocked or not examination_ids:
            return
        self._classifier = classifier
        self._waiting = deque(examination_ids)
        self._total, self._added, self._problem = len(examination_ids), 0, ""
        self.changed.emit()
        self._next(self._run)

    def pause(self) -> None:
        """Begin no further image until `go_on`."""
        if self.running and not self.paused:
            self.paused = True
            self.changed.emit()

    def go_on(self) -> None:
        """Go on after `pause`."""
        if self.paused:
            self.paused = False
            self.changed.emit()
            if self._idle:
                self._next(self._run)

    def stop(self) -> None:
        """End it after the image under way."""
        self._waiting.clear()
        self.go_on()

    def cancel(self) -> None:
        """Give it up at once; nobody hears what came of it."""
        if not self.running:
            return
        if self._token is not None:
            self._token.cancel()
        self._end()

    def _look_again(self) -> None:
        self._next(self._run)

    def _next(self, run: int) -> None:
        if run != self._run or self._classifier is None:
            return
        self._wait.stop()
        self._idle = bool(self._waiting) and (self.paused or self._others_first())
        if self._idle:
            if not self.paused:
                self._wait.start()
            return
        if not self._waiting:
            added, problem = self._added, self._problem
            self._end()
            self.finished.emit(added, problem)
            return
        self.progressed.emit(self._total - len(self._waiting), self._total)
        examination_id = self._waiting.popleft()
        self._token = self._work.read(
            lambda history: history.image(examination_id),
            done=partial(self._assess, run, examination_id, self._classifier),
            failed=partial(self._failed, run),
        )

    def _assess(self, run: int, examination_id: str, classifier: "Classifier", data: bytes) -> None:
        self._token = self._runner.submit(
            Lane.INFER,
            without_token(partial(classifier.assess, data)),
            done=partial(self._keep, run, examination_id),
            failed=partial(self._failed, run),
        )

    def _keep(self, run: int, examination_id: str, assessment: Assessment) -> None:
        if assessment.status is Status.UNREADABLE:
            # It says nothing about the lesion, and would stand in front of what an earlier bundle made of the image.
            self._failed(run, KnownError(assessment.reason or ""))
            return
        self._work.change(
            lambda history: history.add_prediction(examination_id, assessment),
            done=lambda _prediction: self._kept(run),
            failed=partial(self._failed, run),
        )

    def _kept(self, run: int) -> None:
        if run == self._run:
            self._added += 1
        self._next(run)

    def _failed(self, run: int, error: KnownError) -> None:
        if run == self._run:
            self._problem = self._problem or str(error)
        self._next(run)

    def _end(self) -> None:
        self._run += 1
        self._classifier = self._token = None
        self._waiting.clear()
        self._wait.stop()
        self.paused = self._idle = False
        self.changed.emit()
