"""The keyboard shortcuts: what they are, and other keys in their place."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.shortcuts import Shortcuts, keys_text
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.row_table import read_by_rows
from desktop.ui.widgets.text_label import TextLabel


class ShortcutsDialog(QDialog):
    """A table of what the keys do; below it the chosen action's keys, which take effect when they are pressed."""

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.table = _table(len(shortcuts.names))
        self.table.setHorizontalHeaderLabels(
            [self.tr("What it does"), self.tr("Keys"), self.tr("Lentigo's own, if changed")]
        )
        self.table.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.message_bar = MessageBar(inset_px=0)
        self.keys_edit = QKeySequenceEdit()
        self.keys_edit.setMaximumSequenceLength(1)
        self.none_button = QPushButton(self.tr("&No keys"))
        self.reset_button = QPushButton(self.tr("&Reset"))
        self.reset_all_button = QPushButton(self.tr("Reset &all"))
        others = TextLabel()
        others.setText(
            self.tr("The arrow keys go through the queue and move a magnified image; the wheel zooms at the pointer.")
        )
        self._fixed = TextLabel(bold=True)
        self._fixed.setText(fixed_text())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        # Enter in the table leads to the keys; it is not to close the dialog.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GRID_PX)
        beside.addWidget(self.keys_edit, 1)
        for button in (self.none_button, self.reset_button, self.reset_all_button):
            button.setAutoDefault(False)
            beside.addWidget(button)
        hint = self.tr("Press the keys; they take effect at once.")
        self.keys_field = Field("", self.keys_edit, hint=hint, line=line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 3 // 2)
        layout.addWidget(self.table, 1)
        for part in (self.message_bar, self.keys_field, self._fixed, others, buttons):
            layout.addWidget(part)
        self.resize(GRID_PX * 96, GRID_PX * 80)
        self._fill()
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.table.cellActivated.connect(lambda _row, _column: self.keys_edit.setFocus())
        self.keys_edit.keySequenceChanged.connect(self._take_pressed)
        self.none_button.clicked.connect(lambda: self._take(QKeySequence()))
        self.reset_button.clicked.connect(self._reset)
        self.reset_all_button.clicked.connect(self._reset_all)
        self.table.selectRow(0)

    @property
    def problem(self) -> str:
        """Why the keys were not taken; empty if they were."""
        return self.keys_field.error

    def choose(self, name: str) -> None:
        """Choose an action by its name."""
        self.table.selectRow(self._shortcuts.names.index(name))

    def _name(self) -> str:
        return self._shortcuts.names[max(self.table.currentRow(), 0)]

    def _fill(self) -> None:
        shortcuts = self._shortcuts
        for row, name in enumerate(shortcuts.names):
            own = keys_text(shortcuts.own_keys(name)) if shortcuts.is_changed(name) else ""
            for column, text in enumerate((shortcuts.meaning(name), keys_text(shortcuts.keys(name)), own)):
                item = self.table.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                    self.table.setItem(row, column, item)
                item.setText(text)

    def _show_chosen(self) -> None:
        """Show the chosen action's keys, and what can be done about them."""
        name, fixed = self._name(), self._shortcuts.are_fixed
        self.keys_field.set_caption(
            self.tr("&Keys for “{meaning}”").format(meaning=self._shortcuts.meaning(name).replace("&", "&&"))
        )
        self.keys_field.set_error("")
        self._show_keys(self._shortcuts.keys(name))
        self.keys_edit.setEnabled(not fixed)
        self.none_button.setEnabled(not fixed and not self._shortcuts.keys(name).isEmpty())
        self.reset_button.setEnabled(not fixed and self._shortcuts.is_changed(name))
        self.reset_all_button.setEnabled(not fixed and self._shortcuts.changed_count > 0)
        self._fixed.setVisible(fixed)

    def _show_keys(self, keys: QKeySequence) -> None:
        self.keys_edit.blockSignals(True)
        self.keys_edit.setKeySequence(keys)
        self.keys_edit.blockSignals(False)

    def _take_pressed(self, keys: QKeySequence) -> None:
        if not keys.isEmpty():  # The field empties itself when a key goes down, before it knows which.
            self._take(keys)

    def _take(self, keys: QKeySequence) -> None:
        self._told(self._shortcuts.change(self._name(), keys))

    def _reset(self) -> None:
        self._told(self._shortcuts.reset(self._name()))

    def _reset_all(self) -> None:
        chosen = self._shortcuts.reset_all()
        self._told("")
        self.message_bar.show_message(
            self.tr("All actions have Lentigo's own keys again."), undo=partial(self._restore, chosen)
        )

    def _restore(self, chosen: Mapping[str, str]) -> None:
        self._shortcuts.restore(chosen)
        self._told("")

    def _told(self, refusal: str) -> None:
        self.message_bar.clear()  # What it offers would undo this, too.
        self._fill()
        self._show_chosen()
        self.keys_field.set_error(refusal)


def _table(rows: int) -> QTableWidget:
    table = QTableWidget(rows, 3)
    read_by_rows(table, GRID_PX * 4)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    return table
