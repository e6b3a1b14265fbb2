"""What the list tells of a patient is what the record says, whatever was done to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import (
    Capture,
    ConclusionDetails,
    ConclusionKind,
    LesionDetails,
    LesionStatus,
    ListedPatient,
    PatientDetails,
)
from desktop.core.steps import result_of
from tests.storage.clinic import Clinic
from tests.storage.seeded import assessment_of

Photograph = Callable[[int], bytes]

_SPRING, _SUMMER = datetime(2026, 3, 31, 9, tzinfo=UTC), datetime(2026, 7, 1, 9, tzinfo=UTC)


def listed(clinic: Clinic) -> ListedPatient:
    (patient,) = clinic.history.find_patients("P-1")
    return patient


def test_a_new_patient_has_no_lesions_was_never_seen_and_is_not_due(clinic: Clinic) -> None:
    clinic.history.create_patient(PatientDetails("P-1"))

    patient = listed(clinic)

    assert (patient.lesions, patient.seen_at, patient.due_on) == (0, None, None)


def test_lesions_that_were_put_away_do_not_count(clinic: Clinic) -> None:
    patient = clinic.history.create_patient(PatientDetails("P-1"))
    first = clinic.history.create_lesion(patient.id, LesionDetails("back", due_on=date(2026, 5, 1)))
    clinic.history.create_lesion(patient.id, LesionDetails("nose", due_on=date(2026, 6, 1)))
    assert (listed(clinic).lesions, listed(clinic).due_on) == (2, date(2026, 5, 1))

    clinic.history.archive(Subject.LESION, first.id)
    assert (listed(clinic).lesions, listed(clinic).due_on) == (1, date(2026, 6, 1))

    clinic.history.restore(Subject.LESION, first.id)
    assert (listed(clinic).lesions, listed(clinic).due_on) == (2, date(2026, 5, 1))


def test_a_lesion_that_is_gone_is_not_due(clinic: Clinic) -> None:
    lesion = clinic.lesion("P-1")
    details = replace(lesion.details, due_on=date(2026, 5, 1))
    clinic.history.change_lesion(lesion.id, details)
    assert listed(clinic).due_on == date(2026, 5, 1)

    clinic.history.change_lesion(lesion.id, replace(details, status=LesionStatus.EXCISED))

    assert listed(clinic).due_on is None


def test_the_newest_photograph_counts_by_when_it_was_taken(clinic: Clinic, photograph: Photograph) -> None:
    lesion = clinic.lesion("P-1")
    newest = clinic.history.file_examination(lesion.id, photograph(1), Capture(captured_at=_SUMMER))
    clinic.history.file_examination(lesion.id, photograph(2), Capture(captured_at=_SPRING))
    assert listed(clinic).seen_at == _SUMMER

    clinic.history.archive(Subject.EXAMINATION, newest.id)

    assert listed(clinic).seen_at == _SPRING


def test_a_photograph_whose_time_is_not_known_counts_by_its_import(clinic: Clinic, photograph: Photograph) -> None:
    examination = clinic.history.file_examination(clinic.lesion("P-1").id, photograph(1))

    assert listed(clinic).seen_at == examination.stamp.created_at


def test_what_waits_in_the_tray_counts_once_it_is_filed(clinic: Clinic, photograph: Photograph) -> None:
    lesion = clinic.lesion("P-1")
    waiting = clinic.history.file_examination(None, photograph(1))
    assert listed(clinic).seen_at is None

    clinic.history.file_unfiled(waiting.id, lesion.id, Capture(captured_at=_SPRING))

    assert listed(clinic).seen_at == _SPRING
    assert clinic.history.verify().problems == ()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE patients SET lesion_count = 7", "what the list tells"),
        ("UPDATE patients SET seen_at = NULL", "what the list tells"),
        ("UPDATE patients SET due_on = '2026-01-01'", "what the list tells"),
        ("UPDATE examinations SET size_bytes = 1", "another size"),
        ("UPDATE predictions SET lesion_id = NULL", "predictions is of another lesion"),
        ("UPDATE comparisons SET chance = 0.5", "list of differing conclusions"),
        ("DELETE FROM comparisons", "list of differing conclusions"),
    ],
)
def test_what_is_kept_twice_and_differs_is_named_by_verify(
    clinic: Clinic, photograph: Photograph, change: str, named: str
) -> None:
    data = photograph(1)
    filed = clinic.history.file_examination(clinic.lesion("P-1").id, data, assessments=[assessment_of(data)])
    decided = ConclusionDetails(ConclusionKind.HISTOLOGY, "naevus", _SPRING.date(), malignant=False)
    clinic.history.conclude(filed.id, decided)
    assert clinic.history.verify().clean
    with clinic.history.transaction("") as connection:
        connection.execute(text(change))

    assert named in " ".join(clinic.history.verify().problems)


def test_the_vault_can_be_used_between_the_steps_of_a_check(clinic: Clinic, photograph: Photograph) -> None:
    erased = clinic.lesion("P-0")
    for seed in range(5):
        clinic.history.file_examination(erased.id, photograph(seed))
    kept = clinic.lesion("P-1")
    seen, steps = list[tuple[int, int]](), clinic.history.verify_steps()

    def work(done: int, of: int) -> None:
        seen.append((done, of))
        if (done, of) == (2, 5):
            clinic.history.erase_patient(erased.patient_id)
            clinic.history.file_examination(kept.id, photograph(9))

    report = result_of(steps, work)

    assert report.problems == ()
    assert seen[0] == (0, 0)
    assert (2, 5) in seen


def test_a_check_that_is_given_up_leaves_the_vault_as_it_was(clinic: Clinic, photograph: Photograph) -> None:
    clinic.history.file_examination(None, photograph(1))
    steps = clinic.history.verify_steps()
    next(steps)

    steps.close()

    assert clinic.history.verify().clean
