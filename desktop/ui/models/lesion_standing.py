"""How it stands with each lesion of a patient: its newest image, and what was made of that."""

from dataclasses import dataclass
from enum import Enum, auto

from desktop.core.domain.history import Lesion, PatientRecord, StoredPrediction
from desktop.ui.models.lesion_course import CourseEntry


class PinKind(Enum):
    """What a lesion's pin tells at a glance, by its shape and again by its colour."""

    ABOVE = auto()
    """The chance of malignancy is at or above the operating point."""
    BELOW = auto()
    UNRATED = auto()
    """Assessed, but by another bundle than the one in use, or by one without an operating point."""
    NOT_ASSESSED = auto()
    CONCLUDED = auto()
    """The clinician has concluded about the newest image."""


@dataclass(frozen=True)
class OperatingThreshold:
    """From which chance (0–1) of malignancy on, by the bundle in use, a lesion lies above the operating point."""

    chance: float
    sha256: str
    """Of the bundle: chances of others are not comparable."""


@dataclass(frozen=True)
class LesionStanding:
    """A lesion with its newest image.

    Attributes
    ----------
    lesion : Lesion
    images : int
        How many there are, without those that were put away.
    newest : CourseEntry or None
        None if there is no image.
    kind : PinKind
    """

    lesion: Lesion
    images: int
    newest: CourseEntry | None
    kind: PinKind


def standings_of(record: PatientRecord, threshold: OperatingThreshold | None) -> tuple[LesionStanding, ...]:
    """Say how it stands with each lesion of a record; those that were put away come last."""
    # A record has the newest first: going backwards, the newest stays.
    predictions = {found.examination_id: found for found in reversed(record.predictions)}
    conclusions = {found.examination_id: found for found in reversed(record.conclusions)}
    courses: dict[str, list[CourseEntry]] = {}
    for found in record.examinations:
        if found.lesion_id is not None and found.archived_at is None:
            entry = CourseEntry(found, predictions.get(found.id), conclusions.get(found.id))
            courses.setdefault(found.lesion_id, []).append(entry)
    standings = []
    for lesion in sorted(record.lesions, key=lambda lesion: lesion.archived_at is not None):
        course = courses.get(lesion.id, [])
        newest = max(course, key=lambda entry: entry.moment, default=None)
        standings.append(LesionStanding(lesion, len(course), newest, _kind_of(newest, threshold)))
    return tuple(standings)


def _kind_of(newest: CourseEntry | None, threshold: OperatingThreshold | None) -> PinKind:
    if newest is None:
        return PinKind.NOT_ASSESSED
    if newest.conclusion is not None:
        return PinKind.CONCLUDED
    return _kind_of_prediction(newest.prediction, threshold)


def _kind_of_prediction(prediction: StoredPrediction | None, threshold: OperatingThreshold | None) -> PinKind:
    if prediction is None or prediction.malignant is None:
        return PinKind.NOT_ASSESSED
    if threshold is None or prediction.bundle.sha256 != threshold.sha256:
        return PinKind.UNRATED
    return PinKind.ABOVE if prediction.malignant >= threshold.chance else PinKind.BELOW
