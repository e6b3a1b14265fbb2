"""Finding patients while somebody types."""

from PySide6.QtCore import QObject, Signal

from desktop.core.domain.history import ListedPatient
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import CancelToken

SHOWN_AT_ONCE = 100


class PatientSearch(QObject):
    """Searches for the text that was typed last; answers to earlier ones are dropped.

    *Signals:*
    ``found(object, str)``: a tuple of ListedPatient, and the text that they were found by.
    """

    found = Signal(object, str)

    def __init__(self, work: VaultWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._latest: CancelToken | None = None

    def search(self, text: str, *, archived: bool = False) -> None:
        """Look for patients."""
        self.cancel()
        self._latest = self._work.read(
            lambda history: history.find_patients(text, limit=SHOWN_AT_ONCE, archived=archived),
            done=lambda patients: self._tell(patients, text),
        )

    def cancel(self) -> None:
        """Give up what is being looked for."""
        if self._latest is not None:
            self._latest.cancel()
            self._latest = None

    def _tell(self, patients: tuple[ListedPatient, ...], text: str) -> None:
        self.found.emit(patients, text)
