"""The audit trail as a table, newest first."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.domain.accounts import AuditEvent
from desktop.ui.models.audit_words import details_text, short_id, words_of
from desktop.ui.models.words import moment_text

Index = QModelIndex | QPersistentModelIndex
_COLUMN_COUNT = 6


class AuditTableModel(QAbstractTableModel):
    """Number, when, who, what, of what, and what else there is to say."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._events: tuple[AuditEvent, ...] = ()
        self._names: Mapping[str, str] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature.
        """Return the number of events."""
        return 0 if parent.isValid() else len(self._events)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature.
        """Return the number of columns."""
        return 0 if parent.isValid() else _COLUMN_COUNT

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a view asks for."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        event = self._events[index.row()]
        who = self.tr("Recovery key") if event.account_id is None else self._names.get(event.account_id, "")
        return (
            str(event.number),
            moment_text(event.at),
            who,
            words_of(event.action.value),
            f"{words_of(event.subject.value)} {short_id(event.subject_id)}",
            details_text(event.details),
        )[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("No."),
                self.tr("When"),
                self.tr("Who"),
                self.tr("What"),
                self.tr("Of what"),
                self.tr("Details"),
            )[section]
        return None

    def show(self, events: Sequence[AuditEvent], names: Mapping[str, str]) -> None:
        """Replace the events, which are given oldest first."""
        self.beginResetModel()
        self._events, self._names = tuple(reversed(events)), names
        self.endResetModel()
