"""What the clinician decided, to be typed."""

import re
from datetime import datetime

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.core.domain.history import ConclusionDetails, ConclusionKind
from desktop.core.domain.worklists import malignant_by_icd10
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.models.words import conclusion_kind_title
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.text_label import TextLabel

_KINDS = tuple(ConclusionKind)
_FINDINGS = (None, False, True)
_ICD10 = re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?")


class ConclusionDialog(FormDialog):
    """Adds a conclusion to an examination, beside earlier ones. ``saved`` brings the `Conclusion`."""

    def __init__(self, work: VaultWork, examination_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._examination_id = examination_id
        self.set_words(self.tr("Record a conclusion"), self.tr("&Record"))
        self.kind_box = QComboBox()
        self.kind_box.addItems([conclusion_kind_title(kind) for kind in _KINDS])
        self.text_edit, self.date_edit, self.icd10_edit = QLineEdit(), DateEdit(), QLineEdit()
        self.date_edit.set_date(datetime.now().astimezone().date())
        self.icd10_edit.setPlaceholderText(self.tr("Optional, such as D22.5"))
        self._text = Field(self.tr("&Diagnosis"), self.text_edit, hint=self.tr("In your own words."))
        self._date = Field(self.tr("D&ate"), self.date_edit)
        self._icd10 = Field(self.tr("&ICD-10"), self.icd10_edit)
        self.finding_box = QComboBox()
        self.finding_box.addItems([self.tr("Not decided"), self.tr("Benign"), self.tr("Malignant")])
        finding = Field(
            self.tr("&Finding"), self.finding_box, hint=self.tr("Where it differs from the prediction, a list tells.")
        )
        for part in (Field(self.tr("&Based on"), self.kind_box), self._text, self._date, self._icd10, finding):
            self.body.addWidget(part)
        lasting = TextLabel()
        lasting.setText(self.tr("A conclusion stays as it is recorded. Another one can be added beside it."))
        lasting.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.body.addWidget(lasting)
        self._finding_chosen = False
        self.finding_box.activated.connect(self._choose_finding)
        self.icd10_edit.textEdited.connect(self._propose_finding)
        self.setMinimumWidth(GRID_PX * 52)
        self.kind_box.setFocus()

    def save(self) -> None:
        """Hand the conclusion to the vault."""
        details = self._details()
        if details is None:
            self.go_back()
            return
        examination_id = self._examination_id
        self._work.change(
            lambda history: history.conclude(examination_id, details), done=self.finish, failed=self.refuse
        )

    def _choose_finding(self) -> None:
        self._finding_chosen = True

    def _propose_finding(self, code: str) -> None:
        """Take what a code decides, until somebody has chosen."""
        if not self._finding_chosen:
            self.finding_box.setCurrentIndex(_FINDINGS.index(malignant_by_icd10(code.strip().upper())))

    def _details(self) -> ConclusionDetails | None:
        text, code, day = self.text_edit.text().strip(), self.icd10_edit.text().strip().upper(), self.date_edit.date
        self._text.set_error("" if text else self.tr("Say what you decided."))
        self._date.set_error("" if day else self.tr("Type a past date like 24/12/2025."))
        code_wrong = bool(code) and not _ICD10.fullmatch(code)
        self._icd10.set_error(self.tr("Codes look like C43.5; or leave it empty.") if code_wrong else "")
        if not text or day is None or code_wrong:
            first = self.text_edit if not text else self.date_edit if day is None else self.icd10_edit
            first.setFocus()
            return None
        finding = _FINDINGS[self.finding_box.currentIndex()]
        return ConclusionDetails(_KINDS[self.kind_box.currentIndex()], text, day, code, finding)
