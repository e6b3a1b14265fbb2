"""The course of one lesion: its examinations with what was made of each, and its chances over time."""

from dataclasses import dataclass
from datetime import datetime

from desktop.core.domain.assessment import BundleId, Reliability
from desktop.core.domain.history import Conclusion, Examination, PatientRecord, StoredPrediction
from desktop.core.inference.classifier import Classifier, reliability_of
from desktop.ui.models.words import examination_date_text


@dataclass(frozen=True)
class CourseEntry:
    """One examination of a lesion, with the newest prediction and the newest conclusion about it, if there are any."""

    examination: Examination
    prediction: StoredPrediction | None
    conclusion: Conclusion | None

    @property
    def moment(self) -> datetime:
        """When the photograph was taken or, where that is not known, imported."""
        return self.examination.capture.captured_at or self.examination.stamp.created_at


@dataclass(frozen=True)
class TrendPoint:
    """One chance of malignancy of a lesion's course.

    Attributes
    ----------
    moment : datetime
    day : str
        The same for people.
    chance : float
        Of malignancy (0–1).
    bundle : BundleId
        Which computed it.
    is_current : bool
        True if that is the bundle in use.
    reliability : Reliability or None
        What came of lesions with such a chance; None unless it is the bundle in use, which tells.
    """

    moment: datetime
    day: str
    chance: float
    bundle: BundleId
    is_current: bool
    reliability: Reliability | None

    def is_comparable(self, other: "TrendPoint") -> bool:
        """Tell whether one bundle computed both: only then does a difference say something about the lesion."""
        return self.bundle == other.bundle


def course_of(record: PatientRecord, lesion_id: str) -> tuple[CourseEntry, ...]:
    """Return a lesion's examinations, newest photograph first, without those that were put away."""
    # A record has the newest first: going backwards, the newest stays.
    predictions = {found.examination_id: found for found in reversed(record.predictions)}
    conclusions = {found.examination_id: found for found in reversed(record.conclusions)}
    entries = [
        CourseEntry(found, predictions.get(found.id), conclusions.get(found.id))
        for found in record.examinations
        if found.lesion_id == lesion_id and found.archived_at is None
    ]
    return tuple(sorted(entries, key=lambda entry: entry.moment, reverse=True))


def trend_of(course: tuple[CourseEntry, ...], classifier: Classifier | None) -> tuple[TrendPoint, ...]:
    """Return a course's chances of malignancy, oldest photograph first; what was not assessed has none.

    Parameters
    ----------
    course : tuple of CourseEntry
        From `course_of`.
    classifier : Classifier or None
        The one in use; only of its numbers it is known how far they can be relied on.
    """
    points = []
    for entry in reversed(course):
        prediction = entry.prediction
        if prediction is None or prediction.malignant is None:
            continue
        current = classifier is not None and prediction.bundle == classifier.bundle_id
        points.append(
            TrendPoint(
                entry.moment,
                examination_date_text(entry.examination),
                prediction.malignant,
                prediction.bundle,
                current,
                reliability_of(classifier.manifest, prediction.malignant) if classifier and current else None,
            )
        )
    return tuple(points)
