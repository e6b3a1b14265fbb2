"""A patient's lesions: on the body map at the left, in a list at the right; each lights the other."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import Lesion, PatientRecord, Pin
from desktop.core.storage.history import History
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from desktop.ui.models.entry_list_model import EntryRole
from desktop.ui.models.lesion_list_model import LesionListModel
from desktop.ui.models.lesion_standing import OperatingThreshold, standings_of
from desktop.ui.models.lesion_words import lesion_entry, map_pin
from desktop.ui.operations.examinations import ExaminationImages
from desktop.ui.operations.record_changes import RecordChanges
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.body_map import BodyMap
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.lesion_delegate import LesionDelegate
from desktop.ui.widgets.scroll_column import ScrollColumn
from desktop.ui.widgets.text_label import TextLabel, TextSize

_MAP_WIDTH_PX = GRID_PX * 64


class PatientLesions(QWidget):
    """Shows the lesions of a record, and opens the form that changes one.

    *Signals:*
    ``lesion_opened(str)``: its page is to be shown.
    ``changed()``: the record is another now; it has to be read again.
    ``undoable(str, object)``: a sentence, and what undoes what it tells of.
    """

    lesion_opened = Signal(str)
    changed = Signal()
    undoable = Signal(str, object)

    def __init__(self, work: VaultWork, images: ExaminationImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._record: PatientRecord | None = None
        self._lesion_id: str | None = None
        self.changes = RecordChanges(work, self)
        self.changes.changed.connect(self.changed)
        self.changes.undoable.connect(self.undoable)
        self.map = BodyMap(self.tr("Click the skin to put a pin there; drag a pin to move it."))
        self.map.setMaximumWidth(_MAP_WIDTH_PX)
        self.menu = QMenu(self)
        self.model = LesionListModel(images, self)
        self.list = QListView()
        self.list.setModel(self.model)
        self._delegate = LesionDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Lesions"))
        self.list.viewport().installEventFilter(self)
        self.empty = EmptyState("file-under")
        self.empty.say(
            self.tr("No lesions yet"),
            self.tr(
                "Click the body map where the lesion is, or choose “New lesion…”. You can also drop an image on the "
                "window and file it under a new lesion."
            ),
        )
        self._right = QStackedWidget()
        self._right.addWidget(self.list)
        self._right.addWidget(self.empty)
        self.new_button = QPushButton(self.tr("New &lesion…"))
        self.edit_button = QPushButton(self.tr("E&dit lesion…"))
        self.archive_button = QPushButton(self.tr("Ar&chive"))
        self._lay_out()
        self._connect()

    @property
    def lesion_id(self) -> str | None:
        """The lesion that is chosen; None for none."""
        return self._lesion_id

    def show_record(
        self,
        record: PatientRecord,
        titles: Mapping[str, str],
        threshold: OperatingThreshold | None,
        lesion_id: str | None,
    ) -> None:
        """Show the lesions of a record, with one chosen if it has that one.

        Parameters
        ----------
        record : PatientRecord
        titles : mapping of str to str
            Of the bundle's labels, by their keys.
        threshold : OperatingThreshold or None
            What pins are told apart by.
        lesion_id : str or None
        """
        another = self._record is None or self._record.patient.id != record.patient.id
        self._record = record
        standings = standings_of(record, threshold)
        self.map.legend.show_threshold(None if threshold is None else threshold.chance)
        pins = [map_pin(standing, titles) for standing in standings if standing.lesion.archived_at is None]
        self.map.show_pins([pin for pin in pins if pin is not None])
        if another:
            self.map.show_first()
        self.model.show([lesion_entry(standing, titles) for standing in standings])
        self._right.setCurrentIndex(0 if standings else 1)
        self._choose(lesion_id)

    def focus_first(self) -> None:
        """Put the focus on the lesion that is chosen, or on the first."""
        if not self.model.rowCount():
            self.new_button.setFocus()
            return
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    def forget(self) -> None:
        """Keep nothing of the record."""
        self._record = None
        self._lesion_id = None
        self.menu.close()
        self.menu.clear()
        self.model.forget()
        self.map.show_pins(())
        self._enable()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.empty.refresh_icons()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Light no pin any more when the mouse leaves the list."""
        if event.type() is QEvent.Type.Leave:
            self.map.canvas.light(None)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        caption = TextLabel(TextSize.LARGE)
        caption.setText(self.tr("Lesions"))
        line = QHBoxLayout()
        line.setSpacing(GRID_PX)
        line.addWidget(caption, 1)
        for button in (self.new_button, self.edit_button, self.archive_button):
            line.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(GRID_PX)
        right.addLayout(line)
        right.addWidget(self._right, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID_PX * 3)
        layout.addWidget(ScrollColumn(self.map), 2)
        layout.addLayout(right, 3)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._add)
        self.edit_button.clicked.connect(self._edit)
        self.archive_button.clicked.connect(self._put_away)
        # A click opens, the arrow keys only choose.
        self.list.clicked.connect(lambda index: self.lesion_opened.emit(index.data(EntryRole.ID)))
        self.list.activated.connect(lambda index: self.lesion_opened.emit(index.data(EntryRole.ID)))
        self.list.entered.connect(lambda index: self.map.canvas.light(index.data(EntryRole.ID)))
        self.list.viewportEntered.connect(lambda: self.map.canvas.light(None))
        self.list.selectionModel().currentChanged.connect(self._row_chosen)
        self.map.pin_chosen.connect(self._choose)
        self.map.pin_opened.connect(self.lesion_opened)
        self.map.pin_hovered.connect(self._light_row)
        self.map.pin_moved.connect(self._move_pin)
        self.map.skin_chosen.connect(self._ask_whose_pin)

    # --- what is chosen

    def _lesion(self, lesion_id: str | None = None) -> Lesion | None:
        lesions = () if self._record is None else self._record.lesions
        wanted = lesion_id or self._lesion_id
        return next((lesion for lesion in lesions if lesion.id == wanted), None)

    def _choose(self, lesion_id: str | None) -> None:
        row = self.model.row_of(lesion_id)
        self.list.setCurrentIndex(QModelIndex() if row is None else self.model.index(row))
        self._take_choice(None if row is None else lesion_id)

    def _row_chosen(self, index: QModelIndex) -> None:
        self._take_choice(index.data(EntryRole.ID) if index.isValid() else None)

    def _take_choice(self, lesion_id: str | None) -> None:
        self._lesion_id = lesion_id
        self.map.choose(lesion_id)
        self._enable()

    def _light_row(self, lesion_id: str) -> None:
        self._delegate.lit_id = lesion_id or None
        self.list.viewport().update()

    def _enable(self) -> None:
        lesion = self._lesion()
        self.edit_button.setEnabled(lesion is not None)
        self.archive_button.setEnabled(lesion is not None)
        archived = lesion is not None and lesion.archived_at is not None
        self.archive_button.setText(self.tr("Unar&chive") if archived else self.tr("Ar&chive"))

    # --- what is changed

    def _add(self) -> None:
        self._open_form()

    def _edit(self) -> None:
        if self._record is not None and self._lesion_id is not None:
            # As it is once everything is written that is under way, such as a move of its pin.
            wanted = partial(_lesion_now, self._record.patient.id, self._lesion_id)
            self._work.read(wanted, done=self._open_form)

    def _open_form(self, lesion: Lesion | None = None, pin: Pin | None = None) -> None:
        if self._record is None:
            return
        dialog = LesionDialog(self._work, self._record.patient.id, lesion, pin=pin, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(partial(self._saved, lesion))
        dialog.open()

    def _saved(self, before: Lesion | None, lesion: Lesion) -> None:
        self._lesion_id = lesion.id
        self.changed.emit()
        if before is not None:
            self.changes.tell_of_lesion(before, lesion)

    def _put_away(self) -> None:
        lesion = self._lesion()
        if lesion is None:
            return
        change = self.changes.archive if lesion.archived_at is None else self.changes.restore
        change(Subject.LESION, lesion.id, lesion.details.name)

    def _ask_whose_pin(self, pin: Pin) -> None:
        """Offer a new lesion, the chosen one and those that have no pin yet; where there is no choice, do not ask."""
        lesions = () if self._record is None else self._record.lesions
        there = [lesion for lesion in lesions if lesion.archived_at is None]
        candidates = [lesion for lesion in there if lesion.id == self._lesion_id or lesion.details.pin is None]
        if not candidates:
            self._open_form(pin=pin)
            return
        self.menu.clear()
        self.menu.addAction(self.tr("New lesion here…")).triggered.connect(lambda: self._open_form(pin=pin))
        self.menu.addSeparator()
        for lesion in candidates:
            text = self.tr("Put the pin of “{name}” here").format(name=lesion.details.name.replace("&", "&&"))
            self.menu.addAction(text).triggered.connect(lambda _on=False, key=lesion.id: self._move_pin(key, pin))
        canvas = self.map.canvas
        self.menu.popup(canvas.mapToGlobal(canvas.place_of(pin).toPoint()))

    def _move_pin(self, lesion_id: str, pin: Pin) -> None:
        lesion = self._lesion(lesion_id)
        if lesion is not None:
            self._lesion_id = lesion_id
            self.changes.move_pin(lesion, pin)


def _lesion_now(patient_id: str, lesion_id: str, history: History) -> Lesion:
    return next(lesion for lesion in history.open_patient(patient_id).lesions if lesion.id == lesion_id)
