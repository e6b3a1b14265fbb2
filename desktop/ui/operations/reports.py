"""Reports: read from the vault, step by step, and written as PDF or as a table."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLocale, QMarginsF, QSize, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import PatientRecord, StoredPrediction
from desktop.core.errors import KnownError
from desktop.core.imaging.decode import decode
from desktop.core.reporting.examinations_csv import write_examinations_csv
from desktop.core.reporting.pdf_language import with_language
from desktop.core.reporting.report import Report, ReportScope
from desktop.core.steps import Steps
from desktop.core.storage.durable import write_durably
from desktop.core.storage.history import History
from desktop.core.storage.transfer import record_to_report, require_outside
from desktop.ui.models.report_text import ReportText, image_side_px, language
from desktop.ui.operations.report_pages import ReportPages

_DPI = 1200
_MARGINS_MM = QMarginsF(18.0, 16.0, 18.0, 12.0)
# Where people print on Letter (Unicode CLDR, supplemental/paperSize); A4 elsewhere.
_LETTER = frozenset(("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"))


@dataclass(frozen=True)
class ReportMaterial:
    """A report with its images, scaled for print; an image that cannot be shown is missing."""

    report: Report
    images: Mapping[str, QImage]


@dataclass(frozen=True)
class ReportNames:
    """What the vault does not tell: the labels' titles by their keys, each account's name by its id, and notes.

    ``notes_of`` returns what is to be said of a prediction beside its numbers, in lines.
    """

    titles: Mapping[str, str]
    name_of: Callable[[str | None], str]
    notes_of: Callable[[StoredPrediction], Sequence[str]]

    def text_of(self, material: ReportMaterial) -> ReportText:
        """Find words for a report."""
        return ReportText(material.report, material.images, self.titles, self.name_of, self.notes_of)


def page_layout(locale: QLocale) -> QPageLayout:
    """Return the paper of a country, with a report's margins."""
    letter = QLocale.territoryToCode(locale.territory()) in _LETTER
    size = QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, _MARGINS_MM, QPageLayout.Unit.Millimeter)


def material_steps(history: History, scope: ReportScope, form: str) -> Steps[ReportMaterial]:
    """Read a report and its images, an image a step; see `record_to_report`."""
    record = record_to_report(history, scope.patient_id, scope.subject, scope.subject_id, form)
    report = Report.of(record, scope)
    side_px, images = image_side_px(report), dict[str, QImage]()
    for done, found in enumerate(report.examinations):
        yield done, len(report.examinations)
        try:
            images[found.examination.id] = _scaled(history.image(found.examination.id), side_px)
        except KnownError:
            continue  # The report says so in its place.
    return ReportMaterial(report, images)


def pdf_steps(history: History, scope: ReportScope, names: ReportNames, target: Path, locale: QLocale) -> Steps[None]:
    """Write a report as PDF/A-1b. Nothing of it is on the disk before it is whole.

    Raises
    ------
    KnownError
        If the file cannot be written.
    """
    require_outside(history, target)
    material = yield from material_steps(history, scope, "pdf")
    text = names.text_of(material)
    layout = page_layout(locale)
    pages = ReportPages(text.blocks, material.images, text.identity, layout)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_A1b)
    title = f"{text.title}: {text.identity}"
    writer.setTitle("".join(letter for letter in title if letter.isprintable()))
    writer.setCreator("Lentigo")
    writer.setAuthor("Lentigo")
    writer.setResolution(_DPI)
    writer.setPageLayout(layout)
    yield from pages.paint_steps(writer)
    _write(target, with_language(bytes(buffer.data().data()), language()))


def csv_steps(history: History, patient_id: str, target: Path) -> Steps[PatientRecord]:
    """Write all examinations of a patient as a table; see `write_examinations_csv`.

    Raises
    ------
    KnownError
        If the file cannot be written.
    """
    require_outside(history, target)
    record = record_to_report(history, patient_id, Subject.PATIENT, patient_id, "csv")
    yield 0, 0
    stream = io.StringIO(newline="")
    write_examinations_csv(stream, record)
    _write(target, stream.getvalue().encode("utf-8-sig"))  # Spreadsheets know UTF-8 by its mark.
    return record


def _scaled(data: bytes, side_px: int) -> QImage:
    """Decode an image, upright, no larger than print needs; never enlarged."""
    pixels = decode(data, cover=(side_px, side_px)).pixels
    rows, columns, _ = pixels.shape
    borrowed = QImage(pixels.data, columns, rows, columns * 3, QImage.Format.Format_RGB888)
    if max(rows, columns) <= side_px:
        return borrowed.copy()
    return borrowed.scaled(
        QSize(side_px, side_px), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _write(target: Path, data: bytes) -> None:
    try:
        write_durably(target, data)
    except OSError as error:
        text = QCoreApplication.translate(
            "Report",
            "The file cannot be written: {reason}. Close it if another program has it open, or choose another.",
        )
        raise KnownError(text.format(reason=error.strerror)) from error
