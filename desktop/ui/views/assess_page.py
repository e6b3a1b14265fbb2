"""The main job: the queue, the image, the assessment."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.bundle.manifest import Label, OperatingPoint
from desktop.core.domain.assessment import Assessment, Prediction
from desktop.core.errors import KnownError
from desktop.core.imaging.sources import ImageChangedError
from desktop.core.inference.reasons import reason_text
from desktop.ui.actions import Actions
from desktop.ui.models.queue_item import ItemState, QueueItem
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.models.words import label_title
from desktop.ui.operations.assess_queue import AssessQueue
from desktop.ui.operations.images import LoadedImage
from desktop.ui.operations.queue_pictures import QueuePictures
from desktop.ui.theme import GRID_PX
from desktop.ui.views.image_pane import ImagePane
from desktop.ui.views.problem_page import ProblemPage
from desktop.ui.views.queue_strip import QueueStrip
from desktop.ui.widgets.assessment_panel import AssessmentPanel
from desktop.ui.widgets.file_bar import FileBar
from desktop.ui.widgets.heatmap import Heatmap
from desktop.ui.widgets.image_pyramid import ImagePyramid

_STRIP_WIDTH_PX = GRID_PX * 28
_PANEL_WIDTH_PX = GRID_PX * 45
# How long an image is not shown because its answer, and with it the image, is under way.
_PATIENCE_MS = 300
_PREVIOUS_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_NEXT_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Right)


class AssessPage(QWidget):
    """Shows the chosen image of the queue and its assessment.

    The image and its assessment change together: until a chosen image is decoded, the one before stays with its own
    numbers, so that no number is ever seen beside another's picture. An answer that is due in a moment is waited for:
    the image is then shown with it, as it was decoded for the network, and gets the rest of its pixels afterwards.
    An image of which not every byte is what was assessed is not shown: a file may have been replaced since.

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
        pictures: QueuePictures,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._titles = {label.key: label_title(label) for label in labels}
        self._model = model
        self._queue = queue
        self._pictures = pictures
        self._actions = actions
        self._chosen_row: int | None = None
        self._shown_row: int | None = None
        # Of the image on show; None while there is none.
        self._shown_sha256: str | None = None
        # Its file is another by now: what is known of it must not stand beside that one's name.
        self._replaced = False
        # On show, but still without all of its pixels.
        self._incomplete_row: int | None = None
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._load_chosen)
        self.strip = QueueStrip(model, actions)
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
        queue.answered.connect(self._answered)
        pictures.outdated.connect(self._show_again)
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

    @property
    def shown_assessment(self) -> Assessment | None:
        """What is known of the image on show; None if nothing is, or nothing that may be seen."""
        if self._shown_row is None or self._replaced:
            return None
        return self._model.item(self._shown_row).assessment

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
        self.setFocusProxy(self.strip if several else self.pane.view)
        if self.isVisible():  # What the watched folder brings disturbs nobody elsewhere.
            self.setFocus()
        self._enable_steps()

    def _choose(self, row: int) -> None:
        self._chosen_row = row
        self._queue.prefer(row)
        self._enable_steps()
        self._stop_loading()
        item = self._model.item(row)
        if item.state is ItemState.UNREADABLE:
            self._show_problem(row, _reason(item))
            return
        self.pane.show_opening(item.source.name)
        if self._shown_row is None:
            self.panel.show_waiting()
        if self._queue.is_under_way(row):
            self._patience.start()
        else:
            self._load_chosen()

    def _answered(self, row: int, picture: ImagePyramid | None) -> None:
        """Show an image whose answer was waited for."""
        if row != self._chosen_row or row == self._shown_row:
            return
        item = self._model.item(row)
        if item.state is ItemState.UNREADABLE:
            self._stop_loading()
            self._show_problem(row, _reason(item))
            return
        if picture is not None and item.assessment is not None:
            self._show_image(row, picture, item.assessment.sha256)
            self._incomplete_row = None if picture.is_whole else row
            if picture.is_whole:
                self._stop_loading()
        if self._patience.isActive():
            self._patience.stop()
            self._load_chosen()

    def _load_chosen(self) -> None:
        row = self._chosen_row
        if row is not None:
            self._pictures.load(
                self._model.item(row), done=partial(self._loaded, row), failed=partial(self._not_loaded, row)
            )

    def _stop_loading(self) -> None:
        self._patience.stop()
        self._incomplete_row = None
        self._pictures.stop()

    def _loaded(self, row: int, image: LoadedImage) -> None:
        if self._is_another(row, image.sha256):
            self._load_chosen()  # The answer came meanwhile, and is another file's.
        elif row == self._incomplete_row:
            self.pane.view.sharpen(image.pyramid)
        else:
            self._show_image(row, image.pyramid, image.sha256)

    def _is_another(self, row: int, sha256: str | None) -> bool:
        """Tell whether a picture is not the one that a row's answer is about."""
        assessment = self._model.item(row).assessment
        return sha256 is not None and assessment is not None and assessment.sha256 not in (None, sha256)

    def _show_again(self) -> None:
        """Take the picture off, and show the one that is chosen if it can be had."""
        self._take_off()
        if self._chosen_row is not None:
            self._choose(self._chosen_row)

    def _take_off(self) -> None:
        self._shown_row = self._shown_sha256 = None
        self._replaced = False
        self.pane.show_nothing()
        self.panel.clear()
        self.shown_changed.emit()

    def _show_image(self, row: int, pyramid: ImagePyramid, sha256: str | None) -> None:
        self._shown_row, self._shown_sha256, self._replaced = row, sha256, False
        self.pane.show_image(self._model.item(row).source.name, pyramid)
        self._show_answer(row)

    def _not_loaded(self, row: int, error: KnownError) -> None:
        if row == self._incomplete_row:
            self._incomplete_row = None  # What is on show is what was assessed: it stays, without its finest pixels.
        else:
            self._show_problem(row, str(error), replaced=isinstance(error, ImageChangedError))

    def _show_problem(self, row: int, reason: str, *, replaced: bool = False) -> None:
        self._shown_row, self._shown_sha256, self._replaced = row, None, replaced
        self.pane.show_problem(self._model.item(row).source.name, reason, told_what_to_do=replaced)
        self._show_answer(row)

    def _show_answer(self, row: int) -> None:
        item = self._model.item(row)
        # The pane says already what is wrong with an unreadable file; beside it there is nothing to say.
        self._side.setVisible(item.state is not ItemState.UNREADABLE and not self._replaced)
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
        assessment = self.shown_assessment
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
        elif self._is_another(row, self._shown_sha256):
            # Decoded for the eye a moment ago, and replaced when the network's turn came.
            self._take_off()
            if self._chosen_row == row:
                self._choose(row)
        else:
            self._show_answer(row)

    def _forget(self) -> None:
        self._stop_loading()
        self._chosen_row = None
        self.strip.hide()
        self._take_off()
        self._answer.setCurrentWidget(self.panel)
        self._side.show()
        self._enable_steps()

    def _step(self, by: int) -> None:
        if self._chosen_row is not None:
            self.choose(self._chosen_row + by)

    def _enable_steps(self) -> None:
        row, count = self._chosen_row, self._model.rowCount()
        self._actions.previous_image.setEnabled(row is not None and row > 0)
        self._actions.next_image.setEnabled(row is not None and row + 1 < count)


def _reason(item: QueueItem) -> str:
    return reason_text((item.assessment.reason if item.assessment is not None else None) or "")
