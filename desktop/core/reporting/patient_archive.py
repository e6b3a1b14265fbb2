"""The patient archive: a ZIP with all that a vault holds of one patient, for them or whoever treats them next.

The images lie in it byte for byte, beside a table for people, JSON for programs, and a README. It is not encrypted.
"""

import csv
import errno
import hashlib
import io
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop import __version__
from desktop.core.domain.accounts import Account
from desktop.core.domain.history import Examination, PatientRecord
from desktop.core.errors import KnownError
from desktop.core.reporting.archive_limits import ArchiveRefusedError, read_limited, require_harmless
from desktop.core.reporting.cells import harmless
from desktop.core.reporting.patient_json import record_from_json, record_to_json
from desktop.core.reporting.records import RESEARCH_USE
from desktop.core.steps import Steps

_FORMAT, _VERSION = "lentigo patient archive", 1
_JSON, _CSV, _README = "patient.json", "examinations.csv", "README.txt"
_MAX_JSON_BYTES = 64 * 1024 * 1024
_UNFINISHED = ".unfinished"
_NOT_OURS = "This file is not a patient archive of Lentigo, or it is damaged. Nothing was taken over."
_SUFFIXES = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n", ".png"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"GIF8", ".gif"),
    (b"BM", ".bmp"),
)
_TEXT = """\
This folder holds what a dermatological history says of one patient. It was written by Lentigo {version} and can be
read without it. It is not encrypted: treat it as you would treat a paper record.

images/            the photographs, byte for byte as they came
examinations.csv   a table, one row for each photograph (for a spreadsheet; text in UTF-8)
patient.json       everything, for programs; Lentigo reads it back with `lentigo vault import`

What the program computed is called a prediction. What a clinician decided is called a conclusion.
{use} A prediction is no diagnosis.
"""


def patient_archive_steps(
    target: Path, record: PatientRecord, accounts: Iterable[Account], image_of: Callable[[str], bytes]
) -> Steps[None]:
    """Write all about a patient into a new ZIP that is whole or not there, image after image.

    Parameters
    ----------
    target : Path
        Does not exist.
    record : PatientRecord
    accounts : iterable of Account
        All of the vault's, for their names.
    image_of : callable
        Returns the bytes of the image of the examination with an id.

    Raises
    ------
    KnownError
        If there is such a file already, or it cannot be written, or an image is damaged.
    """
    unfinished = target.with_name(target.name + _UNFINISHED)
    try:
        if target.exists():
            raise KnownError("There is a file of this name already, and it is left as it is. Choose another name.")
        try:
            with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
                with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                    yield from _write_all(archive, record, accounts, image_of)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise KnownError(
            "The patient's data cannot be written: {why}. Nothing was kept.", why=error.strerror
        ) from error


@dataclass(frozen=True)
class PatientArchive:
    """An opened patient archive, all of which has been looked at and is whole.

    Attributes
    ----------
    record : PatientRecord
        Of nobody's account.
    """

    record: PatientRecord
    _archive: zipfile.ZipFile
    _names: dict[str, str]

    def image(self, examination_id: str) -> bytes:
        """Return an examination's image.

        Raises
        ------
        ArchiveRefusedError
            If it is not the one that the record tells of.
        """
        examination = next(found for found in self.record.examinations if found.id == examination_id)
        return _image(self._archive, self._names[examination.id], examination)


@contextmanager
def opened_patient_archive(path: Path) -> Iterator[PatientArchive]:
    """Open a patient archive, believing nothing in it, and look at all of it.

    Raises
    ------
    ArchiveRefusedError
        If it is anything but a whole and harmless archive.
    """
    with ExitStack() as closing:
        try:
            stream = closing.enter_context(path.open("rb"))
            with _refusing():
                found = _looked_through(closing.enter_context(zipfile.ZipFile(stream)), path.stat().st_size)
        except OSError as error:
            raise KnownError("The file cannot be read: {why}.", why=error.strerror) from error
        yield found


def _looked_through(archive: zipfile.ZipFile, archive_bytes: int) -> PatientArchive:
    require_harmless(archive, archive_bytes)
    content = json.loads(read_limited(archive, _JSON, _MAX_JSON_BYTES), parse_constant=_no_number)
    if content["format"] != _FORMAT:
        raise ArchiveRefusedError(_NOT_OURS)
    if content["version"] != _VERSION:
        raise ArchiveRefusedError("A newer Lentigo wrote this file. Install the newest version to import it.")
    names = {each["id"]: each["image"] for each in content["examinations"]}
    found = PatientArchive(record_from_json(content), archive, names)
    for examination in found.record.examinations:
        found.image(examination.id)
    return found


@contextmanager
def _refusing() -> Iterator[None]:
    """Take whatever damaged or hostile content makes the libraries raise for what it is."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RecursionError) as error:
        raise ArchiveRefusedError(_NOT_OURS) from error
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ArchiveRefusedError(_NOT_OURS) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # A place before the file's beginning.
            raise
        raise ArchiveRefusedError(_NOT_OURS) from error


def _write_all(
    archive: zipfile.ZipFile, record: PatientRecord, accounts: Iterable[Account], image_of: Callable[[str], bytes]
) -> Steps[None]:
    names: dict[str, str] = {}
    for done, examination in enumerate(record.examinations):
        yield done, len(record.examinations)
        if examination.sha256 not in names:
            data = image_of(examination.id)
            names[examination.sha256] = f"images/{len(names) + 1:04d}{_suffix(data)}"
            archive.writestr(names[examination.sha256], data, zipfile.ZIP_STORED)
    about = {"format": _FORMAT, "version": _VERSION, "program_version": __version__}
    content = about | {"written_at": datetime.now(UTC).isoformat()} | record_to_json(record, accounts, names)
    archive.writestr(_JSON, json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False))
    archive.writestr(_CSV, _table(record, names))
    archive.writestr(_README, _TEXT.format(version=__version__, use=RESEARCH_USE))


def _table(record: PatientRecord, names: dict[str, str]) -> str:
    stream, lesions = io.StringIO(), {lesion.id: lesion.details for lesion in record.lesions}
    rows = csv.writer(stream)
    rows.writerow(
        [
            *("image", "captured_at", "imported_at", "lesion", "site", "laterality", "camera", "sha256"),
            *("predictions", "conclusions", "archived"),
        ]
    )
    for examination in record.examinations:
        lesion = lesions[examination.lesion_id or ""]
        predictions = [found for found in record.predictions if found.examination_id == examination.id]
        conclusions = [found.details for found in record.conclusions if found.examination_id == examination.id]
        taken = examination.capture.captured_at
        cells = [
            *(names[examination.sha256], taken.isoformat() if taken else ""),
            *(examination.stamp.created_at.isoformat(), lesion.name, lesion.site.meaning if lesion.site else ""),
            *(lesion.laterality or "", examination.capture.camera, examination.sha256),
            "; ".join(
                f"{found.bundle}: {found.reason or f'{found.top_label}, malignant {found.malignant or 0:.1%}'}"
                for found in predictions
            ),
            "; ".join(
                f"{found.concluded_on} {found.kind}: {found.text} {found.icd10}".strip() for found in conclusions
            ),
            "yes" if examination.archived_at else "",
        ]
        rows.writerow([harmless(str(cell)) for cell in cells])
    return "\ufeff" + stream.getvalue()  # Spreadsheets know UTF-8 by this mark.


def _image(archive: zipfile.ZipFile, name: str, examination: Examination) -> bytes:
    with _refusing():
        data = read_limited(archive, name)
    if (len(data), hashlib.sha256(data).hexdigest()) != (examination.size_bytes, examination.sha256):
        raise ArchiveRefusedError("An image in the file is not the one that it tells of. Nothing was taken over.")
    return data


def _suffix(data: bytes) -> str:
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return ".heic"
    if data[:4] == b"RIFF":
        return ".webp"
    return next((suffix for start, suffix in _SUFFIXES if data.startswith(start)), ".bin")


def _no_number(name: str) -> Any:
    raise ValueError(name)
