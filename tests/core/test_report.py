"""What a report tells of and what it leaves out; the table of examinations; the language of a PDF."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.core.domain.accounts import Subject
from desktop.core.domain.assessment import BundleId, Status
from desktop.core.domain.history import (
    Capture,
    Conclusion,
    ConclusionDetails,
    ConclusionKind,
    Examination,
    Lesion,
    LesionDetails,
    Patient,
    PatientDetails,
    PatientRecord,
    Stamp,
    StoredPrediction,
)
from desktop.core.reporting.examinations_csv import write_examinations_csv
from desktop.core.reporting.pdf_language import with_language
from desktop.core.reporting.records import RESEARCH_USE
from desktop.core.reporting.report import Report, ReportScope, prediction_of
from tests.core.test_records import ASSESSED, OUT_OF_SCOPE

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
STAMP = Stamp(NOW, None, NOW, None)
PATIENT = Patient("p", PatientDetails("=P-1", "Sommerfeld"), STAMP, None)


def _examination(name: str, lesion: str, archived_at: datetime | None = None) -> Examination:
    return Examination(name, lesion, name * 32, 1, Capture(), STAMP, archived_at)


def _prediction(examination: str, version: str, malignant: float) -> StoredPrediction:
    chances = {"mel": malignant, "nv": 1 - malignant}
    bundle = BundleId("lentigo", version, "ab" * 32)
    return StoredPrediction(
        *("id", examination, bundle, Status.ASSESSED, None, chances, malignant, "nv", "nv", (), "0.1.0", NOW, None)
    )


RECORD = PatientRecord(
    PATIENT,
    (
        Lesion("l1", "p", LesionDetails("shoulder"), STAMP, None),
        Lesion("l2", "p", LesionDetails("heel"), STAMP, None),
        Lesion("l3", "p", LesionDetails("put away"), STAMP, NOW),
    ),
    (
        _examination("e4", "l3"),
        _examination("e3", "l1", NOW),
        _examination("e2", "l1"),
        _examination("e1", "l1"),
    ),
    (_prediction("e2", "0.2.0", 0.25), _prediction("e2", "0.1.0", 0.5)),
    (Conclusion("c", "e2", ConclusionDetails(ConclusionKind.HISTOLOGY, "Naevus", date(2026, 1, 2), "D22"), NOW, None),),
)


def _ids(report: Report) -> list[str]:
    return [found.examination.id for found in report.examinations]


def test_a_patients_report_leaves_out_what_has_been_put_away_and_counts_it() -> None:
    report = Report.of(RECORD, ReportScope("p", Subject.PATIENT, "p"))

    assert [found.lesion.id for found in report.lesions] == ["l1", "l2"]
    assert _ids(report) == ["e2", "e1"]
    assert report.left_out == 2
    assert [found.bundle.version for found in report.examinations[0].predictions] == ["0.2.0", "0.1.0"]
    assert [found.details.text for found in report.examinations[0].conclusions] == ["Naevus"]
    assert report.examinations[1].predictions == ()


@pytest.mark.parametrize(
    ("scope", "ids", "left_out"),
    [
        (ReportScope("p", Subject.LESION, "l1"), ["e2", "e1"], 1),
        (ReportScope("p", Subject.LESION, "l3"), ["e4"], 0),
        (ReportScope("p", Subject.EXAMINATION, "e1"), ["e1"], 0),
        (ReportScope("p", Subject.EXAMINATION, "e3"), ["e3"], 0),
    ],
)
def test_what_a_report_is_asked_for_by_itself_is_in_it_even_if_put_away(
    scope: ReportScope, ids: list[str], left_out: int
) -> None:
    report = Report.of(RECORD, scope)

    assert (_ids(report), report.left_out, len(report.lesions)) == (ids, left_out, 1)


def test_a_report_of_what_the_record_does_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing of this id"):
        Report.of(RECORD, ReportScope("p", Subject.EXAMINATION, "e9"))


def test_the_table_has_a_row_for_each_examination_and_nothing_that_a_spreadsheet_computes() -> None:
    stream = io.StringIO(newline="")
    write_examinations_csv(stream, RECORD)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))

    assert [row["image_sha256"][:2] for row in rows] == ["e4", "e3", "e2", "e1"]
    assert [row["archived"] for row in rows] == ["yes", "yes", "no", "no"]
    assert {row["patient"] for row in rows} == {"'=P-1"}
    assert {row["use"] for row in rows} == {RESEARCH_USE}
    newest = rows[2]
    assert (newest["bundle"], newest["malignant"], newest["probability_nv"]) == ("lentigo-0.2.0", "0.25", "0.75")
    assert newest["conclusions"] == "2026-01-02 histology: Naevus D22"
    assert (rows[3]["outcome"], rows[3]["probability_nv"]) == ("", "")


def test_an_assessment_that_nobody_keeps_is_told_like_one_that_is_kept_without_withheld_numbers() -> None:
    kept, refused = prediction_of(ASSESSED), prediction_of(OUT_OF_SCOPE)

    assert (kept.malignant, kept.top_label, kept.probabilities) == (0.25, "nv", {"mel": 0.25, "nv": 0.75})
    assert (refused.outcome, refused.reason, refused.probabilities) == (Status.OUT_OF_SCOPE, "It is a cat.", None)
    assert replace(refused, malignant=None) == refused


_PDF = (
    b"%PDF-1.4\n1 0 obj\n<<\n/Title (a)\n>>\nendobj\n2 0 obj\n<<\n/Type /Catalog\n/Pages 3 0 R\n>>\nendobj\n"
    b"xref\n0 1\n0000000000 65535 f \ntrailer\n<<\n/Size 4\n/Root 2 0 R\n>>\nstartxref\n96\n%%EOF\n"
)


def test_a_pdf_is_told_its_language_behind_its_end() -> None:
    told = with_language(_PDF, "de")

    assert told.startswith(_PDF)
    added = told[len(_PDF) :]
    assert added.startswith(b"2 0 obj\n<<\n/Type /Catalog\n/Pages 3 0 R\n/Lang (de)\n>>\nendobj\n")
    table = int(added.rpartition(b"startxref\n")[2].split()[0])
    assert told[table:].startswith(b"xref\n2 1\n%010d 00000 n " % len(_PDF))
    assert b"/Size 4\n/Root 2 0 R\n/Prev 96\n" in added


@pytest.mark.parametrize("broken", [b"", _PDF[:-7], _PDF.replace(b"/Catalog", b"/Pages"), with_language(_PDF, "de")])
def test_a_pdf_that_is_built_otherwise_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="not as Qt writes it"):
        with_language(broken, "de")
