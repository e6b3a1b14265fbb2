"""Practice patients: made and assessed beside the queue, put into the vault one by one, and erased."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.domain.history import Capture, Immersion, LesionDetails, PatientDetails
from desktop.core.errors import KnownError
from desktop.core.wording import translate
from desktop.ui.operations.one_by_one import OneByOne
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken, Lane, TaskRunner

if TYPE_CHECKING:  # As in `vault_work`.
    from desktop.core.domain.practice import PracticeImage, PracticePatient, PracticeVisit
    from desktop.core.inference.classifier import Classifier
    from desktop.core.storage.history import History
    from desktop.core.storage.practice import PracticeErased

_MORNING = time(9, 30)


@dataclass(frozen=True)
class _Made:
    """A practice patient whose images are there."""

    details: PatientDetails
    lesions: "tuple[tuple[LesionDetails, tuple[PracticeImage, ...]], ...]"


class PracticeWork(OneByOne["PracticePatient"]):
    """Adds the practice patients that are not there, and erases those that are.

    Each patient is there whole or not at all.

    *Signals, beside those of everything that goes one by one:*
    ``added(int, str)``: how many were, and why not all could be; empty if all that were missing could.
    ``erased(int, int)``: how many patients were, and how many images are unfiled again.
    ``failed(str)``: why none could be erased.
    """

    added = Signal(int, str)
    erased = Signal(int, int)
    failed = Signal(str)

    def __init__(self, work: VaultWork, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(work, parent)
        self._runner = runner
        self.classifier: Classifier | None = None

    def add(self) -> None:
        """Begin to add the patients, unless that is going on already or there is no classifier yet."""
        if self.running or self.classifier is None or not self._work.is_unlocked:
            return
        from desktop.core.domain.practice import practice_patients

        self._begin(practice_patients(datetime.now().astimezone().date()))

    def count(self, done: Callable[[int], None]) -> None:
        """Find out how many practice patients are in the vault."""
        self._work.read(_count, done=done)

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
        self._token = self._runner.submit(
            Lane.INFER,
            partial(_make, self._take_next(), self.classifier),
            done=partial(self._keep, run),
            failed=partial(self._failed, run),
        )

    def _keep(self, run: int, made: _Made) -> None:
        if run == self._run:
            self._work.change(
                partial(_add, made),
                done=lambda added: self._kept(run, count=int(added)),
                failed=partial(self._failed, run),
            )

    def _failed(self, run: int, error: KnownError) -> None:
        # What the drive refuses now it refuses for the next patient, too.
        if run == self._run:
            self._finish(str(error))

    def _finish(self, problem: str) -> None:
        count = self._count
        self._end()
        self.added.emit(count, problem)


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
        captured_at=taken_at,
        # Kept in the vault in the language of now, as the other texts of practice patients.
        camera=translate("Practice", "Synthetic dermatoscope"),
        polarised=True,
        contact=True,
        immersion=Immersion.GEL,
        magnification=10.0,
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
