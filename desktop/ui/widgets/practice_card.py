"""Invented patients to practise with: added and erased."""

from PySide6.QtWidgets import QWidget

from desktop.core.domain.practice import PRACTICE_PATIENTS
from desktop.ui.operations.practice_work import PracticeWork
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.practice_bar import PracticeBar


class PracticeCard(Card):
    """What they are, a button to add them and one to erase them, and how far it has come."""

    def __init__(self, practice: PracticeWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._practice = practice
        self.set_title(self.tr("Practice patients"))
        self.bar = PracticeBar(practice)
        self.body.addWidget(self.bar)
        self.add_patients_button = self.add_button(self.tr("A&dd practice patients"))
        self.erase_button = self.add_button(self.tr("Erase practice patients"))
        self.add_patients_button.clicked.connect(practice.add)
        self.erase_button.clicked.connect(practice.erase)
        practice.changed.connect(self._running_changed)
        practice.erased.connect(self.reload)
        self._enable(0)

    def reload(self, *_news: object) -> None:
        """Look how many there are."""
        self._practice.count(self._enable)

    def _enable(self, count: int) -> None:
        text = self.tr(
            "Six invented patients with synthetic images, conclusions and follow-ups, to try everything with. The "
            "export for research leaves them out. Erasing them erases nobody else."
        )
        if count:
            there = self.tr("Now in the vault: {count}.").format(count=count)
            text = f"{text} {there}"
        self.say(text)
        idle = not self._practice.running and self._practice.classifier is not None
        self.add_patients_button.setEnabled(idle and count < PRACTICE_PATIENTS)
        self.erase_button.setEnabled(idle and count > 0)

    def _running_changed(self) -> None:
        if self._practice.running:
            self.add_patients_button.setEnabled(False)
            self.erase_button.setEnabled(False)
        else:
            self.reload()
