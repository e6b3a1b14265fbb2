"""Whose image it is, and which lesion it shows."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.domain.history import Capture, Lesion, Patient, PatientRecord
from desktop.core.errors import KnownError
from desktop.core.imaging.identifier_hints import HintSource
from desktop.core.storage.errors import ConflictError
from desktop.core.storage.history import History
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from desktop.ui.dialogs.patient_dialog import PatientDialog
from desktop.ui.models.words import full_name, where_text
from desktop.ui.operations.filing import Filed, Unfiled, file
from desktop.ui.operations.suggestions import Hints, Suggestion, suggest
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.capture_form import CaptureForm
from desktop.ui.widgets.notice_label import NoticeLabel
from desktop.ui.widgets.patient_finder import PatientFinder
from desktop.ui.widgets.text_label import TextLabel, TextSize

_LESION_ID = Qt.ItemDataRole.UserRole + 1


class FileUnderDialog(FormDialog):
    """Files images under one lesion, one after the other. ``saved`` brings the `Lesion`.

    Parameters
    ----------
    work : VaultWork
    images : sequence of Unfiled
        At least one.
    captures : sequence of Capture
        What is known of how each was taken.
    proposed : Capture
        How the clinic's photographs are taken as a rule.
    hints : sequence of tuple of IdentifierHint
        What each image's file says of whose it is; empty for an image that only the vault has.

    *Signals:*
    ``filed(object, object)``: an `Unfiled` of the images, and where it lies now: `Filed`.
    """

    filed = Signal(object, object)

    def __init__(
        self,
        work: VaultWork,
        images: Sequence[Unfiled],
        captures: Sequence[Capture],
        proposed: Capture,
        hints: Sequence[Hints],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._left = list(zip(images, captures, strict=True))
        self._images, self._hints = tuple(images), tuple(hints)
        self._count, self._done = len(images), 0
        self._patient_id: str | None = None
        self._shown: Patient | None = None
        self._last_patient_id: str | None = None
        self._chosen = False
        self._lesion_wanted: str | None = None
        self._lesions: dict[str, Lesion] = {}
        single = len(images) == 1
        self.set_words(self.tr("File under…"), self.tr("&File") if single else self.tr("&File all"))
        heading = TextLabel(TextSize.LARGE)
        heading.setText(
            self.tr("File “{name}”").format(name=images[0].name)
            if single
            else self.tr("File {count} images").format(count=len(images))
        )
        self.finder = PatientFinder(work, brief=True)
        self.finder.table.setColumnHidden(3, True)
        self.lesion_list = QListWidget()
        self._whose = TextLabel(bold=True)
        self._no_patient = TextLabel()
        self._no_patient.setText(self.tr("Choose a patient first: find one, or make a new one."))
        self._no_patient.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.new_patient_button = QPushButton(self.tr("New &patient…"))
        self.new_lesion_button = QPushButton(self.tr("Ne&w lesion…"))
        self._right = QStackedWidget()
        self._right.addWidget(self._no_patient)
        self._right.addWidget(self._lesions_side())
        self.capture_form = CaptureForm()
        self.capture_form.show_capture(capture_with(captures[0], proposed), several=not single)
        sides = QHBoxLayout()
        sides.setSpacing(GRID_PX * 3)
        sides.addLayout(self._patients_side(), 3)
        sides.addWidget(self._right, 2)
        self.suggestion = NoticeLabel()
        self.body.addWidget(heading)
        self.body.addWidget(self.suggestion)
        self.body.addLayout(sides, 1)
        if not single:
            note = TextLabel()
            note.setText(self.tr("Each keeps its own date, as far as its file tells."))
            self.body.addWidget(note)
        self.body.addWidget(self.capture_form)
        self.resize(GRID_PX * 112, GRID_PX * 76)
        self._connect()
        self._enable()
        self.finder.refresh()
        self.finder.setFocus()
        self._suggesting, self._opening = CancelToken(), CancelToken()
        self._suggest()

    def _connect(self) -> None:
        self.finder.chosen.connect(self._choose_patient)
        self.new_patient_button.clicked.connect(self._new_patient)
        self.new_lesion_button.clicked.connect(self._new_lesion)
        self.lesion_list.currentRowChanged.connect(self._enable)
        self.lesion_list.itemActivated.connect(lambda _item: self.save_button.setFocus())
        self.finished.connect(lambda _result: self._suggesting.cancel())

    def offer(self, patient_id: str | None) -> None:
        """Offer the patient under whom was filed last, while nothing is typed; None for nobody."""
        self._last_patient_id = patient_id
        if patient_id is not None:
            self._work.read(lambda history: history.patient_in_use(patient_id), done=self._show_offer)

    def forget(self) -> None:
        """Keep nothing of the vault on show while it is locked."""
        self.finder.forget()
        self._lesion_wanted = self._lesion_id()
        self._show_nobody()
        self.suggestion.say("")

    def resume(self) -> None:
        """Show again what was chosen."""
        self.finder.refresh()
        self.offer(self._last_patient_id)
        if self._chosen and self._patient_id is not None:
            self._open(self._patient_id)
        else:
            self._suggest()

    def save(self) -> None:
        """File the images, one after the other."""
        if not self.capture_form.valid or self._lesion_id() is None:
            self.go_back()
            return
        self._file_next(self._lesions[self._lesion_id() or ""])

    def _patients_side(self) -> QVBoxLayout:
        caption = QLabel(self.tr("Patient"))
        line = QHBoxLayout()
        line.addWidget(self.new_patient_button)
        line.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(GRID_PX)
        side.addWidget(caption)
        side.addWidget(self.finder, 1)
        side.addLayout(line)
        return side

    def _lesions_side(self) -> QWidget:
        self.lesion_list.setAccessibleName(self.tr("Lesions"))
        self.lesion_list.setWordWrap(True)
        self.lesion_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QWidget()
        line = QHBoxLayout()
        line.addWidget(self.new_lesion_button)
        line.addStretch(1)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._whose)
        column.addWidget(self.lesion_list, 1)
        column.addLayout(line)
        return side

    def _suggest(self) -> None:
        """Find out whose the images may be. It is never waited for, and never filed unless somebody presses File."""
        self._suggesting = self._work.read(partial(suggest, self._images, self._hints), done=self._take_suggestion)

    def _take_suggestion(self, suggestion: Suggestion) -> None:
        if self._chosen or self.finder.text:
            return  # Somebody knows already, or is looking.
        if suggestion.patient is not None:
            self.suggestion.say(self._words(suggestion, suggestion.patient))
            if suggestion.count == self._count:
                self._open(suggestion.patient.id, suggested=True)
        elif suggestion.disagree:
            self.suggestion.say(
                self.tr("The images seem to be of different patients. File them one by one, or look twice.")
            )

    def _words(self, suggestion: Suggestion, patient: Patient) -> str:
        if suggestion.count < self._count:
            text = self.tr(
                "{count} of the {all} images may be of {name} ({identifier}), by their files. The others do not say "
                "whose they are: look whether they belong together."
            )
        elif suggestion.source is HintSource.FILE_NAME:
            text = self.tr("Suggested: {name} ({identifier}), from the file name. Is it right?")
        else:
            text = self.tr("Suggested: {name} ({identifier}), from what is written in the file. Is it right?")
        details = patient.details
        return text.format(
            count=suggestion.count, all=self._count, name=full_name(details), identifier=details.identifier
        )

    def _show_offer(self, patient: Patient | None) -> None:
        text = ""
        if patient is not None:
            text = self.tr("Filed under l&ast: {name} ({identifier})").format(
                name=full_name(patient.details).replace("&", "&&"),
                identifier=patient.details.identifier.replace("&", "&&"),
            )
        self.finder.offer(patient, text)

    def _choose_patient(self, patient: Patient) -> None:
        self._chosen = True
        self._lesion_wanted = None
        self._open(patient.id)

    def _open(self, patient_id: str, *, suggested: bool = False) -> None:
        self._opening.cancel()
        if not suggested:
            # Until the record is there nothing must be filed, nor a lesion made, under whoever was chosen before.
            self._patient_id = patient_id
            self._show_nobody()
        self._opening = self._work.read(
            lambda history: history.open_patient(patient_id),
            done=partial(self._show_record, suggested=suggested),
            failed=self._not_opened,
        )

    def _not_opened(self, error: KnownError) -> None:
        self._right.setCurrentIndex(0)
        self.refuse(error)
        self._enable()

    def _show_nobody(self) -> None:
        self._shown = None
        self._lesions = {}
        self.lesion_list.clear()
        self._whose.clear()
        self._enable()

    def _show_record(self, record: PatientRecord, *, suggested: bool) -> None:
        if suggested and self._chosen:
            return  # Somebody was faster.
        self._patient_id, self._shown = record.patient.id, record.patient
        self._whose.setText(
            self.tr("Lesions of {name} ({identifier})").format(
                name=full_name(record.patient.details), identifier=record.patient.details.identifier
            )
        )
        lesions = [lesion for lesion in record.lesions if lesion.archived_at is None]
        self._lesions = {lesion.id: lesion for lesion in lesions}
        self.lesion_list.clear()
        for lesion in lesions:
            where = where_text(lesion.details)
            name = lesion.details.name
            entry = QListWidgetItem(f"{name}\n{where}" if where and where != name else name)
            entry.setData(_LESION_ID, lesion.id)
            self.lesion_list.addItem(entry)
            if lesion.id == self._lesion_wanted or len(lesions) == 1:
                self.lesion_list.setCurrentItem(entry)
        self._right.setCurrentIndex(1)
        self._enable()
        if suggested:
            return  # The focus stays where it is: Enter must not file what nobody has looked at.
        if not lesions:
            self.new_lesion_button.setFocus()
        elif self._lesion_id() is not None:
            self.save_button.setFocus()
        else:
            self.lesion_list.setFocus()

    def _new_patient(self) -> None:
        dialog = PatientDialog(self._work, typed=self.finder.text, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self._patient_made)
        dialog.open()

    def _patient_made(self, patient: Patient) -> None:
        self.finder.edit.setText(patient.details.identifier)
        self.finder.refresh()
        self._choose_patient(patient)

    def _new_lesion(self) -> None:
        if self._shown is None:
            return
        self._chosen = True  # Who makes a lesion of the patient that was suggested agrees.
        dialog = LesionDialog(self._work, self._shown.id, whose=self._shown.details, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self._lesion_made)
        dialog.open()

    def _lesion_made(self, lesion: Lesion) -> None:
        self._lesion_wanted = lesion.id
        self._open(lesion.patient_id)

    def _lesion_id(self) -> str | None:
        row = self.lesion_list.currentRow()
        return None if row < 0 else str(self.lesion_list.item(row).data(_LESION_ID))

    def _enable(self) -> None:
        self.new_lesion_button.setEnabled(self._shown is not None)
        self.save_button.setEnabled(self._lesion_id() is not None and not self.busy)

    def _file_next(self, lesion: Lesion) -> None:
        if not self._left:
            self.finish(lesion)
            return
        if not self._work.is_unlocked:  # The others must not be filed in the name of whoever unlocks it next.
            self.refuse(
                self.tr("{done} of {count} are filed. The vault was locked before the others were.").format(
                    done=self._done, count=self._count
                )
            )
            return
        unfiled, known = self._left[0]
        capture = self.capture_form.capture_for(known)
        if self._count > 1:
            done = self._count - len(self._left)
            self.save_button.setText(self.tr("{done} of {count} filed…").format(done=done, count=self._count))
        self._work.change(
            partial(_file, unfiled, lesion.id, capture),
            done=partial(self._filed_one, lesion),
            failed=partial(self._not_filed, lesion),
        )

    def _filed_one(self, lesion: Lesion, filed: Filed) -> None:
        unfiled, _ = self._left.pop(0)
        self._done += 1
        self.filed.emit(unfiled, filed)
        self._file_next(lesion)

    def _not_filed(self, lesion: Lesion, error: KnownError) -> None:
        if isinstance(error, ConflictError) and self._count > 1:
            self._left.pop(0)  # It lies under another lesion, which does not stop the others.
            self._file_next(lesion)
        elif self._done:
            text = self.tr("{done} of {count} are filed. {reason}")
            self.refuse(text.format(done=self._done, count=self._count, reason=error))
        else:
            self.refuse(error)


def capture_with(known: Capture, proposed: Capture) -> Capture:
    """Fill in what is not known of one capture from another; day and camera are each one's own."""
    return Capture(
        captured_at=known.captured_at,
        camera=known.camera,
        polarised=proposed.polarised if known.polarised is None else known.polarised,
        contact=proposed.contact if known.contact is None else known.contact,
        immersion=known.immersion or proposed.immersion,
        magnification=known.magnification or proposed.magnification,
    )


def _file(unfiled: Unfiled, lesion_id: str, capture: Capture, history: History) -> Filed:
    return file(history, unfiled, lesion_id, capture)
