"""Asking for image files and folders."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.imaging.sources import IMAGE_SUFFIXES
from desktop.core.settings.rows import LAST_FOLDER
from desktop.core.settings.settings import Settings


class ImageDialogs:
    """Opens the system's dialogs where one was last.

    Parameters
    ----------
    parent : QWidget
    settings : Settings
    chosen : callable
        Is given the files and folders.
    """

    def __init__(self, parent: QWidget, settings: Settings, chosen: Callable[[list[Path]], None]) -> None:
        self._parent = parent
        self._settings = settings
        self._chosen = chosen

    def ask_for_images(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self._parent, _tr("Open images"), self._last_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        dialog.setNameFilters([f"{_tr('Images')} ({patterns})", f"{_tr('All files')} (*)"])
        self._ask(dialog)

    def ask_for_folder(self) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self._parent, _tr("Open all images of a folder"), self._last_folder())
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

    def _last_folder(self) -> str:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        likely = (self._settings.get(LAST_FOLDER), pictures)
        return next((folder for folder in likely if folder and Path(folder).is_dir()), str(Path.home()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImageDialogs", text)
