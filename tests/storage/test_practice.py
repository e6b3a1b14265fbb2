"""Practice patients come and go, and nothing real goes with them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.core.domain.accounts import Action, Subject
from desktop.core.domain.history import (
    Capture,
    ConclusionDetails,
    ConclusionKind,
    LesionDetails,
    PatientDetails,
)
from desktop.core.domain.practice import IDENTIFIER_PREFIX, PRACTICE_PATIENTS, PracticeImage, practice_patients
from desktop.core.storage.history import History
from desktop.core.storage.practice import (
    add_practice_patient,
    count_practice_patients,
    erase_practice_patients,
)
from desktop.core.storage.transfer import records_for_research
from tests.storage.clinic import Clinic
from tests.storage.seeded import assessment_of

Photograph = Callable[[int], bytes]

_TODAY = date(2026, 5, 1)
_BENIGN = ConclusionDetails(ConclusionKind.HISTOLOGY, "Naevus", _TODAY, "D22.5", malignant=False)


def _images(data: bytes) -> Sequence[PracticeImage]:
    return [PracticeImage(data, Capture(datetime(2025, 5, 1, 9, tzinfo=UTC)), assessment_of(data), _BENIGN)]


def _add(history: History, photograph: Photograph, number: int = 1, seed: int = 1) -> bool:
    details = PatientDetails(f"{IDENTIFIER_PREFIX}{number}", "Practice-Alder", "Alma")
    return add_practice_patient(history, details, [(LesionDetails("back"), _images(photograph(seed)))])


def test_a_practice_patient_comes_with_lesions_images_assessments_and_conclusions(
    clinic: Clinic, photograph: Photograph
) -> None:
    assert _add(clinic.history, photograph)

    (found,) = clinic.history.find_patients()
    record = clinic.history.open_patient(found.id)
    assert count_practice_patients(clinic.history) == 1
    assert [lesion.details.name for lesion in record.lesions] == ["back"]
    assert clinic.history.image(record.examinations[0].id) == photograph(1)
    assert len(record.predictions) == 1
    assert record.conclusions[0].details == _BENIGN
    assert found.lesions == 1
    assert clinic.history.verify().clean


def test_to_add_one_twice_does_not_double_them(clinic: Clinic, photograph: Photograph) -> None:
    _add(clinic.history, photograph)

    assert not _add(clinic.history, photograph)
    assert count_practice_patients(clinic.history) == 1
    assert len(clinic.history.find_patients()) == 1


def test_erasing_takes_exactly_the_practice_patients(clinic: Clinic, photograph: Photograph) -> None:
    real = clinic.history.create_patient(PatientDetails(f"{IDENTIFIER_PREFIX}2", "Real", "Rita"))
    lesion = clinic.history.create_lesion(real.id, LesionDetails("back"))
    clinic.history.file_examination(lesion.id, photograph(2))
    _add(clinic.history, photograph)
    images = len(clinic.image_files())

    erased = erase_practice_patients(clinic.history)

    assert (erased.patients, erased.taken_back) == (1, 0)
    assert [found.id for found in clinic.history.find_patients()] == [real.id]
    assert len(clinic.image_files()) == images - 1
    assert count_practice_patients(clinic.history) == 0
    assert clinic.history.verify().clean
    assert erase_practice_patients(clinic.history).patients == 0


def test_an_image_that_somebody_filed_under_a_practice_patient_is_unfiled_again(
    clinic: Clinic, photograph: Photograph
) -> None:
    _add(clinic.history, photograph)
    (patient,) = clinic.history.find_patients()
    lesion = clinic.history.open_patient(patient.id).lesions[0]
    data = photograph(7)
    own = clinic.history.file_examination(lesion.id, data, assessments=[assessment_of(data)])

    erased = erase_practice_patients(clinic.history)

    assert erased.taken_back == 1
    assert [found.id for found in clinic.history.unfiled()] == [own.id]
    assert clinic.history.image(own.id) == data
    assert len(clinic.history.predictions(own.id)) == 1
    assert clinic.history.verify().clean


def test_a_practice_patient_with_an_identifier_of_the_clinics_own_is_taken_for_real(
    clinic: Clinic, photograph: Photograph
) -> None:
    _add(clinic.history, photograph)
    (patient,) = clinic.history.find_patients()
    clinic.history.change_patient(patient.id, replace(patient.details, identifier="4711"))

    assert erase_practice_patients(clinic.history).patients == 0
    assert [found.id for found in clinic.history.find_patients()] == [patient.id]


def test_the_export_for_research_leaves_practice_patients_out(clinic: Clinic, photograph: Photograph) -> None:
    _add(clinic.history, photograph)
    lesion = clinic.lesion("P-1")

    assert [record.patient.id for record in records_for_research(clinic.history)] == [lesion.patient_id]


def test_adding_and_erasing_are_in_the_audit_trail(clinic: Clinic, photograph: Photograph) -> None:
    _add(clinic.history, photograph)
    erase_practice_patients(clinic.history)

    told = [event for event in clinic.history.audit_events() if event.details.get("practice") == "yes"]
    assert [(event.action, event.subject) for event in told] == [
        (Action.CREATED, Subject.PATIENT),
        (Action.CREATED, Subject.LESION),
        (Action.CREATED, Subject.CONCLUSION),
        (Action.ERASED, Subject.PATIENT),
    ]


def test_a_patient_is_there_whole_or_not_at_all(clinic: Clinic, photograph: Photograph) -> None:
    wrong = replace(_images(photograph(1))[0], assessment=assessment_of(photograph(2)))
    details = PatientDetails(f"{IDENTIFIER_PREFIX}1")
    lesions = [(LesionDetails("back"), [*_images(photograph(3)), wrong])]

    with pytest.raises(ValueError, match="another image"):
        add_practice_patient(clinic.history, details, lesions)
    assert clinic.history.find_patients() == ()
    assert count_practice_patients(clinic.history) == 0
    assert clinic.history.sweep_due


def test_the_plan_has_a_follow_up_that_is_overdue_and_a_site_for_every_lesion() -> None:
    patients = practice_patients(_TODAY)
    lesions = [lesion for patient in patients for lesion in patient.lesions]

    assert len({patient.details.identifier for patient in patients}) == len(patients) == PRACTICE_PATIENTS
    assert all(patient.details.identifier.startswith(IDENTIFIER_PREFIX) for patient in patients)
    assert any(lesion.details.due_on is not None and lesion.details.due_on < _TODAY for lesion in lesions)
    assert all(lesion.details.site is not None and lesion.details.pin is not None for lesion in lesions)
    assert all(2 <= len(lesion.visits) <= 3 for lesion in lesions)
    assert all(
        [visit.days_ago for visit in lesion.visits] == sorted((v.days_ago for v in lesion.visits), reverse=True)
        for lesion in lesions
    )
