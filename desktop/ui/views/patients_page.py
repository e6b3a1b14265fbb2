"""All patients, and finding one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.domain.history import Patient
from desktop.ui.actions import Actions
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.patient_finder import PatientFinder
from desktop.ui.widgets.text_label import TextLabel, TextSize


class PatientsPage(QWidget):
    """A search field with the focus, and what it finds.

    *Signals:*
    ``chosen(object)``: the `Patient` to be opened.
    ``import_requested()``
    """

    chosen = Signal(object)
    import_requested = Signal()

    def __init__(self, work: VaultWork, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finder = PatientFinder(work)
        self._archived = QCheckBox(self.tr("Show the &archived"))
        self.new_button = QPushButton(actions.new_patient.text())
        self.new_button.setToolTip(actions.new_patient.toolTip())
        self.new_button.clicked.connect(actions.new_patient.trigger)
        self.import_button = QPushButton(self.tr("I&mport…"))
        self.import_button.setToolTip(self.tr("Take over a patient whom another Lentigo has exported"))
        self.import_button.clicked.connect(self.import_requested)
        self.empty = EmptyState("patients")
        first = QPushButton(actions.new_patient.text())
        first.setDefault(True)
        first.clicked.connect(actions.new_patient.trigger)
        self._first = first
        self.empty.add_buttons([first])
        title = TextLabel(TextSize.HEADLINE)
        title.setText(self.tr("Patients"))
        header = QHBoxLayout()
        header.setSpacing(GRID_PX * 2)
        header.addWidget(title)
        header.addStretch(1)
        header.addWidget(self._archived)
        header.addWidget(self.import_button)
        header.addWidget(self.new_button)
        self.stack = QStackedWidget()
        blank = QWidget()
        self.stack.addWidget(blank)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX)
        layout.setSpacing(GRID_PX * 3 // 2)
        layout.addLayout(header)
        layout.addWidget(self.finder, 1)
        layout.addWidget(self.stack, 1)
        self.stack.hide()
        self.setFocusProxy(self.finder)
        self._archived.toggled.connect(self.finder.set_archived)
        self.finder.chosen.connect(self.chosen)
        self.finder.listed.connect(self._listed)

    def reload(self) -> None:
        """Look again, with the focus in the search field."""
        self.finder.refresh()
        self.finder.edit.setFocus()

    def forget(self) -> None:
        """Keep nothing of what was found, nor what was looked for: that may be a name."""
        self.finder.edit.blockSignals(True)
        self.finder.edit.clear()
        self.finder.edit.blockSignals(False)
        self.finder.forget()
        self._explain("")

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.finder.refresh_icons()
        self.empty.refresh_icons()

    def select(self, patient: Patient) -> None:
        """Mark a patient in the list, if they are in it."""
        row = self.finder.model.row_of(patient.id)
        if row is not None:
            self.finder.table.selectRow(row)

    def _listed(self, count: int) -> None:
        self._first.setVisible(not self._archived.isChecked())
        self._explain("" if count else self.finder.text)
        self.finder.table.setVisible(count > 0)
        self.stack.setVisible(count == 0)
        if count == 0:
            self.stack.setCurrentWidget(self.empty)
        # The field stays where it is while the list below it comes and goes.
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(1, 1 if count else 0)

    def _explain(self, text: str) -> None:
        if text:
            self.empty.say(
                self.tr("No patient matches “{text}”").format(text=text),
                self.tr("Check the spelling, type less of it, or make a new patient."),
            )
        elif self._archived.isChecked():
            self.empty.say(self.tr("No patient is archived"), self.tr("Archived patients are put away, not lost."))
        else:
            self.empty.say(
                self.tr("No patients yet"),
                self.tr("Make the first one here, or drop an image under Assess and file it under a new patient."),
            )
