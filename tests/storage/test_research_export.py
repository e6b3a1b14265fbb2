"""Data leaves the vault for research without names."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.core.domain.accounts import Action, Role, Subject
from desktop.core.domain.history import Capture, PatientRecord
from desktop.core.imaging.decode import decode
from desktop.core.reporting.research import research_steps
from desktop.core.steps import result_of
from desktop.core.storage.errors import NotAllowedError
from desktop.core.storage.history import History
from desktop.core.storage.transfer import records_for_research
from tests.storage.clinic import Clinic

_SECRETS = (
    *(
        "Sömmerring",
        "Käthe",
        "PID-77",
        "1948",
        "shy of\nneedles",
        "upper back, left",
        "since 2019",
        "naevus, says Otto",
    ),
    *("Dermlite of Otto", "Zwirnsteiner", "Weiß"),
)


def research(history: History, target: Path) -> list[dict[str, Any]]:
    report = result_of(research_steps(target, records_for_research(history), history.image))
    rows = [json.loads(line) for line in (target / "examinations.jsonl").read_text("utf-8").splitlines()]
    assert report.examinations == len(rows)
    return rows


def test_an_export_for_research_tells_nothing_of_who_it_is(
    clinic: Clinic, record: PatientRecord, tmp_path: Path
) -> None:
    rows = research(clinic.history, tmp_path / "research")

    assert len(rows) == 3
    ids = [record.patient.id, *(each.id for each in record.lesions), *(each.id for each in record.examinations)]
    ids += [each.id for each in record.predictions]
    hashes = [examination.sha256 for examination in record.examinations]
    for path in (path for path in (tmp_path / "research").rglob("*") if path.is_file()):
        content = path.read_bytes() + path.name.encode()
        for word in (*_SECRETS, *ids, *hashes, "2024-02-29", "2024-03-09", "09:30"):
            assert word.encode() not in content, f"{path.name}: {word}"


def test_an_export_for_research_keeps_what_research_is_about(
    clinic: Clinic, record: PatientRecord, tmp_path: Path
) -> None:
    rows = research(clinic.history, tmp_path / "research")

    (concluded,) = [row for row in rows if row["conclusions"]]
    assert concluded["conclusions"][0]["icd10"] == "D22.5"
    assert concluded["predictions"][0]["probabilities"] == {"nv": 1 - (0.1 + 0.2), "mel": 0.1 + 0.2}
    assert (concluded["age"], concluded["sex"], concluded["skin_type"]) == (76, "female", 2)
    assert (concluded["site_code"], concluded["laterality"]) == ("66643007", "left")
    assert (concluded["camera"], concluded["magnification"], concluded["polarised"]) == ("C1", 10.0, True)
    assert concluded["mm_per_px"] == 0.0125
    assert len({row["lesion"] for row in rows}) == 2
    assert sorted(row["archived"] for row in rows) == [False, False, True]
    with (tmp_path / "research" / "examinations.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["image"] for row in csv.DictReader(stream)] == [row["image"] for row in rows]


def test_images_for_research_look_as_before_without_their_metadata(
    clinic: Clinic, record: PatientRecord, tmp_path: Path, jpeg: Callable[[int], bytes]
) -> None:
    rows = research(clinic.history, tmp_path / "research")

    written = sorted(decode((tmp_path / "research" / row["image"]).read_bytes()).pixels.tobytes() for row in rows)
    assert written == sorted(decode(jpeg(seed)).pixels.tobytes() for seed in (1, 1, 2))
    assert not any(row["redrawn"] for row in rows)
    assert b"Zwirnsteiner" in jpeg(1)
    assert all(clinic.history.image(found.id) in (jpeg(1), jpeg(2)) for found in record.examinations), (
        "the vault alters none"
    )


def test_a_patients_dates_are_shifted_together_and_anew_each_time(
    clinic: Clinic, record: PatientRecord, tmp_path: Path
) -> None:
    shifts = []
    for number in range(6):
        (row,) = [row for row in research(clinic.history, tmp_path / f"{number}") if row["conclusions"]]
        taken, concluded = (date.fromisoformat(day) for day in (row["taken_on"], row["conclusions"][0]["concluded_on"]))
        assert concluded - taken == date(2024, 3, 9) - date(2024, 2, 29)
        shift = taken - date(2024, 2, 29)
        assert timedelta(0) < abs(shift) <= timedelta(days=730)
        shifts.append(shift)
    assert len(set(shifts)) > 1


def test_dates_at_the_ends_of_the_calendar_are_left_out_rather_than_told(
    clinic: Clinic, jpeg: Callable[[int], bytes], tmp_path: Path
) -> None:
    lesion = clinic.lesion()
    for year in (1, 9999):
        moment = datetime(year, 6, 15, tzinfo=UTC)
        clinic.history.file_examination(lesion.id, jpeg(1), Capture(moment))

    rows = research(clinic.history, tmp_path / "research")

    assert len(rows) == 2
    assert "0001-06-15" not in repr(rows)
    assert "9999-06-15" not in repr(rows)


def test_what_is_no_picture_or_damaged_is_left_out_and_named(
    clinic: Clinic, record: PatientRecord, tmp_path: Path
) -> None:
    strange = clinic.history.file_examination(record.lesions[0].id, b"a letter to Zwirnsteiner")

    report = result_of(
        research_steps(tmp_path / "research", records_for_research(clinic.history), clinic.history.image)
    )

    assert report.left_out == (strange.id,)
    assert report.examinations == 3


def test_only_an_administrator_exports_for_research_and_it_is_an_audit_event(
    clinic: Clinic, record: PatientRecord, tmp_path: Path
) -> None:
    research(clinic.history, tmp_path / "research")
    event = clinic.history.audit_events()[-1]
    assert (event.action, event.subject) == (Action.EXPORTED, Subject.VAULT)
    assert dict(event.details) == {"patients": "2", "purpose": "research"}
    clinic.vault.create_account("Nurse", Role.CLINICIAN, "blaue Teekanne auf dem Deich 9")

    clinician = clinic.vault.unlock("Nurse", "blaue Teekanne auf dem Deich 9")
    with pytest.raises(NotAllowedError):
        research(clinician, tmp_path / "theirs")

    assert not list(tmp_path.glob("theirs*"))
