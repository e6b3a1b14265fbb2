"""The main job: the queue, the image, the assessment."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.bundle.manifest import Label, OperatingPoint
from desktop.core.domain.assessment import Prediction
from desktop.core.errors import KnownError
from desktop.core.inference.reasons import reason_text
from desktop.ui.actions import Actions
from desktop.ui.models.queue_item import ItemState, QueueItem
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.models.words import label_title
from desktop.ui.operations.assess_queue import AssessQueue
from desktop.ui.operations.images import load_pyramid
from desktop.ui.tasks import CancelToken, Lane, TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.views.image_pane import ImagePane
from desktop.ui.views.problem_page import ProblemPage
from desktop.ui.views.queue_strip import QueueStrip
from desktop.ui.widgets.assessment_panel import AssessmentPanel
from desktop.ui.widgets.file_bar import FileBar
from desktop.ui.widgets.heatmap import Heatmap
from desktop.ui.widgets.image_pyramid import ImagePyramid

_STRIP_WIDTH_PX = GRID_PX * 28
_STRIP_MIN_WIDTH_PX = GRID_PX * 25
_PANEL_WIDTH_PX = GRID_PX * 45
_PREVIOUS_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_NEXT_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Right)


class AssessPage(QWidget):
    """Shows the chosen image of the queue and its assessment.

    The image and its assessment change together: until a chosen image is decoded, the one before stays with its own
    numbers, so that no number is ever seen beside another's picture.

    *Signals:*
    ``shown_changed()``: another image is on show, or the same with another answer.
    """

    shown_changed = Signal()

    def __init__(
        self,
        *,
        labels: Sequence[Label],
        points: Sequence[OperatingPoint],
        model: QueueModel,
        queue: AssessQueue,
        runner: TaskRunner,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._titles = {label.key: label_title(label) for label in labels}
        self._model = model
        self._queue = queue
        self._runner = runner
        self._actions = actions
        self._chosen_row: int | None = None
        self._shown_row: int | None = None
        self._loading: CancelToken | None = None
        self.strip = QueueStrip(model, actions)
        self.strip.setMinimumWidth(_STRIP_MIN_WIDTH_PX)
        self.pane = ImagePane(actions)
        self.panel = AssessmentPanel(labels, points)
        self._cancelled = ProblemPage("cancel")
        self._cancelled.show_problem(
            self.tr("Not assessed"),
            self.tr("This image was cancelled before it was assessed."),
            self.tr("Choose Queue › Assess the cancelled to assess it after all."),
        )
        self._answer = QStackedWidget()
        self._answer.addWidget(self.panel)
        self._answer.addWidget(self._cancelled)
        self.file_bar = FileBar(actions.file_under, actions.open_vault)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._answer, 1)
        column.addWidget(self.file_bar)
        self._side = side
        self._splitter = QSplitter(Qt.Orientation.Horizontal, handleWidth=1, childrenCollapsible=False)
        for index, (widget, stretch) in enumerate(((self.strip, 0), (self.pane, 1), (side, 0))):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(index, stretch)
        self._splitter.setSizes([_STRIP_WIDTH_PX, GRID_PX * 80, _PANEL_WIDTH_PX])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.strip.row_chosen.connect(self._choose)
        self.panel.label_chosen.connect(self._show_heatmap)
        model.rowsInserted.connect(self._rows_inserted)
        model.modelReset.connect(self._forget)
        model.dataChanged.connect(self._data_changed)
        actions.previous_image.triggered.connect(partial(self._step, -1))
        actions.next_image.triggered.connect(partial(self._step, 1))
        self._forget()

    @property
    def shown_row(self) -> int | None:
        """The row of the image on show; None while nothing is."""
        return self._shown_row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the queue with the arrow keys, unless whatever has the focus wanted them."""
        if event.key() in _PREVIOUS_KEYS:
            self._step(-1)
        elif event.key() in _NEXT_KEYS:
            self._step(1)
        else:
            super().keyPressEvent(event)

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.pane.refresh_icons()
        self.file_bar.refresh_icons()
        self._cancelled.refresh_icons()

    def choose(self, row: int) -> None:
        """Show another image as soon as it is decoded."""
        self.strip.choose(row)

    def _rows_inserted(self) -> None:
        several = self._model.rowCount() > 1
        self.strip.setVisible(several)
        (self.strip if several else self.pane.view).setFocus()
        self._enable_steps()

    def _choose(self, row: int) -> None:
        self._chosen_row = row
        self._queue.prefer(row)
        self._enable_steps()
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
        item = self._model.item(row)
        if item.state is ItemState.UNREADABLE:
            self._show_problem(row, _reason(item))
            return
        self.pane.show_opening(item.source.name)
        if self._shown_row is None:
            self.panel.show_waiting()
        self._loading = self._runner.submit(
            Lane.SHOW,
            partial(load_pyramid, item.source),
            done=partial(self._show_image, row),
            failed=partial(self._not_loaded, row),
        )

    def _show_image(self, row: int, pyramid: ImagePyramid) -> None:
        self._loading = None
        self._shown_row = row
        self.pane.show_image(self._model.item(row).source.name, pyramid)
        self._show_answer(row)

    def _not_loaded(self, row: int, error: KnownError) -> None:
        self._loading = None
        self._show_problem(row, str(error))

    def _show_problem(self, row: int, reason: str) -> None:
        self._shown_row = row
        self.pane.show_problem(self._model.item(row).source.name, reason)
        self._show_answer(row)

    def _show_answer(self, row: int) -> None:
        item = self._model.item(row)
        # The pane says already what is wrong with an unreadable file; beside it there is nothing to say.
        self._side.setVisible(item.state is not ItemState.UNREADABLE)
        self._answer.setCurrentWidget(self._cancelled if item.state is ItemState.CANCELLED else self.panel)
        if item.state is ItemState.UNREADABLE:
            self.panel.clear()
        elif item.assessment is not None:
            self.panel.show_assessment(item.assessment)
        else:
            self.panel.show_waiting()
        self._show_heatmap(self.panel.chosen_label)
        self.shown_changed.emit()

    def _show_heatmap(self, label: str | None) -> None:
        prediction = self._shown_prediction()
        if prediction is None or self.pane.shows_problem:
            self.pane.set_heatmap(None)
            return
        key = label or prediction.top_label
        heatmap = Heatmap.from_activation(prediction.activation[key], prediction.activation_part)
        self.pane.set_heatmap(heatmap, self._titles[key])

    def _shown_prediction(self) -> Prediction | None:
        if self._shown_row is None:
            return None
        assessment = self._model.item(self._shown_row).assessment
        return None if assessment is None else assessment.prediction

    def _data_changed(
        self, first: QModelIndex | QPersistentModelIndex, last: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._shown_row
        if row is None or not first.row() <= row <= last.row():
            return
        item = self._model.item(row)
        if item.state is ItemState.UNREADABLE and not self.pane.shows_problem:
            # Decoded for the eye a moment ago, and gone when the network's turn came.
            self._show_problem(row, _reason(item))
        else:
            self._show_answer(row)

    def _forget(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._chosen_row = self._shown_row = None
        self.strip.hide()
        self.pane.show_nothing()
        self.panel.clear()
        self._answer.setCurrentWidget(self.panel)
        self._side.show()
        self._enable_steps()
        self.shown_changed.emit()

    def _step(self, by: int) -> None:
        if self._chosen_row is not None:
            self.choose(self._chosen_row + by)

    def _enable_steps(self) -> None:
        row, count = self._chosen_row, self._model.rowCount()
        self._actions.previous_image.setEnabled(row is not None and row > 0)
        self._actions.next_image.setEnabled(row is not None and row + 1 < count)


def _reason(item: QueueItem) -> str:
    return reason_text((item.assessment.reason if item.assessment is not None else None) or "")
