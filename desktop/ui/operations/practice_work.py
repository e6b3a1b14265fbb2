"""Practice patients: made and assessed beside the queue, put into the vault one by one, and erased."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.domain.history import Capture, Immersion, LesionDetails, PatientDetails
from desktop.core.errors import KnownError
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken, Lane, TaskRunner

if TYPE_CHECKING:  # As in `vault_work`.
    from desktop.core.domain.practice import PracticeImage, PracticePatient, PracticeVisit
    from desktop.core.inference.classifier import Classifier
    from desktop.core.storage.history import History
    from desktop.core.storage.practice import PracticeErased

_CAMERA = "Synthetic dermatoscope"
_MORNING = time(9, 30)


@dataclass(frozen=True)
class _Made:
    """A practice patient whose images are there."""

    details: PatientDetails
    lesions: "tuple[tuple[LesionDetails, tuple[PracticeImage, ...]], ...]"


class PracticeWork(QObject):
    """Adds the practice patients that are not there, and erases those that are.

    Locking the vault ends it; each patient is there whole or not at all.

    *Signals:*
    ``changed()``: see `running`.
    ``progressed(int, int)``: how many patients are done, of how many.
    ``added(int, str)``: how many were, and why not all could be; empty if all that were missing could.
    ``erased(int, int)``: how many patients were, and how many images are unfiled again.
    ``failed(str)``: why none could be erased.
    """

    changed = Signal()
    progressed = Signal(int, int)
    added = Signal(int, str)
    erased = Signal(int, int)
    failed = Signal(str)

    def __init__(self, work: VaultWork, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._runner = runner
        self.classifier: Classifier | None = None
        self._waiting: deque[PracticePatient] = deque()
        self._token: CancelToken | None = None
        # Of the run under way: what comes back from an earlier one, given up since, is not counted.
        self._run = 0
        self._total = self._count = 0
        self.running = False
        work.about_to_lock.connect(self.cancel)

    def add(self) -> None:
        """Begin to add the patients, unless that is going on already or there is no classifier yet."""
        if self.running or self.classifier is None or not self._work.is_unlocked:
            return
        from desktop.core.domain.practice import practice_patients

        self._waiting = deque(practice_patients(datetime.now().astimezone().date()))
        self._total, self._count = len(self._waiting), 0
        self.running = True
        self.changed.emit()
        self._next(self._run)

    def count(self, done: Callable[[int], None]) -> None:
        """Find out how many practice patients are in the vault."""
        self._work.read(_count, done=done)

    def stop(self) -> None:
        """End it after the patient under way."""
        self._waiting.clear()

    def cancel(self) -> None:
        """Give it up at once; nobody hears what came of it."""
        if not self.running:
            return
        if self._token is not None:
            self._token.cancel()
        self._end()

    def erase(self) -> None:
        """Erase the practice patients, and nobody else."""
        if not self.running:
            self._work.change(
                _erase,
                done=lambda found: self.erased.emit(found.patients, found.taken_back),
                failed=lambda error: self.failed.emit(str(error)),
            )

    def _next(self, run: int) -> None:
        if run != self._run or self.classifier is None:
            return
        if not self._waiting:
            self._finish("")
            return
        self.progressed.emit(self._total - len(self._waiting), self._total)
        self._token = self._runner.submit(
            Lane.INFER,
            partial(_make, self._waiting.popleft(), self.classifier),
            done=partial(self._keep, run),
            failed=partial(self._failed, run),
        )

    def _keep(self, run: int, made: _Made) -> None:
        if run == self._run:
            self._work.change(partial(_add, made), done=partial(self._kept, run), failed=partial(self._failed, run))

    def _kept(self, run: int, added: bool) -> None:
        if run == self._run:
            self._count += added
        self._next(run)

    def _failed(self, run: int, error: KnownError) -> None:
        # What the drive refuses now it refuses for the next patient, too.
        if run == self._run:
            self._finish(str(error))

    def _finish(self, problem: str) -> None:
        count = self._count
        self._end()
        self.added.emit(count, problem)

    def _end(self) -> None:
        self._run += 1
        self._token = None
        self._waiting.clear()
        self.running = False
        self.changed.emit()


def _make(patient: "PracticePatient", classifier: "Classifier", token: CancelToken) -> _Made:
    """Make a patient's images and assess them, on a worker thread."""
    today = datetime.now().astimezone().date()
    lesions = []
    for lesion in patient.lesions:
        images = []
        for visit in lesion.visits:
            token.check()
            images.append(_image(visit, classifier, today))
        lesions.append((lesion.details, tuple(images)))
    return _Made(patient.details, tuple(lesions))


def _image(visit: "PracticeVisit", classifier: "Classifier", today: date) -> "PracticeImage":
    from desktop.core.domain.practice import PracticeImage
    from desktop.core.imaging.practice_picture import practice_picture

    data = practice_picture(visit.picture)
    taken_at = datetime.combine(today - timedelta(days=visit.days_ago), _MORNING).astimezone()
    capture = Capture(
        captured_at=taken_at, camera=_CAMERA, polarised=True, contact=True, immersion=Immersion.GEL, magnification=10.0
    )
    return PracticeImage(data, capture, classifier.assess(data), visit.conclusion)


def _add(made: _Made, history: "History") -> bool:
    from desktop.core.storage.practice import add_practice_patient

    return add_practice_patient(history, made.details, made.lesions)


def _count(history: "History") -> int:
    from desktop.core.storage.practice import count_practice_patients

    return count_practice_patients(history)


def _erase(history: "History") -> "PracticeErased":
    from desktop.core.storage.practice import erase_practice_patients

    return erase_practice_patients(history)
