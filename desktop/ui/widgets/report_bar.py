"""Reports of what a page shows: as PDF, printed, looked at first, or as a table."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QKeySequence, QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from desktop.core.domain.history import StoredPrediction
from desktop.core.errors import KnownError
from desktop.core.reporting.report import ReportScope
from desktop.core.steps import result_of
from desktop.ui.actions import PRINT
from desktop.ui.dialogs.print_dialog import show_print_dialog
from desktop.ui.dialogs.report_preview_dialog import ReportPreviewDialog
from desktop.ui.dialogs.show import show_dialog
from desktop.ui.operations.report_pages import ReportPages
from desktop.ui.operations.reports import (
    ReportMaterial,
    ReportNames,
    csv_steps,
    material_steps,
    page_layout,
    pdf_steps,
)
from desktop.ui.operations.step_work import StepWork
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.widgets.work_bar import WorkBar

_NOT_IN_A_NAME = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


class ReportBar(WorkBar):
    """Makes reports, shows how far one has come, and has the button with their menu.

    Parameters
    ----------
    work : VaultWork
    scope : callable
        Returns what is on show, and a name for the file; None while there is nothing to report.

    *Signals:*
    ``message(str)``: a sentence for the user.
    """

    message = Signal(str)

    def __init__(
        self, work: VaultWork, scope: Callable[[], tuple[ReportScope, str] | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._scope = scope
        self.titles: Mapping[str, str] = {}
        self.notes_of: Callable[[StoredPrediction], Sequence[str]] = lambda _prediction: ()
        self._steps = StepWork(work, self)
        self._steps.progressed.connect(self.show_progress)
        self._steps.changed.connect(self._follow)
        self._steps.stopped.connect(lambda: self.message.emit(self.tr("Stopped. Nothing was kept.")))
        self.stop_requested.connect(self._steps.stop)
        self.menu = QMenu(self)
        self._about = self.menu.addAction("")
        self._about.setEnabled(False)
        self.menu.aboutToShow.connect(self._name_subject)
        self.menu.aboutToHide.connect(lambda: self._about.setText(""))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Save as PDF…")).triggered.connect(self.ask_for_pdf)
        self.menu.addAction(self.tr("Preview…")).triggered.connect(self.preview)
        self._print = self.menu.addAction("")
        self._print.triggered.connect(self.print_report)
        self.menu.aboutToShow.connect(self._name_keys)
        self._name_keys()
        self.button = QPushButton(self.tr("&Report"))
        self.button.setMenu(self.menu)

    def add_table(self) -> None:
        """Offer all of the patient's examinations as a table, too, where the patient is on show."""
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Examinations as CSV…")).triggered.connect(self.ask_for_csv)

    def ask_for_pdf(self) -> None:
        """Ask for the PDF's name."""
        self._ask(self.tr("Save the report (the file is not encrypted)"), self.tr("PDF (*.pdf)"), "pdf", self.save_pdf)

    def ask_for_csv(self) -> None:
        """Ask for the table's name."""
        title = self.tr("Save the examinations (the file is not encrypted)")
        self._ask(title, self.tr("Table (*.csv)"), "csv", self.save_csv)

    def save_pdf(self, name: str) -> None:
        """Write the report of what is on show."""
        found = self._scope()
        if found is not None and not self._steps.running:
            self.begin(self.tr("Writing the report…"))
            names, locale = self._names(), QLocale()
            self._steps.start(
                lambda history: pdf_steps(history, found[0], names, Path(name), locale),
                done=lambda _none: self._tell_written(),
                failed=self._refuse,
            )

    def save_csv(self, name: str) -> None:
        """Write the patient's examinations."""
        found = self._scope()
        if found is not None and not self._steps.running:
            self.begin(self.tr("Writing the table…"))
            self._steps.start(
                lambda history: csv_steps(history, found[0].patient_id, Path(name)),
                done=lambda _record: self._tell_written(),
                failed=self._refuse,
            )

    def preview(self) -> None:
        """Show the report of what is on show as it would be printed."""
        self._prepare("preview", self._show_preview)

    def print_report(self) -> None:
        """Print the report of what is on show, once a printer is chosen."""
        self._prepare("print", self._ask_for_printer)

    def print_to(self, material: ReportMaterial, printer: QPrinter) -> None:
        """Print a report, or the pages of it that were chosen."""
        pages = self._pages(material, printer.pageLayout())
        chosen = printer.printRange() is QPrinter.PrintRange.PageRange
        first, last = (printer.fromPage() - 1, printer.toPage() - 1) if chosen else (0, None)
        result_of(pages.paint_steps(printer, first, last))

    def _prepare(self, form: str, then: Callable[[ReportMaterial], None]) -> None:
        found = self._scope()
        if found is not None and not self._steps.running:
            self.begin(self.tr("Preparing the report…"))
            self._steps.start(lambda history: material_steps(history, found[0], form), done=then, failed=self._refuse)

    def _show_preview(self, material: ReportMaterial) -> None:
        # On no printer: to make one is to ask the print service, over the network where it is another computer's.
        dialog = ReportPreviewDialog(self._pages(material, page_layout(QLocale())), self.window())
        # Anew from the vault, so that the audit trail tells of each.
        dialog.print_requested.connect(self.print_report)
        dialog.save_requested.connect(self.ask_for_pdf)
        show_dialog(dialog)

    def _ask_for_printer(self, material: ReportMaterial) -> None:
        printer = self._printer()
        dialog = QPrintDialog(printer, self.window())
        dialog.accepted.connect(partial(self._print_chosen, material))  # With the printer.
        show_print_dialog(dialog, printer)

    def _print_chosen(self, material: ReportMaterial, printer: QPrinter) -> None:
        self.print_to(material, printer)
        self.message.emit(self.tr("Sent to the printer."))

    def _printer(self) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(QLocale()))
        printer.setDocName("Lentigo")  # Queues show it to anybody.
        return printer

    def _pages(self, material: ReportMaterial, layout: QPageLayout) -> ReportPages:
        text = self._names().text_of(material)
        return ReportPages(text.blocks, material.images, text.identity, layout)

    def _names(self) -> ReportNames:
        visitor, recovery = self._work.visitor, self.tr("the recovery key")
        if visitor is None:
            return ReportNames(self.titles, lambda _account_id: "", self.notes_of)
        return ReportNames(self.titles, lambda account_id: visitor.name_of(account_id, recovery), self.notes_of)

    def _ask(self, title: str, kind: str, suffix: str, write: Callable[[str], None]) -> None:
        found = self._scope()
        if found is None:
            return
        dialog = QFileDialog(self.window(), title, str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kind)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{found[1].translate(_NOT_IN_A_NAME)}.{suffix}")
        dialog.fileSelected.connect(write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _name_subject(self) -> None:
        found = self._scope()
        self._about.setText("" if found is None else found[1].replace("&", "&&"))

    def _name_keys(self) -> None:
        """Show the keys of now. The shortcut itself is the window's; behind a tab a menu shows keys."""
        shortcuts = [action.shortcut() for action in self.window().actions() if action.objectName() == PRINT]
        keys = "".join(shortcut.toString(QKeySequence.SequenceFormat.NativeText) for shortcut in shortcuts)
        self._print.setText(self.tr("Print…") + (f"\t{keys}" if keys else ""))

    def _follow(self) -> None:
        if not self._steps.running:
            self.end()

    def _tell_written(self) -> None:
        self.message.emit(self.tr("Saved. The file is not encrypted: keep it like a paper record."))

    def _refuse(self, error: KnownError) -> None:
        self.message.emit(str(error))
