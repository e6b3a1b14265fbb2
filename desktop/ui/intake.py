"""What comes in to be assessed, and what has to wait at the door."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.core.imaging.sources import IMAGE_SUFFIXES
from desktop.core.locations import samples_dir
from desktop.ui.imports import Importer, ImportRequest
from desktop.ui.operations.import_work import ImportWork
from desktop.ui.tasks import TaskRunner


class Intake(QObject):
    """Takes files, pictures and samples; keeps them waiting until `open`, and turns them away after `close`.

    *Signals:*
    ``begun()``: something has come.
    ``message(str)``: why nothing comes of it, in a sentence.
    ``sample_taken()``: a sample was asked for.
    ``images_found(tuple of ImageSource, bool)``: some images, and whether they are the first of what was asked for.
    ``running_changed()``: see `running`.
    """

    begun = Signal()
    message = Signal(str)
    sample_taken = Signal()
    images_found = Signal(object, bool)
    running_changed = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._importer = Importer()
        self._work = ImportWork(runner, self)
        self._waiting: list[ImportRequest] = []
        self._is_open = False
        self._refusal: str | None = None
        self._samples_tried = 0
        self._work.images_found.connect(self.images_found)
        self._work.nothing_found.connect(self.message)
        self._work.running_changed.connect(self.running_changed)

    @property
    def running(self) -> bool:
        """True while anything is being looked up."""
        return self._work.running

    def open(self) -> None:
        """Let in what waits and what comes from now on."""
        self._is_open = True
        self._let_in()

    def close(self, reason: str) -> None:
        """Turn away what waits and what comes from now on; the reason is a sentence."""
        self._refusal = reason
        self._let_in()

    def take_paths(self, paths: Iterable[Path]) -> None:
        """Take files and folders."""
        self._take(self._importer.from_paths(paths))

    def take_mime_data(self, data: QMimeData) -> None:
        """Take what was dropped."""
        self._take(self._importer.from_mime_data(data))

    def paste(self) -> None:
        """Take what is on the clipboard."""
        self.take_mime_data(QGuiApplication.clipboard().mimeData())

    def try_sample(self) -> None:
        """Take the next of the program's own samples."""
        samples = sorted(path for path in samples_dir().glob("*") if path.suffix.lower() in IMAGE_SUFFIXES)
        if not samples:
            self.message.emit(self.tr("The samples are missing. Reinstall Lentigo to get them back."))
            return
        self.sample_taken.emit()
        self.take_paths([samples[self._samples_tried % len(samples)]])
        self._samples_tried += 1

    def cancel(self) -> None:
        """Look no further."""
        self._work.cancel()

    def _take(self, request: ImportRequest) -> None:
        self.begun.emit()
        if self._refusal is not None:
            self.message.emit(self.tr("Nothing was assessed. {reason}").format(reason=self._refusal))
        elif request.refusal is None and not self._is_open:
            self._waiting.append(request)
        else:
            self._work.start(request)

    def _let_in(self) -> None:
        waiting, self._waiting = self._waiting, []
        for request in waiting:
            self._take(request)
