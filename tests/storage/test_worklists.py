"""Nothing that is due, and no conclusion that contradicts the prediction, is overlooked or told of twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import ConclusionDetails, ConclusionKind, Examination, LesionDetails, LesionStatus
from desktop.core.domain.worklists import malignant_by_icd10
from tests.storage.clinic import Clinic
from tests.storage.seeded import assessment_of

Photograph = Callable[[int], bytes]

_TODAY, _LATER = date(2026, 5, 1), date(2026, 6, 1)


def examined(clinic: Clinic, data: bytes, malignant: float, identifier: str = "P-1") -> Examination:
    lesion = clinic.lesion(identifier)
    return clinic.history.file_examination(lesion.id, data, assessments=[assessment_of(data, malignant)])


def decided(malignant: bool | None, day: date = _TODAY) -> ConclusionDetails:
    return ConclusionDetails(ConclusionKind.HISTOLOGY, "seen under the microscope", day, malignant=malignant)


def differing(clinic: Clinic, examination: Examination, threshold: float = 0.3) -> list[str]:
    bundle = clinic.history.predictions(examination.id)[0].bundle
    return [found.conclusion.examination_id for found in clinic.history.disagreements(bundle.sha256, threshold)]


def test_the_longest_overdue_comes_first_and_what_is_due_later_does_not_come(clinic: Clinic) -> None:
    lesion = clinic.lesion()
    due = [date(2026, 4, 1), date(2026, 3, 1), _TODAY, _LATER, None]
    for number, day in enumerate(due):
        clinic.history.create_lesion(lesion.patient_id, LesionDetails(f"{number}", due_on=day))

    found = clinic.history.due_lesions(_TODAY)

    assert [entry.lesion.details.name for entry in found] == ["1", "0", "2"]
    assert [entry.due_on for entry in found] == [date(2026, 3, 1), date(2026, 4, 1), _TODAY]
    assert {entry.patient.details.identifier for entry in found} == {"P-1"}


def test_of_several_that_are_due_the_first_ones_are_listed_whosever_they_are(clinic: Clinic) -> None:
    days = {"P-1": (1, 4), "P-2": (2, 3), "P-3": (5, 6)}
    for identifier, of_month in days.items():
        patient_id = clinic.lesion(identifier).patient_id
        for day in of_month:
            clinic.history.create_lesion(patient_id, LesionDetails(f"{day}", due_on=date(2026, 4, day)))

    for limit in (1, 2, 3, 4, 5):
        found = clinic.history.due_lesions(_TODAY, limit=limit)
        assert [entry.due_on.day for entry in found] == [1, 2, 3, 4, 5][:limit]


def test_a_lesion_that_is_gone_put_away_or_of_a_patient_put_away_is_not_due(clinic: Clinic) -> None:
    first, second = clinic.lesion("P-1"), clinic.lesion("P-2")
    due = LesionDetails("back", due_on=_TODAY)
    clinic.history.change_lesion(first.id, due)
    clinic.history.change_lesion(second.id, due)
    assert len(clinic.history.due_lesions(_TODAY)) == 2

    clinic.history.archive(Subject.PATIENT, second.patient_id)
    assert [found.lesion.id for found in clinic.history.due_lesions(_TODAY)] == [first.id]

    clinic.history.change_lesion(first.id, replace(due, status=LesionStatus.EXCISED))
    assert clinic.history.due_lesions(_TODAY) == ()

    clinic.history.change_lesion(first.id, due)
    clinic.history.archive(Subject.LESION, first.id)
    assert clinic.history.due_lesions(_TODAY) == ()


@pytest.mark.parametrize(
    ("malignant", "chance", "differs"),
    [(True, 0.29, True), (True, 0.3, False), (False, 0.3, True), (False, 0.29, False), (None, 0.9, False)],
)
def test_a_conclusion_and_a_prediction_differ_if_only_one_is_malignant(
    clinic: Clinic, photograph: Photograph, malignant: bool | None, chance: float, differs: bool
) -> None:
    examination = examined(clinic, photograph(1), chance)
    clinic.history.conclude(examination.id, decided(malignant))

    assert differing(clinic, examination) == ([examination.id] if differs else [])


def test_a_disagreement_names_patient_lesion_conclusion_and_prediction(clinic: Clinic, photograph: Photograph) -> None:
    examination = examined(clinic, photograph(1), 0.1)
    conclusion = clinic.history.conclude(examination.id, decided(malignant=True))
    (prediction,) = clinic.history.predictions(examination.id)

    (found,) = clinic.history.disagreements(prediction.bundle.sha256, 0.3)

    assert found.patient.details.identifier == "P-1"
    assert found.lesion.id == examination.lesion_id
    assert found.conclusion == conclusion
    assert found.prediction == prediction


def test_the_newest_conclusion_counts_by_its_day_and_then_by_when_it_was_recorded(
    clinic: Clinic, photograph: Photograph
) -> None:
    examination = examined(clinic, photograph(1), 0.1)
    clinic.history.conclude(examination.id, decided(malignant=True, day=_TODAY))
    clinic.history.conclude(examination.id, decided(malignant=False, day=date(2026, 4, 1)))  # Typed late.
    assert differing(clinic, examination) == [examination.id]

    clinic.history.conclude(examination.id, decided(malignant=None, day=_LATER))  # Decides nothing.
    assert differing(clinic, examination) == [examination.id]

    clinic.history.conclude(examination.id, decided(malignant=False, day=_TODAY))
    assert differing(clinic, examination) == []


def test_the_newest_prediction_of_the_bundle_counts_and_those_of_others_do_not(
    clinic: Clinic, photograph: Photograph
) -> None:
    examination = examined(clinic, photograph(1), 0.1)
    clinic.history.conclude(examination.id, decided(malignant=True))
    other = assessment_of(photograph(1), 0.9)
    clinic.history.add_prediction(examination.id, replace(other, bundle=replace(other.bundle, sha256="0" * 64)))
    assert [found.bundle.sha256 for found in clinic.history.predictions(examination.id)].count("0" * 64) == 1
    bundle = assessment_of(photograph(1), 0.1).bundle
    assert len(clinic.history.disagreements(bundle.sha256, 0.3)) == 1
    assert clinic.history.disagreements("0" * 64, 0.3) == ()

    clinic.history.add_prediction(examination.id, assessment_of(photograph(1), 0.9))

    assert clinic.history.disagreements(bundle.sha256, 0.3) == ()


def test_the_newest_conclusions_come_first_and_those_beyond_the_limit_do_not_come(
    clinic: Clinic, photograph: Photograph
) -> None:
    days = [date(2026, 4, 3), date(2026, 4, 1), date(2026, 4, 2)]
    filed = [examined(clinic, photograph(day.day), 0.1, f"P-{day.day}") for day in days]
    for examination, day in zip(filed, days, strict=True):
        clinic.history.conclude(examination.id, decided(malignant=True, day=day))
    bundle = assessment_of(photograph(1), 0.1).bundle

    for limit in (1, 2, 3, 4):
        found = clinic.history.disagreements(bundle.sha256, 0.3, limit=limit)
        assert [one.conclusion.details.concluded_on.day for one in found] == [3, 2, 1][:limit]


def test_what_is_erased_is_not_compared_any_more(clinic: Clinic, photograph: Photograph) -> None:
    examination = examined(clinic, photograph(1), 0.1)
    clinic.history.conclude(examination.id, decided(malignant=True))
    bundle = clinic.history.predictions(examination.id)[0].bundle
    clinic.history.erase_patient(clinic.history.find_patients("P-1")[0].id)

    assert clinic.history.disagreements(bundle.sha256, 0.3) == ()
    assert clinic.history.verify().clean


def test_what_was_put_away_does_not_disagree(clinic: Clinic, photograph: Photograph) -> None:
    examination = examined(clinic, photograph(1), 0.1)
    clinic.history.conclude(examination.id, decided(malignant=True))
    for subject, subject_id in (
        (Subject.EXAMINATION, examination.id),
        (Subject.LESION, str(examination.lesion_id)),
        (Subject.PATIENT, clinic.history.find_patients("P-1")[0].id),
    ):
        clinic.history.archive(subject, subject_id)
        assert differing(clinic, examination) == []
        clinic.history.restore(subject, subject_id)
        assert differing(clinic, examination) == [examination.id]


@pytest.mark.parametrize(
    ("code", "malignant"),
    [
        ("C43.5", True),
        ("C44.3", True),
        ("D03.9", True),
        ("D04.6", True),
        ("D22.5", False),
        ("D23.7", False),
        ("D18.0", False),
        ("L82", False),
        ("L81.4", False),
        ("L57.0", None),
        ("D48.5", None),
        ("", None),
    ],
)
def test_a_code_tells_whether_it_is_malignant_or_that_it_does_not_decide(code: str, malignant: bool | None) -> None:
    assert malignant_by_icd10(code) is malignant
