"""One examination, large: the image, what bundles made of it, and what the clinician concluded."""

import math
from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import Conclusion, Examination, PatientRecord, StoredPrediction
from desktop.core.errors import KnownError
from desktop.core.inference.reasons import reason_text
from desktop.core.reporting.report import ReportScope
from desktop.ui.dialogs.conclusion_dialog import ConclusionDialog
from desktop.ui.models.words import (
    capture_text,
    conclusion_kind_title,
    examination_date_text,
    full_name,
    moment_text,
    prediction_text,
)
from desktop.ui.operations.examinations import ExaminationImages
from desktop.ui.operations.record_changes import RecordChanges
from desktop.ui.operations.scales import scale_to_take_over, take_over_scale
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.views.problem_page import ProblemPage
from desktop.ui.widgets.date_edit import date_text
from desktop.ui.widgets.examination_picture import ExaminationPicture
from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.label_bars import LabelBars
from desktop.ui.widgets.label_row import MALIGNANT_MARK
from desktop.ui.widgets.percent import percent_text
from desktop.ui.widgets.report_bar import ReportBar
from desktop.ui.widgets.scroll_content import ScrollContent
from desktop.ui.widgets.text_label import TextLabel, TextSize

_PANEL_WIDTH_PX = GRID_PX * 46
# The network adds up in single precision.
_SUM_TOLERANCE = 1e-5


class ExaminationPage(QWidget):
    """Shows one examination of a record.

    *Signals:*
    ``back_requested()``
    ``changed()``: the record is another now; it has to be read again.
    ``unfiled_changed()``: the image is unfiled again, or not any more.
    ``message(str)``: a sentence for the user.
    ``undoable(str, object)``: a sentence, and what undoes what it tells of.
    """

    back_requested = Signal()
    changed = Signal()
    unfiled_changed = Signal()
    message = Signal(str)
    undoable = Signal(str, object)

    def __init__(self, work: VaultWork, images: ExaminationImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._images = images
        self._examination_id: str | None = None
        self._record: PatientRecord | None = None
        self._malignant: Collection[str] = ()
        self._back = QPushButton(self.tr("‹ &Patient"))
        self._back.setFlat(True)
        self._back.clicked.connect(self.back_requested)
        self._title = TextLabel(TextSize.LARGE)
        self.problem = ProblemPage("warning")
        self.picture = ExaminationPicture(self.problem)
        self.view = self.picture.view
        self.picture.scale_chosen.connect(self._set_scale)
        self.picture.take_over_requested.connect(self._take_over_scale)
        self._scale_source: Examination | None = None
        self.conclude_button = QPushButton(self.tr("Record a &conclusion…"))
        self.conclude_button.setDefault(True)
        self.conclude_button.clicked.connect(self._conclude)
        self.unfile_button = QPushButton(self.tr("Back to &Unfiled"))
        self.unfile_button.setToolTip(self.tr("Take the image from under this lesion, to file it under another"))
        self.unfile_button.clicked.connect(self._unfile)
        self._changes = RecordChanges(work, self)
        self._changes.changed.connect(self.changed)
        self._changes.changed.connect(self.unfiled_changed)
        self._changes.undoable.connect(self.undoable)
        self.report = ReportBar(work, self._report_scope_and_name)
        self.report.message.connect(self.message)
        self._panel = QScrollArea()
        self._panel.setObjectName("scrolledByKeys")
        self._panel.setWidgetResizable(True)
        self._panel.setFrameShape(QFrame.Shape.NoFrame)
        self._panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel.setAccessibleName(self.tr("Assessments and conclusions"))
        self._lay_out()
        images.image_ready.connect(self._show_image)
        images.image_failed.connect(self._show_failure)

    @property
    def examination_id(self) -> str | None:
        """Which examination is shown; None if none is."""
        return self._examination_id

    @property
    def text(self) -> str:
        """All that the panel says."""
        content = self._panel.widget()
        return "" if content is None else "\n".join(label.text() for label in content.findChildren(QLabel))

    @property
    def report_scope(self) -> ReportScope | None:
        """What a report of the examination is about; None if none is shown."""
        if self._record is None or self._examination_id is None:
            return None
        return ReportScope(self._record.patient.id, Subject.EXAMINATION, self._examination_id)

    @property
    def prediction(self) -> StoredPrediction | None:
        """The newest prediction of the examination; None if there is none."""
        predictions = () if self._record is None else self._record.predictions
        return next((found for found in predictions if found.examination_id == self._examination_id), None)

    def focus_first(self) -> None:
        """Put the focus on the image."""
        self.view.setFocus()

    def use_malignant(self, keys: Collection[str]) -> None:
        """Take the keys of the labels that the bundle in use counts as malignant."""
        self._malignant = keys

    def show_examination(self, record: PatientRecord, examination_id: str, titles: Mapping[str, str]) -> bool:
        """Show an examination of a record, if it has it; the image follows when it is decoded."""
        examination = next((found for found in record.examinations if found.id == examination_id), None)
        if examination is None:
            return False
        self._record = record
        self.report.titles = titles
        lesion = next((found for found in record.lesions if found.id == examination.lesion_id), None)
        name = full_name(record.patient.details)
        self._back.setText(f"‹ {name.replace('&', '&&')}")
        self._title.setText(f"{'' if lesion is None else lesion.details.name}  ·  {examination_date_text(examination)}")
        self._fill_panel(
            examination,
            [found for found in record.predictions if found.examination_id == examination_id],
            [found for found in record.conclusions if found.examination_id == examination_id],
            titles,
        )
        if examination_id != self._examination_id:
            self._examination_id = examination_id
            self.picture.forget()
            self._images.want_image(examination_id)
        self._show_scale(record, examination)
        return True

    def forget(self) -> None:
        """Keep nothing of the examination."""
        self._examination_id = None
        self._record = None
        self.picture.forget()
        self._scale_source = None
        self._title.clear()
        self._back.setText(self.tr("‹ &Patient"))
        self.problem.show_problem("", "", "")
        self._panel.setWidget(QWidget())

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.picture.refresh_icons()
        self.problem.refresh_icons()

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(GRID_PX, GRID_PX, GRID_PX * 2, GRID_PX)
        header.setSpacing(GRID_PX * 2)
        header.addWidget(self._back)
        header.addWidget(self._title, 1)
        header.addWidget(self.unfile_button)
        header.addWidget(self.report.button)
        side = QWidget()
        side.setFixedWidth(_PANEL_WIDTH_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._panel, 1)
        bar = QFrame()
        bar.setObjectName("actionBar")
        inside = QHBoxLayout(bar)
        inside.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX)
        inside.addWidget(self.conclude_button, 1)
        column.addWidget(bar)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.picture, 1)
        below.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self.report)
        layout.addLayout(below, 1)

    def _fill_panel(
        self,
        examination: Examination,
        predictions: Sequence[StoredPrediction],
        conclusions: Sequence[Conclusion],
        titles: Mapping[str, str],
    ) -> None:
        content = ScrollContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX * 2)
        column.setSpacing(GRID_PX)
        column.addWidget(_text(self.tr("Conclusions"), TextSize.LARGE))
        for conclusion in conclusions:
            column.addWidget(self._conclusion(conclusion))
        if not conclusions:
            column.addWidget(_text(self.tr("None yet."), quiet=True))
        column.addSpacing(GRID_PX)
        column.addWidget(_text(self.tr("Assessments"), TextSize.LARGE))
        for number, prediction in enumerate(predictions):
            column.addWidget(self._prediction(prediction, titles, whole=number == 0))
        if not predictions:
            column.addWidget(_text(self.tr("Not assessed."), quiet=True))
        column.addSpacing(GRID_PX)
        column.addWidget(_text(self.tr("Capture"), TextSize.LARGE))
        how = capture_text(examination.capture)
        imported = self.tr("Imported {moment} by {who}.").format(
            moment=moment_text(examination.stamp.created_at), who=self._who(examination.stamp.created_by)
        )
        column.addWidget(_text(how or self.tr("Nothing is known of how it was taken.")))
        column.addWidget(_text(imported, quiet=True))
        column.addStretch(1)
        self._panel.setWidget(content)

    def _conclusion(self, conclusion: Conclusion) -> QWidget:
        card, column = _card()
        details = conclusion.details
        code = f" ({details.icd10})" if details.icd10 else ""
        column.addWidget(_text(f"{details.text}{code}", bold=True))
        column.addWidget(_text(f"{conclusion_kind_title(details.kind)}, {date_text(details.concluded_on)}"))
        recorded = self.tr("Recorded {moment} by {who}.").format(
            moment=moment_text(conclusion.created_at), who=self._who(conclusion.created_by)
        )
        column.addWidget(_text(recorded, quiet=True))
        return card

    def _prediction(self, prediction: StoredPrediction, titles: Mapping[str, str], *, whole: bool) -> QWidget:
        card, column = _card()
        if whole and prediction.probabilities is not None and prediction.malignant is not None:
            chance = self.tr("Chance of malignancy {percent}").format(percent=percent_text(prediction.malignant))
            for text in (chance, *self.report.notes_of(prediction)):
                column.addWidget(_text(text, bold=True))
            marked = _marked(prediction.probabilities, prediction.malignant, self._malignant)
            if marked:
                text = self.tr("The sum of those marked {mark}.").format(mark=MALIGNANT_MARK)
                column.addWidget(_text(text, quiet=True))
            column.addWidget(LabelBars(prediction.probabilities, titles, marked))
        else:
            column.addWidget(_text(prediction_text(prediction, titles), bold=True))
            if prediction.reason:
                column.addWidget(_text(reason_text(prediction.reason)))
        source = self.tr("{bundle}, {moment}, Lentigo {version}").format(
            bundle=prediction.bundle, moment=moment_text(prediction.created_at), version=prediction.program_version
        )
        column.addWidget(_text(source, quiet=True))
        return card

    def _who(self, account_id: str | None) -> str:
        visitor = self._work.visitor
        return "" if visitor is None else visitor.name_of(account_id, self.tr("the recovery key"))

    def _show_image(self, examination_id: str, pyramid: ImagePyramid) -> None:
        if examination_id == self._examination_id:
            self.picture.show_image(pyramid)

    def _show_failure(self, examination_id: str, reason: str) -> None:
        if examination_id == self._examination_id:
            self.problem.show_problem(self.tr("The image cannot be shown"), reason, "")
            self.picture.show_problem()

    def _report_scope_and_name(self) -> tuple[ReportScope, str] | None:
        scope = self.report_scope
        if self._record is None or scope is None:
            return None
        return scope, f"{self._record.patient.details.identifier} {self._title.text().replace('  ·  ', ' ')}"

    # --- the scale

    def _show_scale(self, record: PatientRecord, examination: Examination) -> None:
        self.view.set_mm_per_px(examination.capture.mm_per_px)
        unknown = examination.capture.mm_per_px is None
        self._scale_source = scale_to_take_over(record, examination) if unknown else None
        offer = ""
        if self._scale_source is not None:
            offer = self.tr("Take over the scale of {day}").format(day=examination_date_text(self._scale_source))
        self.picture.ruler.offer_take_over(offer)

    def _set_scale(self, mm_per_px: float | None) -> None:
        examination_id = self._examination_id
        if examination_id is not None:
            self._work.change(
                lambda history: history.set_scale(examination_id, mm_per_px),
                done=self._scale_kept,
                failed=self._scale_refused,
            )

    def _take_over_scale(self) -> None:
        examination_id, source = self._examination_id, self._scale_source
        if examination_id is not None and source is not None:
            self._work.change(
                lambda history: take_over_scale(history, source, examination_id),
                done=self._scale_kept,
                failed=self._scale_refused,
            )

    def _scale_kept(self, examination: Examination) -> None:
        known = examination.capture.mm_per_px is not None
        before = self._shown()
        self.changed.emit()
        text = (
            self.tr("The scale of the photograph is kept.")
            if known
            else self.tr("The scale of the photograph is forgotten.")
        )
        if before is None or before.id != examination.id:
            self.message.emit(text)
        else:
            was = before.capture.mm_per_px
            self._changes.tell(text, lambda history: history.set_scale(examination.id, was))

    def _scale_refused(self, error: KnownError) -> None:
        self.picture.ruler.tell(str(error))

    def _shown(self) -> Examination | None:
        examinations = () if self._record is None else self._record.examinations
        return next((found for found in examinations if found.id == self._examination_id), None)

    def _unfile(self) -> None:
        shown = self._shown()
        if shown is not None:
            self._changes.unfile(shown)

    def _conclude(self) -> None:
        if self._examination_id is None:
            return
        dialog = ConclusionDialog(self._work, self._examination_id, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self.changed)
        dialog.open()


def _text(text: str, size: TextSize = TextSize.NORMAL, *, bold: bool = False, quiet: bool = False) -> TextLabel:
    label = TextLabel(size, bold=bold)
    label.setText(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if quiet:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(GRID_PX * 3 // 2, GRID_PX, GRID_PX * 3 // 2, GRID_PX)
    column.setSpacing(GRID_PX // 2)
    return card, column


def _marked(probabilities: Mapping[str, float], malignant: float, keys: Collection[str]) -> Collection[str]:
    """Return which labels of a kept prediction are to be marked as malignant: those of the bundle in use (``keys``).

    None are if these do not make up the prediction's chance of malignancy: then another bundle has counted otherwise.
    """
    total = math.fsum(chance for key, chance in probabilities.items() if key in keys)
    return keys if math.isclose(total, malignant, abs_tol=_SUM_TOLERANCE) else ()
