"""Patients: the list, one patient, one lesion, one examination, two compared, and the way back up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop.core.bundle.manifest import OperatingPoint
from desktop.core.domain.history import Patient, PatientRecord, StoredPrediction
from desktop.core.errors import KnownError
from desktop.core.inference.classifier import Classifier
from desktop.core.storage.transfer import ImportReport
from desktop.ui.actions import Actions
from desktop.ui.dialogs.import_patient_dialog import ImportPatientDialog
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.models.lesion_standing import OperatingThreshold
from desktop.ui.models.words import label_title
from desktop.ui.operations.examinations import ExaminationImages
from desktop.ui.operations.practice_work import PracticeWork
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken, TaskRunner
from desktop.ui.views.compare_page import ComparePage
from desktop.ui.views.examination_page import ExaminationPage
from desktop.ui.views.lesion_page import LesionPage
from desktop.ui.views.patient_page import PatientPage
from desktop.ui.views.patients_page import PatientsPage
from desktop.ui.widgets.report_bar import ReportBar


@dataclass(frozen=True)
class _Whereabouts:
    """What was on show, by ids alone."""

    patient_id: str | None = None
    lesion_id: str | None = None
    examination_id: str | None = None
    lesion_open: bool = False


class PatientsPlace(QStackedWidget):
    """Leads down and up.

    *Signals:*
    ``message(str)``: a sentence for the user.
    ``undoable(str, object)``: a sentence, and what undoes what it tells of.
    ``unfiled_changed()``: an image is unfiled again, or not any more.
    ``moved()``: the user has gone to another page.
    """

    message = Signal(str)
    undoable = Signal(str, object)
    unfiled_changed = Signal()
    moved = Signal()

    def __init__(
        self,
        *,
        work: VaultWork,
        runner: TaskRunner,
        actions: Actions,
        practice: PracticeWork,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._record: PatientRecord | None = None
        self._reading: CancelToken | None = None
        self._left_at = _Whereabouts()
        # The lesion's page is on show, or one comes back to it.
        self._lesion_open = False
        self._titles: Mapping[str, str] = {}
        self._classifier: Classifier | None = None
        self._threshold: OperatingThreshold | None = None
        self.images = ExaminationImages(work, runner, self)
        self.list_page = PatientsPage(work, actions, practice)
        self.patient_page = PatientPage(work, self.images)
        self.examination_page = ExaminationPage(work, self.images)
        self.lesion_page = LesionPage(work, runner, self.images)
        self.compare_page = ComparePage(work, runner)
        self._pages = (
            self.list_page,
            self.patient_page,
            self.examination_page,
            self.lesion_page,
            self.compare_page,
        )
        for page in self._pages:
            self.addWidget(page)
        self.list_page.chosen.connect(lambda patient: self.open_patient(patient.id))
        self.list_page.lesion_chosen.connect(self._open_listed_lesion)
        self.list_page.import_requested.connect(self._ask_for_archive)
        self.patient_page.message.connect(self.message)
        self.patient_page.back_requested.connect(self.show_list)
        self.patient_page.gone.connect(self._patient_gone)
        self.patient_page.changed.connect(self.refresh)
        self.patient_page.undoable.connect(self.undoable)
        self.patient_page.lesion_opened.connect(self._open_lesion)
        self.lesion_page.back_requested.connect(self._back_to_patient)
        self.lesion_page.examination_chosen.connect(self._open_examination)
        self.lesion_page.compare_requested.connect(self._compare)
        self.lesion_page.changed.connect(self.refresh)
        self.lesion_page.undoable.connect(self.undoable)
        self.lesion_page.message.connect(self.message)
        self.compare_page.back_requested.connect(self._back_to_lesion)
        self.examination_page.back_requested.connect(self._back_from_examination)
        self.examination_page.changed.connect(self.refresh)
        self.examination_page.undoable.connect(self.undoable)
        self.examination_page.unfiled_changed.connect(self.unfiled_changed)
        self.examination_page.message.connect(self.message)

    @property
    def report(self) -> ReportBar | None:
        """What makes reports of the page on show; None where there is nothing to report."""
        shown = self.currentWidget()
        return shown.report if isinstance(shown, PatientPage | LesionPage | ExaminationPage) else None

    def use_classifier(self, classifier: Classifier) -> None:
        """Take the names of a bundle's labels, and what images are assessed again with."""
        labels = classifier.bundle.manifest.labels
        self._titles = {label.key: label_title(label) for label in labels}
        self.examination_page.use_malignant([label.key for label in labels if label.malignant])
        self._classifier = classifier

    def use_operating_point(self, point: OperatingPoint | None) -> None:
        """Take the point of the bundle in use by which pins on the body map are told apart; None if it has none."""
        used = self._classifier
        if point is None or used is None:
            self._threshold = None
        else:
            self._threshold = OperatingThreshold(point.threshold, used.bundle_id.sha256)

    def use_notes(self, notes_of: Callable[[StoredPrediction], Sequence[str]]) -> None:
        """Take what returns lines that are to be said of a prediction beside its numbers."""
        for page in (self.patient_page, self.lesion_page, self.examination_page):
            page.report.notes_of = notes_of

    def enter(self) -> None:
        """Show what is there, as it is now."""
        if self._reading is not None:
            return  # Somebody is on the way to a patient.
        if self._record is not None:
            self._reload()
        elif self.currentWidget() is self.list_page:
            self.list_page.reload()

    def focus_first(self) -> None:
        """Put the focus on what is first in the page on show."""
        next(page for page in self._pages if page is self.currentWidget()).focus_first()

    def refresh(self) -> None:
        """Show what is there, as it is now, and leave the focus where it is."""
        if self._record is not None:
            self._reload()
        elif self._reading is None:
            self.list_page.reload_lists()

    def show_list(self) -> None:
        """Go up to the list."""
        self._drop_record()
        self.setCurrentWidget(self.list_page)
        self.list_page.reload()

    def find_patient(self) -> None:
        """Go up to the list of all patients, to type whom to find."""
        self.list_page.show_all()
        self.show_list()

    def open_patient(
        self,
        patient_id: str,
        lesion_id: str | None = None,
        examination_id: str | None = None,
        *,
        lesion_open: bool = False,
    ) -> None:
        """Open a patient's page, with a lesion chosen, or that lesion's page, or one of their examinations."""
        whereabouts = _Whereabouts(patient_id, lesion_id, examination_id, lesion_open)
        if not self._work.is_unlocked:  # What led here was begun before the vault was locked.
            self._left_at = whereabouts
            return
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._work.read(
            lambda history: history.open_patient(patient_id),
            done=lambda record: self._show_record(record, whereabouts),
            failed=self._not_opened,
        )

    def _open_listed_lesion(self, patient_id: str, lesion_id: str) -> None:
        self.open_patient(patient_id, lesion_id, lesion_open=True)

    def new_patient(self) -> None:
        """Ask for a new patient and open their page."""
        dialog = PatientDialog(self._work, typed=self.list_page.finder.text, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self._patient_made)
        dialog.open()

    def import_patient(self, name: str) -> None:
        """Ask how a patient archive shall be taken over, and open the patient's page."""
        dialog = ImportPatientDialog(self._work, Path(name), parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self._patient_imported)
        dialog.open()

    def forget(self) -> None:
        """Keep nothing of the vault; remember by ids where one was."""
        examination = self.examination_page.examination_id
        shown = self.currentWidget() is self.examination_page
        self._left_at = _Whereabouts(
            self.patient_page.patient_id,
            self.patient_page.lesion_id,
            examination if shown else None,
            self._lesion_open,
        )
        self._drop_record()
        self.list_page.forget()

    def resume(self) -> None:
        """Show again where one was."""
        left, self._left_at = self._left_at, _Whereabouts()
        if left.patient_id is not None:
            self.open_patient(left.patient_id, left.lesion_id, left.examination_id, lesion_open=left.lesion_open)
        else:
            self.setCurrentWidget(self.list_page)
            self.list_page.reload_lists()

    def start_anew(self) -> None:
        """Begin at the list: somebody else is here now, or whoever was on show may be gone."""
        self._left_at = _Whereabouts()
        self._drop_record()
        self.list_page.show_all()
        self.setCurrentWidget(self.list_page)
        self.list_page.reload_lists()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        for page in self._pages:
            page.refresh_icons()

    def _show_record(self, record: PatientRecord, at: _Whereabouts) -> None:
        self._reading = None
        self._record = record
        self.patient_page.show_record(record, self._titles, self._threshold, at.lesion_id)
        self._lesion_open = at.lesion_open and self._show_lesion(at.lesion_id or "")
        if not self._lesion_open:
            self.lesion_page.forget()
        if at.examination_id is not None and self.examination_page.show_examination(
            record, at.examination_id, self._titles
        ):
            self.setCurrentWidget(self.examination_page)
            return
        if self._lesion_open and self.currentWidget() is self.compare_page:
            return  # What is compared has not changed.
        page = self.lesion_page if self._lesion_open else self.patient_page
        if self.currentWidget() is not page:
            self.setCurrentWidget(page)
            page.focus_first()

    def _reload(self) -> None:
        if self._record is None:
            return
        shown = self.currentWidget() is self.examination_page
        self.open_patient(
            self._record.patient.id,
            self.patient_page.lesion_id,
            self.examination_page.examination_id if shown else None,
            lesion_open=self._lesion_open,
        )

    def _show_lesion(self, lesion_id: str) -> bool:
        record = self._record
        return record is not None and self.lesion_page.show_lesion(record, lesion_id, self._titles, self._classifier)

    def _open_lesion(self, lesion_id: str) -> None:
        if self._show_lesion(lesion_id):
            self._lesion_open = True
            self.moved.emit()
            self.setCurrentWidget(self.lesion_page)
            self.lesion_page.focus_first()

    def _compare(self, older_id: str, newer_id: str) -> None:
        if self._record is not None and self.compare_page.compare(self._record, older_id, newer_id, self._titles):
            self.moved.emit()
            self.setCurrentWidget(self.compare_page)
            self.compare_page.focus_first()

    def _open_examination(self, examination_id: str) -> None:
        if self._record is not None and self.examination_page.show_examination(
            self._record, examination_id, self._titles
        ):
            self.moved.emit()
            self.setCurrentWidget(self.examination_page)
            self.examination_page.focus_first()

    def _back_from_examination(self) -> None:
        self.examination_page.forget()
        if self._lesion_open:
            self._back_to_lesion()
        else:
            self._back_to_patient()

    def _back_to_lesion(self) -> None:
        self.moved.emit()
        self.compare_page.forget()
        self.setCurrentWidget(self.lesion_page)
        self.lesion_page.focus_first()

    def _back_to_patient(self) -> None:
        self._lesion_open = False
        self.moved.emit()
        self.lesion_page.forget()
        self.setCurrentWidget(self.patient_page)
        self.patient_page.focus_first()

    def _patient_made(self, patient: Patient) -> None:
        self.open_patient(patient.id)

    def _ask_for_archive(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a patient"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Patient archive (*.zip)"))
        dialog.fileSelected.connect(self.import_patient)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _patient_imported(self, report: ImportReport) -> None:
        text = self.tr("Examinations added: {count}; here already: {there}.")
        self.message.emit(text.format(count=report.examinations, there=report.already_there))
        self.open_patient(report.patient.id)

    def _patient_gone(self) -> None:
        self.show_list()

    def _not_opened(self, error: KnownError) -> None:
        self._reading = None
        self.message.emit(str(error))
        self.show_list()

    def _drop_record(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._record = None
        self._lesion_open = False
        self.images.forget()
        self.patient_page.forget()
        self.lesion_page.forget()
        self.compare_page.forget()
        self.examination_page.forget()
