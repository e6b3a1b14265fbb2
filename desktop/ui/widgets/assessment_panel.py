"""The answer to one photograph, in words, numbers and bars."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QVBoxLayout, QWidget

from desktop.core.bundle.manifest import Label, OperatingPoint
from desktop.core.bundle.operating_points import DEFAULT_SENSITIVITY, MALIGNANT, point_at
from desktop.core.domain.assessment import Assessment, Prediction, Status
from desktop.core.inference.reasons import reason_text
from desktop.ui.models.must_not_miss import must_not_miss_lines
from desktop.ui.models.words import label_title
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.capture_advice import CaptureAdvice
from desktop.ui.widgets.label_row import LabelRow
from desktop.ui.widgets.malignancy_summary import MalignancySummary
from desktop.ui.widgets.scroll_content import ScrollContent
from desktop.ui.widgets.text_label import TextLabel, TextSize

_PREFERRED_WIDTH_PX = GRID_PX * 44


class AssessmentPanel(QScrollArea):
    """Shows an assessment: advice on the photograph, the chance of malignancy and each label's, or why there is none.

    Numbers are shown only for a photograph that was assessed. What is withheld of an out-of-scope one is never read.

    Parameters
    ----------
    labels : sequence of Label
        The bundle's.
    points : sequence of OperatingPoint, optional
        The bundle's.

    *Signals:*
    ``label_chosen(str)``: the user wants the heatmap of the label with this key.
    ``operating_point_requested()``: the user wants to see or choose the clinic's operating point.
    """

    label_chosen = Signal(str)
    operating_point_requested = Signal()

    def __init__(
        self, labels: Sequence[Label], points: Sequence[OperatingPoint] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._labels = {label.key: label for label in labels}
        self._points = points
        self._sensitivity: float | None = None
        self._shown: Prediction | None = None
        self._chosen: str | None = None
        self.setAccessibleName(self.tr("Assessment"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The rows take the focus; a panel without them has nothing to do with keys.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

        self._advice = CaptureAdvice()
        self._headline = TextLabel(TextSize.HEADLINE)
        self._reason = TextLabel(TextSize.LARGE)
        self._what_to_do = TextLabel()
        self._rows = [LabelRow() for _ in labels]
        self._balanced = TextLabel()
        self._malignancy = MalignancySummary(labels, choosable=any(point.target == MALIGNANT for point in points))
        self._malignancy.operating_point_requested.connect(self.operating_point_requested)
        self._prediction = self._prediction_section()

        self._content = ScrollContent()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(GRID_PX * 2, GRID_PX * 2, GRID_PX * 2, GRID_PX)
        column.setSpacing(GRID_PX * 2)
        for part in (self._headline, self._reason, self._what_to_do, self._advice, self._prediction):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(self._content)
        self.clear()

    def sizeHint(self) -> QSize:
        """Wide enough for titles on one line or two, high enough for seven labels."""
        return QSize(_PREFERRED_WIDTH_PX, 640)

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word wants, since nothing scrolls sideways; the height scrolls."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        # With room for an answer before there is one: the panel keeps its width when it comes.
        answer_px = self._prediction.minimumSizeHint().width() + GRID_PX * 4
        return QSize(max(self._content.minimumSizeHint().width(), answer_px) + bar, 160)

    @property
    def chosen_label(self) -> str | None:
        """Key of the label whose heatmap is wanted: the most probable until the user chooses; None without numbers."""
        return self._chosen

    def work_at(self, sensitivity: float | None) -> None:
        """Take the clinic's operating point: the share (0–1) of malignant lesions that lie above it; None for none."""
        self._sensitivity = sensitivity
        if self._shown is not None:
            self._show_malignancy(self._shown)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show an assessment, from its top."""
        if assessment.prediction is not None:
            self._show_prediction(assessment.prediction)
        elif assessment.status is Status.OUT_OF_SCOPE:
            self._show_message(
                self.tr("Not assessed"),
                reason_text(assessment.reason or ""),
                self.tr("No chances are shown: they would mean nothing here. Try another photograph of the lesion."),
            )
        else:
            self._show_message(
                self.tr("Cannot be read"),
                reason_text(assessment.reason or ""),
                self.tr("Try the file in another program. If it opens there, save it as JPEG or PNG and use that."),
            )
        self._advice.show_flags(assessment.flags)
        self.updateGeometry()
        self.verticalScrollBar().setValue(0)

    def show_waiting(self) -> None:
        """Say that the answer is on its way."""
        self._show_message("", self.tr("Assessing…"), "")
        self._advice.show_flags(())

    def clear(self) -> None:
        """Show nothing."""
        self._show_message("", "", "")
        self._advice.show_flags(())

    def _prediction_section(self) -> QWidget:
        section = QWidget()
        caption = TextLabel(TextSize.LARGE)
        caption.setText(self.tr("Prediction"))
        rows = QWidget()
        rows.setAccessibleName(self.tr("Chance of each label"))
        stack = QVBoxLayout(rows)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        for row in self._rows:
            row.chosen.connect(self._choose)
            stack.addWidget(row)
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._malignancy)
        column.addSpacing(GRID_PX)
        column.addWidget(caption)
        column.addWidget(self._balanced)
        column.addWidget(rows)
        return section

    def _show_prediction(self, prediction: Prediction) -> None:
        for message in (self._headline, self._reason, self._what_to_do):
            message.clear()
            message.hide()
        self._shown = prediction
        self._show_malignancy(prediction)
        # Sorting is stable: what is equally probable stays in the bundle's order.
        ranked = sorted(prediction.probabilities.items(), key=lambda item: item[1], reverse=True)
        for row, (key, probability) in zip(self._rows, ranked, strict=True):
            row.show_label(self._labels[key], probability)
            row.setChecked(key == prediction.top_label)
        self._balanced.setVisible(prediction.balanced_label != prediction.top_label)
        self._balanced.setText(
            self.tr("Relative to how common each is, {label} stands out most.").format(
                label=label_title(self._labels[prediction.balanced_label])
            )
        )
        self._chosen = prediction.top_label
        self._prediction.show()

    def _show_malignancy(self, prediction: Prediction) -> None:
        chosen = self._sensitivity
        titles = {key: label_title(label) for key, label in self._labels.items()}
        self._malignancy.show_prediction(
            prediction,
            None if chosen is None else point_at(self._points, MALIGNANT, chosen),
            must_not_miss_lines(
                prediction.probabilities, titles, self._points, DEFAULT_SENSITIVITY if chosen is None else chosen
            ),
        )

    def _show_message(self, headline: str, reason: str, what_to_do: str) -> None:
        for label, text in ((self._headline, headline), (self._reason, reason), (self._what_to_do, what_to_do)):
            label.setText(text)
            label.setVisible(bool(text))
        self._chosen = None
        self._prediction.hide()
        # Hidden is not enough: no number may outlive the photograph that it belongs to.
        self._shown = None
        self._malignancy.clear()
        self._balanced.clear()
        for row in self._rows:
            row.clear()

    def _choose(self, key: str) -> None:
        for row in self._rows:
            if row.isChecked():
                # The arrow keys may have led below the edge.
                self.ensureWidgetVisible(row, 0, 0)
        if key != self._chosen:
            self._chosen = key
            self.label_chosen.emit(key)
