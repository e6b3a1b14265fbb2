"""Patients as a table."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.domain.history import Patient
from desktop.ui.models.words import full_name, sex_title
from desktop.ui.widgets.date_edit import date_text

Index = QModelIndex | QPersistentModelIndex

_VALUES: tuple[Callable[[Patient], str], ...] = (
    lambda patient: full_name(patient.details),
    lambda patient: patient.details.identifier,
    lambda patient: "" if patient.details.birth_date is None else date_text(patient.details.birth_date),
    lambda patient: sex_title(patient.details.sex),
)


class PatientTableModel(QAbstractTableModel):
    """What a search has found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._patients: tuple[Patient, ...] = ()

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
            return ", ".join(text for value in _VALUES if (text := value(patient)))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Name"), self.tr("Identifier"), self.tr("Born"), self.tr("Sex"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def patient(self, row: int) -> Patient:
        """Return one patient."""
        return self._patients[row]

    def row_of(self, patient_id: str) -> int | None:
        """Return a patient's row, if they are among them."""
        return next((row for row, patient in enumerate(self._patients) if patient.id == patient_id), None)

    def show(self, patients: Sequence[Patient]) -> None:
        """Replace what was found."""
        self.beginResetModel()
        self._patients = tuple(patients)
        self.endResetModel()
