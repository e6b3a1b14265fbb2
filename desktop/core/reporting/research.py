"""Examinations for research: without names, identifiers, free texts, dates or anything in the images but pixels.

Patients, lesions and examinations have numbers that are drawn for one export. All dates of one patient are shifted by
the same number of days, drawn at random and kept nowhere, so that intervals stay and calendar days do not.
"""

import csv
import json
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any

from desktop import __version__
from desktop.core.domain.history import Examination, Lesion, PatientRecord
from desktop.core.errors import KnownError
from desktop.core.imaging.stripping import stripped
from desktop.core.reporting.records import RESEARCH_USE
from desktop.core.steps import Steps

_LONGEST_SHIFT_DAYS = 730
# Ages above are so rare that they point to a person (45 CFR 164.514(b)(2)(i)(C)).
_OLDEST = 89
_DAYS_A_YEAR = 365.2425
_ICD10 = re.compile(r"[A-Z][0-9][0-9](\.[0-9]{1,3})?")
_UNFINISHED = ".unfinished"
_COLUMNS = (
    *("image", "redrawn", "patient", "lesion", "examination", "taken_on", "imported_on", "age", "sex", "skin_type"),
    *("site_scheme", "site_code", "site", "laterality", "lesion_status", "camera", "polarised", "contact"),
    *("immersion", "magnification", "mm_per_px", "archived", "predictions", "conclusions"),
)
_README = """\
Examinations exported from Lentigo {version} for research. {use}

images/             the photographs, without metadata
examinations.csv    a row for each examination; predictions and conclusions as JSON in their cells
examinations.jsonl  the same, one JSON object a line

What was left out: names, identifiers, birth dates, notes, lesions' names, conclusions' texts, who recorded what, times
of day. Patients, lesions, examinations and cameras have numbers drawn for this export. All dates of one patient are
shifted by the same number of days, drawn at random and kept nowhere. Ages are in whole years; 90 is 90 and more.

JPEG and PNG images have their compressed pixels unchanged; of metadata only the orientation and the numbers of the
colour profile are left. Other formats were written anew as PNG ("redrawn").

What cannot be taken out by a program is what is in the picture itself: look for faces, tattoos, labels and writing
before you pass the images on. Few patients with rare features can be recognised by those who know them.
"""


@dataclass(frozen=True)
class ResearchReport:
    """What an export for research wrote.

    Attributes
    ----------
    patients, examinations : int
    redrawn : int
        Images that were written anew.
    left_out : tuple of str
        Ids of the examinations that are not in it, because their image is damaged or cannot be decoded: there is then
        no telling what is in it.
    """

    patients: int
    examinations: int
    redrawn: int
    left_out: tuple[str, ...]


def research_steps(
    target: Path, records: Iterable[PatientRecord], image_of: Callable[[str], bytes]
) -> Steps[ResearchReport]:
    """Write all examinations into a new folder that is whole or not there.

    Parameters
    ----------
    target : Path
        Does not exist.
    records : iterable of PatientRecord
        In an order that tells nothing.
    image_of : callable
        Returns the bytes of the image of the examination with an id.

    Yields
    ------
    int, int
        How many examinations have been written, and 0: how many there are, nobody has counted.

    Raises
    ------
    KnownError
        If there is such a folder already or it cannot be written.
    """
    unfinished = target.with_name(target.name + _UNFINISHED)
    try:
        if target.exists():
            raise KnownError("There is a folder of this name already, and it is left as it is. Choose another name.")
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            for folder in (unfinished, unfinished / "images"):
                folder.mkdir(mode=0o700)
            report = yield from _Research(unfinished, image_of).write(records)
            unfinished.rename(target)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise KnownError("The examinations cannot be written: {why}. Nothing was kept.", why=error.strerror) from error
    return report


class _Research:
    def __init__(self, folder: Path, image_of: Callable[[str], bytes]) -> None:
        self._folder = folder
        self._image_of = image_of
        self._cameras: dict[str, str] = {}
        self._written = self._redrawn = 0
        self._left_out: list[str] = []

    def write(self, records: Iterable[PatientRecord]) -> Steps[ResearchReport]:
        (self._folder / "README.txt").write_text(
            _README.format(version=__version__, use=RESEARCH_USE), encoding="utf-8"
        )
        patients = 0
        with (
            (self._folder / "examinations.csv").open("w", encoding="utf-8", newline="") as table,
            (self._folder / "examinations.jsonl").open("w", encoding="utf-8", newline="\n") as lines,
        ):
            rows = csv.DictWriter(table, _COLUMNS)
            rows.writeheader()
            for patients, record in enumerate(records, start=1):
                for row in self._rows(record, f"P{patients:06d}"):
                    _write_row(row, rows, lines)
                    yield self._written, 0
        return ResearchReport(patients, self._written, self._redrawn, tuple(self._left_out))

    def _rows(self, record: PatientRecord, patient: str) -> Iterator[dict[str, Any]]:
        """Write a patient's images and yield what is told of each."""
        shift = _drawn_shift()
        lesions = {lesion.id: (f"{patient}-L{number}", lesion) for number, lesion in enumerate(record.lesions, start=1)}
        for number, examination in enumerate(reversed(record.examinations), start=1):
            name, lesion = lesions[examination.lesion_id or ""]
            own = f"{patient}-E{number}"
            image = self._write_image(examination, own)
            if image is None:
                continue
            self._written += 1
            taken = examination.capture.captured_at
            yield {
                "image": image[0],
                "redrawn": image[1],
                "patient": patient,
                "lesion": name,
                "examination": own,
                "taken_on": _shifted(taken, shift),
                "imported_on": _shifted(examination.stamp.created_at, shift),
                **_of_patient(record, examination),
                **_of_lesion(lesion),
                **self._of_capture(examination),
                "archived": any(thing.archived_at for thing in (record.patient, lesion, examination)),
                "predictions": _predictions(record, examination),
                "conclusions": _conclusions(record, examination, shift),
            }

    def _write_image(self, examination: Examination, name: str) -> tuple[str, bool] | None:
        """Return the name of the file and whether it was redrawn; None if the image had to be left out."""
        try:
            image = stripped(self._image_of(examination.id))
        except KnownError:
            self._left_out.append(examination.id)
            return None
        file = f"images/{name}{image.suffix}"
        (self._folder / file).write_bytes(image.data)
        self._redrawn += image.redrawn
        return file, image.redrawn

    def _of_capture(self, examination: Examination) -> dict[str, Any]:
        capture = examination.capture
        return {
            # Its text may hold a serial number or a name.
            "camera": self._cameras.setdefault(capture.camera, f"C{len(self._cameras) + 1}")
            if capture.camera
            else None,
            "polarised": capture.polarised,
            "contact": capture.contact,
            "immersion": capture.immersion,
            "magnification": capture.magnification,
            "mm_per_px": capture.mm_per_px,
        }


def _of_patient(record: PatientRecord, examination: Examination) -> dict[str, Any]:
    details, age = record.patient.details, None
    if details.birth_date is not None:
        at = (examination.capture.captured_at or examination.stamp.created_at).date()
        age = min(max(int((at - details.birth_date).days / _DAYS_A_YEAR), 0), _OLDEST + 1)
    return {"age": age, "sex": details.sex, "skin_type": details.skin_type}


def _of_lesion(lesion: Lesion) -> dict[str, Any]:
    site = lesion.details.site
    return {
        "site_scheme": site and site.scheme,
        "site_code": site and site.code,
        "site": site and site.meaning,
        "laterality": lesion.details.laterality,
        "lesion_status": lesion.details.status,
    }


def _predictions(record: PatientRecord, examination: Examination) -> list[dict[str, Any]]:
    return [
        {
            "bundle": str(found.bundle),
            "bundle_sha256": found.bundle.sha256,
            "outcome": found.outcome,
            "probabilities": found.probabilities and dict(found.probabilities),
            "malignant": found.malignant,
            "top_label": found.top_label,
            "balanced_label": found.balanced_label,
            "flags": list(found.flags),
        }
        for found in record.predictions
        if found.examination_id == examination.id
    ]


def _conclusions(record: PatientRecord, examination: Examination, shift: timedelta) -> list[dict[str, Any]]:
    """Tell what was concluded, as far as it is a code: the text may name anybody."""
    return [
        {
            "kind": found.details.kind,
            "concluded_on": _shifted(found.details.concluded_on, shift),
            "icd10": found.details.icd10 if _ICD10.fullmatch(found.details.icd10) else None,
            "malignant": found.details.malignant,
        }
        for found in record.conclusions
        if found.examination_id == examination.id
    ]


def _drawn_shift() -> timedelta:
    """Draw by how many days a patient's dates are shifted: never by none."""
    days = 1 + secrets.randbelow(_LONGEST_SHIFT_DAYS)
    return timedelta(days=days if secrets.randbelow(2) else -days)


def _shifted(day: date | None, shift: timedelta) -> str | None:
    """Return a day, without its time, shifted; None if the calendar does not go so far."""
    if day is None:
        return None
    try:
        return (date(day.year, day.month, day.day) + shift).isoformat()
    except OverflowError:
        return None


def _write_row(row: dict[str, Any], rows: "csv.DictWriter[str]", lines: IO[str]) -> None:
    lines.write(json.dumps(row, allow_nan=False) + "\n")
    cells = {name: json.dumps(value) if isinstance(value, list) else value for name, value in row.items()}
    cells = {name: ("yes" if value else "no") if isinstance(value, bool) else value for name, value in cells.items()}
    rows.writerow(cells)
