"""The audit trail: what it tells, and how a part of it is found."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.cli import run
from desktop.core.domain.accounts import Action, Role, Subject
from desktop.core.domain.assessment import Assessment
from desktop.core.domain.history import ConclusionDetails, ConclusionKind
from desktop.core.storage.audit import AuditFilter
from desktop.core.storage.errors import NotAllowedError, WrongPassphraseError
from desktop.core.storage.tables import audit_events
from tests.storage.clinic import NAME, PASSPHRASE, Clinic

Photograph = Callable[[int], bytes]
Assessed = Callable[[bytes], Assessment]

_OTHER = "blaue Teekanne auf dem Deich 9"


def numbers(clinic: Clinic, **wanted: object) -> list[int]:
    return [event.number for event in clinic.history.audit_events(AuditFilter(**wanted))]  # type: ignore[arg-type]


def test_reading_a_patients_record_is_an_event(clinic: Clinic) -> None:
    lesion = clinic.lesion()

    clinic.history.open_patient(lesion.patient_id)

    event = clinic.history.audit_events()[-1]
    assert (event.action, event.subject, event.subject_id) == (Action.READ, Subject.PATIENT, lesion.patient_id)
    assert event.account_id == (clinic.history.account and clinic.history.account.id)


def test_a_part_of_the_trail_is_found_by_time_account_and_kind(clinic: Clinic) -> None:
    nurse = clinic.vault.create_account("Nurse", Role.CLINICIAN, _OTHER)
    clinic.vault.unlock("Nurse", _OTHER)
    lesion = clinic.lesion()
    clinic.history.open_patient(lesion.patient_id)
    clinic.vault.unlock_with_recovery_key(clinic.recovery_key)
    events = clinic.history.audit_events()

    assert numbers(clinic) == [event.number for event in events]
    third, fifth = events[2].at, events[4].at
    assert numbers(clinic, since=third, until=fifth) == [3, 4]
    assert numbers(clinic, since=datetime.now(UTC) + timedelta(days=1)) == []
    theirs = [event.number for event in events if event.account_id == nurse.id]
    assert len(theirs) == 5
    assert numbers(clinic, account_ids=[nurse.id]) == theirs
    nobodys = [event.number for event in events if event.account_id is None]
    assert nobodys == [len(events)]
    assert numbers(clinic, account_ids=[None]) == nobodys
    assert numbers(clinic, account_ids=[None, nurse.id]) == theirs + nobodys
    assert numbers(clinic, account_ids=[]) == []
    assert numbers(clinic, actions=[Action.READ], subjects=[Subject.PATIENT]) == [theirs[-2]]
    assert numbers(clinic, subjects=[Subject.LESION, Subject.ACCOUNT]) == [
        event.number for event in events if event.subject in (Subject.LESION, Subject.ACCOUNT)
    ]


def test_all_about_a_patient_is_found_and_nothing_about_another(
    clinic: Clinic, photograph: Photograph, assessed: Assessed
) -> None:
    for number in (1, 2):
        lesion = clinic.lesion(f"P-{number}")
        examination = clinic.history.file_examination(lesion.id, photograph(number))
        clinic.history.add_prediction(examination.id, assessed(photograph(number)))
        clinic.history.conclude(
            examination.id, ConclusionDetails(ConclusionKind.HISTOLOGY, "naevus", datetime.now(UTC).date(), "")
        )
        clinic.history.open_patient(lesion.patient_id)

    found = clinic.history.audit_events(AuditFilter(patient_id=lesion.patient_id))

    assert [(event.action, event.subject) for event in found] == [
        (Action.CREATED, Subject.PATIENT),
        (Action.CREATED, Subject.LESION),
        (Action.FILED, Subject.EXAMINATION),
        (Action.CREATED, Subject.PREDICTION),
        (Action.CREATED, Subject.CONCLUSION),
        (Action.READ, Subject.PATIENT),
    ]
    assert found[0].number > 7, "the second patient's, not the first's"
    clinic.history.erase_patient(lesion.patient_id)
    assert [event.action for event in clinic.history.audit_events(AuditFilter(patient_id=lesion.patient_id))] == [
        Action.CREATED,
        Action.READ,
        Action.ERASED,
    ]


def test_the_trail_is_the_administrators_business(clinic: Clinic) -> None:
    clinic.vault.create_account("Nurse", Role.CLINICIAN, _OTHER)
    history = clinic.vault.unlock("Nurse", _OTHER)

    for refused in (
        history.audit_events,
        lambda: history.erase_patient("any"),
        lambda: history.set_backup_folder(None),
    ):
        with pytest.raises(NotAllowedError, match=r"Only an administrator may do this\. Ask one"):
            refused()


def test_wrong_attempts_before_an_unlocking_are_told(clinic: Clinic) -> None:
    clinic.vault.lock()
    for _ in range(2):
        with pytest.raises(WrongPassphraseError):
            clinic.vault.unlock(NAME, "wrong")

    history = clinic.vault.unlock(NAME, PASSPHRASE)
    assert dict(history.audit_events()[-1].details) == {"wrong_attempts": "2"}

    assert dict(clinic.reopen().audit_events()[-1].details) == {}


def test_who_is_refused_leaves_no_event_in_anybodys_name(clinic: Clinic) -> None:
    nurse = clinic.vault.create_account("Nurse", Role.CLINICIAN, _OTHER)
    slots = (clinic.folder / "vault.json").read_bytes()
    clinic.vault.archive_account(nurse.id)
    for name in ("vault.json", "vault-copy.json"):
        (clinic.folder / name).write_bytes(slots)
    clinic.reopen()
    clinic.vault.lock()

    with pytest.raises(WrongPassphraseError):
        clinic.vault.unlock("Nurse", _OTHER)

    actions = [event.action for event in clinic.vault.unlock(NAME, PASSPHRASE).audit_events()]
    assert actions[-3:] == [Action.UNLOCKED, Action.LOCKED, Action.UNLOCKED]


def test_each_event_is_bound_to_the_one_before_in_the_transaction_that_it_tells_of(clinic: Clinic) -> None:
    before = len(clinic.history.audit_events())

    def fail_after_the_event() -> None:
        with clinic.history.transaction("") as connection:
            clinic.history.record(connection, Action.CREATED, Subject.PATIENT, "0" * 32)
            raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        fail_after_the_event()

    events = clinic.history.audit_events()
    assert len(events) == before
    assert [event.previous_hash for event in events[1:]] == [event.hash for event in events[:-1]]
    assert clinic.history.verify().clean


def test_the_command_line_writes_the_events_that_are_wanted(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lesions = [clinic.lesion("P-1"), clinic.lesion("P-2")]
    clinic.history.archive(Subject.PATIENT, lesions[1].patient_id)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with clinic.history.transaction("") as connection:
        connection.execute(audit_events.update().where(audit_events.c.number <= 2).values(at=yesterday))
    clinic.vault.close()

    def found(*arguments: str) -> list[dict[str, str]]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
        status = run(["vault", "audit", str(clinic.folder), "--account", NAME, *arguments])
        captured = capsys.readouterr()
        assert status == 0, captured.err
        return list(csv.DictReader(io.StringIO(captured.out)))

    assert {row["subject"] for row in found("--patient", "P-1")} == {"patient", "lesion"}
    assert [row["action"] for row in found("--patient", "P-2", "--subject", "patient")] == ["created", "archived"]
    assert len(found("--patient", lesions[0].patient_id)) == 2
    assert len(found("--action", "created", "--action", "archived")) == 5
    day = yesterday.astimezone().date()
    assert [row["number"] for row in found("--until", f"{day}")] == ["1", "2"]
    assert found("--since", f"{day + timedelta(days=1)}")[0]["number"] == "3"
    assert {row["account"] for row in found("--by", NAME.upper())} == {NAME}


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--by", "Nobody", "no account of the name"),
        ("--action", "fly", "'fly' is none of: vault_created,"),
        ("--subject", "moon", "'moon' is none of: vault,"),
    ],
)
def test_a_wish_that_cannot_be_fulfilled_is_told(
    clinic: Clinic,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    option: str,
    value: str,
    said: str,
) -> None:
    clinic.vault.close()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))

    assert run(["vault", "audit", str(clinic.folder), "--account", NAME, option, value]) == 2

    assert said in capsys.readouterr().err


def test_a_day_that_is_none_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["vault", "audit", str(tmp_path), "--account", NAME, "--since", "yesterday"])

    assert "'yesterday' is not a day like 2026-03-31" in capsys.readouterr().err
