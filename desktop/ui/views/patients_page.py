"""All patients, and finding one; and the lists of what is to be looked at again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.domain.history import Patient
from desktop.ui.actions import Actions
from desktop.ui.operations.practice_work import PracticeWork
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.views.differing_page import DifferingPage
from desktop.ui.views.due_page import DuePage
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.page_header import page_header
from desktop.ui.widgets.patient_finder import PatientFinder
from desktop.ui.widgets.practice_bar import PracticeBar
from desktop.ui.widgets.tab_bar import TabBar


class PatientsPage(QWidget):
    """A search field with the focus, and what it finds; beside it the lists of what is to be looked at again.

    *Signals:*
    ``chosen(object)``: the `Patient` to be opened.
    ``lesion_chosen(str, str)``: ids of a patient and of their lesion to be opened.
    ``import_requested()``
    """

    chosen = Signal(object)
    lesion_chosen = Signal(str, str)
    import_requested = Signal()

    def __init__(
        self, work: VaultWork, actions: Actions, practice: PracticeWork, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.finder = PatientFinder(work)
        self._archived = QCheckBox(self.tr("Show the ar&chived"))
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
        self.practice_button = QPushButton(self.tr("Add &practice patients"))
        self.practice_button.setToolTip(self.tr("Six invented patients with synthetic images, to try everything with"))
        self.practice_button.clicked.connect(practice.add)
        self._practice_bar = PracticeBar(practice)
        self.empty.add_buttons([first, self.practice_button])
        self.stack = QStackedWidget()
        blank = QWidget()
        self.stack.addWidget(blank)
        self.stack.addWidget(self.empty)
        self.stack.hide()
        self.due_page = DuePage(work)
        self.differing_page = DifferingPage(work)
        self.tabs = TabBar(documentMode=True, drawBase=False, expanding=False)
        self.tabs.setAccessibleName(self.tr("What is listed"))
        self._lists = QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.finder)
        self.tabs.currentChanged.connect(self._show_list)
        self.due_page.counted.connect(self._show_due_count)
        for page in (self.due_page, self.differing_page):
            page.list.opened.connect(self.lesion_chosen)
        self._archived.toggled.connect(self.finder.set_archived)
        self.finder.chosen.connect(self.chosen)
        self.finder.listed.connect(self._listed)

    def reload(self) -> None:
        """Look again, with the focus where one begins."""
        self.reload_lists()
        self.focus_first()

    def focus_first(self) -> None:
        """Put the focus in the search field, or on what else is listed."""
        if self._lists.currentIndex() == 0:
            self.finder.edit.setFocus()
            self.finder.edit.selectAll()  # What is typed next takes the place of what was looked for before.
        else:
            part = self._parts()[self._lists.currentIndex()]
            (part if part.isVisible() else self.tabs).setFocus()

    def reload_lists(self) -> None:
        """Look again."""
        self.due_page.reload()
        self._compare_if_shown()
        self.finder.refresh()

    def show_all(self) -> None:
        """Go to the list of all patients."""
        self.tabs.setCurrentIndex(0)

    def forget(self) -> None:
        """Keep nothing of what was found, nor what was looked for: that may be a name."""
        self.finder.edit.blockSignals(True)
        self.finder.edit.clear()
        self.finder.edit.blockSignals(False)
        self.finder.forget()
        self.due_page.forget()
        self.differing_page.forget()
        self._explain("")

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.finder.refresh_icons()
        self.due_page.refresh_icons()
        self.differing_page.refresh_icons()
        self.empty.refresh_icons()

    def select(self, patient: Patient) -> None:
        """Mark a patient in the list, if they are in it."""
        row = self.finder.model.row_of(patient.id)
        if row is not None:
            self.finder.table.selectRow(row)

    def _lay_out(self) -> None:
        everyone = QWidget()
        self._everyone = QVBoxLayout(everyone)
        self._everyone.setContentsMargins(0, 0, 0, 0)
        self._everyone.addWidget(self._practice_bar)
        self._everyone.addWidget(self.finder, 1)
        self._everyone.addWidget(self.stack, 1)
        for name, part in (
            (self.tr("A&ll patients"), everyone),
            (self.tr("Follow-up &due"), self.due_page),
            (self.tr("Prediction and c&onclusion differ"), self.differing_page),
        ):
            self.tabs.addTab(name)
            self._lists.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX)
        layout.setSpacing(GRID_PX * 3 // 2)
        layout.addLayout(page_header(self.tr("Patients"), self._archived, self.import_button, self.new_button))
        layout.addWidget(self.tabs)
        layout.addWidget(self._lists, 1)

    def _listed(self, count: int) -> None:
        self._first.setVisible(not self._archived.isChecked())
        self.practice_button.setVisible(not self._archived.isChecked() and not self.finder.text)
        self._explain("" if count else self.finder.text)
        if count == 0:
            self.stack.setCurrentWidget(self.empty)
        gone, here = (self.stack, self.finder.table) if count else (self.finder.table, self.stack)
        gone.hide()  # First: behind another page, Qt would go on counting the room for both.
        here.show()
        # The field stays where it is while the list below it comes and goes.
        self._everyone.setStretchFactor(self.finder, 1 if count else 0)

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

    def _show_list(self, number: int) -> None:
        self._lists.setCurrentIndex(number)
        self._compare_if_shown()
        self._archived.setVisible(number == 0)
        part = self._parts()[number]
        if not self.tabs.hasFocus() and part.isVisible():
            part.setFocus()

    def _parts(self) -> tuple[QWidget, ...]:
        """Return what takes the focus of each list."""
        return self.finder, self.due_page.list.table, self.differing_page.list.table

    def _compare_if_shown(self) -> None:
        # Only then: it goes through all conclusions there are.
        if self._lists.currentWidget() is self.differing_page:
            self.differing_page.reload()

    def _show_due_count(self, count: int, more: bool) -> None:
        shown = f"{count}+" if more else str(count)
        text = self.tr("Follow-up &due ({count})").format(count=shown) if count else self.tr("Follow-up &due")
        self.tabs.setTabText(1, text)
