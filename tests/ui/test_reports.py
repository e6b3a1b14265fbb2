"""Reports of a patient and of an examination: PDF, print, preview, table; the assessment on the clipboard."""

import csv
import re
import sys
import threading
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from desktop.core.domain.accounts import Action, AuditEvent, Subject
from desktop.core.domain.history import Capture, ConclusionDetails, ConclusionKind, Examination
from desktop.core.inference.classifier import Classifier
from desktop.core.reporting.report import Report, ReportScope
from desktop.core.steps import result_of
from desktop.core.storage.history import History
from desktop.ui.dialogs.report_preview_dialog import ReportPreviewDialog
from desktop.ui.models.report_text import Block
from desktop.ui.operations.report_pages import ReportPages
from desktop.ui.operations.reports import ReportMaterial, ReportNames, material_steps, page_layout
from desktop.ui.views.examination_page import ExaminationPage
from desktop.ui.views.patient_page import PatientPage
from tests.ui.desk_steps import VaultWindow

_GERMANY = QLocale(QLocale.Language.German, QLocale.Country.Germany)
_TITLES = {"mel": "Melanoma"}


@pytest.fixture
def examined(clinic: VaultWindow, classifier: Classifier, sample: Path) -> Examination:
    """File an assessed image of a patient, with a conclusion."""
    lesion = clinic.lesion(clinic.patient("P/1"), "left <shoulder>")
    data = sample.read_bytes()
    assessment = classifier.assess(data)
    assert assessment.prediction is not None
    capture = Capture(datetime(2026, 2, 3, tzinfo=UTC), "a camera")
    filed = clinic.ask(lambda history: history.file_examination(lesion.id, data, capture, [assessment]))
    conclusion = ConclusionDetails(ConclusionKind.HISTOLOGY, "Dysplastic naevus", date(2026, 3, 4), "D22.6")
    clinic.ask(lambda history: history.conclude(filed.id, conclusion))
    return filed


@pytest.fixture
def patient_page(clinic: VaultWindow, examined: Examination) -> PatientPage:
    clinic.window.commands.go_patients.trigger()
    place = clinic.window.desk.patients_place
    patient = clinic.ask(lambda history: history.find_patients()[0])
    place.open_patient(patient.id)
    clinic.qtbot.waitUntil(lambda: place.currentWidget() is place.patient_page)
    return place.patient_page


@pytest.fixture
def examination_page(clinic: VaultWindow, patient_page: PatientPage, examined: Examination) -> ExaminationPage:
    place = clinic.window.desk.patients_place
    patient_page.lesion_opened.emit(examined.lesion_id)
    place.lesion_page.examination_chosen.emit(examined.id)
    clinic.qtbot.waitUntil(lambda: place.examination_page.view.picture is not None)
    return place.examination_page


def _message(clinic: VaultWindow, part: str) -> Callable[[], bool]:
    return lambda: part in clinic.window.message_bar.text


def _exports(clinic: VaultWindow) -> list[AuditEvent]:
    events = clinic.ask(lambda history: history.audit_events())
    return [event for event in events if event.action is Action.EXPORTED]


def _streams(pdf: bytes) -> bytes:
    """Return a PDF's compressed contents."""
    found = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    unpacked = [zlib.decompressobj().decompress(data) for data in found if data[:1] == b"\x78"]
    return b"\n".join(unpacked)


def _material(clinic: VaultWindow, page: PatientPage | ExaminationPage, examined: Examination) -> ReportMaterial:
    patient_id = clinic.ask(lambda history: history.find_patients()[0]).id
    scope = (
        ReportScope(patient_id, Subject.EXAMINATION, examined.id)
        if isinstance(page, ExaminationPage)
        else ReportScope(patient_id, Subject.PATIENT, patient_id)
    )
    return clinic.ask(lambda history: result_of(material_steps(history, scope, "print")))


def test_a_report_is_saved_as_archivable_pdf_and_nothing_lies_beside_it(
    clinic: VaultWindow, patient_page: PatientPage, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "report.pdf"
    target.parent.mkdir()
    patient_page.report.save_pdf(str(target))
    clinic.qtbot.waitUntil(_message(clinic, "Saved."))

    pdf = target.read_bytes()
    assert "not encrypted" in clinic.window.message_bar.text
    assert not patient_page.report.isVisible()
    assert list(target.parent.iterdir()) == [target]
    assert pdf.startswith(b"%PDF-1.4")
    assert b"/OutputIntent" in pdf
    assert b'pdfaid:part="1" pdfaid:conformance="B"' in pdf
    assert b"Report of a patient: Sommerfeld, Karoline" in pdf
    assert b"/FontFile" in pdf
    assert b"/Lang (en-GB)" in pdf
    assert pdf.count(b"/Type /Page\n") == 1
    assert b" Tf" in _streams(pdf), "letters, not pictures of them"
    (event,) = _exports(clinic)
    assert (event.subject, dict(event.details)) == (Subject.PATIENT, {"form": "pdf"})


def test_the_report_says_all_that_is_known_and_what_it_is_not_for(
    clinic: VaultWindow, patient_page: PatientPage, examined: Examination
) -> None:
    material = _material(clinic, patient_page, examined)
    notes_of = lambda _prediction: ["▲ Melanoma is second."]  # noqa: E731 - shorter where it is used.
    text = ReportNames(_TITLES, lambda account_id: "somebody" if account_id else "", notes_of).text_of(material)
    pages = ReportPages(text.blocks, material.images, text.identity, page_layout(_GERMANY))
    (prediction,) = material.report.examinations[0].predictions

    for part in (
        *("Sommerfeld, Karoline", "P/1", "left <shoulder>", "3 Feb 2026", "a camera"),
        *(
            "Dysplastic naevus (D22.6)",
            "Histology, 4 Mar 2026",
            "Chance of malignancy",
            "Melanoma",
            "▲ Melanoma is second.",
        ),
        *(str(prediction.bundle), f"Lentigo {prediction.program_version}", "by somebody"),
    ):
        assert part in pages.text
    assert pages.text.count("%") == 1 + len(prediction.probabilities or ())
    assert examined.sha256 in pages.text.replace(" ", "").replace("\n", "")
    assert "Assessments" in pages.text
    assert "prediction" not in pages.text.casefold(), "one word, which is the window's"
    assert "diagnosis" not in pages.text.casefold()
    assert text.identity == "Sommerfeld, Karoline · P/1"


def test_images_are_scaled_for_print_and_never_enlarged(
    clinic: VaultWindow, patient_page: PatientPage, examined: Examination, synthetic_photo: Callable[..., object]
) -> None:
    small = _material(clinic, patient_page, examined).images[examined.id]
    original = QImage()
    original.loadFromData(clinic.ask(lambda history: history.image(examined.id)))
    side_px = round(60 / 25.4 * 300)

    assert max(small.width(), small.height()) == min(side_px, max(original.width(), original.height()))
    assert abs(small.width() / small.height() - original.width() / original.height()) < 0.01


def test_an_examinations_report_has_its_own_title_and_event(
    clinic: VaultWindow, examination_page: ExaminationPage, examined: Examination, tmp_path: Path
) -> None:
    examination_page.report.save_pdf(str(tmp_path / "report.pdf"))
    clinic.qtbot.waitUntil(_message(clinic, "Saved."))

    assert b"Report of an examination" in (tmp_path / "report.pdf").read_bytes()
    assert [(event.subject, event.subject_id) for event in _exports(clinic)] == [(Subject.EXAMINATION, examined.id)]


def test_what_is_longer_than_a_page_is_continued_on_the_next(
    clinic: VaultWindow, patient_page: PatientPage, examined: Examination, tmp_path: Path
) -> None:
    def conclude(history: History) -> None:
        for number in range(60):
            details = ConclusionDetails(ConclusionKind.CONSENSUS, f"Opinion {number}", date(2026, 3, 4))
            history.conclude(examined.id, details)

    clinic.ask(conclude)
    patient_page.report.save_pdf(str(tmp_path / "report.pdf"))
    clinic.qtbot.waitUntil(_message(clinic, "Saved."))

    assert (tmp_path / "report.pdf").read_bytes().count(b"/Type /Page\n") > 3


def test_a_lesion_has_a_report_too(
    clinic: VaultWindow, patient_page: PatientPage, examined: Examination, tmp_path: Path
) -> None:
    place = clinic.window.desk.patients_place
    patient_page.lesion_opened.emit(examined.lesion_id)
    clinic.qtbot.waitUntil(lambda: place.currentWidget() is place.lesion_page)
    assert place.report is place.lesion_page.report
    place.lesion_page.report.save_pdf(str(tmp_path / "report.pdf"))
    clinic.qtbot.waitUntil(_message(clinic, "Saved."))

    assert b"Report of a lesion" in (tmp_path / "report.pdf").read_bytes()
    assert [(event.subject, event.subject_id) for event in _exports(clinic)] == [(Subject.LESION, examined.lesion_id)]


def test_the_menu_says_whose_report_it_makes_and_keeps_no_name(clinic: VaultWindow, patient_page: PatientPage) -> None:
    menu = patient_page.report.menu
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "P/1"
    menu.aboutToHide.emit()

    assert menu.actions()[0].text() == ""


def test_the_report_of_a_damaged_image_says_so_in_its_place(
    clinic: VaultWindow, patient_page: PatientPage, examined: Examination, vault_folder: tuple[Path, str]
) -> None:
    next(vault_folder[0].rglob("*.image")).write_bytes(b"")
    material = _material(clinic, patient_page, examined)
    text = ReportNames(_TITLES, str, lambda _prediction: ()).text_of(material)

    assert any("The image is damaged" in block.html for block in text.blocks)


def test_a_report_cannot_be_written_into_the_vault(
    clinic: VaultWindow, patient_page: PatientPage, vault_folder: tuple[Path, str]
) -> None:
    patient_page.report.save_pdf(str(vault_folder[0] / "report.pdf"))
    clinic.qtbot.waitUntil(_message(clinic, "in the vault's folder"))

    assert not (vault_folder[0] / "report.pdf").exists()


def test_where_nothing_can_be_written_the_report_is_refused_with_what_to_do(
    clinic: VaultWindow, patient_page: PatientPage, tmp_path: Path
) -> None:
    patient_page.report.save_pdf(str(tmp_path / "no such folder" / "report.pdf"))

    clinic.qtbot.waitUntil(_message(clinic, "The file cannot be written"))


def test_the_file_that_is_offered_is_named_after_the_patient(clinic: VaultWindow, patient_page: PatientPage) -> None:
    patient_page.report.ask_for_pdf()
    dialog = clinic.dialog(QFileDialog)

    assert Path(dialog.selectedFiles()[0]).name == "P-1.pdf"
    assert "not encrypted" in dialog.windowTitle()
    dialog.reject()


def test_the_examinations_are_saved_as_a_table(
    clinic: VaultWindow, patient_page: PatientPage, examined: Examination, tmp_path: Path
) -> None:
    patient_page.report.save_csv(str(tmp_path / "table.csv"))
    clinic.qtbot.waitUntil(_message(clinic, "Saved."))

    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["patient"], row["image_sha256"]) == ("P/1", examined.sha256)
    assert [dict(event.details) for event in _exports(clinic)] == [{"form": "csv"}]


def test_ctrl_p_prints_the_report_of_the_page_on_the_printer_that_is_chosen(
    clinic: VaultWindow, examination_page: ExaminationPage, tmp_path: Path
) -> None:
    clinic.window.commands.print_report.trigger()
    dialog = clinic.dialog(QPrintDialog)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.accepted.emit(dialog.printer())
    dialog.reject()

    assert "Sent to the printer" in clinic.window.message_bar.text
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == 1
    (event,) = _exports(clinic)
    assert (event.subject, dict(event.details)) == (Subject.EXAMINATION, {"form": "print"})


def test_where_there_is_nothing_to_report_ctrl_p_says_where_there_is(clinic: VaultWindow) -> None:
    clinic.window.commands.print_report.trigger()

    assert "Open a patient" in clinic.window.message_bar.text


def test_the_pages_that_were_chosen_are_printed(
    clinic: VaultWindow, patient_page: PatientPage, examined: Examination, tmp_path: Path
) -> None:
    material = _material(clinic, patient_page, examined)
    report = material.report
    many = ReportMaterial(
        Report(report.patient, report.subject, report.lesions * 5, 0, report.made_at), material.images
    )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    patient_page.report.print_to(many, printer)
    chosen = (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n")
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    patient_page.report.print_to(many, printer)

    assert chosen == 1
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") > 1


def test_the_preview_shows_the_report_until_the_vault_is_locked(clinic: VaultWindow, patient_page: PatientPage) -> None:
    patient_page.report.preview()
    dialog = clinic.dialog(ReportPreviewDialog)
    (event,) = _exports(clinic)
    clinic.lock()

    clinic.qtbot.waitUntil(lambda: not clinic.window.findChildren(ReportPreviewDialog))
    assert dict(event.details) == {"form": "preview"}
    del dialog


def test_the_preview_asks_no_printer(
    clinic: VaultWindow, patient_page: PatientPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(QPrinter, "__init__", lambda *_arguments: made.append("a printer"))

    patient_page.report.preview()
    clinic.dialog(ReportPreviewDialog).reject()

    assert made == []


def test_from_the_preview_the_report_is_printed_or_saved_and_the_audit_trail_tells_of_both(
    clinic: VaultWindow, patient_page: PatientPage
) -> None:
    patient_page.report.preview()
    clinic.dialog(ReportPreviewDialog).print_button.click()
    clinic.dialog(QPrintDialog).reject()
    patient_page.report.preview()
    clinic.dialog(ReportPreviewDialog).save_button.click()
    clinic.dialog(QFileDialog).reject()

    assert [event.details["form"] for event in _exports(clinic)] == ["preview", "print", "preview"]


def test_the_menu_shows_the_keys_that_print_has_now(clinic: VaultWindow, patient_page: PatientPage) -> None:
    def shown() -> list[str]:
        patient_page.report.menu.aboutToShow.emit()
        return [action.text() for action in patient_page.report.menu.actions() if "Print…" in action.text()]

    assert shown() == ["Print…\tCtrl+P"]
    assert clinic.window.desk.shortcuts.change("print_report", QKeySequence("Ctrl+Alt+F6")) == ""
    assert shown() == ["Print…\tCtrl+Alt+F6"]
    assert clinic.window.desk.shortcuts.change("print_report", QKeySequence()) == ""
    assert shown() == ["Print…"]


def test_paper_is_that_of_the_country() -> None:
    sizes = {
        name: page_layout(QLocale(QLocale.Language.AnyLanguage, country)).pageSize().id()
        for name, country in (
            ("Germany", QLocale.Country.Germany),
            ("United States", QLocale.Country.UnitedStates),
            ("Canada", QLocale.Country.Canada),
        )
    }

    letter, a4 = QPageSize.PageSizeId.Letter, QPageSize.PageSizeId.A4
    assert sizes == {"Germany": a4, "United States": letter, "Canada": letter}


def test_a_heading_goes_over_the_page_with_what_follows_and_what_is_longer_is_continued() -> None:
    def pages(*blocks: Block) -> int:
        return ReportPages(blocks, {}, "P-1", page_layout(_GERMANY)).count

    line, heading = Block("<p>line</p>"), Block("<h2>heading</h2>", with_next=True)
    fitting = next(number for number in range(1, 200) if pages(*[line] * (number + 1)) == 2)
    assert pages(*[line] * fitting) == 1
    assert pages(*[line] * (fitting - 2), heading) == 1
    assert pages(*[line] * (fitting - 2), heading, Block("<p>line</p>" * 3)) == 2
    assert pages(Block("<p>line</p>" * 200)) > 2


@pytest.mark.parametrize("place", ["queue", "vault"])
def test_an_assessment_is_copied_as_text_and_as_image(
    clinic: VaultWindow, sample: Path, place: str, request: pytest.FixtureRequest
) -> None:
    if place == "queue":
        clinic.assess(sample)
        page = clinic.window.assess_page
        assert page is not None
        clinic.qtbot.waitUntil(lambda: page.pane.view.picture is not None)
    else:
        request.getfixturevalue("examination_page")
    clipboard = QGuiApplication.clipboard()
    clinic.window.commands.copy_text.trigger()
    clinic.qtbot.waitUntil(_message(clinic, "copied as text"))
    text = clipboard.text()
    clinic.window.commands.copy_image.trigger()
    clinic.qtbot.waitUntil(_message(clinic, "copied as an image"))
    image = clipboard.image()

    assert "Chance of malignancy" in text
    assert "Melanoma" in text
    assert "not a medical device" in text
    assert image.width() > image.height() > 300
    assert [dict(event.details) for event in _exports(clinic)] == (
        [] if place == "queue" else [{"form": "clipboard"}] * 2
    )


def test_what_was_copied_out_of_the_vault_is_gone_when_it_is_locked(
    clinic: VaultWindow, examination_page: ExaminationPage
) -> None:
    clinic.window.commands.copy_text.trigger()
    clinic.qtbot.waitUntil(_message(clinic, "copied as text"))
    clinic.lock()

    assert QGuiApplication.clipboard().text() == ""


def test_where_there_is_no_assessment_nothing_is_copied(clinic: VaultWindow) -> None:
    QGuiApplication.clipboard().setText("mine")
    clinic.window.commands.copy_text.trigger()

    assert "no assessment" in clinic.window.message_bar.text
    assert QGuiApplication.clipboard().text() == "mine"


def test_the_report_of_an_image_that_is_on_its_way_back_to_unfiled_is_refused_and_not_noted(
    clinic: VaultWindow, examination_page: ExaminationPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *bug: bugs.append(bug))
    vault_is_free = threading.Event()
    clinic.window.desk.work.change(lambda _history: vault_is_free.wait(30.0), done=lambda _: None)
    examination_page.unfile_button.click()
    examination_page.report.save_pdf(str(tmp_path / "report.pdf"))
    vault_is_free.set()
    clinic.qtbot.waitUntil(_message(clinic, "does not lie under the patient any more"))

    assert bugs == []
    assert not (tmp_path / "report.pdf").exists()
    assert _exports(clinic) == []
