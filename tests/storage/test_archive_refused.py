"""What is no archive of a patient, or a hostile one, is refused and leaves nothing."""

import hashlib
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.core.domain.history import PatientRecord
from desktop.core.errors import KnownError
from desktop.core.reporting.archive_limits import ArchiveRefusedError
from desktop.core.reporting.patient_archive import opened_patient_archive
from desktop.core.storage.errors import ConflictError
from desktop.core.storage.history import History
from tests.storage.archiving import exported, imported, rewritten
from tests.storage.clinic import Clinic


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
