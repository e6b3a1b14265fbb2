"""A list of lesions to be looked at again."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from desktop.ui.models.worklist_model import WorklistModel, WorklistRow
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.columns import set_column_width
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.row_table import read_by_rows
from desktop.ui.widgets.text_label import TextLabel

SHOWN_AT_ONCE = 500
"""How many rows such a list has at most."""


class Worklist(QWidget):
    """A sentence about what is listed, and the table, or why it is empty. A click or Enter opens a lesion.

    Parameters
    ----------
    name : str
        For screen readers.
    headings : sequence of str
        The columns' names; the last column takes what room is left.

    *Signals:*
    ``opened(str, str)``: ids of a patient and of the lesion to be opened.
    """

    opened = Signal(str, str)

    def __init__(self, name: str, headings: Sequence[str], icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = WorklistModel(headings, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(name)
        read_by_rows(self.table, GRID_PX * 5)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(len(headings) - 1, QHeaderView.ResizeMode.Stretch)
        for column, width in zip(range(len(headings) - 1), (26, 14, 34, 34), strict=False):
            set_column_width(self.table, column, GRID_PX * width)
        self.empty = EmptyState(icon_name)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.explanation, self.note = TextLabel(), TextLabel()
        self.note.setContentsMargins(GRID_PX, 0, GRID_PX, 0)
        self.note.hide()
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(GRID_PX)
        column_layout.addWidget(self.explanation)
        column_layout.addWidget(self.stack, 1)
        column_layout.addWidget(self.note)
        self.table.installEventFilter(self)
        self.table.clicked.connect(self._open)

    def show_rows(self, rows: Sequence[WorklistRow], note: str = "") -> None:
        """Replace what is listed, and what is said below it."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.model.show(rows)
        self.stack.setCurrentIndex(1 if rows else 0)
        self.explanation.setVisible(bool(rows and self.explanation.text()))
        if rows:
            self.table.selectRow(0)

    def forget(self) -> None:
        """Keep nothing of what was listed."""
        self.model.show(())
        self.explanation.clear()
        self.note.clear()

    def refresh_icons(self) -> None:
        """Paint the icon in the colours of now."""
        self.empty.refresh_icons()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open with Enter."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return super().eventFilter(watched, event)
        self._open(self.table.currentIndex())
        return True

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.model.row(index.row())
            self.opened.emit(row.patient_id, row.lesion_id)
