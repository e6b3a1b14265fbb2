"""Changes to a patient's record that can be taken back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.domain.accounts import Subject
from desktop.core.domain.history import Examination, Lesion, Patient, Pin
from desktop.core.storage.history import History
from desktop.ui.models.map_pin import pinned
from desktop.ui.models.words import where_text
from desktop.ui.operations.vault_work import VaultWork


class RecordChanges(QObject):
    """Makes changes, or is told of those that a form has made, and says how to undo each.

    *Signals:*
    ``changed()``: the record is another now, also after something was undone.
    ``undoable(str, object)``: a sentence, and what undoes what it tells of.
    """

    changed = Signal()
    undoable = Signal(str, object)

    def __init__(self, work: VaultWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    def archive(self, subject: Subject, subject_id: str, name: str) -> None:
        """Put something away."""
        self._do(
            lambda history: history.archive(subject, subject_id),
            self.tr("“{name}” is archived.").format(name=name),
            lambda history: history.restore(subject, subject_id),
        )

    def restore(self, subject: Subject, subject_id: str, name: str) -> None:
        """Take something out of the archive."""
        self._do(
            lambda history: history.restore(subject, subject_id),
            self.tr("“{name}” is out of the archive.").format(name=name),
            lambda history: history.archive(subject, subject_id),
        )

    def unfile(self, examination: Examination) -> None:
        """Take an image from under its lesion back into the unfiled tray."""
        lesion_id = examination.lesion_id
        if lesion_id is not None:
            self._do(
                lambda history: history.unfile(examination.id),
                self.tr("The image is unfiled again, with what was made of it."),
                lambda history: history.file_unfiled(examination.id, lesion_id),
            )

    def move_pin(self, lesion: Lesion, pin: Pin) -> None:
        """Put a lesion's pin somewhere else on the body map, or there for the first time; the site follows it."""
        details = pinned(lesion.details, pin)
        text = self.tr("The pin of “{name}” is moved: {place}.")
        self._do(
            lambda history: history.change_lesion(lesion.id, details),
            text.format(name=details.name, place=where_text(details)),
            lambda history: history.change_lesion(lesion.id, lesion.details),
        )

    def tell_of_patient(self, before: Patient, after: Patient) -> None:
        """Say that a form has changed a patient."""
        if before.details != after.details:
            self.tell(
                self.tr("The patient has been changed."),
                lambda history: history.change_patient(before.id, before.details),
            )

    def tell_of_lesion(self, before: Lesion, after: Lesion) -> None:
        """Say that a form has changed a lesion."""
        if before.details != after.details:
            self.tell(
                self.tr("The lesion has been changed."),
                lambda history: history.change_lesion(before.id, before.details),
            )

    def tell(self, text: str, undo: Callable[[History], object]) -> None:
        """Say what somebody else has changed, and how it is undone."""
        self.undoable.emit(text, partial(self._undo, undo))

    def _do(self, work: Callable[[History], object], text: str, undo: Callable[[History], object]) -> None:
        def done(_result: object) -> None:
            self.changed.emit()
            self.tell(text, undo)

        self._work.change(work, done=done)

    def _undo(self, undo: Callable[[History], object]) -> None:
        self._work.change(undo, done=lambda _result: self.changed.emit())
