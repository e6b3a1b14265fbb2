"""The queue's images for the eye: what was assessed, and nothing else that bears its name by now."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import KnownError
from desktop.core.imaging.sources import ImageSource
from desktop.ui.models.queue_item import QueueItem
from desktop.ui.operations.images import LoadedImage, load_image
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken, Lane, TaskRunner


class QueuePictures(QObject):
    """Loads one image at a time: from its file or, where that is gone or another by now, out of the vault.

    *Signals:*
    ``outdated()``: the vault was locked or unlocked, and what was loaded last, or could not be, depends on that.
    """

    outdated = Signal()

    def __init__(self, runner: TaskRunner, work: VaultWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._work = work
        self._token: CancelToken | None = None
        self._needs_vault = False
        work.state_changed.connect(self._state_changed)

    def load(
        self, item: QueueItem, *, done: Callable[[LoadedImage], None], failed: Callable[[KnownError], None]
    ) -> None:
        """Load an image; one that has an assessment comes as it was assessed, or not at all.

        ``failed`` is told what is wrong with the file: an `ImageChangedError` if it is not the one that was assessed.
        """
        self.stop()
        self._load_from(item.source, item, done, partial(self._look_in_vault, item, done, failed))

    def stop(self) -> None:
        """Give up what is being loaded."""
        self._needs_vault = False
        if self._token is not None:
            self._token.cancel()
            self._token = None

    def _load_from(
        self,
        source: ImageSource,
        item: QueueItem,
        done: Callable[[LoadedImage], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        sha256 = None if item.assessment is None else item.assessment.sha256
        self._token = self._runner.submit(Lane.SHOW, partial(load_image, source, sha256), done=done, failed=failed)

    def _look_in_vault(
        self,
        item: QueueItem,
        done: Callable[[LoadedImage], None],
        failed: Callable[[KnownError], None],
        error: KnownError,
    ) -> None:
        examination = item.examination
        self._needs_vault = examination is not None
        if examination is None or not self._work.is_unlocked:
            failed(error)
            return

        def found(data: bytes) -> None:
            self._load_from(ImageSource(item.source.name, None, data), item, done, lambda _error: failed(error))

        self._token = self._work.read(
            lambda history: history.image(examination.id), done=found, failed=lambda _error: failed(error)
        )

    def _state_changed(self) -> None:
        if self._needs_vault:
            self.outdated.emit()
