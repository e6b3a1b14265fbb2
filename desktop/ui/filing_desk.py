"""Filing images: under which lesion, and taken back from there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.domain.history import Capture, Examination, Lesion
from desktop.ui.dialogs.show import show_dialog
from desktop.ui.models.queue_item import QueueItem
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.operations.filing import Filed, Unfiled, proposed_capture
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken, Lane, TaskRunner

if TYPE_CHECKING:  # Loaded when something is filed.
    from desktop.ui.operations.suggestions import Hints


class FilingDesk(QObject):
    """Asks where images belong, has them filed there, and offers to undo it.

    *Signals:*
    ``message(str)``: a sentence for the user.
    ``offered(str, str, object, object)``: a sentence, what a button says, what it does, and what undoes it or None.
    ``unfiled_changed()``: the unfiled tray is not what it was.
    ``record_changed()``: what is on show of a patient may be out of date.
    ``lesion_requested(object)``: the `Lesion` under which something was filed is to be shown.
    """

    message = Signal(str)
    offered = Signal(str, str, object, object)
    unfiled_changed = Signal()
    record_changed = Signal()
    lesion_requested = Signal(object)

    def __init__(
        self, *, window: QWidget, work: VaultWork, runner: TaskRunner, model: QueueModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._work = work
        self._runner = runner
        self._model = model
        self._last_capture = Capture()
        # Where the last images went, to be offered for the next: its id alone, for the vault may be locked in between.
        self._last_patient_id: str | None = None
        self._asking = CancelToken()  # Of what is found out before the form can be there.
        self._form_open = False
        self._just_filed: list[Filed] = []  # By the form that is open.
        work.about_to_lock.connect(self._give_up_asking)

    def file_items(self, items: Sequence[QueueItem]) -> None:
        """Ask where images of the queue belong, and file them there."""
        images = [Unfiled(item.source.name, item.examination, item.source, item.assessment) for item in items]
        self.file_images(images)

    def file_images(self, images: Sequence[Unfiled]) -> None:
        """Ask where images belong, and file them there; unless that is being asked of others already."""
        if not images or not self._work.is_unlocked or self._form_open:
            return
        self._give_up_asking()
        self._asking = self._runner.submit(
            Lane.FILES,
            partial(_known_of, tuple(images)),
            done=partial(self._ask_where, tuple(images)),
            failed=lambda error: self.message.emit(str(error)),
        )

    def start_anew(self) -> None:
        """Forget what was filed last, and under whom: somebody else is here now."""
        self._last_patient_id = None
        self._just_filed = []

    def look_again(self) -> None:
        """Find out what the vault keeps of the images in the window by now: they may be unfiled again, or erased."""
        ids = {item.examination.id for item in self._items() if item.examination is not None}
        if ids:
            self._work.read(lambda history: history.examinations_there(ids), done=partial(self._note_there, ids))

    def _give_up_asking(self) -> None:
        self._asking.cancel()

    def _items(self) -> Iterator[QueueItem]:
        return (self._model.item(row) for row in range(self._model.rowCount()))

    def _ask_where(self, images: tuple[Unfiled, ...], known: "tuple[tuple[Capture, Hints], ...]") -> None:
        from desktop.ui.dialogs.file_under_dialog import FileUnderDialog

        captures, hints = zip(*known, strict=True)
        dialog = FileUnderDialog(self._work, images, captures, self._last_capture, hints, self._window)
        dialog.offer(self._last_patient_id)
        dialog.filed.connect(self._filed)
        dialog.saved.connect(partial(self._filed_all, len(images)))
        dialog.finished.connect(self._form_closed)
        self._form_open, self._just_filed = True, []
        show_dialog(dialog)

    def _filed(self, _unfiled: Unfiled, filed: Filed) -> None:
        self._just_filed.append(filed)
        self._note_examinations(filed.examination)
        taken = filed.examination.capture
        self._last_capture = Capture(
            polarised=taken.polarised,
            contact=taken.contact,
            immersion=taken.immersion,
            magnification=taken.magnification,
        )
        self.unfiled_changed.emit()

    def _note_examinations(self, *examinations: Examination) -> None:
        """Have the images in the window know where the vault keeps them."""
        by_hash = {examination.sha256: examination for examination in examinations}
        for item in self._items():
            examination = None if item.assessment is None else by_hash.get(item.assessment.sha256 or "")
            if examination is None:
                continue
            filed_elsewhere = item.is_filed and item.examination and item.examination.id != examination.id
            if not filed_elsewhere:
                self._model.set_examination(item, examination)

    def _filed_all(self, count: int, lesion: Lesion) -> None:
        self._last_patient_id = lesion.patient_id
        filed, self._just_filed = self._just_filed, []
        text, show = self._words(count, filed), partial(self.lesion_requested.emit, lesion)
        self.offered.emit(text, self.tr("Show"), show, self._undo_of(filed))

    def _form_closed(self) -> None:
        self._form_open = False
        filed, self._just_filed = self._just_filed, []
        if any(each.anew for each in filed):  # Given up half-way.
            self.offered.emit(self._words(len(filed), filed), "", None, self._undo_of(filed))

    def _words(self, count: int, filed: Sequence[Filed]) -> str:
        """Say what became of so many images, of which some were filed."""
        anew = sum(each.anew for each in filed)
        if count == 1:
            return self.tr("Filed.") if anew else self.tr("This image lay under this lesion already.")
        parts = [self.tr("1 image filed.") if anew == 1 else self.tr("{count} images filed.").format(count=anew)]
        if here := len(filed) - anew:
            parts.append(self.tr("Already under this lesion: {count}.").format(count=here))
        if elsewhere := count - len(filed):
            parts.append(self.tr("Under another lesion, and left there: {count}.").format(count=elsewhere))
        return " ".join(parts)

    def _undo_of(self, filed: Sequence[Filed]) -> Callable[[], None] | None:
        """Return what takes back what was done: what lay there before stays."""
        ids = tuple(each.examination.id for each in filed if each.anew)
        return partial(self._unfile, ids) if ids else None

    def _unfile(self, ids: tuple[str, ...]) -> None:
        self._work.change(lambda history: history.unfile(*ids), done=self._unfiled_again)

    def _unfiled_again(self, examinations: tuple[Examination, ...]) -> None:
        self._last_patient_id = None  # It may have been the wrong one.
        self._note_examinations(*examinations)
        self.unfiled_changed.emit()
        self.record_changed.emit()

    def _note_there(self, asked: set[str], there: Mapping[str, Examination]) -> None:
        for item in self._items():
            known = item.examination
            if known is not None and known.id in asked and there.get(known.id) != known:
                self._model.set_examination(item, there.get(known.id))


def _known_of(images: tuple[Unfiled, ...], token: CancelToken) -> "tuple[tuple[Capture, Hints], ...]":
    """Return how each image was taken and what its file says of whose it is."""
    from desktop.ui.operations.suggestions import hints_of

    known = []
    for image in images:
        token.check()
        known.append((proposed_capture(image), hints_of(image)))
    return tuple(known)
