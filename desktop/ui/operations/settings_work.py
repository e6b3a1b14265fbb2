"""Saving the settings off the GUI thread."""

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import KnownError
from desktop.core.settings.settings import Settings
from desktop.ui.tasks import Lane, TaskRunner, without_token


class SettingsWork(QObject):
    """Writes the settings' file, one state after the other; of several that wait, only the newest.

    *Signals:*
    ``saved()``
    ``failed(str)``: why the settings were not saved; they hold until the program ends.
    """

    saved = Signal()
    failed = Signal(str)

    def __init__(self, settings: Settings, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._runner = runner
        self._under_way = False
        self._changed = False

    def save(self) -> None:
        """Write the settings as they are now, as soon as what is being written is done."""
        self._changed = True
        if not self._under_way:
            self._write()

    def finish(self) -> None:
        """Write what has not been written, here and now, when the program ends: after the runner was shut down.

        Raises
        ------
        SettingsError
            If the folder may not be written or the disk is full.
        """
        if self._under_way or self._changed:
            self._under_way = self._changed = False
            self._settings.save()

    def _write(self) -> None:
        self._under_way, self._changed = True, False
        self._runner.submit(
            Lane.SETTINGS, without_token(self._settings.saving()), done=lambda _none: self._written(), failed=self._tell
        )

    def _written(self) -> None:
        self._go_on()
        if not self._under_way:
            self.saved.emit()

    def _tell(self, error: KnownError) -> None:
        self._go_on()
        if not self._under_way:
            self.failed.emit(str(error))

    def _go_on(self) -> None:
        self._under_way = False
        if self._changed:
            self._write()
