"""Carrying out import requests."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import KnownError
from desktop.core.imaging.sources import ImageSource, find_images
from desktop.ui.imports import ImportRequest
from desktop.ui.operations.images import next_images, to_source
from desktop.ui.tasks import CancelToken, Lane, TaskRunner, without_token

_Sources = tuple[ImageSource, ...]


class ImportWork(QObject):
    """Looks up what the user asked for, off the GUI thread.

    *Signals:*
    ``images_found(tuple of ImageSource, bool)``: some images, and whether they are the first of their request.
    ``nothing_found(str)``: why a request came to nothing, in a sentence.
    ``running_changed()``: a search began or ended.
    """

    images_found = Signal(object, bool)
    nothing_found = Signal(str)
    running_changed = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._searches: dict[int, CancelToken] = {}
        self._next_search = 0

    @property
    def running(self) -> bool:
        """True while anything is being looked up."""
        return bool(self._searches)

    def start(self, request: ImportRequest) -> None:
        """Look up a request's images."""
        search, self._next_search = self._next_search, self._next_search + 1
        if request.refusal is not None:
            self.nothing_found.emit(request.refusal)
        elif request.pictures:
            pictures = request.pictures
            work = without_token(lambda: tuple(to_source(picture) for picture in pictures))
            self._submit(search, work, partial(self._found_pictures, search))
        else:
            self._continue(search, request, find_images(request.paths), first=True)

    def cancel(self) -> None:
        """Look no further."""
        for token in self._searches.values():
            token.cancel()
        self._searches.clear()
        self.running_changed.emit()

    def _continue(self, search: int, request: ImportRequest, found: Iterator[ImageSource], *, first: bool) -> None:
        done = partial(self._found, search, request, found, first=first)
        self._submit(search, partial(next_images, found), done)

    def _submit(self, search: int, work: Callable[[CancelToken], _Sources], done: Callable[[_Sources], None]) -> None:
        self._searches[search] = self._runner.submit(Lane.FILES, work, done=done, failed=partial(self._failed, search))
        self.running_changed.emit()

    def _found_pictures(self, search: int, sources: _Sources) -> None:
        self._end(search)
        self.images_found.emit(sources, True)

    def _found(
        self, search: int, request: ImportRequest, found: Iterator[ImageSource], sources: _Sources, *, first: bool
    ) -> None:
        if sources:
            self.images_found.emit(sources, first)
            self._continue(search, request, found, first=False)
            return
        self._end(search)
        if first:
            self.nothing_found.emit(self._no_images(request))

    def _no_images(self, request: ImportRequest) -> str:
        if len(request.paths) == 1:
            text = self.tr("There are no images in the folder “{name}”.").format(name=request.paths[0].name)
        else:
            text = self.tr("There are no images in these folders.")
        formats = self.tr("Lentigo reads JPEG, PNG, TIFF, BMP, WebP, HEIC and GIF files.")
        return f"{text} {formats}"

    def _failed(self, search: int, error: KnownError) -> None:
        self._end(search)
        self.nothing_found.emit(str(error))

    def _end(self, search: int) -> None:
        del self._searches[search]
        self.running_changed.emit()
