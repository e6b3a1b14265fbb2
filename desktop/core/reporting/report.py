"""What a report of a patient, a lesion or an examination says, before anybody has chosen words, fonts or paper."""

from dataclasses import dataclass
from datetime import UTC, datetime

from desktop import __version__
from desktop.core.domain.accounts import Subject
from desktop.core.domain.assessment import Assessment
from desktop.core.domain.history import Conclusion, Examination, Lesion, Patient, PatientRecord, StoredPrediction


@dataclass(frozen=True)
class ReportScope:
    """What a report is about: ``subject`` is a patient, one of their lesions, or one of their examinations."""

    patient_id: str
    subject: Subject
    subject_id: str


@dataclass(frozen=True)
class ReportedExamination:
    """An examination with what bundles made of it and what the clinician concluded, newest first."""

    examination: Examination
    predictions: tuple[StoredPrediction, ...]
    conclusions: tuple[Conclusion, ...]


@dataclass(frozen=True)
class ReportedLesion:
    """A lesion with its examinations, newest first."""

    lesion: Lesion
    examinations: tuple[ReportedExamination, ...]


@dataclass(frozen=True)
class Report:
    """The part of a record that a report tells of.

    Attributes
    ----------
    patient : Patient
    subject : Subject
        What it is about: a patient, a lesion or an examination.
    lesions : tuple of ReportedLesion
        One, unless it is about a patient.
    left_out : int
        Examinations that are not in it because they, or their lesion, have been put away. What a report is asked for by
        itself is never left out.
    made_at : datetime
        With time zone (UTC).
    """

    patient: Patient
    subject: Subject
    lesions: tuple[ReportedLesion, ...]
    left_out: int
    made_at: datetime

    @classmethod
    def of(cls, record: PatientRecord, scope: ReportScope) -> "Report":
        """Take the part of a record that a report is about.

        Raises
        ------
        ValueError
            If the record holds no such thing.
        """
        asked = [found for found in record.examinations if _is_about(scope, record.patient, found)]
        if scope.subject is Subject.EXAMINATION:
            shown, lesion_ids = asked, {found.lesion_id for found in asked}
        else:
            wanted = [lesion for lesion in record.lesions if _is_of(scope, record.patient, lesion)]
            lesion_ids = {lesion.id for lesion in wanted}
            shown = [found for found in asked if found.archived_at is None and found.lesion_id in lesion_ids]
        lesions = tuple(
            ReportedLesion(lesion, tuple(_reported(record, found) for found in shown if found.lesion_id == lesion.id))
            for lesion in record.lesions
            if lesion.id in lesion_ids
        )
        if not lesions and scope.subject_id != record.patient.id:
            raise ValueError("the record holds nothing of this id")
        return cls(record.patient, scope.subject, lesions, len(asked) - len(shown), datetime.now(UTC))

    @property
    def examinations(self) -> tuple[ReportedExamination, ...]:
        """All examinations in it, lesion after lesion."""
        return tuple(found for lesion in self.lesions for found in lesion.examinations)


def prediction_of(assessment: Assessment) -> StoredPrediction:
    """Return an assessment that no vault keeps in the form of one that is kept, made now."""
    prediction = assessment.prediction
    return StoredPrediction(
        id="",
        examination_id="",
        bundle=assessment.bundle,
        outcome=assessment.status,
        reason=assessment.reason,
        probabilities=None if prediction is None else prediction.probabilities,
        malignant=None if prediction is None else prediction.malignant,
        top_label=None if prediction is None else prediction.top_label,
        balanced_label=None if prediction is None else prediction.balanced_label,
        flags=assessment.flags,
        program_version=__version__,
        created_at=datetime.now(UTC),
        created_by=None,
    )


def _is_about(scope: ReportScope, patient: Patient, examination: Examination) -> bool:
    return scope.subject_id in (patient.id, examination.lesion_id, examination.id)


def _is_of(scope: ReportScope, patient: Patient, lesion: Lesion) -> bool:
    """Tell whether a lesion is in a report: the one asked for, or all of a patient's that have not been put away."""
    return scope.subject_id == lesion.id or (scope.subject_id == patient.id and lesion.archived_at is None)


def _reported(record: PatientRecord, examination: Examination) -> ReportedExamination:
    return ReportedExamination(
        examination,
        tuple(found for found in record.predictions if found.examination_id == examination.id),
        tuple(found for found in record.conclusions if found.examination_id == examination.id),
    )
