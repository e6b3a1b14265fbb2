"""Data leaves the vault readable and whole, comes back once, and leaves for research without names."""

import csv
import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from desktop.cli import run
from desktop.core.domain.accounts import Action, Role, Subject
from desktop.core.domain.assessment import Assessment
from desktop.core.domain.body_sites import Laterality, body_site
from desktop.core.domain.history import (
    BodyView,
    Capture,
    ConclusionDetails,
    ConclusionKind,
    Immersion,
    LesionDetails,
    LesionStatus,
    PatientDetails,
    PatientRecord,
    Pin,
    Sex,
)
from desktop.core.errors import KnownError
from desktop.core.imaging.decode import decode
from desktop.core.reporting.archive_limits import ArchiveRefusedError
from desktop.core.reporting.patient_archive import opened_patient_archive, patient_archive_steps
from desktop.core.reporting.research import research_steps
from desktop.core.steps import result_of
from desktop.core.storage.errors import ConflictError, NotAllowedError, NotFoundError
from desktop.core.storage.history import History
from desktop.core.storage.transfer import (
    ImportReport,
    import_record,
    record_to_export,
    records_for_research,
    require_outside,
)
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic

Assessed = Callable[..., Assessment]
Photo = Callable[..., npt.NDArray[np.uint8]]

_TAKEN = datetime(2024, 2, 29, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
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


@pytest.fixture
def jpeg(synthetic_photo: Photo) -> Callable[[int], bytes]:
    """A photograph whose EXIF names somebody."""

    def made(seed: int) -> bytes:
        target, exif = io.BytesIO(), Image.Exif()
        exif[0x013B] = "Zwirnsteiner"
        exif[0x0112] = 6
        Image.fromarray(synthetic_photo(seed, 120, 90)).save(target, "JPEG", exif=exif)
        return target.getvalue()

    return made


@pytest.fixture
def record(clinic: Clinic, jpeg: Callable[[int], bytes], assessed: Assessed) -> PatientRecord:
    """A patient about whom everything is known, beside another one."""
    history = clinic.history
    patient = history.create_patient(
        PatientDetails("PID-77", "Sömmerring", "Käthe", date(1948, 2, 29), Sex.FEMALE, 2, "shy of\nneedles")
    )
    site, pin = body_site("SCT", "66643007"), Pin(BodyView.BACK, 0.25, 0.5)
    details = LesionDetails("upper back, left", site, Laterality.LEFT, pin, LesionStatus.EXCISED, "since 2019")
    lesion = history.create_lesion(patient.id, details)
    other = history.create_lesion(patient.id, LesionDetails("=cmd|' /C calc'!A0"))
    capture = Capture(_TAKEN, "Dermlite of Otto", True, False, Immersion.GEL, 10.0, 0.0125)
    first = history.file_examination(lesion.id, jpeg(1), capture, [assessed(jpeg(1), 0.1 + 0.2)])
    conclusion = ConclusionDetails(ConclusionKind.HISTOLOGY, "naevus, says Otto", date(2024, 3, 9), "D22.5")
    history.conclude(first.id, conclusion)
    history.file_examination(lesion.id, jpeg(2))
    history.file_examination(other.id, jpeg(1))
    history.archive(Subject.LESION, other.id)
    clinic.lesion("P-1", "Winterfeld")
    return history.open_patient(patient.id)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[History]:
    """Another clinic's vault."""
    vault, _ = Vault.create(tmp_path / "elsewhere", "Dr. Otto", PASSPHRASE, cost=QUICK)
    assert vault.history is not None
    yield vault.history
    vault.close()


def exported(history: History, target: Path, identifier: str = "PID-77") -> Path:
    result_of(patient_archive_steps(target, record_to_export(history, identifier), history.accounts(), history.image))
    return target


def imported(history: History, source: Path, identifier: str | None = None) -> ImportReport:
    with opened_patient_archive(source) as archive:
        return import_record(history, archive.record, archive.image, identifier)


def rewritten(source: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Write the archive again with another content of its JSON."""
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "patient.json":
                content = json.loads(data)
                change(content)
                data = json.dumps(content).encode()
            new.writestr(name, data)
    return target


# --- the patient archive


def test_an_archive_can_be_read_without_the_program(clinic: Clinic, record: PatientRecord, tmp_path: Path) -> None:
    target = exported(clinic.history, tmp_path / "patient.zip")

    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        content = json.loads(archive.read("patient.json"))
        table = list(csv.DictReader(io.StringIO(archive.read("examinations.csv").decode("utf-8-sig"))))
        images = {hashlib.sha256(archive.read(name)).hexdigest() for name in names if name.startswith("images/")}
        assert "not encrypted" in archive.read("README.txt").decode()
    assert images == {examination.sha256 for examination in record.examinations}
    assert len([name for name in names if name.startswith("images/")]) == 2
    assert content["patient"]["family_name"] == "Sömmerring"
    assert content["conclusions"][0]["recorded_by"] == NAME
    assert [row["image"] for row in table] == [each["image"] for each in content["examinations"]]
    (concluded,) = [row for row in table if row["conclusions"]]
    assert concluded["conclusions"] == "2024-03-09 histology: naevus, says Otto D22.5"
    assert "lentigo-0.1.0: nv, malignant 30.0%" in concluded["predictions"]
    assert concluded["captured_at"] == "2024-02-29T09:30:00+05:30"
    assert {row["lesion"] for row in table} == {"upper back, left", "'=cmd|' /C calc'!A0"}
    assert stat.S_IMODE(target.stat().st_mode) & 0o077 == 0


def test_what_is_exported_is_the_same_in_another_vault(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path
) -> None:
    report = imported(elsewhere, exported(clinic.history, tmp_path / "patient.zip"))

    again = elsewhere.open_patient(record.patient.id)
    assert again.patient.details == record.patient.details
    assert [(each.id, each.details, each.archived_at) for each in again.lesions] == [
        (each.id, each.details, each.archived_at) for each in record.lesions
    ]
    for ours, theirs in zip(again.examinations, record.examinations, strict=True):
        assert (ours.id, ours.lesion_id, ours.sha256, ours.capture) == (
            theirs.id,
            theirs.lesion_id,
            theirs.sha256,
            theirs.capture,
        )
        assert elsewhere.image(ours.id) == clinic.history.image(theirs.id)
        assert ours.stamp.created_at == theirs.stamp.created_at
    assert [found.probabilities for found in again.predictions] == [found.probabilities for found in record.predictions]
    assert [found.details for found in again.conclusions] == [found.details for found in record.conclusions]
    assert (report.created, report.lesions, report.examinations, report.already_there) == (True, 2, 3, 0)
    assert elsewhere.verify().clean


def test_what_is_imported_is_in_the_name_of_who_imports_it(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path
) -> None:
    imported(elsewhere, exported(clinic.history, tmp_path / "patient.zip"))

    again = elsewhere.open_patient(record.patient.id)

    account = elsewhere.account
    assert account is not None
    stamps = [
        again.patient.stamp,
        *(each.stamp for each in again.lesions),
        *(each.stamp for each in again.examinations),
    ]
    assert {stamp.created_by for stamp in stamps} == {account.id}
    assert {each.created_by for each in again.predictions} == {account.id}
    assert {each.created_by for each in again.conclusions} == {account.id}
    event = next(event for event in elsewhere.audit_events() if event.action is Action.IMPORTED)
    assert (event.account_id, event.subject_id) == (account.id, record.patient.id)
    assert dict(event.details) == {"lesions": "2", "examinations": "3", "predictions": "1", "conclusions": "1"}


def test_importing_twice_doubles_nothing_and_adds_what_is_new(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path, jpeg: Callable[[int], bytes]
) -> None:
    source = exported(clinic.history, tmp_path / "patient.zip")
    imported(elsewhere, source)
    elsewhere.change_patient(record.patient.id, PatientDetails("O-1", "Sömmerring-Otto"))
    before = elsewhere.open_patient(record.patient.id)

    report = imported(elsewhere, source)

    assert (report.created, report.lesions, report.examinations, report.already_there) == (False, 0, 0, 3)
    assert elsewhere.open_patient(record.patient.id) == before
    clinic.history.file_examination(record.lesions[0].id, jpeg(3))
    report = imported(elsewhere, exported(clinic.history, tmp_path / "later.zip"))
    assert (report.examinations, report.already_there, report.patient.details.identifier) == (1, 3, "O-1")
    assert len(elsewhere.open_patient(record.patient.id).examinations) == 4
    assert len(elsewhere.find_patients()) == 1


def test_an_identifier_that_is_taken_is_told_and_another_can_be_given(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path
) -> None:
    elsewhere.create_patient(PatientDetails("PID-77", "Adler"))
    source = exported(clinic.history, tmp_path / "patient.zip")

    with pytest.raises(ConflictError, match="another identifier"):
        imported(elsewhere, source)
    assert len(elsewhere.find_patients()) == 1

    assert imported(elsewhere, source, "PID-77b").patient.details.identifier == "PID-77b"
    assert [found.details.identifier for found in elsewhere.find_patients("sömm")] == ["PID-77b"]


def test_an_erased_patient_can_come_back_from_their_archive(
    clinic: Clinic, record: PatientRecord, tmp_path: Path
) -> None:
    source = exported(clinic.history, tmp_path / "patient.zip")
    images = {found.id: clinic.history.image(found.id) for found in record.examinations}
    clinic.history.erase_patient(record.patient.id)

    imported(clinic.history, source)

    assert {found: clinic.history.image(found) for found in images} == images
    assert clinic.history.verify().clean


def test_exporting_is_an_audit_event_and_clinicians_may(clinic: Clinic, record: PatientRecord, tmp_path: Path) -> None:
    clinic.vault.create_account("Nurse", Role.CLINICIAN, "blaue Teekanne auf dem Deich 9")
    exported(clinic.vault.unlock("Nurse", "blaue Teekanne auf dem Deich 9"), tmp_path / "patient.zip")

    events = clinic.vault.unlock(NAME, PASSPHRASE).audit_events()

    (event,) = [event for event in events if event.action is Action.EXPORTED]
    assert (event.subject, event.subject_id) == (Subject.PATIENT, record.patient.id)
    assert dict(event.details) == {"examinations": "3"}
    assert event.account_id != clinic.history.account_id


def test_nothing_is_written_over_and_nothing_half_made_stays(
    clinic: Clinic, record: PatientRecord, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "patient.zip"
    target.parent.mkdir()
    target.write_bytes(b"mine")
    with pytest.raises(KnownError, match="already"):
        exported(clinic.history, target)
    assert target.read_bytes() == b"mine"
    with pytest.raises(NotFoundError, match="identifier"):
        exported(clinic.history, tmp_path / "out" / "nobody.zip", "pid-77")

    clinic.image_files()[0].write_bytes(b"")
    with pytest.raises(KnownError, match="damaged"):
        exported(clinic.history, tmp_path / "out" / "damaged.zip")
    with pytest.raises(KnownError, match="cannot be written"):
        exported(clinic.history, tmp_path / "no" / "such" / "folder.zip")

    assert [path.name for path in target.parent.iterdir()] == ["patient.zip"]


def test_nothing_readable_is_written_into_the_vault(clinic: Clinic) -> None:
    with pytest.raises(ConflictError, match="nothing readable"):
        require_outside(clinic.history, clinic.folder / "images" / ".." / "patient.zip")
    require_outside(clinic.history, clinic.folder.parent / "patient.zip")


# --- hostile archives


def packed(target: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target


@pytest.mark.parametrize(
    "name", ["../evil", "images/../../evil", "/etc/passwd", "C:/evil", "C:evil", "..\\evil", "a\\b", "images/\x07"]
)
def test_a_name_that_leads_out_is_refused(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path, name: str
) -> None:
    source = exported(clinic.history, tmp_path / "patient.zip")
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"evil")

    with pytest.raises(ArchiveRefusedError, match="leads out"):
        imported(elsewhere, source)

    assert elsewhere.find_patients() == ()
    assert not list(tmp_path.rglob("evil"))


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("images/0001.jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")

    with pytest.raises(ArchiveRefusedError), opened_patient_archive(tmp_path / "link.zip"):
        pass


@pytest.mark.parametrize("name", ["patient.json", "images/0001.jpg", "more"])
def test_a_bomb_is_refused_before_it_unfolds(tmp_path: Path, name: str) -> None:
    source = packed(tmp_path / "bomb.zip", {name: bytes(50_000_000)})
    assert source.stat().st_size < 100_000

    with pytest.raises(ArchiveRefusedError, match="unfolds"), opened_patient_archive(source):
        pass


def test_an_entry_that_lies_about_its_size_is_refused(clinic: Clinic, record: PatientRecord, tmp_path: Path) -> None:
    source = packed(tmp_path / "bomb.zip", {"patient.json": bytes(80_000_000)})
    content = bytearray(source.read_bytes())
    size = (80_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    source.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))

    with pytest.raises(ArchiveRefusedError), opened_patient_archive(source):
        pass


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    source = packed(tmp_path / "two.zip", {"patient.json": b"{}", "Patient.JSON": b"{}"})

    with pytest.raises(ArchiveRefusedError, match="one name"), opened_patient_archive(source):
        pass


def test_an_image_that_is_another_one_is_refused_as_a_whole(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path
) -> None:
    source = exported(clinic.history, tmp_path / "patient.zip")

    def swapped(content: dict[str, Any]) -> None:
        images = sorted({each["image"] for each in content["examinations"]})
        for each in content["examinations"]:
            each["image"] = images[1 - images.index(each["image"])]

    with pytest.raises(ArchiveRefusedError, match="not the one"):
        imported(elsewhere, rewritten(source, swapped))

    assert elsewhere.find_patients() == ()
    assert not (elsewhere.folder / "images").exists()


_HOSTILE: dict[str, Callable[[dict[str, Any]], Any]] = {
    "another format": lambda content: content.update(format="zip"),
    "no patient": lambda content: content.pop("patient"),
    "a list": lambda content: content.update(patient=[]),
    "no text": lambda content: content["patient"].update(family_name=7),
    "half a character": lambda content: content["patient"].update(family_name="\ud800"),
    "an empty identifier": lambda content: content["patient"].update(identifier="  "),
    "an id with words": lambda content: content["patient"].update(id="x' OR 1=1 --"),
    "an id of another length": lambda content: content["patient"].update(id="ab" * 15),
    "a date that is none": lambda content: content["patient"].update(birth_date="1948-02-30"),
    "a moment without a zone": lambda content: content["examinations"][0].update(captured_at="2024-01-01T00:00:00"),
    "a moment before all": lambda content: content["examinations"][0].update(captured_at="0001-01-01T00:00:00+14:00"),
    "no number": lambda content: content["lesions"][0].update(pin={"view": "back", "x": float("nan"), "y": 0}),
    "a number beyond all": lambda content: content["examinations"][0].update(magnification=float("inf")),
    "a scale of nothing": lambda content: content["examinations"][0].update(mm_per_px=0),
    "a lesion twice": lambda content: content["lesions"].append(content["lesions"][0]),
    "no such lesion": lambda content: content["examinations"][0].update(lesion_id="ab" * 16),
    "no such examination": lambda content: content["conclusions"][0].update(examination_id="ab" * 16),
    "no such site": lambda content: content["lesions"][0].update(site={"scheme": "SCT", "code": "1", "meaning": ""}),
    "another skin type": lambda content: content["patient"].update(skin_type=7),
    "truth as a number": lambda content: content["patient"].update(skin_type=True),
    "a chance above one": lambda content: content["predictions"][0].update(probabilities={"mel": 1.5}),
    "a file that is not there": lambda content: content["examinations"][0].update(image="images/9.jpg"),
    "the table as image": lambda content: content["examinations"][0].update(image="examinations.csv"),
    "too deep": lambda content: content.update(more=json.loads("[" * 900 + "]" * 900)),
}


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_strange_contents_are_refused_and_leave_nothing(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path, hostile: str
) -> None:
    source = rewritten(exported(clinic.history, tmp_path / "patient.zip"), _HOSTILE[hostile])
    if hostile == "too deep":  # Only ignored.
        assert imported(elsewhere, source).created
        return

    with pytest.raises(ArchiveRefusedError):
        imported(elsewhere, source)

    assert elsewhere.find_patients() == ()
    assert elsewhere.verify().clean


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"[" * 100_000, b"no zip"])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ArchiveRefusedError, match="not a patient archive"), opened_patient_archive(tmp_path / "file"):
        pass
    packed(tmp_path / "zip", {"patient.json": content})
    with pytest.raises(ArchiveRefusedError), opened_patient_archive(tmp_path / "zip"):
        pass
    with pytest.raises(KnownError, match="cannot be read"), opened_patient_archive(tmp_path / "missing"):
        pass


def test_an_archive_of_a_newer_program_is_refused_politely(
    clinic: Clinic, record: PatientRecord, tmp_path: Path
) -> None:
    source = rewritten(exported(clinic.history, tmp_path / "patient.zip"), lambda content: content.update(version=2))

    with pytest.raises(ArchiveRefusedError, match="newer Lentigo"), opened_patient_archive(source):
        pass


def test_flipped_bits_are_refused_or_harmless(
    clinic: Clinic, record: PatientRecord, elsewhere: History, tmp_path: Path
) -> None:
    whole = exported(clinic.history, tmp_path / "patient.zip").read_bytes()
    for at in range(0, len(whole), 211):
        content = bytearray(whole)
        content[at] ^= 0x55
        (tmp_path / "flipped.zip").write_bytes(content)
        try:
            with opened_patient_archive(tmp_path / "flipped.zip") as archive:
                for found in archive.record.examinations:
                    assert hashlib.sha256(archive.image(found.id)).hexdigest() == found.sha256
        except ArchiveRefusedError:
            pass


def test_what_belongs_to_somebody_else_here_is_not_moved(clinic: Clinic, record: PatientRecord, tmp_path: Path) -> None:
    """An archive may claim another patient's examinations for its own."""
    source = exported(clinic.history, tmp_path / "patient.zip")
    before = clinic.history.open_patient(record.patient.id)

    def claimed(content: dict[str, Any]) -> None:
        content["patient"].update(id="ab" * 16, identifier="X-1")

    with pytest.raises(ConflictError, match="contradicts"):
        imported(clinic.history, rewritten(source, claimed))

    assert clinic.history.open_patient(record.patient.id) == before
    assert clinic.history.find_patients("X-1") == ()


# --- for research


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


# --- the command line


def test_a_patient_goes_from_one_vault_to_another_by_the_command_line(
    clinic: Clinic,
    record: PatientRecord,
    elsewhere: History,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    clinic.vault.close()
    source, target = str(clinic.folder), str(tmp_path / "patient.zip")

    def typed(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
        status = run(["vault", *arguments, "--account", NAME])
        captured = capsys.readouterr()
        return status, captured.out + captured.err

    status, told = typed("export-patient", source, "PID-77", target)
    assert (status, told.splitlines()[0]) == (0, "ok    3 examinations were written")
    assert "not encrypted" in told
    assert typed("export-patient", source, "PID-77", f"{source}/patient.zip")[0] == 2
    assert typed("import", source, target) == (
        0,
        "ok    the patient was here already\nok    0 examinations were added; 3 were here already\n",
    )
    status, told = typed("export-research", source, str(tmp_path / "research"))
    assert (status, told.splitlines()[0]) == (0, "ok    3 examinations of 2 patients were written")
    assert imported(elsewhere, Path(target)).created
