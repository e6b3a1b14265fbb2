"""Filing images: under which lesion, and taken back from there."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.domain.history import Capture, Examination, Lesion
from desktop.ui.dialogs.show import show_dialog
from desktop.ui.models.queue_item import QueueItem
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.operations.filing import Unfiled, proposed_capture
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken, Lane, TaskRunner

if TYPE_CHECKING:  # Loaded when something is filed.
    from desktop.ui.operations.suggestions import Hints


class FilingDesk(QObject):
    """Asks where images belong, has them filed there, and offers to undo it.

    *Signals:*
    ``message(str)``: a sentence for the user.
    ``offered(str, str, object, object)``: a sentence, what a button says, what it does, and what undoes it.
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
        # By the form that is open, or was last.
        self._just_filed: list[Examination] = []

    def file_items(self, items: Sequence[QueueItem]) -> None:
        """Ask where images of the queue belong, and file them there."""
        images = [Unfiled(item.source.name, item.examination, item.source, item.assessment) for item in items]
        self.file_images(images)

    def file_images(self, images: Sequence[Unfiled]) -> None:
        """Ask where images belong, and file them there."""
        if images and self._work.is_unlocked:
            self._runner.submit(
                Lane.FILES,
                partial(_known_of, tuple(images)),
                done=partial(self._ask_where, tuple(images)),
                failed=lambda error: self.message.emit(str(error)),
            )

    def _ask_where(self, images: tuple[Unfiled, ...], known: "tuple[tuple[Capture, Hints], ...]") -> None:
        if not self._work.is_unlocked:
            return
        from desktop.ui.dialogs.file_under_dialog import FileUnderDialog

        captures, hints = zip(*known, strict=True)
        self._just_filed = []
        dialog = FileUnderDialog(self._work, images, captures, self._last_capture, hints, self._window)
        dialog.filed.connect(self._filed)
        dialog.saved.connect(partial(self._filed_all, len(images)))
        show_dialog(dialog)

    def _filed(self, _unfiled: Unfiled, examination: Examination) -> None:
        self._just_filed.append(examination)
        self._note_examinations(examination)
        taken = examination.capture
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
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            examination = None if item.assessment is None else by_hash.get(item.assessment.sha256 or "")
            if examination is None:
                continue
            filed_elsewhere = item.is_filed and item.examination and item.examination.id != examination.id
            if not filed_elsewhere:
                self._model.set_examination(item, examination)

    def _filed_all(self, count: int, lesion: Lesion) -> None:
        text = self.tr("Filed.") if count == 1 else self.tr("{count} images filed.").format(count=count)
        filed, self._just_filed = tuple(self._just_filed), []
        show, undo = partial(self.lesion_requested.emit, lesion), partial(self._unfile, filed)
        self.offered.emit(text, self.tr("Show"), show, undo)

    def _unfile(self, filed: tuple[Examination, ...]) -> None:
        ids = [examination.id for examination in filed]
        self._work.change(lambda history: history.unfile(*ids), done=self._unfiled_again)

    def _unfiled_again(self, examinations: tuple[Examination, ...]) -> None:
        self._note_examinations(*examinations)
        self.unfiled_changed.emit()
        self.record_changed.emit()


def _known_of(images: tuple[Unfiled, ...], token: CancelToken) -> "tuple[tuple[Capture, Hints], ...]":
    """Return how each image was taken and what its file says of whose it is."""
    from desktop.ui.operations.suggestions import hints_of

    known = []
    for image in images:
        token.check()
        known.append((proposed_capture(image), hints_of(image)))
    return tuple(known)
