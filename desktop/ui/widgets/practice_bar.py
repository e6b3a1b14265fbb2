"""How far the practice patients have come."""

from PySide6.QtWidgets import QWidget

from desktop.ui.operations.practice_work import PracticeWork
from desktop.ui.widgets.work_bar import WorkBar


class PracticeBar(WorkBar):
    """Shows itself while practice patients are added, and can stop that."""

    def __init__(self, practice: PracticeWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._practice = practice
        self.stop_requested.connect(practice.stop)
        practice.changed.connect(self._show_running)
        practice.progressed.connect(self._show_patient)

    def _show_running(self) -> None:
        if self._practice.running:
            self.begin(self.tr("Adding practice patients…"))
        else:
            self.end()

    def _show_patient(self, done: int, of: int) -> None:
        self.show_progress(done, of)
        self.say(self.tr("Adding practice patient {number} of {of}…").format(number=done + 1, of=of))
