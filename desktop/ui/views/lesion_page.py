"""One lesion over time: its images with their dates, what was made of each, and its chances as a course."""

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import Lesion, PatientRecord
from desktop.core.inference.classifier import Classifier
from desktop.core.reporting.report import ReportScope
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from desktop.ui.models.entry_list_model import Entry, EntryListModel, EntryRole
from desktop.ui.models.lesion_course import CourseEntry, course_of, trend_of
from desktop.ui.models.words import conclusion_text, examination_date_text, full_name, prediction_text, where_text
from desktop.ui.operations.examinations import ExaminationImages
from desktop.ui.operations.reassessment import Reassessment, outcome_text
from desktop.ui.operations.record_changes import RecordChanges
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.choice_delegate import ChoiceDelegate
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.lesion_trend import LesionTrend
from desktop.ui.widgets.report_bar import ReportBar
from desktop.ui.widgets.text_label import TextLabel, TextSize
from desktop.ui.widgets.work_bar import WorkBar

_CHOSEN_AT_ONCE = 2


class LesionPage(QWidget):
    """Shows the course of one lesion of a record.

    *Signals:*
    ``back_requested()``
    ``examination_chosen(str)``: to be shown large.
    ``compare_requested(str, str)``: two examinations, the older first.
    ``changed()``: the lesion or its predictions are others now; the record has to be read again.
    ``message(str)``: a sentence for the user.
    ``undoable(str, object)``: a sentence, and what undoes what it tells of.
    """

    back_requested = Signal()
    examination_chosen = Signal(str)
    compare_requested = Signal(str, str)
    changed = Signal()
    message = Signal(str)
    undoable = Signal(str, object)

    def __init__(
        self, work: VaultWork, runner: TaskRunner, images: ExaminationImages, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._lesion: Lesion | None = None
        self._identifier = ""
        self._classifier: Classifier | None = None
        self._course: tuple[CourseEntry, ...] = ()
        self.reassessment = Reassessment(work, runner, self)
        self._changes = RecordChanges(work, self)
        self._changes.changed.connect(self.changed)
        self._changes.undoable.connect(self.undoable)
        self._back = QPushButton(self.tr("‹ &Patient"))
        self._back.setFlat(True)
        self._title = TextLabel(TextSize.LARGE)
        self.compare_button = QPushButton(self.tr("&Compare"))
        self.compare_button.setDefault(True)
        self._open = QPushButton(self.tr("Show &large"))
        self._edit = QPushButton(self.tr("E&dit lesion…"))
        self.again_button = QPushButton(self.tr("Assess a&gain"))
        menu = QMenu(self)
        self.again_chosen = menu.addAction(self.tr("The chosen images"))
        self.again_all = menu.addAction(self.tr("All images of this lesion"))
        self.again_button.setMenu(menu)
        self._hint = TextLabel()
        self.work_bar = WorkBar()
        self.report = ReportBar(work, self._report_scope)
        self.report.message.connect(self.message)
        self.model = EntryListModel[Entry](images, self)
        self.strip = QListView()
        self.strip.setModel(self.model)
        self.strip.setItemDelegate(ChoiceDelegate(self.strip))
        self.strip.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.strip.setUniformItemSizes(True)
        self.strip.setMouseTracking(True)
        self.strip.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.strip.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.strip.setAccessibleName(self.tr("Images of this lesion, newest first"))
        self.trend = LesionTrend()
        self.empty = EmptyState("file-under")
        self.empty.say(
            self.tr("No images of this lesion yet"),
            self.tr("Drop an image anywhere on the window; then choose “File under…” beside it."),
        )
        self._body = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def lesion_id(self) -> str | None:
        """Whose page this is; None if no lesion's."""
        return None if self._lesion is None else self._lesion.id

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """The chosen examinations, newest photograph first."""
        rows = sorted(index.row() for index in self.strip.selectionModel().selectedIndexes())
        return tuple(self._course[row].examination.id for row in rows)

    def show_lesion(
        self, record: PatientRecord, lesion_id: str, titles: Mapping[str, str], classifier: Classifier | None
    ) -> bool:
        """Show a lesion of a record, if it has it. The two newest images are chosen, or those that were before.

        Parameters
        ----------
        record : PatientRecord
        lesion_id : str
        titles : mapping of str to str
            Of the labels, by their keys.
        classifier : Classifier or None
            The one in use.
        """
        lesion = next((found for found in record.lesions if found.id == lesion_id), None)
        if lesion is None:
            return False
        same = lesion_id == self.lesion_id
        chosen, current = (self.chosen_ids, self.strip.currentIndex().row()) if same else ((), 0)
        self._lesion, self._classifier = lesion, classifier
        self._identifier = record.patient.details.identifier
        self.report.titles = titles
        self._course = course_of(record, lesion_id)
        self._back.setText(f"‹ {full_name(record.patient.details).replace('&', '&&')}")
        where = where_text(lesion.details)
        parts = (lesion.details.name, "" if where == lesion.details.name else where)
        self._title.setText("  ·  ".join(part for part in parts if part))
        self.model.show([_in_words(entry, titles) for entry in self._course])
        self._choose(chosen or tuple(entry.examination.id for entry in self._course[:_CHOSEN_AT_ONCE]), current)
        self.trend.show_points(trend_of(self._course, classifier))
        self._body.setCurrentIndex(0 if self._course else 1)
        self._enable()
        return True

    def focus_first(self) -> None:
        """Put the focus on the images."""
        self.strip.setFocus()

    def forget(self) -> None:
        """Keep nothing of the lesion. Images that are being assessed again are assessed to the end."""
        self._lesion = None
        self._identifier = ""
        self._course = ()
        self._title.clear()
        self._back.setText(self.tr("‹ &Patient"))
        self.model.forget()
        self.trend.show_points(())
        self._enable()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.empty.refresh_icons()

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(GRID_PX)
        header.addWidget(self._back)
        header.addWidget(self._title, 1)
        for button in (self._edit, self.report.button):
            header.addWidget(button)
        # A line of their own: on one with the others they would make the window's least width larger.
        with_images = QHBoxLayout()
        with_images.setSpacing(GRID_PX)
        with_images.addWidget(self._hint, 1)
        for button in (self.again_button, self._open, self.compare_button):
            with_images.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(GRID_PX)
        left.addWidget(self.strip, 1)
        course = QWidget()
        beside = QHBoxLayout(course)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GRID_PX * 3)
        beside.addLayout(left, 1)
        beside.addWidget(self.trend, 1)
        self._body.addWidget(course)
        self._body.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 3 // 2)
        layout.addLayout(header)
        layout.addLayout(with_images)
        layout.addWidget(self.work_bar)
        layout.addWidget(self.report)
        layout.addWidget(self._body, 1)

    def _report_scope(self) -> tuple[ReportScope, str] | None:
        if self._lesion is None:
            return None
        scope = ReportScope(self._lesion.patient_id, Subject.LESION, self._lesion.id)
        return scope, f"{self._identifier} {self._lesion.details.name}"

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._edit.clicked.connect(self._edit_lesion)
        self._open.clicked.connect(self._open_current)
        self.compare_button.clicked.connect(self._compare)
        self.strip.selectionModel().selectionChanged.connect(self._enable)
        # Not `activated`, which a single click is on some desktops: that chooses here.
        self.strip.doubleClicked.connect(self._open_current)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(key, self.strip, context=Qt.ShortcutContext.WidgetShortcut).activated.connect(self._open_current)
        self.again_chosen.triggered.connect(lambda: self._assess_again(self.chosen_ids))
        self.again_all.triggered.connect(
            lambda: self._assess_again(tuple(entry.examination.id for entry in self._course))
        )
        self.work_bar.stop_requested.connect(self.reassessment.stop)
        self.reassessment.progressed.connect(self.work_bar.show_progress)
        self.reassessment.changed.connect(self._reassessment_changed)
        self.reassessment.finished.connect(self._reassessed)

    def _choose(self, ids: tuple[str, ...], current: int) -> None:
        selection = self.strip.selectionModel()
        selection.clear()
        selection.setCurrentIndex(self.model.index(max(current, 0)), QItemSelectionModel.SelectionFlag.NoUpdate)
        for examination_id in ids:
            row = self.model.row_of(examination_id)
            if row is not None:
                selection.select(self.model.index(row), QItemSelectionModel.SelectionFlag.Select)

    def _enable(self) -> None:
        chosen, shown = len(self.chosen_ids), bool(self._course)
        self._edit.setEnabled(self._lesion is not None)
        self._open.setEnabled(shown)
        self.compare_button.setEnabled(chosen == _CHOSEN_AT_ONCE)
        running = self.reassessment.running
        self.again_button.setEnabled(shown and self._classifier is not None and not running)
        self.again_chosen.setEnabled(chosen > 0)
        if chosen == _CHOSEN_AT_ONCE:
            self._hint.setText(self.tr("Two dates are chosen: they can be compared."))
        elif len(self._course) < _CHOSEN_AT_ONCE:
            self._hint.setText(self.tr("To compare there must be a second image."))
        else:
            self._hint.setText(
                self.tr("Choose two dates to compare (now {count}): click, or press Space.").format(count=chosen)
            )

    def _open_current(self) -> None:
        examination_id = self.strip.currentIndex().data(EntryRole.ID)
        if examination_id is not None:
            self.examination_chosen.emit(examination_id)

    def _compare(self) -> None:
        chosen = self.chosen_ids
        if len(chosen) == _CHOSEN_AT_ONCE:
            self.compare_requested.emit(chosen[1], chosen[0])

    def _edit_lesion(self) -> None:
        if self._lesion is None:
            return
        before = self._lesion
        dialog = LesionDialog(self._work, before.patient_id, before, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self.changed)
        dialog.saved.connect(lambda after: self._changes.tell_of_lesion(before, after))
        dialog.open()

    # --- assessing again

    def _assess_again(self, ids: tuple[str, ...]) -> None:
        classifier = self._classifier
        if classifier is None or self.reassessment.running:
            return
        newest = {entry.examination.id: entry.prediction for entry in self._course}
        # The same bundle would say the same again.
        older = [key for key in ids if (found := newest[key]) is None or found.bundle != classifier.bundle_id]
        if older:
            self.reassessment.start(classifier, older)
        else:
            text = self.tr("Nothing to do: {bundle}, the bundle in use, has assessed these images already.")
            self.message.emit(text.format(bundle=classifier.bundle_id))

    def _reassessment_changed(self) -> None:
        if self.reassessment.running and self._classifier is not None:
            text = self.tr("Assessing again with {bundle}…").format(bundle=self._classifier.bundle_id)
            self.work_bar.begin(text)
        else:
            self.work_bar.end()
        self._enable()

    def _reassessed(self, added: int, problem: str) -> None:
        self.message.emit(outcome_text(added, problem))
        self.changed.emit()


def _in_words(entry: CourseEntry, titles: Mapping[str, str]) -> Entry:
    lines = (prediction_text(entry.prediction, titles), conclusion_text(entry.conclusion))
    return Entry(entry.examination.id, entry.examination.id, examination_date_text(entry.examination), lines)
