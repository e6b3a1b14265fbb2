"""What is put into the vault is there again, with who and when."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from desktop.core.domain.accounts import Action, Role, Subject
from desktop.core.domain.assessment import Assessment, BundleId, Status
from desktop.core.domain.body_sites import Laterality, body_site, body_sites
from desktop.core.domain.history import (
    BodyView,
    Capture,
    ConclusionDetails,
    ConclusionKind,
    Immersion,
    LesionDetails,
    LesionStatus,
    PatientDetails,
    Pin,
    Sex,
)
from desktop.core.storage.errors import ConflictError, NotAllowedError, NotFoundError, VaultLockedError
from tests.storage.clinic import NAME, PASSPHRASE, Clinic

Photograph = Callable[[int], bytes]
Assessed = Callable[..., Assessment]


def test_everything_entered_is_there_after_a_restart(
    clinic: Clinic, photograph: Photograph, assessed: Assessed
) -> None:
    history = clinic.history
    birth = date(1951, 2, 28)
    patient = history.create_patient(
        PatientDetails("P-0042", "Sömmerring", "Käthe Ána", birth, Sex.FEMALE, 2, "allergic to\nplasters")
    )
    lesion = history.create_lesion(
        patient.id,
        LesionDetails(
            "upper back",
            body_site("SCT", "66643007"),
            Laterality.LEFT,
            Pin(BodyView.BACK, 0.25, 0.5),
            LesionStatus.OBSERVED,
            "since 2019",
        ),
    )
    capture = Capture(
        datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        "Dermlite DL5",
        polarised=True,
        contact=False,
        immersion=Immersion.NONE,
        magnification=10.0,
        mm_per_px=0.0125,
    )
    data = photograph(1)
    examination = history.file_examination(lesion.id, data, capture, [assessed(data, 0.1 + 0.2)])
    conclusion = history.conclude(
        examination.id, ConclusionDetails(ConclusionKind.HISTOLOGY, "naevus", date(2026, 11, 21), "D22.5")
    )

    again = clinic.reopen()
    record = again.open_patient(patient.id)

    assert record.patient == patient
    assert record.lesions == (lesion,)
    assert record.examinations == (examination,)
    assert record.examinations[0].capture.captured_at is not None
    assert record.examinations[0].capture.captured_at.isoformat() == "2026-11-20T09:30:00+05:30"
    assert record.conclusions == (conclusion,)
    (prediction,) = record.predictions
    assert list((prediction.probabilities or {}).items()) == [("nv", 1 - (0.1 + 0.2)), ("mel", 0.1 + 0.2)]
    assert prediction.outcome is Status.ASSESSED
    assert again.image(examination.id) == data


def test_everything_says_who_and_when(clinic: Clinic, photograph: Photograph) -> None:
    before = datetime.now(UTC)
    lesion = clinic.lesion()
    examination = clinic.history.file_examination(lesion.id, photograph(1))

    account = clinic.history.account
    assert account is not None
    for stamp in (lesion.stamp, examination.stamp):
        assert stamp.created_by == stamp.changed_by == account.id
        assert before <= stamp.created_at <= datetime.now(UTC)


def test_a_change_keeps_the_author_and_names_who_changed_it(clinic: Clinic) -> None:
    created = clinic.history.create_patient(PatientDetails("P-1", "Sommerfeld"))
    other = clinic.vault.create_account("Nurse", Role.CLINICIAN, "blaue Teekanne auf dem Deich 9")
    clinician = clinic.vault.unlock("Nurse", "blaue Teekanne auf dem Deich 9")

    changed = clinician.change_patient(created.id, PatientDetails("P-1", "Winterfeld", notes="married"))

    assert changed.details.family_name == "Winterfeld"
    assert (changed.stamp.created_by, changed.stamp.changed_by) == (created.stamp.created_by, other.id)
    assert changed.stamp.changed_at > created.stamp.changed_at
    events = clinic.vault.unlock(NAME, PASSPHRASE).audit_events()
    (event,) = [event for event in events if event.action is Action.CHANGED]
    assert dict(event.details) == {"fields": "family_name, notes"}


def test_a_lesion_can_be_changed(clinic: Clinic) -> None:
    lesion = clinic.lesion()
    details = dataclasses.replace(lesion.details, status=LesionStatus.EXCISED, laterality=Laterality.RIGHT)

    assert clinic.history.change_lesion(lesion.id, details).details == details


def test_a_scale_is_kept_by_whom_and_when_and_can_be_forgotten(clinic: Clinic, photograph: Photograph) -> None:
    history = clinic.history
    capture = Capture(camera="Dermlite DL5", magnification=10.0)
    filed = history.file_examination(clinic.lesion("P-1").id, photograph(1), capture)

    scaled = history.set_scale(filed.id, 0.0125)

    assert scaled.capture == dataclasses.replace(capture, mm_per_px=0.0125)
    assert scaled.stamp.created_at == filed.stamp.created_at
    assert scaled.stamp.changed_at > filed.stamp.changed_at
    (event,) = [found for found in history.audit_events() if found.action is Action.CHANGED]
    assert event.subject_id == filed.id
    assert event.details == {"fields": "mm_per_px"}
    assert history.set_scale(filed.id, None).capture == capture


@pytest.mark.parametrize("mm_per_px", [0.0, -1.0, float("inf"), float("nan")])
def test_a_scale_that_is_none_is_not_kept(clinic: Clinic, photograph: Photograph, mm_per_px: float) -> None:
    filed = clinic.history.file_examination(clinic.lesion("P-1").id, photograph(1))

    with pytest.raises(ValueError, match="more than 0 mm"):
        clinic.history.set_scale(filed.id, mm_per_px)

    assert clinic.history.examinations_of_image(filed.sha256) == (filed,)


def test_two_patients_do_not_share_an_identifier(clinic: Clinic) -> None:
    clinic.history.create_patient(PatientDetails("P-1"))
    other = clinic.history.create_patient(PatientDetails("P-2"))

    with pytest.raises(ConflictError, match="identifier"):
        clinic.history.create_patient(PatientDetails("P-1"))
    with pytest.raises(ConflictError, match="identifier"):
        clinic.history.change_patient(other.id, PatientDetails("P-1"))

    assert [patient.details.identifier for patient in clinic.history.find_patients()] == ["P-1", "P-2"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["A-1", "B-2"]),
        ("sömm", ["A-1"]),
        ("SÖMM KÄ", ["A-1"]),
        ("ring a-1", ["A-1"]),
        ("-", ["A-1", "B-2"]),
        ("%", []),
        ("_", []),
        ("nobody", []),
    ],
)
def test_a_patient_is_found_by_any_part_of_identifier_and_names(clinic: Clinic, text: str, found: list[str]) -> None:
    clinic.history.create_patient(PatientDetails("A-1", "Sömmerring", "Käthe"))
    clinic.history.create_patient(PatientDetails("B-2", "Winterfeld", "Otto"))

    assert [patient.details.identifier for patient in clinic.history.find_patients(text)] == found


def test_no_more_patients_are_listed_than_asked_for(clinic: Clinic) -> None:
    for number in range(5):
        clinic.history.create_patient(PatientDetails(f"P-{number}"))

    assert [found.details.identifier for found in clinic.history.find_patients(limit=2)] == ["P-0", "P-1"]


def test_predictions_of_several_bundles_stand_side_by_side(
    clinic: Clinic, photograph: Photograph, assessed: Assessed
) -> None:
    lesion, data = clinic.lesion(), photograph(1)
    examination = clinic.history.file_examination(lesion.id, data, assessments=[assessed(data)])
    newer = BundleId("lentigo", "0.2.0", "cd" * 32)

    clinic.history.add_prediction(examination.id, assessed(data, 0.9, newer))

    stored = clinic.history.predictions(examination.id)
    assert [(prediction.bundle.version, prediction.malignant) for prediction in stored] == [
        ("0.2.0", 0.9),
        ("0.1.0", 0.25),
    ]


def test_the_numbers_of_an_image_out_of_scope_are_not_kept(
    clinic: Clinic, photograph: Photograph, assessed: Assessed
) -> None:
    data = photograph(1)
    told = assessed(data)
    withheld = dataclasses.replace(
        told, status=Status.OUT_OF_SCOPE, reason="A cat.", prediction=None, withheld=told.prediction
    )

    examination = clinic.history.file_examination(None, data, assessments=[withheld])

    (stored,) = clinic.history.predictions(examination.id)
    assert (stored.outcome, stored.reason, stored.probabilities) == (Status.OUT_OF_SCOPE, "A cat.", None)


def test_an_assessment_of_another_image_is_not_filed(
    clinic: Clinic, photograph: Photograph, assessed: Assessed
) -> None:
    with pytest.raises(ValueError, match="another image"):
        clinic.history.file_examination(None, photograph(1), assessments=[assessed(photograph(2))])

    assert clinic.history.unfiled() == ()


def test_an_image_waits_in_the_unfiled_tray_until_it_is_filed(
    clinic: Clinic, photograph: Photograph, assessed: Assessed
) -> None:
    data = photograph(1)
    waiting = clinic.history.file_examination(None, data, assessments=[assessed(data)])
    assert clinic.reopen().unfiled() == (waiting,)
    lesion = clinic.lesion()

    filed = clinic.history.file_unfiled(waiting.id, lesion.id)

    assert clinic.history.unfiled() == ()
    record = clinic.history.open_patient(lesion.patient_id)
    assert record.examinations == (filed,)
    assert [prediction.examination_id for prediction in record.predictions] == [waiting.id]
    assert clinic.history.image(filed.id) == data
    with pytest.raises(ConflictError, match="already"):
        clinic.history.file_unfiled(waiting.id, lesion.id)


def test_examinations_come_newest_first_by_when_they_were_taken(clinic: Clinic, photograph: Photograph) -> None:
    lesion = clinic.lesion()
    east, west = timezone(timedelta(hours=9)), timezone(timedelta(hours=-8))
    moments = [
        datetime(2024, 5, 1, 8, tzinfo=east),
        datetime(2026, 5, 1, 8, tzinfo=east),
        datetime(2026, 4, 30, 16, tzinfo=west),
    ]
    for seed, moment in enumerate(moments):
        clinic.history.file_examination(lesion.id, photograph(seed), Capture(moment))
    imported_now = clinic.history.file_examination(lesion.id, photograph(9))

    shown = clinic.history.open_patient(lesion.patient_id).examinations

    assert [found.capture.captured_at for found in shown] == [None, moments[2], moments[1], moments[0]]
    assert shown[0] == imported_now


def test_one_image_shown_twice_is_kept_once(clinic: Clinic, photograph: Photograph) -> None:
    lesion, data = clinic.lesion(), photograph(1)

    first = clinic.history.file_examination(lesion.id, data)
    second = clinic.history.file_examination(lesion.id, data)

    assert clinic.history.image(first.id) == clinic.history.image(second.id) == data
    assert len(clinic.image_files()) == 1


def test_what_is_archived_can_be_taken_out_again(clinic: Clinic) -> None:
    patient = clinic.history.create_patient(PatientDetails("P-1"))

    clinic.history.archive(Subject.PATIENT, patient.id)
    assert clinic.history.find_patients() == ()
    assert [found.id for found in clinic.history.find_patients(archived=True)] == [patient.id]

    clinic.history.restore(Subject.PATIENT, patient.id)
    assert [found.id for found in clinic.history.find_patients()] == [patient.id]


def test_an_erased_patient_leaves_nothing_but_an_audit_event(
    clinic: Clinic, photograph: Photograph, assessed: Assessed
) -> None:
    lesion = clinic.lesion("P-77", "Sommerfeld")
    other = clinic.lesion("P-78", "Winterfeld")
    shared, own = photograph(1), photograph(2)
    for data in (shared, own):
        clinic.history.file_examination(lesion.id, data, assessments=[assessed(data)])
    kept = clinic.history.file_examination(other.id, shared)

    clinic.history.erase_patient(lesion.patient_id)

    assert [found.details.identifier for found in clinic.history.find_patients()] == ["P-78"]
    with pytest.raises(NotFoundError):
        clinic.history.open_patient(lesion.patient_id)
    assert clinic.history.image(kept.id) == shared
    assert len(clinic.image_files()) == 1
    event = clinic.history.audit_events()[-1]
    assert (event.action, event.subject_id) == (Action.ERASED, lesion.patient_id)
    assert dict(event.details) == {"lesions": "1", "examinations": "2", "images": "1"}
    assert clinic.history.verify().clean


def test_a_clinician_may_not_erase_nor_read_the_audit_trail(clinic: Clinic) -> None:
    lesion = clinic.lesion()
    clinic.vault.create_account("Nurse", Role.CLINICIAN, "blaue Teekanne auf dem Deich 9")
    clinician = clinic.vault.unlock("nurse ", "blaue Teekanne auf dem Deich 9")

    with pytest.raises(NotAllowedError, match="administrator"):
        clinician.erase_patient(lesion.patient_id)
    with pytest.raises(NotAllowedError):
        clinician.audit_events()

    assert clinician.open_patient(lesion.patient_id).lesions == (lesion,)


def test_reading_a_record_is_an_audit_event(clinic: Clinic) -> None:
    patient = clinic.history.create_patient(PatientDetails("P-1"))
    clinic.history.open_patient(patient.id)

    event = clinic.history.audit_events()[-1]

    account = clinic.history.account
    assert account is not None
    assert (event.action, event.subject, event.subject_id) == (Action.READ, Subject.PATIENT, patient.id)
    assert event.account_id == account.id


def test_no_audit_event_holds_a_patients_data(clinic: Clinic, photograph: Photograph) -> None:
    patient = clinic.history.create_patient(PatientDetails("P-4711", "Sommerfeld", "Karoline", notes="shy"))
    clinic.history.change_patient(patient.id, PatientDetails("P-4712", "Winterfeld", "Karoline", notes="bold"))
    lesion = clinic.history.create_lesion(patient.id, LesionDetails("left shoulder"))
    clinic.history.file_examination(lesion.id, photograph(1))
    clinic.history.erase_patient(patient.id)

    text = repr(clinic.history.audit_events())

    for word in ("P-4711", "P-4712", "Sommerfeld", "Winterfeld", "Karoline", "shy", "bold", "shoulder"):
        assert word not in text


def test_a_locked_vaults_history_answers_nothing(clinic: Clinic) -> None:
    history = clinic.history
    clinic.vault.lock()

    with pytest.raises(VaultLockedError, match="Unlock"):
        history.find_patients()
    with pytest.raises(VaultLockedError):
        history.verify()


@pytest.mark.parametrize("missing", ["0" * 32, "", "x' OR 1=1 --"])
def test_what_is_not_there_is_said_to_be_missing(clinic: Clinic, photograph: Photograph, missing: str) -> None:
    history = clinic.history

    for ask in (
        lambda: history.open_patient(missing),
        lambda: history.create_lesion(missing, LesionDetails("x")),
        lambda: history.file_examination(missing, photograph(1)),
        lambda: history.image(missing),
        lambda: history.set_scale(missing, 0.01),
        lambda: history.archive(Subject.LESION, missing),
    ):
        with pytest.raises(NotFoundError, match="no such"):
            ask()

    assert clinic.image_files() == []


def test_body_sites_are_those_of_dicom() -> None:
    sites = body_sites()

    assert len(sites) == len({(site.scheme, site.code) for site in sites}) == 207
    assert body_site("SCT", "43067004").meaning == "Skin of scalp"
