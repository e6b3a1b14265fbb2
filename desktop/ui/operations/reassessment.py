"""Assessing images of the vault again, with the bundle in use."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from desktop.core.domain.assessment import Assessment, Status
from desktop.core.errors import KnownError
from desktop.ui.operations.one_by_one import OneByOne
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import Lane, TaskRunner, without_token

if TYPE_CHECKING:  # As in `vault_chores`.
    from desktop.core.inference.classifier import Classifier

# How often it is looked whether others are done.
_WAIT_MS = 500


class Reassessment(OneByOne[str]):
    """Reads images on the store lane, assesses them beside the queue, and keeps each prediction beside the old ones.

    One image is under way at a time, so that neither the vault nor the queue waits for long.

    Parameters
    ----------
    work : VaultWork
    runner : TaskRunner
    others_first : callable, optional
        Tells whether there is work that matters more: while there is, no image is begun.

    *Signals, beside those of everything that goes one by one:*
    ``finished(int, str)``: how many predictions were added, and why one could not be; empty if all could.
    """

    finished = Signal(int, str)

    def __init__(
        self,
        work: VaultWork,
        runner: TaskRunner,
        parent: QObject | None = None,
        *,
        others_first: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(work, parent)
        self._runner = runner
        self._others_first = others_first
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._look_again)
        self.paused = False
        self._classifier: Classifier | None = None
        self._problem = ""
        # True while no image is under way: it is paused, or others go first.
        self._idle = False

    def start(self, classifier: "Classifier", examination_ids: Sequence[str]) -> None:
        """Assess the images of examinations again, unless that is going on already."""
        if self.running or not self._work.is_unlocked or not examination_ids:
            return
        self._classifier, self._problem = classifier, ""
        self._begin(examination_ids)

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
        super().stop()
        self.go_on()

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
            added, problem = self._count, self._problem
            self._end()
            self.finished.emit(added, problem)
            return
        examination_id = self._take_next()
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

    def _failed(self, run: int, error: KnownError) -> None:
        if run == self._run:
            self._problem = self._problem or str(error)
        self._next(run)

    def _end(self) -> None:
        self._classifier = None
        self._wait.stop()
        self.paused = self._idle = False
        super()._end()


def outcome_text(added: int, problem: str) -> str:
    """Say what came of it: how many images were assessed again, and why not all could be, if that is so."""
    text = _tr("1 image assessed again.") if added == 1 else _tr("{count} images assessed again.")
    text = text.format(count=added)
    return f"{text} {_tr('Not all could be:')} {problem}" if problem else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reassessment", text)
