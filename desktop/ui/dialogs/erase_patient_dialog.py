"""The one thing that cannot be undone."""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.domain.history import Patient
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.models.words import full_name
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.text_label import TextLabel


class ErasePatientDialog(FormDialog):
    """Erases a patient once their identifier has been typed."""

    keeps_draft = False

    def __init__(self, work: VaultWork, patient: Patient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._patient = patient
        self.set_words(self.tr("Erase patient"), self.tr("&Erase for good"))
        self.save_button.setDefault(False)
        self.save_button.setAutoDefault(False)
        self.cancel_button.setDefault(True)
        warning = TextLabel()
        warning.setText(
            self.tr(
                "This destroys all that the vault keeps of {name}: lesions, images, assessments and conclusions. It "
                "cannot be undone. Backups made before still hold the patient.\n\n"
                "To put a patient away and keep everything, archive them instead."
            ).format(name=full_name(patient.details))
        )
        self.identifier_edit = QLineEdit()
        question = self.tr("Type the &identifier {identifier} to go on").format(
            identifier=patient.details.identifier.replace("&", "&&")
        )
        self.body.addWidget(warning)
        self.body.addWidget(Field(question, self.identifier_edit))
        self.setMinimumWidth(GRID_PX * 56)
        self.identifier_edit.textChanged.connect(self._enable)
        self._enable()
        self.identifier_edit.setFocus()

    def save(self) -> None:
        """Let the vault erase the patient."""
        patient_id = self._patient.id
        self._work.change(lambda history: history.erase_patient(patient_id), done=self.finish, failed=self.refuse)

    def _enable(self) -> None:
        self.save_button.setEnabled(self.identifier_edit.text().strip() == self._patient.details.identifier)
