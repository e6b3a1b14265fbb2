"""What the clinic knows of a patient, to be typed."""

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop.core.domain.history import Patient, PatientDetails, Sex
from desktop.core.errors import KnownError
from desktop.core.storage.errors import ConflictError
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.models.words import SKIN_TYPES, sex_title
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.field import Field

_SEXES = (None, *Sex)


class PatientDialog(FormDialog):
    """Adds a patient, or changes one. ``saved`` brings the `Patient`.

    Parameters
    ----------
    work : VaultWork
    patient : Patient, optional
        To be changed.
    typed : str, optional
        What was searched for in vain: the beginning of a new patient.
    """

    def __init__(
        self, work: VaultWork, patient: Patient | None = None, typed: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._patient = patient
        self.set_words(self.tr("New patient") if patient is None else self.tr("Edit patient"), self.tr("&Save"))
        self.identifier_edit, self.family_edit, self.given_edit = QLineEdit(), QLineEdit(), QLineEdit()
        self.birth_edit = DateEdit()
        self.sex_box, self.skin_box = QComboBox(), QComboBox()
        self.sex_box.addItems([self.tr("Not known"), *(sex_title(sex) for sex in Sex)])
        self.skin_box.addItems([self.tr("Not known"), *SKIN_TYPES])
        self.notes_edit = QPlainTextEdit()
        self.notes_edit.setTabChangesFocus(True)
        self.notes_edit.setFixedHeight(GRID_PX * 9)
        self._identifier = Field(
            self.tr("&Identifier"), self.identifier_edit, hint=self.tr("The clinic's own number for this patient.")
        )
        self._birth = Field(self.tr("&Born"), self.birth_edit)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX * 2)
        grid.setVerticalSpacing(GRID_PX * 3 // 2)
        grid.addWidget(self._identifier, 0, 0, 1, 2)
        grid.addWidget(Field(self.tr("&Family name"), self.family_edit), 1, 0)
        grid.addWidget(Field(self.tr("&Given names"), self.given_edit), 1, 1)
        grid.addWidget(self._birth, 2, 0)
        grid.addWidget(Field(self.tr("Se&x"), self.sex_box), 2, 1)
        grid.addWidget(Field(self.tr("Skin &type (Fitzpatrick)"), self.skin_box), 3, 0)
        grid.addWidget(Field(self.tr("&Notes"), self.notes_edit), 4, 0, 1, 2)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.setMinimumWidth(GRID_PX * 64)
        if patient is not None:
            self._fill(patient.details)
        elif any(character.isdigit() for character in typed):
            self.identifier_edit.setText(typed.strip())
        else:
            self._take_name(typed)
        self.identifier_edit.setFocus()

    def save(self) -> None:
        """Hand the patient to the vault."""
        details = self._details()
        if details is None:
            self.go_back()
            return
        patient = self._patient
        if patient is None:
            self._work.change(lambda history: history.create_patient(details), done=self.finish, failed=self._refused)
        else:
            self._work.change(
                lambda history: history.change_patient(patient.id, details), done=self.finish, failed=self._refused
            )

    def _fill(self, details: PatientDetails) -> None:
        self.identifier_edit.setText(details.identifier)
        self.family_edit.setText(details.family_name)
        self.given_edit.setText(details.given_names)
        self.birth_edit.set_date(details.birth_date)
        self.sex_box.setCurrentIndex(_SEXES.index(details.sex))
        self.skin_box.setCurrentIndex(details.skin_type or 0)
        self.notes_edit.setPlainText(details.notes)

    def _take_name(self, typed: str) -> None:
        family, _, given = typed.partition(",") if "," in typed else typed.partition(" ")
        self.family_edit.setText(family.strip().title() if family.islower() else family.strip())
        self.given_edit.setText(given.strip().title() if given.islower() else given.strip())

    def _details(self) -> PatientDetails | None:
        identifier = self.identifier_edit.text().strip()
        self._identifier.set_error("" if identifier else self.tr("Every patient needs an identifier."))
        self._birth.set_error(self.birth_edit.problem)
        if not identifier:
            self.identifier_edit.setFocus()
            return None
        if self.birth_edit.problem:
            self.birth_edit.setFocus()
            return None
        return PatientDetails(
            identifier=identifier,
            family_name=self.family_edit.text().strip(),
            given_names=self.given_edit.text().strip(),
            birth_date=self.birth_edit.date,
            sex=_SEXES[self.sex_box.currentIndex()],
            skin_type=self.skin_box.currentIndex() or None,
            notes=self.notes_edit.toPlainText().strip(),
        )

    def _refused(self, error: KnownError) -> None:
        self.refuse(error)
        if isinstance(error, ConflictError):
            self._identifier.set_error(self.tr("This identifier is taken."))
            self.identifier_edit.setFocus()
            self.identifier_edit.selectAll()
