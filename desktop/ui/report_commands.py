"""Printing what is on show, and copying its assessment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal

from desktop.core.domain.assessment import Status
from desktop.core.domain.history import StoredPrediction
from desktop.core.reporting.report import ReportScope, prediction_of
from desktop.ui.desk import Desk
from desktop.ui.views.places import Places
from desktop.ui.widgets.image_pyramid import ImagePyramid

if TYPE_CHECKING:  # Loaded when the bundle has been opened.
    from desktop.ui.views.assess_page import AssessPage


@dataclass(frozen=True)
class _Shown:
    """A prediction on show with its picture. ``scope`` is None for what no vault keeps, or not under a patient yet."""

    prediction: StoredPrediction
    picture: ImagePyramid | None
    scope: ReportScope | None


class ReportCommands(QObject):
    """Finds what is on show, and prints it or puts it on the clipboard, from which locking the vault takes it again.

    *Signals:*
    ``message(str)``: a sentence for the user.
    """

    message = Signal(str)

    def __init__(self, *, desk: Desk, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._places = places
        self._page: AssessPage | None = None

    def watch(self, page: "AssessPage") -> None:
        """Know where assessments are shown."""
        self._page = page

    def print_shown(self) -> None:
        """Print a report of what is on show."""
        place = self._desk.patients_place
        report = place.report if self._places.currentWidget() is place else None
        if report is None:
            self.message.emit(self.tr("Open a patient or one of their images first: reports are printed from there."))
        else:
            report.print_report()

    def copy_text(self) -> None:
        """Put the assessment on show on the clipboard as text."""
        self._copy(self._put_text, picture=False)

    def copy_image(self) -> None:
        """Put the assessment on show on the clipboard as an image, its photograph with it."""
        self._copy(self._put_image, picture=True)

    def _copy(self, put: Callable[[_Shown], None], *, picture: bool) -> None:
        shown = self._shown_in_queue() if self._places.is_assessing else self._shown_of_vault()
        if shown is None or (picture and shown.picture is None):
            self.message.emit(self.tr("There is no assessment on show that could be copied."))
        elif shown.scope is None:
            put(shown)
        else:
            self._copy_out_of_vault(shown, shown.scope, put)

    def _copy_out_of_vault(self, shown: _Shown, scope: ReportScope, put: Callable[[_Shown], None]) -> None:
        from desktop.core.storage.transfer import record_to_report

        self._desk.work.read(
            lambda history: record_to_report(history, scope.patient_id, scope.subject, scope.subject_id, "clipboard"),
            done=lambda _record: put(shown),
        )

    def _put_text(self, shown: _Shown) -> None:
        from desktop.ui.operations.assessment_copy import assessment_text

        content = QMimeData()
        content.setText(assessment_text(shown.prediction, self._titles, self._desk.bundle.notes_of(shown.prediction)))
        self._desk.clipboard.put(content)
        self.message.emit(self.tr("The assessment was copied as text."))

    def _put_image(self, shown: _Shown) -> None:
        if shown.picture is not None:
            from desktop.ui.operations.assessment_copy import assessment_picture

            content = QMimeData()
            notes = self._desk.bundle.notes_of(shown.prediction)
            content.setImageData(assessment_picture(shown.prediction, self._titles, notes, shown.picture))
            self._desk.clipboard.put(content)
            self.message.emit(self.tr("The assessment was copied as an image."))

    @property
    def _titles(self) -> Mapping[str, str]:
        return self._desk.bundle.titles

    def _shown_in_queue(self) -> _Shown | None:
        if self._page is None:
            return None
        assessment = self._page.shown_assessment
        if assessment is None or assessment.status is Status.UNREADABLE:
            return None
        return _Shown(prediction_of(assessment), self._page.pane.view.picture, None)

    def _shown_of_vault(self) -> _Shown | None:
        page = self._desk.patients_place.examination_page
        if self._desk.patients_place.currentWidget() is not page or not page.isVisible():
            return None
        scope = page.report_scope
        if page.prediction is None or scope is None:
            return None
        return _Shown(page.prediction, page.view.picture, scope)
