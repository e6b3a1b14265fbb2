"""What the clinic knows of a lesion, to be typed, and where it is, to be pointed at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.core.domain.body_map import place_of
from desktop.core.domain.body_sites import Laterality
from desktop.core.domain.history import Lesion, LesionDetails, LesionStatus, PatientDetails, Pin
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.models.lesion_standing import PinKind
from desktop.ui.models.map_pin import MapPin
from desktop.ui.models.words import full_name, laterality_title, lesion_status_title, place_text
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.body_map import BodyMap
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.site_picker import SitePicker
from desktop.ui.widgets.text_label import TextLabel

_SIDES = (None, *Laterality)
_STATUSES = tuple(LesionStatus)
_THIS_LESION = "this"


class LesionDialog(FormDialog):
    """Adds a lesion to a patient, or changes one. ``saved`` brings the `Lesion`.

    Site and side follow the pin when it is put somewhere; they can be corrected afterwards.

    Parameters
    ----------
    work : VaultWork
    patient_id : str
    lesion : Lesion, optional
        To be changed.
    pin : Pin, optional
        Where a new lesion is.
    whose : PatientDetails, optional
        Who is to be named, where nothing else on show says whose lesion it is.
    """

    def __init__(
        self,
        work: VaultWork,
        patient_id: str,
        lesion: Lesion | None = None,
        *,
        pin: Pin | None = None,
        whose: PatientDetails | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._patient_id = patient_id
        self._lesion = lesion
        self.set_words(self.tr("New lesion") if lesion is None else self.tr("Edit lesion"), self.tr("&Save"))
        self.name_edit = QLineEdit()
        self.site_picker = SitePicker()
        self.side_box, self.status_box = QComboBox(), QComboBox()
        self.side_box.addItems([self.tr("None or not known"), *(laterality_title(side) for side in Laterality)])
        self.status_box.addItems([lesion_status_title(status) for status in _STATUSES])
        self.due_edit = DateEdit(to_come=True)
        self._due = Field(
            self.tr("&Look again on"),
            self.due_edit,
            hint=self.tr("Empty if nothing is planned. It stays until you change it."),
        )
        self.notes_edit = QPlainTextEdit()
        self.notes_edit.setTabChangesFocus(True)
        self.notes_edit.setFixedHeight(GRID_PX * 9)
        self._site = Field(self.tr("&Body site"), self.site_picker)
        self._name = Field(
            self.tr("Na&me"),
            self.name_edit,
            hint=self.tr("What tells it from this patient's others, such as “upper, beside the scar”."),
        )
        self._whose = TextLabel(bold=True)
        self._whose_text = ""
        if whose is not None:
            text = self.tr("New lesion of {name} ({identifier})")
            self._whose_text = text.format(name=full_name(whose), identifier=whose.identifier)
        self._pin: Pin | None = None
        self.map = BodyMap(self.tr("Click the skin where the lesion is; drag its pin to move it."), with_legend=False)
        self.unpin_button = QPushButton(self.tr("Ta&ke off the map"))
        self.unpin_button.setAutoDefault(False)
        self.unpin_button.clicked.connect(lambda: self._show_pin(None))
        self.map.skin_chosen.connect(self._put_pin)
        self.map.pin_moved.connect(lambda _lesion, moved: self._put_pin(moved))
        # Enter on the pin just put down leads on; not to save at once, which a double click would do, too.
        self.map.pin_opened.connect(lambda _lesion: self.save_button.setFocus())
        self._lay_out()
        if lesion is not None:
            self._fill(lesion.details)
        if pin is not None:
            self._put_pin(pin)
        self.resume()
        self.site_picker.setFocus()

    def forget(self) -> None:
        """Name nobody while the vault is locked."""
        self._whose.clear()

    def resume(self) -> None:
        """Say again whose lesion it is."""
        self._whose.setText(self._whose_text)
        self._whose.setVisible(bool(self._whose_text))

    def _lay_out(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(GRID_PX * 3 // 2)
        for part in (
            self._site,
            Field(self.tr("Si&de"), self.side_box),
            self._name,
            Field(self.tr("S&tatus"), self.status_box),
            self._due,
            Field(self.tr("&Notes"), self.notes_edit),
        ):
            form.addWidget(part)
        form.addStretch(1)
        on_map = QVBoxLayout()
        on_map.setSpacing(GRID_PX)
        on_map.addWidget(self.map, 1)
        on_map.addWidget(self.unpin_button, 0, Qt.AlignmentFlag.AlignLeading)
        line = QHBoxLayout()
        line.setSpacing(GRID_PX * 3)
        line.addLayout(form, 1)
        line.addLayout(on_map, 1)
        self.body.addWidget(self._whose)
        self.body.addLayout(line)
        for side in (self.name_edit, self.map.canvas):  # And more where a language needs it.
            side.setMinimumWidth(GRID_PX * 44)
        self._show_pin(None)

    def save(self) -> None:
        """Hand the lesion to the vault."""
        details = self._details()
        if details is None:
            self.go_back()
            return
        lesion, patient_id = self._lesion, self._patient_id
        if lesion is None:
            self._work.change(
                lambda history: history.create_lesion(patient_id, details), done=self.finish, failed=self.refuse
            )
        else:
            self._work.change(
                lambda history: history.change_lesion(lesion.id, details), done=self.finish, failed=self.refuse
            )

    def _fill(self, details: LesionDetails) -> None:
        self.name_edit.setText(details.name)
        self.site_picker.set_site(details.site)
        self.side_box.setCurrentIndex(_SIDES.index(details.laterality))
        self.status_box.setCurrentIndex(_STATUSES.index(details.status))
        self.due_edit.set_date(details.due_on)
        self.notes_edit.setPlainText(details.notes)
        self._show_pin(details.pin)

    def _put_pin(self, pin: Pin) -> None:
        """Put the lesion there, and take the site and the side that are there; a name that was only these follows."""
        self._show_pin(pin)
        place = place_of(pin)
        if place is None:
            return
        if self.name_edit.text().strip() == place_text(self.site_picker.site, _SIDES[self.side_box.currentIndex()]):
            self.name_edit.clear()
        self.site_picker.set_site(place.site)
        self.side_box.setCurrentIndex(_SIDES.index(place.laterality))

    def _show_pin(self, pin: Pin | None) -> None:
        self._pin = pin
        self.unpin_button.setEnabled(pin is not None)
        if pin is None:
            self.map.show_pins(())
            return
        words = self.tr("This lesion")
        self.map.show_pins([MapPin(_THIS_LESION, pin, PinKind.NOT_ASSESSED, words)])
        self.map.choose(_THIS_LESION)

    def _details(self) -> LesionDetails | None:
        site, side = self.site_picker.site, _SIDES[self.side_box.currentIndex()]
        # A lesion whose place says enough needs no name of its own.
        name = self.name_edit.text().strip() or place_text(site, side)
        self._site.set_error(self.site_picker.problem)
        self._name.set_error("" if name else self.tr("Give it a body site or a name."))
        self._due.set_error(self.due_edit.problem)
        if self.site_picker.problem or not name:
            (self.site_picker if self.site_picker.problem else self.name_edit).setFocus()
            return None
        if self.due_edit.problem:
            self.due_edit.setFocus()
            return None
        return LesionDetails(
            name=name,
            site=site,
            laterality=side,
            pin=self._pin,
            status=_STATUSES[self.status_box.currentIndex()],
            notes=self.notes_edit.toPlainText().strip(),
            due_on=self.due_edit.date,
        )
