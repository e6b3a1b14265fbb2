"""Asking for image files and folders."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.imaging.sources import IMAGE_SUFFIXES
from desktop.core.settings.rows import LAST_FOLDER
from desktop.core.settings.settings import Settings
from desktop.ui.tasks import Lane, TaskRunner, without_token


class ImageDialogs:
    """Opens the system's dialogs where one was last.

    Parameters
    ----------
    parent : QWidget
    settings : Settings
    runner : TaskRunner
    chosen : callable
        Is given the files and folders.
    """

    def __init__(
        self, parent: QWidget, settings: Settings, runner: TaskRunner, chosen: Callable[[list[Path]], None]
    ) -> None:
        self._parent = parent
        self._settings = settings
        self._runner = runner
        self._chosen = chosen

    def ask_for_images(self) -> None:
        """Ask for files."""
        self._begin(self._open_images)

    def ask_for_folder(self) -> None:
        """Ask for a folder."""
        self._begin(self._open_folder)

    def _begin(self, then: Callable[[str], None]) -> None:
        """Find out where to begin, off the GUI thread: a drive that sleeps takes its time to say what it has."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        likely = (self._settings.get(LAST_FOLDER), pictures, str(Path.home()))
        self._runner.submit(
            Lane.FILES,
            without_token(partial(_first_there, likely)),
            done=then,
            failed=lambda _error: then(str(Path.home())),
        )

    def _open_images(self, folder: str) -> None:
        dialog = QFileDialog(self._parent, _tr("Open images"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        dialog.setNameFilters([f"{_tr('Images')} ({patterns})", f"{_tr('All files')} (*)"])
        self._ask(dialog)

    def _open_folder(self, folder: str) -> None:
        dialog = QFileDialog(self._parent, _tr("Open all images of a folder"), folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.filesSelected.connect(self._selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _selected(self, names: list[str]) -> None:
        if names:
            self._settings.set(LAST_FOLDER, str(Path(names[0]).parent))
            self._chosen([Path(name) for name in names])


def _first_there(folders: Sequence[str]) -> str:
    return next((folder for folder in folders if folder and Path(folder).is_dir()), "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImageDialogs", text)
