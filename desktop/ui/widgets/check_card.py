"""Looking at every byte of the vault."""

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.core.errors import KnownError
from desktop.core.storage.verification import VerifyReport
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text_label import TextLabel


class CheckCard(Card):
    """A button, and what came of it."""

    def __init__(self, work: VaultWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.set_title(self.tr("Check the vault"))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress of the check"))
        self._bar.setRange(0, 0)
        self.problems = TextLabel()
        self.body.addWidget(self._bar)
        self.body.addWidget(self.problems)
        self.check_button = self.add_button(self.tr("&Check now"))
        self.check_button.clicked.connect(self._check)
        self.forget()

    def forget(self) -> None:
        """Keep nothing of what was found."""
        self.say(self.tr("Reads everything: the database, each image and the audit trail. This may take a while."))
        self.problems.clear()
        self.problems.hide()
        self._bar.hide()
        self.check_button.setEnabled(True)

    def _check(self) -> None:
        self.forget()
        self.check_button.setEnabled(False)
        self._bar.show()
        self.say(self.tr("Checking… Other work in the vault waits until it is done."))
        self._work.read(lambda history: history.verify(), done=self._show, failed=self._refused)

    def _show(self, report: VerifyReport) -> None:
        self.forget()
        if report.clean:
            text = self.tr("Database, audit trail and {count} images are as they were written.")
            self.say(text.format(count=report.images_checked))
            return
        self.say(self.tr("Something is damaged. Restore the vault from a backup made before."))
        self.problems.setText("\n".join(report.problems))
        self.problems.show()

    def _refused(self, error: KnownError) -> None:
        self.forget()
        self.say(str(error))
