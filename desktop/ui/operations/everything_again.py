"""Assessing all images of the vault with the bundle in use: those that it has not assessed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import KnownError
from desktop.core.steps import Steps
from desktop.ui.operations.reassessment import Reassessment, outcome_text
from desktop.ui.operations.step_work import StepWork
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:  # As in `vault_work`.
    from desktop.core.inference.classifier import Classifier
    from desktop.core.storage.history import History

_AT_A_TIME = 500


class EverythingAgain(QObject):
    """Looks which images the bundle in use has not assessed, and assesses them one by one, after all other work.

    What is done stays done: whoever begins again, after locking or in a later session, goes on where it ended.

    Parameters
    ----------
    work : VaultWork
    runner : TaskRunner
    others_first : callable
        Tells whether there is work that matters more.

    *Signals:*
    ``changed()``: see `running`.
    ``progressed(int, int)``: how many images are done, of how many; 0 of 0 while that cannot be said.
    ``ended(bool, str)``: whether predictions were added, and a sentence that says what came of it.
    ``interrupted(str, str, object, object)``: a sentence after unlocking, what a button says, what it does, and None.
    """

    changed = Signal()
    progressed = Signal(int, int)
    ended = Signal(bool, str)
    interrupted = Signal(str, str, object, object)

    def __init__(
        self,
        work: VaultWork,
        runner: TaskRunner,
        parent: QObject | None = None,
        *,
        others_first: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._work = work
        self.classifier: Classifier | None = None
        self._locked_in_between = False
        self._stopping = False
        # Before the two others, which are ended by the same signal.
        work.about_to_lock.connect(self._about_to_lock)
        self._search = StepWork(work, self)
        self.reassessment = Reassessment(work, runner, self, others_first=others_first)
        work.state_changed.connect(self._state_changed)
        self._search.changed.connect(self.changed)
        self._search.stopped.connect(lambda: self._finished(0, ""))
        self.reassessment.changed.connect(self.changed)
        self.reassessment.progressed.connect(self.progressed)
        self.reassessment.finished.connect(self._finished)

    @property
    def running(self) -> bool:
        """True from the first look to the last image, while it is paused, too."""
        return self._search.running or self.reassessment.running

    @property
    def searching(self) -> bool:
        """True while it is looked which images there are to assess."""
        return self._search.running

    def start(self) -> None:
        """Begin, or go on where it ended, unless it is going on already or there is no classifier yet."""
        classifier = self.classifier
        if self.running or classifier is None:
            return
        self._stopping = self._locked_in_between = False
        sha256 = classifier.bundle_id.sha256
        self._search.start(lambda history: _unassessed(history, sha256), done=self._begin, failed=self._refused)

    def stop(self) -> None:
        """End it after the image under way."""
        self._stopping = True
        self._search.stop()
        self.reassessment.stop()

    def _begin(self, ids: tuple[str, ...]) -> None:
        if ids and self.classifier is not None and not self._stopping:
            self.reassessment.start(self.classifier, ids)
        else:
            self._finished(0, "")

    def _refused(self, error: KnownError) -> None:
        self.ended.emit(False, str(error))

    def _finished(self, added: int, problem: str) -> None:
        self.ended.emit(added > 0, self._sentence(added, problem))

    def _sentence(self, added: int, problem: str) -> str:
        if self._stopping:
            text = self.tr("Stopped; images assessed until then: {count}. Begin again to go on with the others.")
            return text.format(count=added)
        if not added and not problem:
            return self.tr("Nothing to do: the bundle in use has assessed all images already.")
        return outcome_text(added, problem)

    def _about_to_lock(self) -> None:
        self._locked_in_between = self.running

    def _state_changed(self) -> None:
        if self._work.is_unlocked and self._locked_in_between:
            self._locked_in_between = False
            self.interrupted.emit(
                self.tr("Assessing everything again ended when the vault was locked. What was done is kept."),
                self.tr("Go on"),
                self.start,
                None,
            )


def _unassessed(history: "History", bundle_sha256: str) -> Steps[tuple[str, ...]]:
    """Look through all examinations for those without a prediction by a bundle."""
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        page = history.unassessed_page(bundle_sha256, after, _AT_A_TIME)
        found.extend(page.ids)
        after = page.last
        yield 0, 0
    return tuple(found)
