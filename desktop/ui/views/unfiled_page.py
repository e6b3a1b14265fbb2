"""The unfiled tray: images that wait for their patient."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import Examination, Patient
from desktop.core.storage.history import History
from desktop.ui.models.entry_list_model import Entry, EntryListModel, EntryRole
from desktop.ui.models.words import full_name, moment_text
from desktop.ui.operations.examinations import ExaminationImages
from desktop.ui.operations.filing import Unfiled
from desktop.ui.operations.suggestions import suggest_by_name
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.text_label import TextLabel, TextSize
from desktop.ui.widgets.tray_delegate import TrayDelegate

_GATHER_MS = 250


@dataclass(frozen=True)
class _Tray:
    """What waits: the examinations, their files' names and whose they may be, both by id where known."""

    examinations: tuple[Examination, ...]
    names: Mapping[str, str]
    suggested: Mapping[str, Patient]


class UnfiledPage(QWidget):
    """A grid to select from, and to file or put away what is selected.

    *Signals:*
    ``file_requested(object)``: a tuple of `Unfiled`.
    ``counted(int)``: how many wait.
    ``put_away(object)``: ids of the examinations that were; they can be taken back.
    """

    file_requested = Signal(object)
    counted = Signal(int)
    put_away = Signal(object)

    def __init__(self, work: VaultWork, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._examinations: dict[str, Examination] = {}
        self._images = ExaminationImages(work, runner, self)
        self.model = EntryListModel[Entry](self._images, self)
        title = TextLabel(TextSize.HEADLINE)
        title.setText(self.tr("Unfiled"))
        explanation = TextLabel()
        explanation.setText(self.tr("Images that were assessed and wait for their patient. Nothing here is lost."))
        self.grid = _grid(self.model)
        self.grid.setAccessibleName(self.tr("Unfiled images"))
        self.empty = EmptyState("unfiled")
        self.empty.say(
            self.tr("Nothing waits here"),
            self.tr("Images that you assess while the vault is open are kept here until you file them."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.grid)
        self.file_button = QPushButton(self.tr("&File under…"))
        self.file_button.setDefault(True)
        self._away = QPushButton(self.tr("&Put away"))
        self._away.setToolTip(self.tr("Take the selected images off the tray"))
        self._all = QPushButton(self.tr("Select &all"))
        self._selected = TextLabel(tabular=True)
        header = QHBoxLayout()
        header.setSpacing(GRID_PX)
        header.addWidget(title)
        header.addStretch(1)
        header.addWidget(self._selected)
        for button in (self._all, self._away, self.file_button):
            header.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 3 // 2)
        layout.addLayout(header)
        layout.addWidget(explanation)
        layout.addWidget(self._stack, 1)
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self.reload)
        self.grid.selectionModel().selectionChanged.connect(self._enable)
        self.grid.activated.connect(self._request)
        self.file_button.clicked.connect(self._request)
        self._away.clicked.connect(self._put_away)
        self._all.clicked.connect(self.grid.selectAll)
        self._enable()

    def focus_first(self) -> None:
        """Put the focus on the images, if there are any."""
        if self._stack.currentWidget() is self.grid:
            self.grid.setFocus()

    def reload_soon(self) -> None:
        """Look again once a burst of changes is over."""
        if not self._gather.isActive():
            self._gather.start()

    def reload(self) -> None:
        """Look what waits."""
        self._work.read(_tray, done=self._show)

    def forget(self) -> None:
        """Keep nothing of the vault."""
        self._gather.stop()
        self._images.forget()
        self._examinations.clear()
        self.model.forget()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.empty.refresh_icons()

    def take_back(self, ids: tuple[str, ...]) -> None:
        """Undo what `put_away` told of."""
        self._work.change(partial(_restore, ids), done=lambda _none: self.reload())

    def _show(self, tray: _Tray) -> None:
        examinations = tray.examinations
        selected = {index.data(EntryRole.ID) for index in self.grid.selectedIndexes()}
        self._examinations = {examination.id: examination for examination in examinations}
        self.model.show(
            [
                Entry(
                    examination.id,
                    examination.id,
                    moment_text(examination.capture.captured_at or examination.stamp.created_at),
                    self._lines(examination.id, tray),
                )
                for examination in examinations
            ]
        )
        selection = self.grid.selectionModel()
        for examination_id in selected:
            row = self.model.row_of(examination_id)
            if row is not None:
                selection.select(self.model.index(row), selection.SelectionFlag.Select)
        self._stack.setCurrentIndex(1 if examinations else 0)
        self._enable()
        self.counted.emit(len(examinations))

    def _lines(self, examination_id: str, tray: _Tray) -> tuple[str, ...]:
        """Say whose an image may be or, if its file's name does not tell, what that was."""
        patient = tray.suggested.get(examination_id)
        if patient is not None:
            return (self.tr("Perhaps {name}").format(name=full_name(patient.details)),)
        return (tray.names[examination_id],) if examination_id in tray.names else ()

    def _ids(self) -> tuple[str, ...]:
        rows = sorted(index.row() for index in self.grid.selectedIndexes())
        return tuple(self.model.index(row).data(EntryRole.ID) for row in rows)

    def _enable(self) -> None:
        count = len(self.grid.selectedIndexes())
        self.file_button.setEnabled(count > 0)
        self._away.setEnabled(count > 0)
        self._all.setVisible(bool(self._examinations))
        self._away.setVisible(bool(self._examinations))
        self.file_button.setVisible(bool(self._examinations))
        self._selected.setText(self.tr("{count} selected").format(count=count) if count else "")

    def _request(self) -> None:
        chosen = [self._examinations[found] for found in self._ids()]
        if chosen:
            self.file_requested.emit(
                tuple(
                    Unfiled(moment_text(found.capture.captured_at or found.stamp.created_at), examination=found)
                    for found in chosen
                )
            )

    def _put_away(self) -> None:
        ids = self._ids()
        self._work.change(partial(_archive, ids), done=lambda _none: self._told_away(ids))

    def _told_away(self, ids: tuple[str, ...]) -> None:
        self.put_away.emit(ids)
        self.reload()


def _grid(model: EntryListModel[Entry]) -> QListView:
    grid = QListView()
    grid.setModel(model)
    grid.setItemDelegate(TrayDelegate(grid))
    grid.setViewMode(QListView.ViewMode.IconMode)
    grid.setMovement(QListView.Movement.Static)
    grid.setResizeMode(QListView.ResizeMode.Adjust)
    grid.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    grid.setUniformItemSizes(True)
    grid.setSpacing(GRID_PX // 2)
    grid.setIconSize(QSize(GRID_PX * 18, GRID_PX * 14))
    return grid


def _tray(history: History) -> _Tray:
    examinations = history.unfiled()
    return _Tray(examinations, history.unfiled_names(), suggest_by_name(examinations, history))


def _archive(ids: tuple[str, ...], history: History) -> None:
    for examination_id in ids:
        history.archive(Subject.EXAMINATION, examination_id)


def _restore(ids: tuple[str, ...], history: History) -> None:
    for examination_id in ids:
        history.restore(Subject.EXAMINATION, examination_id)
