"""Patients as a table."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from desktop.core.domain.history import ListedPatient
from desktop.ui.models.words import full_name
from desktop.ui.widgets.date_edit import date_text

Index = QModelIndex | QPersistentModelIndex

_VALUES: tuple[Callable[[ListedPatient], str], ...] = (
    lambda patient: full_name(patient.details),
    lambda patient: patient.details.identifier,
    lambda patient: "" if patient.details.birth_date is None else date_text(patient.details.birth_date),
    lambda patient: str(patient.lesions) if patient.lesions else "",
    lambda patient: "" if patient.seen_at is None else date_text(patient.seen_at.astimezone().date()),
    lambda patient: "" if patient.due_on is None else date_text(patient.due_on),
)
_LESIONS, _SEEN, _DUE = 3, 4, 5


class PatientTableModel(QAbstractTableModel):
    """What a search has found: who somebody is and, in the columns ``OVERVIEW``, what the record tells of them."""

    OVERVIEW = (_LESIONS, _SEEN, _DUE)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._patients: tuple[ListedPatient, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature.
        """Return the number of patients."""
        return 0 if parent.isValid() else len(self._patients)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature.
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_VALUES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a view asks for."""
        if not index.isValid():
            return None
        patient = self._patients[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _VALUES[index.column()](patient)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            names = [self._title(column) for column in range(len(_VALUES))]
            texts = [value(patient) for value in _VALUES]
            said = texts[:2] + [f"{name}: {text}" for name, text in zip(names[2:], texts[2:], strict=True) if text]
            return ", ".join(text for text in said if text)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _LESIONS:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and index.column() == _DUE and _is_due(patient):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._title(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if section == _LESIONS else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def patient(self, row: int) -> ListedPatient:
        """Return one patient."""
        return self._patients[row]

    def row_of(self, patient_id: str) -> int | None:
        """Return a patient's row, if they are among them."""
        return next((row for row, patient in enumerate(self._patients) if patient.id == patient_id), None)

    def show(self, patients: Sequence[ListedPatient]) -> None:
        """Replace what was found."""
        self.beginResetModel()
        self._patients = tuple(patients)
        self.endResetModel()

    def _title(self, column: int) -> str:
        return (
            self.tr("Name"),
            self.tr("Identifier"),
            self.tr("Born"),
            self.tr("Lesions"),
            self.tr("Last seen"),
            self.tr("Follow-up due"),
        )[column]


def _is_due(patient: ListedPatient) -> bool:
    return patient.due_on is not None and patient.due_on <= datetime.now().astimezone().date()
