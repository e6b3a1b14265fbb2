"""Images out of the vault: read on the store lane, decoded on another, in memory only."""

from collections import deque
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from desktop.core.errors import KnownError
from desktop.core.imaging.decode import decode
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken, Lane, TaskRunner
from desktop.ui.widgets.image_pyramid import ImagePyramid

THUMBNAIL_PX = 192
"""Longer side; twice what is painted, for displays of 200 %."""


class ExaminationImages(QObject):
    """Fetches examinations' images, one large one and any number of small ones.

    *Signals:*
    ``thumbnail_ready(str, object)``: an examination's id, and its QImage; a null one if it cannot be shown.
    ``image_ready(str, object)``: an examination's id, and its ImagePyramid.
    ``image_failed(str, str)``: an examination's id, and why it cannot be shown.
    """

    thumbnail_ready = Signal(str, object)
    image_ready = Signal(str, object)
    image_failed = Signal(str, str)

    def __init__(self, work: VaultWork, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._runner = runner
        self._wanted: deque[str] = deque()
        self._small: CancelToken | None = None
        self._large: CancelToken | None = None
        work.about_to_lock.connect(self.forget)

    def want_thumbnail(self, examination_id: str) -> None:
        """Fetch a small image; what was wanted last, and is most likely in view, comes first."""
        if examination_id not in self._wanted:
            self._wanted.append(examination_id)
        self._next_thumbnail()

    def want_image(self, examination_id: str) -> None:
        """Fetch a large image; the one wanted before is given up."""
        if self._large is not None:
            self._large.cancel()
        self._large = self._work.read(
            lambda history: history.image(examination_id),
            done=partial(self._decode, examination_id),
            failed=partial(self._tell_failed, examination_id),
        )

    def forget(self) -> None:
        """Give up everything."""
        for token in (self._small, self._large):
            if token is not None:
                token.cancel()
        self._small = self._large = None
        self._wanted.clear()

    def _decode(self, examination_id: str, data: bytes) -> None:
        self._large = self._runner.submit(
            Lane.SHOW,
            partial(_pyramid, data),
            done=lambda pyramid: self.image_ready.emit(examination_id, pyramid),
            failed=partial(self._tell_failed, examination_id),
        )

    def _tell_failed(self, examination_id: str, error: KnownError) -> None:
        self.image_failed.emit(examination_id, str(error))

    def _next_thumbnail(self) -> None:
        if self._small is not None or not self._wanted:
            return
        examination_id = self._wanted.pop()
        self._small = self._work.read(
            lambda history: history.image(examination_id),
            done=partial(self._shrink, examination_id),
            failed=partial(self._no_thumbnail, examination_id),
        )

    def _shrink(self, examination_id: str, data: bytes) -> None:
        self._small = self._runner.submit(
            Lane.SHOW,
            partial(_thumbnail, data),
            done=partial(self._tell_thumbnail, examination_id),
            failed=partial(self._no_thumbnail, examination_id),
        )

    def _no_thumbnail(self, examination_id: str, _error: KnownError) -> None:
        self._tell_thumbnail(examination_id, QImage())

    def _tell_thumbnail(self, examination_id: str, image: QImage) -> None:
        self._small = None
        self.thumbnail_ready.emit(examination_id, image)
        self._next_thumbnail()


def _pyramid(data: bytes, token: CancelToken) -> ImagePyramid:
    token.check()
    pixels = decode(data).pixels
    token.check()
    return ImagePyramid.from_pixels(pixels)


def _thumbnail(data: bytes, token: CancelToken) -> QImage:
    token.check()
    pyramid = ImagePyramid.from_pixels(decode(data, cover=(THUMBNAIL_PX, THUMBNAIL_PX)).pixels)
    scale = THUMBNAIL_PX / max(pyramid.width_px, pyramid.height_px)
    level = pyramid.level_for(min(scale, 1.0))
    return level if scale >= 1 else _fitted(level)


def _fitted(image: QImage) -> QImage:
    return image.scaled(
        QSize(THUMBNAIL_PX, THUMBNAIL_PX),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
