"""Lesions whose follow-up is due."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.core.domain.worklists import DueLesion
from desktop.ui.models.worklist_words import due_row
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.worklist import SHOWN_AT_ONCE, Worklist

_SOON = timedelta(days=30)


class DuePage(QWidget):
    """The longest overdue first; on request those of the coming days, too.

    *Signals:*
    ``counted(int, bool)``: how many of those listed are due today or were before, and whether there are more.
    """

    counted = Signal(int, bool)

    def __init__(self, work: VaultWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.soon_box = QCheckBox(self.tr("Show the coming {count} days, &too").format(count=_SOON.days))
        headings = self.tr("Patient"), self.tr("Identifier"), self.tr("Lesion"), self.tr("Due on"), self.tr("When")
        self.list = Worklist(self.tr("Lesions whose follow-up is due"), headings, "patients")
        self.list.empty.say(
            self.tr("No follow-up is due"),
            self.tr("A lesion appears here on the day that is set in its form as the next follow-up."),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID_PX)
        layout.addWidget(self.soon_box, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.list, 1)
        self.soon_box.toggled.connect(self.reload)

    def reload(self) -> None:
        """Look what is due."""
        today = datetime.now().astimezone().date()
        until = today + _SOON if self.soon_box.isChecked() else today
        self._work.read(
            lambda history: history.due_lesions(until, limit=SHOWN_AT_ONCE + 1),
            done=lambda due: self._show(due, today),
        )

    def forget(self) -> None:
        """Keep nothing of the vault."""
        self.list.forget()

    def refresh_icons(self) -> None:
        """Paint the icon in the colours of now."""
        self.list.refresh_icons()

    def _show(self, found: tuple[DueLesion, ...], today: date) -> None:
        listed, more = found[:SHOWN_AT_ONCE], len(found) > SHOWN_AT_ONCE
        note = self.tr("The {count} longest overdue. There are more.").format(count=len(listed)) if more else ""
        self.list.show_rows([due_row(due, today) for due in listed], note)
        are_due = sum(due.due_on <= today for due in listed)
        self.counted.emit(are_due, more and are_due == len(listed))
