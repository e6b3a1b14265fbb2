"""The camera's folder, from which new images go to the unfiled tray by themselves."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.settings.rows import WATCH_FOLDER
from desktop.core.settings.settings import Settings
from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.operations.watch_folder import WatchFolder, WatchState
from desktop.ui.widgets.card import Card


class WatchCard(Card):
    """Which folder it is, how it stands with it, and two buttons.

    *Signals:*
    ``settings_changed()``
    """

    settings_changed = Signal()

    def __init__(self, watch: WatchFolder, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watch = watch
        self._settings = settings
        self.set_title(self.tr("Watch a folder"))
        self.choose_button = self.add_button(self.tr("Choose the f&older to watch…"))
        self.stop_button = self.add_button(self.tr("S&top watching"))
        self.choose_button.clicked.connect(self._ask)
        self.stop_button.clicked.connect(lambda: self.set_folder(""))
        watch.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Say how things are."""
        fixed, folder = self._settings.is_fixed(WATCH_FOLDER), self._settings.get(WATCH_FOLDER)
        self.choose_button.setVisible(not fixed)
        self.stop_button.setVisible(not fixed and bool(folder))
        texts = [fixed_text()] if fixed else []
        if folder:
            texts += [self.tr("Folder: {folder}").format(folder=folder), self._standing()]
        else:
            texts.append(
                self.tr(
                    "Choose the folder into which your camera or its program puts photographs. All images in it, and "
                    "each new one, are assessed and wait under Unfiled while the vault is open. Lentigo never moves, "
                    "changes or deletes a file there."
                )
            )
        self.say("\n".join(texts))

    def set_folder(self, folder: str) -> None:
        """Watch another folder, or (empty) none."""
        self._settings.set(WATCH_FOLDER, folder)
        self.settings_changed.emit()
        self.reload()

    def _standing(self) -> str:
        return {
            WatchState.OFF: self.tr("It is looked into while the vault is open."),
            WatchState.WATCHING: self.tr("New images in it go to Unfiled by themselves."),
            WatchState.MISSING: self.tr(
                "It is not there or cannot be read. Connect its drive; Lentigo then goes on by itself."
            ),
        }[self._watch.state]

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder to watch"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.set_folder(str(Path(name))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
