"""One patient: who they are, what can be done with their record, and their lesions."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import PatientRecord
from desktop.core.reporting.report import ReportScope
from desktop.ui.dialogs.erase_patient_dialog import ErasePatientDialog
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.models.lesion_standing import OperatingThreshold
from desktop.ui.models.words import SKIN_TYPES, age_years, full_name, sex_title
from desktop.ui.operations.examinations import ExaminationImages
from desktop.ui.operations.record_changes import RecordChanges
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.views.patient_lesions import PatientLesions
from desktop.ui.widgets.date_edit import date_text
from desktop.ui.widgets.patient_export import PatientExport
from desktop.ui.widgets.report_bar import ReportBar
from desktop.ui.widgets.text_label import TextLabel, TextSize


class PatientPage(QWidget):
    """Shows a record, and opens the forms that change it.

    *Signals:*
    ``back_requested()``
    ``lesion_opened(str)``: its page is to be shown.
    ``changed()``: the record is another now; it has to be read again.
    ``gone()``: the patient was erased, or is being put away.
    ``message(str)``: a sentence for the user.
    ``undoable(str, object)``: a sentence, and what undoes what it tells of.
    """

    back_requested = Signal()
    lesion_opened = Signal(str)
    changed = Signal()
    gone = Signal()
    message = Signal(str)
    undoable = Signal(str, object)

    def __init__(self, work: VaultWork, images: ExaminationImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._record: PatientRecord | None = None
        self._changes = RecordChanges(work, self)
        self._back = QPushButton(self.tr("‹ &Patients"))
        self._back.setFlat(True)
        self._back.clicked.connect(self.back_requested)
        self._name = TextLabel(TextSize.HEADLINE)
        self._facts, self._notes = TextLabel(), TextLabel()
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._edit = QPushButton(self.tr("Ed&it…"))
        self._more = QPushButton(self.tr("&More"))
        self._menu = QMenu(self)
        export = self._menu.addAction(self.tr("Export…"))
        export.triggered.connect(self._export_patient)
        self._menu.addSeparator()
        self._archive = self._menu.addAction("")
        self._erase = self._menu.addAction(self.tr("Erase for good…"))
        self._more.setMenu(self._menu)
        self.export = PatientExport(work)
        self.export.message.connect(self.message)
        self.report = ReportBar(work, self._report_scope)
        self.report.add_table()
        self.report.message.connect(self.message)
        self.lesions = PatientLesions(work, images)
        self._lay_out()
        self._connect()

    @property
    def patient_id(self) -> str | None:
        """Whose page this is; None if nobody's."""
        return None if self._record is None else self._record.patient.id

    @property
    def lesion_id(self) -> str | None:
        """The lesion that is chosen; None for none."""
        return self.lesions.lesion_id

    def show_record(
        self,
        record: PatientRecord,
        titles: Mapping[str, str],
        threshold: OperatingThreshold | None = None,
        lesion_id: str | None = None,
    ) -> None:
        """Show a record, with a lesion chosen if it has that one.

        Parameters
        ----------
        record : PatientRecord
        titles : mapping of str to str
            Of the bundle's labels, by their keys.
        threshold : OperatingThreshold, optional
            What pins are told apart by.
        lesion_id : str, optional
        """
        self._record = record
        self.report.titles = titles
        patient = record.patient
        self._name.setText(full_name(patient.details))
        self._facts.setText(self._facts_of(record))
        self._notes.setText(patient.details.notes)
        self._notes.setVisible(bool(patient.details.notes))
        archived = patient.archived_at is not None
        self._archive.setText(self.tr("Take out of the archive") if archived else self.tr("Archive"))
        self._erase.setVisible(self._work.may_administer)
        self.lesions.show_record(record, titles, threshold, lesion_id)

    def focus_first(self) -> None:
        """Put the focus on the lesions."""
        self.lesions.focus_first()

    def forget(self) -> None:
        """Keep nothing of the record."""
        self._record = None
        for label in (self._name, self._facts, self._notes):
            label.clear()
        self.lesions.forget()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.lesions.refresh_icons()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(GRID_PX // 2)
        for label in (self._name, self._facts, self._notes):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            names.addWidget(label)
        header = QHBoxLayout()
        header.setSpacing(GRID_PX)
        header.addLayout(names, 1)
        header.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        header.addWidget(self.report.button, 0, Qt.AlignmentFlag.AlignTop)
        header.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        way = QHBoxLayout()
        way.addWidget(self._back)
        way.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 3 // 2)
        layout.addLayout(way)
        layout.addLayout(header)
        layout.addWidget(self.export)
        layout.addWidget(self.report)
        layout.addWidget(self.lesions, 1)

    def _connect(self) -> None:
        self._edit.clicked.connect(self._edit_patient)
        self._archive.triggered.connect(self._archive_patient)
        self._erase.triggered.connect(self._erase_patient)
        self.lesions.lesion_opened.connect(self.lesion_opened)
        self.lesions.changed.connect(self.changed)
        self.lesions.undoable.connect(self.undoable)
        self._changes.changed.connect(self.changed)
        self._changes.undoable.connect(self.undoable)

    # --- what is shown

    def _facts_of(self, record: PatientRecord) -> str:
        details = record.patient.details
        parts = [details.identifier]
        if details.birth_date is not None:
            age = age_years(details.birth_date, datetime.now().astimezone().date())
            born = self.tr("born {date} ({age} years)")
            parts.append(born.format(date=date_text(details.birth_date), age=age))
        if details.sex is not None:
            parts.append(sex_title(details.sex).lower())
        if details.skin_type is not None:
            parts.append(self.tr("skin type {numeral}").format(numeral=SKIN_TYPES[details.skin_type - 1]))
        if record.patient.archived_at is not None:
            parts.append(self.tr("archived"))
        return "  ·  ".join(parts)

    # --- what is changed

    def _edit_patient(self) -> None:
        if self._record is None:
            return
        before = self._record.patient
        dialog = PatientDialog(self._work, before, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self.changed)
        dialog.saved.connect(lambda after: self._changes.tell_of_patient(before, after))
        dialog.open()

    def _archive_patient(self) -> None:
        if self._record is None:
            return
        patient = self._record.patient
        name = full_name(patient.details)
        if patient.archived_at is None:
            self.gone.emit()
            self._changes.archive(Subject.PATIENT, patient.id, name)
        else:
            self._changes.restore(Subject.PATIENT, patient.id, name)

    def _export_patient(self) -> None:
        if self._record is not None:
            self.export.ask(self._record.patient.details.identifier)

    def _report_scope(self) -> tuple[ReportScope, str] | None:
        if self._record is None:
            return None
        patient = self._record.patient
        return ReportScope(patient.id, Subject.PATIENT, patient.id), patient.details.identifier

    def _erase_patient(self) -> None:
        if self._record is None:
            return
        dialog = ErasePatientDialog(self._work, self._record.patient, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(lambda _none: self.gone.emit())
        dialog.open()
