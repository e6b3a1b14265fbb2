"""A patient's examinations as a table for other programs."""

import csv
from typing import IO

from desktop.core.domain.history import Conclusion, Examination, PatientRecord, StoredPrediction
from desktop.core.reporting.cells import harmless
from desktop.core.reporting.records import RESEARCH_USE

_COLUMNS = (
    *("patient", "lesion", "site", "laterality", "taken_at", "imported_at", "archived", "camera", "image_sha256"),
    *("assessed_at", "bundle", "bundle_sha256", "program_version", "outcome", "reason", "malignant", "top_label"),
)


def write_examinations_csv(stream: IO[str], record: PatientRecord) -> None:
    """Write one row for each filed examination, newest first: its newest prediction, and all its conclusions.

    Parameters
    ----------
    stream : text stream
        Made for CSV: no line ends are translated.
    record : PatientRecord
    """
    newest = {found.examination_id: found for found in reversed(record.predictions)}
    keys = list(dict.fromkeys(key for found in newest.values() for key in found.probabilities or ()))
    lesions = {lesion.id: lesion for lesion in record.lesions}
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow([*_COLUMNS, *(f"probability_{key}" for key in keys), "conclusions", "use"])
    for examination in record.examinations:
        lesion = lesions[examination.lesion_id or ""]
        prediction = newest.get(examination.id)
        conclusions = [found for found in record.conclusions if found.examination_id == examination.id]
        details = lesion.details
        archived = examination.archived_at is not None or lesion.archived_at is not None
        cells = [
            *(record.patient.details.identifier, details.name, details.site.meaning if details.site else ""),
            details.laterality or "",
            *_of_image(examination, archived=archived),
            *_of_prediction(prediction, keys),
            "; ".join(_conclusion_text(found) for found in conclusions),
            RESEARCH_USE,
        ]
        rows.writerow([harmless(str(cell)) for cell in cells])


def _of_image(examination: Examination, *, archived: bool) -> list[str]:
    taken = examination.capture.captured_at
    return [
        *("" if taken is None else taken.isoformat(), examination.stamp.created_at.isoformat()),
        *("yes" if archived else "no", examination.capture.camera, examination.sha256),
    ]


def _of_prediction(found: StoredPrediction | None, keys: list[str]) -> list[object]:
    if found is None:
        return [""] * (8 + len(keys))
    chances = found.probabilities or {}
    return [
        *(found.created_at.isoformat(), found.bundle, found.bundle.sha256, found.program_version, found.outcome),
        *(found.reason or "", "" if found.malignant is None else found.malignant, found.top_label or ""),
        *(chances.get(key, "") for key in keys),
    ]


def _conclusion_text(found: Conclusion) -> str:
    details = found.details
    return f"{details.concluded_on} {details.kind}: {details.text} {details.icd10}".strip()
