"""Who did what and when."""

import os
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.core.domain.accounts import Account, Action, AuditEvent, Subject
from desktop.core.errors import KnownError
from desktop.core.reporting.audit_csv import write_audit_csv
from desktop.core.storage.audit import AuditFilter
from desktop.core.storage.history import History
from desktop.ui.models.audit_table_model import AuditTableModel
from desktop.ui.models.audit_words import words_of
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken, Lane, TaskRunner, without_token
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.columns import set_column_width
from desktop.ui.widgets.page_header import page_header
from desktop.ui.widgets.row_table import read_by_rows
from desktop.ui.widgets.text_label import TextLabel

_Trail = tuple[tuple[AuditEvent, ...], tuple[Account, ...]]
_RECOVERY = "recovery key"
_LONG_BOX_PX = GRID_PX * 14


class AuditPage(QWidget):
    """The audit trail with filters, and as a file.

    *Signals:*
    ``back_requested()``
    ``message(str)``: a sentence for the user.
    """

    back_requested = Signal()
    message = Signal(str)

    def __init__(self, work: VaultWork, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._runner = runner
        self._events: tuple[AuditEvent, ...] = ()
        self._accounts: tuple[Account, ...] = ()
        self._reading: CancelToken | None = None
        self.model = AuditTableModel(self)
        self.who_box, self.what_box, self.subject_box = QComboBox(), QComboBox(), QComboBox()
        self.days_box = QComboBox()
        for text, days in (
            (self.tr("Today"), 1),
            (self.tr("7 days"), 7),
            (self.tr("30 days"), 30),
            (self.tr("1 year"), 365),
            (self.tr("All time"), 0),
        ):
            self.days_box.addItem(text, days)
        self.days_box.setCurrentIndex(2)
        self._count = TextLabel(tabular=True)
        self._export = QPushButton(self.tr("E&xport as CSV…"))
        self._export.clicked.connect(self._ask_where)
        self._table = QTableView()
        self._table.setModel(self.model)
        self._table.setAccessibleName(self.tr("Audit trail"))
        read_by_rows(self._table, GRID_PX * 4)
        self._table.horizontalHeader().setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((6, 19, 16, 18, 22)):
            set_column_width(self._table, column, GRID_PX * width)
        self._lay_out()
        for box in (self.who_box, self.what_box, self.subject_box, self.days_box):
            box.currentIndexChanged.connect(self.reload)

    def reload(self) -> None:
        """Read what the filters let through; what was asked for before is given up."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._work.read(partial(_trail, self._wanted()), done=self._show)

    def focus_first(self) -> None:
        """Put the focus on the first filter."""
        self.days_box.setFocus()

    def forget(self) -> None:
        """Keep nothing of the vault."""
        self._events, self._accounts = (), ()
        self.model.show((), {})
        self._count.clear()

    def export_to(self, name: str) -> None:
        """Write what is shown to a file, oldest first."""
        events, accounts = self._events, self._accounts
        self._runner.submit(
            Lane.STORE,  # Which is waited for when the program ends: the file is to be whole.
            without_token(lambda: _write(Path(name), events, accounts)),
            done=lambda _none: self.message.emit(self.tr("The audit trail has been written.")),
            failed=lambda error: self.message.emit(str(error)),
        )

    def _lay_out(self) -> None:
        back = QPushButton(self.tr("‹ &Settings"))
        back.setFlat(True)
        back.clicked.connect(self.back_requested)
        way = QHBoxLayout()
        way.addWidget(back)
        way.addStretch(1)
        filters = QHBoxLayout()
        filters.setSpacing(GRID_PX)
        for text, box in (
            (self.tr("Whe&n"), self.days_box),
            (self.tr("&Who"), self.who_box),
            (self.tr("Wha&t"), self.what_box),
            (self.tr("&Of what"), self.subject_box),
        ):
            label = QLabel(text)
            label.setBuddy(box)
            box.setAccessibleName(text.replace("&", ""))
            # The entries come when the trail has been read.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            filters.addWidget(label)
            filters.addWidget(box)
        for long in (self.who_box, self.what_box):
            long.setMinimumWidth(_LONG_BOX_PX)  # Where there is little room, these give way: the others are short.
        filters.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 3 // 2)
        layout.addLayout(way)
        layout.addLayout(page_header(self.tr("Audit trail"), self._count, self._export))
        layout.addLayout(filters)
        layout.addWidget(self._table, 1)

    def _show(self, trail: _Trail) -> None:
        self._events, self._accounts = trail
        for box, first, entries in (
            (
                self.who_box,
                self.tr("Everybody"),
                [*((account.name, account.id) for account in self._accounts), (self.tr("Recovery key"), _RECOVERY)],
            ),
            (self.what_box, self.tr("Everything"), [(words_of(action.value), action.value) for action in Action]),
            (self.subject_box, self.tr("Anything"), [(words_of(found.value), found.value) for found in Subject]),
        ):
            box.blockSignals(True)
            chosen = box.currentData()
            box.clear()
            box.addItem(first, "")
            for text, data in entries:
                box.addItem(text, data)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.blockSignals(False)
        self.model.show(self._events, {account.id: account.name for account in self._accounts})
        count = len(self._events)
        self._count.setText(self.tr("1 event") if count == 1 else self.tr("{count} events").format(count=count))

    def _wanted(self) -> AuditFilter:
        who, what, subject = self.who_box.currentData(), self.what_box.currentData(), self.subject_box.currentData()
        days = int(self.days_box.currentData())
        midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return AuditFilter(
            since=midnight - timedelta(days=days - 1) if days else None,
            account_ids=[None if who == _RECOVERY else who] if who else None,
            actions=[Action(what)] if what else None,
            subjects=[Subject(subject)] if subject else None,
        )

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Export the audit trail"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(self.tr("Lentigo audit trail.csv"))
        dialog.fileSelected.connect(self.export_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _trail(wanted: AuditFilter, history: History) -> _Trail:
    return history.audit_events(wanted), history.accounts()


def _write(path: Path, events: tuple[AuditEvent, ...], accounts: tuple[Account, ...]) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            write_audit_csv(stream, events, accounts)
    except OSError as error:
        raise KnownError(
            "The audit trail was not written: {reason}. Choose another place.", reason=error.strerror
        ) from error
