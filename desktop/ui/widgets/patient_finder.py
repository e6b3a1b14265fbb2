"""A search field over a table of patients: type, arrow down, Enter."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop.core.domain.history import ListedPatient, Patient
from desktop.ui.icons import icon
from desktop.ui.models.patient_table_model import PatientTableModel
from desktop.ui.operations.patients import SHOWN_AT_ONCE, PatientSearch
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.columns import set_column_width
from desktop.ui.widgets.row_table import read_by_rows
from desktop.ui.widgets.text_label import TextLabel

_OFFER_WIDTH_PX = GRID_PX * 52


class PatientFinder(QWidget):
    """Lists patients as they are looked for; where there is little room (``brief``), only who they are.

    *Signals:*
    ``chosen(object)``: the `Patient` that was clicked or entered.
    ``listed(int)``: how many the last search has found.
    """

    chosen = Signal(object)
    listed = Signal(int)

    def __init__(self, work: VaultWork, parent: QWidget | None = None, *, brief: bool = False) -> None:
        super().__init__(parent)
        self._search = PatientSearch(work, self)
        self._archived = False
        self._brief = brief
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Find a patient by any part of name or identifier"))
        self.edit.setAccessibleName(self.tr("Find a patient"))
        self.edit.setClearButtonEnabled(True)
        self._glass = self.edit.addAction(icon("find"), QLineEdit.ActionPosition.LeadingPosition)
        self._glass.setText(self.tr("Find"))
        for action in self.edit.findChildren(QAction):
            if action is not self._glass and not action.text():
                action.setText(self.tr("Clear"))
        self.offer_button = QPushButton()
        self.offer_button.setAutoDefault(False)
        self.offer_button.hide()
        self._offered: Patient | None = None
        self.model = PatientTableModel(self)
        self.table = _table(self.model)
        for number in PatientTableModel.OVERVIEW if brief else ():
            self.table.hideColumn(number)
        self.table.setAccessibleName(self.tr("Patients"))
        self._count = TextLabel()
        self._count.setContentsMargins(GRID_PX, 0, GRID_PX, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self.edit)
        column.addWidget(self.offer_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.table, 1)
        column.addWidget(self._count)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.refresh)
        self.edit.textChanged.connect(self._show_offer)
        self.offer_button.clicked.connect(self._choose_offered)
        self.edit.installEventFilter(self)
        self.table.installEventFilter(self)
        self.table.clicked.connect(self._choose)
        self._search.found.connect(self._show)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.edit.text().strip()

    def set_archived(self, archived: bool) -> None:
        """Look among those that have been put away, or among the others."""
        self._archived = archived
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        self._search.search(self.text, archived=self._archived)

    def offer(self, patient: Patient | None, text: str) -> None:
        """Offer a patient by a button that says ``text``, while nothing is typed; None for nobody."""
        self._offered = patient
        room = self.offer_button.fontMetrics()
        flags = int(Qt.TextFlag.TextShowMnemonic.value)
        self.offer_button.setText(room.elidedText(text, Qt.TextElideMode.ElideRight, _OFFER_WIDTH_PX, flags))
        self.offer_button.setToolTip(text.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        self.offer_button.setAccessibleName(self.offer_button.toolTip())
        self._show_offer()

    def forget(self) -> None:
        """Show nothing, and keep nothing of what was found; the text stays."""
        self._search.cancel()
        self.offer(None, "")
        self.model.show(())
        self._count.clear()

    def refresh_icons(self) -> None:
        """Paint the icon in the colours of now."""
        self._glass.setIcon(icon("find"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme where nobody else tells of it, as in a dialog."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.refresh_icons()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead from the field down into the table and back, and choose with Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.edit and event.key() == Qt.Key.Key_Down and self.model.rowCount():
                self.table.setFocus()
                if not self.table.currentIndex().isValid():
                    self.table.selectRow(0)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                # Swallowed: in a dialog it would also press the default button, with the patient chosen before.
                if watched is self.edit:
                    self._choose_first()
                else:
                    self._choose(self.table.currentIndex())
                return True
            if watched is self.table and event.key() == Qt.Key.Key_Up and self.table.currentIndex().row() <= 0:
                self.edit.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _show(self, patients: tuple[ListedPatient, ...], text: str) -> None:
        self.model.show(patients)
        if len(patients) >= SHOWN_AT_ONCE:
            self._count.setText(self.tr("The first {count}. Type more to narrow them.").format(count=len(patients)))
        elif not patients:
            # Where there is room for it, the page says more.
            self._count.setText(self._why_nobody(text) if self._brief else "")
        elif len(patients) == 1:
            self._count.setText(self.tr("1 patient"))
        else:
            self._count.setText(self.tr("{count} patients").format(count=len(patients)))
        self._count.setVisible(bool(self._count.text()))
        if text and patients:
            self.table.selectRow(0)
        self.listed.emit(len(patients))

    def _why_nobody(self, text: str) -> str:
        if text:
            return self.tr("Nobody found. “New patient…” begins with what you have typed.")
        return self.tr("There is no patient to choose from yet. Make one with “New patient…”.")

    def _show_offer(self) -> None:
        self.offer_button.setVisible(self._offered is not None and not self.text)

    def _choose_offered(self) -> None:
        patient = self._offered
        if patient is None:
            return
        row = self.model.row_of(patient.id)
        if row is None:
            self.table.clearSelection()  # The one chosen before is not the one any more.
        else:
            self.table.selectRow(row)
        self.chosen.emit(patient)

    def _choose_first(self) -> None:
        if self.model.rowCount() == 1 or (self.text and self.model.rowCount()):
            self._choose(self.model.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.patient(index.row()))


def _table(model: PatientTableModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    read_by_rows(table, GRID_PX * 5)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column, width in enumerate((14, 14, 8, 14, 15), start=1):
        set_column_width(table, column, GRID_PX * width)
    return table
