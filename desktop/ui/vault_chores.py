"""What is done for the vault as a whole, beside the work of the day, and what is said of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.ui.operations.everything_again import EverythingAgain
from desktop.ui.operations.practice_work import PracticeWork
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:  # Loaded by a worker thread, when the bundle is opened: the window is there before.
    from desktop.core.inference.classifier import Classifier


class VaultChores(QObject):
    """Practice patients, and assessing everything again.

    *Signals:*
    ``message(str)``: a sentence for the user.
    ``offered(str, str, object, object)``: a sentence, what a button says, what it does, and what undoes it or None.
    ``record_changed()``: what is on show of a patient may be out of date.
    ``patients_gone()``: patients have been erased, perhaps the one on show.
    """

    message = Signal(str)
    offered = Signal(str, str, object, object)
    record_changed = Signal()
    patients_gone = Signal()

    def __init__(
        self, work: VaultWork, runner: TaskRunner, others_first: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.practice = PracticeWork(work, runner, self)
        self.again = EverythingAgain(work, runner, self, others_first=others_first)
        self.practice.added.connect(self._tell_added)
        self.practice.erased.connect(self._tell_erased)
        self.practice.failed.connect(self.message)
        self.again.ended.connect(self._tell_ended)
        self.again.interrupted.connect(self.offered)

    def use_classifier(self, classifier: "Classifier") -> None:
        """Take what images are assessed with."""
        self.practice.classifier = self.again.classifier = classifier
        self.practice.changed.emit()
        self.again.changed.emit()

    def _tell_added(self, count: int, problem: str) -> None:
        if problem:
            self.message.emit(problem)
        elif count:
            self.message.emit(
                self.tr("Practice patients added: {count}. Settings can erase them again.").format(count=count)
            )
        else:
            self.message.emit(self.tr("No practice patient was added."))
        self.record_changed.emit()

    def _tell_erased(self, patients: int, taken_back: int) -> None:
        text = self.tr("Practice patients erased: {count}.").format(count=patients)
        if taken_back:
            kept = self.tr("Images that you had filed under them are unfiled again: {count}.")
            text = f"{text} {kept.format(count=taken_back)}"
        self.message.emit(text)
        self.patients_gone.emit()

    def _tell_ended(self, added: bool, sentence: str) -> None:
        self.message.emit(sentence)
        if added:
            self.record_changed.emit()
