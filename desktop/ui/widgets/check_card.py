"""Looking at every byte of the vault."""

from PySide6.QtWidgets import QWidget

from desktop.core.errors import KnownError
from desktop.core.storage.verification import VerifyReport
from desktop.ui.operations.step_work import StepWork
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text_label import TextLabel
from desktop.ui.widgets.work_bar import WorkBar


class CheckCard(Card):
    """A button, how far it has come, and what came of it."""

    def __init__(self, work: VaultWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = StepWork(work, self)
        self.set_title(self.tr("Check the vault"))
        self.bar = WorkBar()
        self.problems = TextLabel()
        self.body.addWidget(self.bar)
        self.body.addWidget(self.problems)
        self.check_button = self.add_button(self.tr("&Check now"))
        self.check_button.clicked.connect(self._check)
        self.bar.stop_requested.connect(self._steps.stop)
        self._steps.stopped.connect(self._tell_stopped)
        self._steps.progressed.connect(self._show_progress)
        self.forget()

    def forget(self) -> None:
        """Keep nothing of what was found."""
        self._steps.cancel()
        self._rest(
            self.tr("Reads everything: the database, the audit trail and each image. You can go on working meanwhile.")
        )

    def _check(self) -> None:
        self._rest("")
        self.check_button.setEnabled(False)
        self.status.hide()
        self.bar.begin(self.tr("Checking the database and the audit trail…"))
        self._steps.start(lambda history: history.verify_steps(), done=self._show, failed=self._refused)

    def _tell_stopped(self) -> None:
        self._rest(self.tr("The check was stopped before it was done."))

    def _show_progress(self, done: int, of: int) -> None:
        self.bar.show_progress(done, of)
        if of:
            self.bar.say(self.tr("Checking image {done} of {of}…").format(done=done, of=of))

    def _show(self, report: VerifyReport) -> None:
        if report.clean:
            text = self.tr("Database, audit trail and {count} images are as they were written.")
            self._rest(text.format(count=report.images_checked))
            return
        self._rest(self.tr("Something is damaged. Restore the vault from a backup made before."))
        self.problems.setText("\n".join(report.problems))
        self.problems.show()

    def _refused(self, error: KnownError) -> None:
        self._rest(str(error))

    def _rest(self, text: str) -> None:
        self.say(text)
        self.status.show()
        self.problems.clear()
        self.problems.hide()
        self.bar.end()
        self.check_button.setEnabled(True)
