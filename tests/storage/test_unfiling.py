"""An image that was filed wrongly comes back, and what a bundle has not assessed is found."""

from collections.abc import Callable

import pytest

from desktop.core.domain.accounts import Action, Subject
from desktop.core.domain.assessment import BundleId
from desktop.core.domain.history import ConclusionDetails, ConclusionKind, LesionDetails, PatientDetails
from desktop.core.domain.practice import IDENTIFIER_PREFIX
from desktop.core.storage.errors import ConflictError
from desktop.core.storage.practice import add_practice_patient, erase_practice_patients
from tests.storage.clinic import Clinic
from tests.storage.seeded import BUNDLE, assessment_of
from tests.storage.test_practice import _TODAY

Photograph = Callable[[int], bytes]

_NEWER = BundleId("lentigo", "0.2.0", "cd" * 32)


def test_what_was_filed_goes_back_to_the_tray_with_all_that_was_made_of_it(
    clinic: Clinic, photograph: Photograph
) -> None:
    lesion, data = clinic.lesion(), photograph(1)
    filed = clinic.history.file_examination(lesion.id, data, assessments=[assessment_of(data)])
    decided = ConclusionDetails(ConclusionKind.CLINICAL, "Naevus", _TODAY)
    clinic.history.conclude(filed.id, decided)

    (back,) = clinic.history.unfile(filed.id)

    assert back.lesion_id is None
    assert [found.id for found in clinic.history.unfiled()] == [filed.id]
    record = clinic.history.open_patient(lesion.patient_id)
    assert (record.examinations, record.predictions, record.conclusions) == ((), (), ())
    assert clinic.history.find_patients()[0].seen_at is None
    assert clinic.history.verify().clean

    clinic.history.file_unfiled(filed.id, lesion.id)
    again = clinic.history.open_patient(lesion.patient_id)
    assert len(again.predictions) == 1
    assert [found.details for found in again.conclusions] == [decided]
    assert clinic.history.verify().clean


def test_that_an_image_was_taken_back_is_in_the_audit_trail_with_the_lesion_it_came_from(
    clinic: Clinic, photograph: Photograph
) -> None:
    lesion = clinic.lesion()
    filed = clinic.history.file_examination(lesion.id, photograph(1))
    clinic.history.unfile(filed.id)

    event = clinic.history.audit_events()[-1]
    assert (event.action, event.subject, event.subject_id) == (Action.CHANGED, Subject.EXAMINATION, filed.id)
    assert event.details["lesion"] == lesion.id


def test_what_was_put_away_is_on_show_once_it_is_filed_and_that_is_in_the_audit_trail(
    clinic: Clinic, photograph: Photograph
) -> None:
    lesion = clinic.lesion()
    away = clinic.history.file_examination(None, photograph(1))
    clinic.history.archive(Subject.EXAMINATION, away.id)

    filed = clinic.history.file_unfiled(away.id, lesion.id)

    assert filed.archived_at is None
    assert clinic.history.open_patient(lesion.patient_id).examinations == (filed,)
    assert clinic.history.find_patients()[0].seen_at is not None
    told = [event.action for event in clinic.history.audit_events() if event.subject_id == away.id]
    assert told == [Action.CREATED, Action.ARCHIVED, Action.RESTORED, Action.FILED]
    assert clinic.history.verify().clean


def test_what_was_put_away_waits_in_the_tray_once_it_is_taken_back(clinic: Clinic, photograph: Photograph) -> None:
    lesion = clinic.lesion()
    away = clinic.history.file_examination(lesion.id, photograph(1))
    clinic.history.archive(Subject.EXAMINATION, away.id)

    clinic.history.unfile(away.id)

    assert [found.id for found in clinic.history.unfiled()] == [away.id]
    told = [event.action for event in clinic.history.audit_events() if event.subject_id == away.id]
    assert told == [Action.FILED, Action.ARCHIVED, Action.RESTORED, Action.CHANGED]
    assert clinic.history.verify().clean


def test_an_image_that_was_put_away_under_a_practice_patient_waits_in_the_tray_once_that_is_erased(
    clinic: Clinic, photograph: Photograph
) -> None:
    details = PatientDetails(f"{IDENTIFIER_PREFIX}1")
    add_practice_patient(clinic.history, details, [(LesionDetails("back"), ())])
    (patient,) = clinic.history.find_patients()
    (lesion,) = clinic.history.open_patient(patient.id).lesions
    own = clinic.history.file_examination(lesion.id, photograph(1))
    clinic.history.archive(Subject.EXAMINATION, own.id)

    assert erase_practice_patients(clinic.history).taken_back == 1
    assert [found.id for found in clinic.history.unfiled()] == [own.id]


def test_where_images_lie_is_told_of_those_that_are_still_there(clinic: Clinic, photograph: Photograph) -> None:
    lesion, gone = clinic.lesion("P-1"), clinic.lesion("P-2")
    filed, waiting, erased = (
        clinic.history.file_examination(place, photograph(seed))
        for seed, place in enumerate((lesion.id, None, gone.id))
    )
    clinic.history.erase_patient(gone.patient_id)

    found = clinic.history.examinations_there([filed.id, waiting.id, erased.id])

    assert found == {filed.id: filed, waiting.id: waiting}


def test_several_are_taken_back_together_or_none_is(clinic: Clinic, photograph: Photograph) -> None:
    lesion = clinic.lesion()
    filed = clinic.history.file_examination(lesion.id, photograph(1))
    unfiled = clinic.history.file_examination(None, photograph(2))

    with pytest.raises(ConflictError):
        clinic.history.unfile(filed.id, unfiled.id)
    assert [found.id for found in clinic.history.unfiled()] == [unfiled.id]


def test_what_a_bundle_has_not_assessed_is_found_page_by_page(clinic: Clinic, photograph: Photograph) -> None:
    lesion = clinic.lesion()
    places = [lesion.id, lesion.id, None, None]
    ids = []
    for seed, place in enumerate(places):
        data = photograph(seed)
        filed = clinic.history.file_examination(place, data, assessments=[assessment_of(data, bundle=BUNDLE)])
        ids.append(filed.id)
    clinic.history.add_prediction(ids[0], assessment_of(photograph(0), bundle=_NEWER))

    found: list[str] = []
    after: str | None = ""
    pages = 0
    while after is not None:
        page = clinic.history.unassessed_page(_NEWER.sha256, after, 2)
        found.extend(page.ids)
        after, pages = page.last, pages + 1

    assert sorted(found) == sorted(ids[1:])
    assert pages == 3
    assert clinic.history.unassessed_page(BUNDLE.sha256, "", 10).ids == ()


def test_what_was_put_away_is_not_assessed_again(clinic: Clinic, photograph: Photograph) -> None:
    gone, lesion = clinic.lesion("P-1"), clinic.lesion("P-2")
    clinic.history.file_examination(gone.id, photograph(1))
    kept = clinic.history.file_examination(lesion.id, photograph(2))
    away = clinic.history.file_examination(lesion.id, photograph(3))
    clinic.history.archive(Subject.PATIENT, gone.patient_id)
    clinic.history.archive(Subject.EXAMINATION, away.id)

    assert clinic.history.unassessed_page(BUNDLE.sha256, "", 10).ids == (kept.id,)
