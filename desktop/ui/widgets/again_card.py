"""Assessing all images of the vault again."""

from PySide6.QtWidgets import QWidget

from desktop.ui.operations.everything_again import EverythingAgain
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.work_bar import WorkBar


class AgainCard(Card):
    """What it does, a button, and how far it has come."""

    def __init__(self, again: EverythingAgain, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._again = again
        self.set_title(self.tr("Assess everything again"))
        self.bar = WorkBar()
        self.body.addWidget(self.bar)
        self.start_button = self.add_button(self.tr("Assess everything a&gain"))
        self.pause_button = self.add_button(self.tr("&Pause"))
        self.start_button.clicked.connect(self._start)
        self.pause_button.clicked.connect(self._pause_or_go_on)
        self.bar.stop_requested.connect(again.stop)
        again.changed.connect(self.reload)
        again.progressed.connect(self._show_progress)
        self.say(
            self.tr(
                "Adds the answer of the bundle in use to each image in the vault that it has not assessed; earlier "
                "answers stay. You can go on working, and go on with this another day: what is done is not done twice."
            )
        )
        self.reload()

    def reload(self) -> None:
        """Show how things are."""
        again = self._again
        self.start_button.setEnabled(again.classifier is not None)
        self.start_button.setVisible(not again.running)
        self.pause_button.setVisible(again.reassessment.running)
        self.pause_button.setText(self.tr("&Go on") if again.reassessment.paused else self.tr("&Pause"))
        if not again.running:
            self.bar.end()
        elif again.searching:
            self.bar.begin(self.tr("Looking which images there are to assess…"))
        elif not self.bar.isVisibleTo(self):
            self.bar.begin("")

    def _start(self) -> None:
        self._again.start()

    def _pause_or_go_on(self) -> None:
        if self._again.reassessment.paused:
            self._again.reassessment.go_on()
        else:
            self._again.reassessment.pause()

    def _show_progress(self, done: int, of: int) -> None:
        self.bar.show_progress(done, of)
        self.bar.say(self.tr("Assessing image {number} of {of}…").format(number=done + 1, of=of))
