"""The list of images beside the image."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.actions import Actions
from desktop.ui.models.queue_model import QueueModel, QueueProgress
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.queue_delegate import QueueDelegate

_LEAST_WIDTH_PX = GRID_PX * 17


class QueueStrip(QWidget):
    """Thumbnails, names and states, and how far the queue is."""

    row_chosen = Signal(int)
    """Another image is the current one now."""

    def __init__(self, model: QueueModel, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._list = QListView()
        self._list.setModel(model)
        self._list.setItemDelegate(QueueDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setAccessibleName(self.tr("Queue of images"))
        self._list.selectionModel().currentChanged.connect(self._current_changed)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress of the queue"))
        self._cancel = QPushButton(actions.cancel.text())
        self._cancel.setToolTip(actions.cancel.toolTip())
        self._cancel.clicked.connect(actions.cancel.trigger)
        self._resume = QPushButton(actions.resume.text())
        self._resume.setToolTip(actions.resume.toolTip())
        self._resume.clicked.connect(actions.resume.trigger)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        below.setSpacing(GRID_PX)
        below.addWidget(self._bar)
        below.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignLeading)
        below.addWidget(self._resume, 0, Qt.AlignmentFlag.AlignLeading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._below)
        self.setFocusProxy(self._list)
        self.show_progress(model.progress)

    def minimumSizeHint(self) -> QSize:
        """Insist on some letters of a name beside its picture, and on whole buttons."""
        least = super().minimumSizeHint()
        return QSize(max(_LEAST_WIDTH_PX, least.width()), least.height())

    @property
    def row(self) -> int | None:
        """The current image's row."""
        index = self._list.currentIndex()
        return index.row() if index.isValid() else None

    def choose(self, row: int) -> None:
        """Make another image the current one, if there is such a row."""
        index = self._list.model().index(row, 0)
        if index.isValid():
            self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._list.scrollTo(index)

    def show_progress(self, progress: QueueProgress) -> None:
        """Say how far the queue is; nothing below the list when it has ended."""
        self._bar.setMaximum(max(1, progress.total - progress.cancelled))
        self._bar.setValue(progress.assessed + progress.out_of_scope + progress.unreadable)
        running = progress.running > 0
        self._bar.setVisible(running)
        self._cancel.setVisible(running)
        self._resume.setVisible(not running and progress.cancelled > 0)
        self._below.setVisible(running or progress.cancelled > 0)

    def _current_changed(self, current: QModelIndex | QPersistentModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(current.row())
