"""One patient: lesions at the left, examinations at the right, newest first."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import Conclusion, Examination, Lesion, LesionStatus, PatientRecord, StoredPrediction
from desktop.core.reporting.report import ReportScope
from desktop.ui.dialogs.erase_patient_dialog import ErasePatientDialog
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.models.examination_list_model import ExaminationEntry, ExaminationListModel, ExaminationRole
from desktop.ui.models.words import (
    SKIN_TYPES,
    age_years,
    conclusion_text,
    examination_date_text,
    full_name,
    lesion_status_title,
    prediction_text,
    sex_title,
    where_text,
)
from desktop.ui.operations.examinations import ExaminationImages
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.date_edit import date_text
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.examination_delegate import ExaminationDelegate
from desktop.ui.widgets.patient_export import PatientExport
from desktop.ui.widgets.report_bar import ReportBar
from desktop.ui.widgets.text_label import TextLabel, TextSize

_LESION_ID = Qt.ItemDataRole.UserRole + 1
_LESIONS_WIDTH_PX = GRID_PX * 36


class PatientPage(QWidget):
    """Shows a record, and opens the forms that change it.

    *Signals:*
    ``back_requested()``
    ``examination_chosen(str)``: to be shown large.
    ``lesion_opened(str)``: its page is to be shown.
    ``changed()``: the record is another now; it has to be read again.
    ``gone()``: the patient was erased or put away.
    ``message(str)``: a sentence for the user.
    """

    back_requested = Signal()
    examination_chosen = Signal(str)
    lesion_opened = Signal(str)
    changed = Signal()
    gone = Signal()
    message = Signal(str)

    def __init__(self, work: VaultWork, images: ExaminationImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._record: PatientRecord | None = None
        self._titles: Mapping[str, str] = {}
        self._lesion_id: str | None = None
        self._back = QPushButton(self.tr("‹ &Patients"))
        self._back.setFlat(True)
        self._back.clicked.connect(self.back_requested)
        self._name = TextLabel(TextSize.HEADLINE)
        self._facts, self._notes = TextLabel(), TextLabel()
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._edit = QPushButton(self.tr("&Edit…"))
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
        self.lesion_list = QListWidget()
        self.lesion_list.setAccessibleName(self.tr("Lesions"))
        self.lesion_list.setToolTip(self.tr("Click a lesion, or press Enter, to see it over time"))
        self.lesion_list.setWordWrap(True)
        self.lesion_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.new_lesion_button = QPushButton(self.tr("New &lesion…"))
        self._edit_lesion = QPushButton(self.tr("E&dit lesion…"))
        self._archive_lesion = QPushButton(self.tr("&Archive"))
        self.model = ExaminationListModel(images, self)
        self.examination_list = QListView()
        self.examination_list.setModel(self.model)
        self.examination_list.setItemDelegate(ExaminationDelegate(self.examination_list))
        self.examination_list.setUniformItemSizes(True)
        self.examination_list.setMouseTracking(True)
        self.examination_list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.examination_list.setAccessibleName(self.tr("Examinations, newest first"))
        self.empty = EmptyState("file-under")
        self._right = QStackedWidget()
        self._right.addWidget(self.examination_list)
        self._right.addWidget(self.empty)
        self._lay_out()
        self._connect()

    @property
    def patient_id(self) -> str | None:
        """Whose page this is; None if nobody's."""
        return None if self._record is None else self._record.patient.id

    @property
    def lesion_id(self) -> str | None:
        """The lesion that is chosen; None for all of them."""
        return self._lesion_id

    def show_record(self, record: PatientRecord, titles: Mapping[str, str], lesion_id: str | None = None) -> None:
        """Show a record, with a lesion chosen if it has that one."""
        self._record, self._titles = record, titles
        self.report.titles = titles
        self._lesion_id = lesion_id if any(lesion.id == lesion_id for lesion in record.lesions) else None
        patient = record.patient
        self._name.setText(full_name(patient.details))
        self._facts.setText(self._facts_of(record))
        self._notes.setText(patient.details.notes)
        self._notes.setVisible(bool(patient.details.notes))
        archived = patient.archived_at is not None
        self._archive.setText(self.tr("Take out of the archive") if archived else self.tr("Archive"))
        self._erase.setVisible(self._work.may_administer)
        self._fill_lesions(record)
        self._fill_examinations()

    def focus_first(self) -> None:
        """Put the focus on the newest examination."""
        self.examination_list.setCurrentIndex(self.model.index(0))
        self.examination_list.setFocus()

    def forget(self) -> None:
        """Keep nothing of the record."""
        self._record = None
        self._lesion_id = None
        for label in (self._name, self._facts, self._notes):
            label.clear()
        self.lesion_list.clear()
        self.model.forget()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.empty.refresh_icons()

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
        caption = TextLabel(TextSize.LARGE)
        caption.setText(self.tr("Lesions"))
        lesions = QWidget()
        lesions.setFixedWidth(_LESIONS_WIDTH_PX)
        left = QVBoxLayout(lesions)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(GRID_PX)
        left.addWidget(caption)
        left.addWidget(self.lesion_list, 1)
        line = QHBoxLayout()
        line.setSpacing(GRID_PX)
        line.addWidget(self._edit_lesion)
        line.addWidget(self._archive_lesion)
        line.addStretch(1)
        left.addWidget(self.new_lesion_button)
        left.addLayout(line)
        images = TextLabel(TextSize.LARGE)
        images.setText(self.tr("Examinations"))
        right = QVBoxLayout()
        right.setSpacing(GRID_PX)
        right.addWidget(images)
        right.addWidget(self._right, 1)
        below = QHBoxLayout()
        below.setSpacing(GRID_PX * 3)
        below.addWidget(lesions)
        below.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 3 // 2)
        layout.addLayout(way)
        layout.addLayout(header)
        layout.addWidget(self.export)
        layout.addWidget(self.report)
        layout.addLayout(below, 1)

    def _connect(self) -> None:
        self._edit.clicked.connect(self._edit_patient)
        self._archive.triggered.connect(self._archive_patient)
        self._erase.triggered.connect(self._erase_patient)
        self.new_lesion_button.clicked.connect(lambda: self._open_lesion_dialog(None))
        self._edit_lesion.clicked.connect(lambda: self._open_lesion_dialog(self._lesion()))
        self._archive_lesion.clicked.connect(self._put_lesion_away)
        self.lesion_list.currentRowChanged.connect(self._lesion_chosen)
        # As in the list of examinations: a click opens, the arrow keys only choose.
        self.lesion_list.clicked.connect(self._open_lesion)
        self.lesion_list.activated.connect(self._open_lesion)
        self.examination_list.activated.connect(
            lambda index: self.examination_chosen.emit(index.data(ExaminationRole.ID))
        )
        self.examination_list.clicked.connect(
            lambda index: self.examination_chosen.emit(index.data(ExaminationRole.ID))
        )

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

    def _fill_lesions(self, record: PatientRecord) -> None:
        self.lesion_list.blockSignals(True)
        self.lesion_list.clear()
        counts: dict[str | None, int] = {}
        for examination in record.examinations:
            counts[examination.lesion_id] = counts.get(examination.lesion_id, 0) + 1
        everything = QListWidgetItem(self.tr("All lesions"))
        self.lesion_list.addItem(everything)
        self.lesion_list.setCurrentItem(everything)
        for lesion in sorted(record.lesions, key=lambda lesion: lesion.archived_at is not None):
            entry = QListWidgetItem(self._lesion_text(lesion, counts.get(lesion.id, 0)))
            entry.setData(_LESION_ID, lesion.id)
            self.lesion_list.addItem(entry)
            if lesion.id == self._lesion_id:
                self.lesion_list.setCurrentItem(entry)
        self.lesion_list.blockSignals(False)
        self._enable()

    def _lesion_text(self, lesion: Lesion, count: int) -> str:
        images = self.tr("1 image") if count == 1 else self.tr("{count} images").format(count=count)
        where = where_text(lesion.details)
        parts = ["" if where == lesion.details.name else where, images]
        if lesion.archived_at is not None:
            parts.append(self.tr("archived"))
        elif lesion.details.status is not LesionStatus.OBSERVED:
            parts.append(lesion_status_title(lesion.details.status).lower())
        elif lesion.details.due_on is not None:
            parts.append(self.tr("due {date}").format(date=date_text(lesion.details.due_on)))
        return f"{lesion.details.name}\n{' · '.join(part for part in parts if part)}"

    def _fill_examinations(self) -> None:
        record = self._record
        if record is None:
            return
        names = {lesion.id: lesion.details.name for lesion in record.lesions}
        newest: dict[str, StoredPrediction] = {}
        for prediction in reversed(record.predictions):
            newest[prediction.examination_id] = prediction
        conclusions: dict[str, Conclusion] = {}
        for conclusion in reversed(record.conclusions):
            conclusions[conclusion.examination_id] = conclusion
        shown = [
            examination
            for examination in record.examinations
            if examination.archived_at is None and self._lesion_id in (None, examination.lesion_id)
        ]
        self.model.show([self._entry(found, names, newest, conclusions) for found in shown])
        self._right.setCurrentIndex(0 if shown else 1)
        if not shown:
            self.empty.say(
                self.tr("No images yet"),
                self.tr("Drop an image anywhere on the window; then choose “File under…” beside it.")
                if record.lesions
                else self.tr("Add a lesion here, or drop an image on the window and file it under a new one."),
            )

    def _entry(
        self,
        examination: Examination,
        names: Mapping[str, str],
        newest: Mapping[str, StoredPrediction],
        conclusions: Mapping[str, Conclusion],
    ) -> ExaminationEntry:
        lesion = names.get(examination.lesion_id or "", "")
        lines = (
            prediction_text(newest.get(examination.id), self._titles),
            conclusion_text(conclusions.get(examination.id)),
        )
        return ExaminationEntry(examination.id, f"{examination_date_text(examination)}  ·  {lesion}", lines)

    # --- what is chosen and changed

    def _lesion(self) -> Lesion | None:
        lesions = () if self._record is None else self._record.lesions
        return next((lesion for lesion in lesions if lesion.id == self._lesion_id), None)

    def _lesion_chosen(self) -> None:
        row = self.lesion_list.currentRow()
        self._lesion_id = None if row < 0 else self.lesion_list.item(row).data(_LESION_ID)
        self._enable()
        self._fill_examinations()

    def _enable(self) -> None:
        lesion = self._lesion()
        self._edit_lesion.setVisible(lesion is not None)
        self._archive_lesion.setVisible(lesion is not None)
        archived = lesion is not None and lesion.archived_at is not None
        self._archive_lesion.setText(self.tr("&Unarchive") if archived else self.tr("&Archive"))

    def _open_lesion(self) -> None:
        if self._lesion_id is not None:
            self.lesion_opened.emit(self._lesion_id)

    def _edit_patient(self) -> None:
        if self._record is None:
            return
        dialog = PatientDialog(self._work, self._record.patient, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self.changed)
        dialog.open()

    def _open_lesion_dialog(self, lesion: Lesion | None) -> None:
        if self._record is None:
            return
        dialog = LesionDialog(self._work, self._record.patient.id, lesion, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self._lesion_saved)
        dialog.open()

    def _lesion_saved(self, lesion: Lesion) -> None:
        self._lesion_id = lesion.id
        self.changed.emit()

    def _archive_patient(self) -> None:
        if self._record is None:
            return
        patient = self._record.patient
        if patient.archived_at is None:
            self._work.change(
                lambda history: history.archive(Subject.PATIENT, patient.id), done=lambda _none: self.gone.emit()
            )
        else:
            self._work.change(
                lambda history: history.restore(Subject.PATIENT, patient.id), done=lambda _none: self.changed.emit()
            )

    def _export_patient(self) -> None:
        if self._record is not None:
            self.export.ask(self._record.patient.details.identifier)

    def _report_scope(self) -> tuple[ReportScope, str] | None:
        if self._record is None:
            return None
        patient = self._record.patient
        return ReportScope(patient.id, Subject.PATIENT, patient.id), patient.details.identifier

    def _put_lesion_away(self) -> None:
        lesion = self._lesion()
        if lesion is None:
            return
        archive = lesion.archived_at is None
        self._work.change(
            lambda history: (history.archive if archive else history.restore)(Subject.LESION, lesion.id),
            done=lambda _none: self.changed.emit(),
        )

    def _erase_patient(self) -> None:
        if self._record is None:
            return
        dialog = ErasePatientDialog(self._work, self._record.patient, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(lambda _none: self.gone.emit())
        dialog.open()
