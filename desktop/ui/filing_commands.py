"""Filing what is on show, or the whole queue."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.ui.actions import Actions
from desktop.ui.desk import Desk
from desktop.ui.models.queue_model import QueueModel
from desktop.ui.views.places import Places
from desktop.ui.widgets.file_bar import FilingState

if TYPE_CHECKING:  # Loaded when the bundle has been opened.
    from desktop.ui.views.assess_page import AssessPage


class FilingCommands(QObject):
    """Enables the two commands when there is something to file, and hands it to the desk.

    *Signals:*
    ``message(str)``: a sentence for the user.
    """

    message = Signal(str)

    def __init__(
        self, *, model: QueueModel, desk: Desk, places: Places, actions: Actions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._desk = desk
        self._places = places
        self._actions = actions
        self._page: AssessPage | None = None
        places.changed.connect(self.refresh)

    def watch(self, page: "AssessPage") -> None:
        """Follow what is on show."""
        self._page = page
        page.shown_changed.connect(self.refresh)

    def file_shown(self) -> None:
        """File the image on show."""
        row = None if self._page is None else self._page.shown_row
        if row is not None:
            self._desk.filing.file_items([self._model.item(row)])

    def file_queue(self) -> None:
        """File all images that have an answer and are not filed yet."""
        items = [item for row in range(self._model.rowCount()) if (item := self._model.item(row)).can_be_filed]
        if items:
            self._desk.filing.file_items(items)
        else:
            self.message.emit(self.tr("All images of the queue are filed already."))

    def refresh(self) -> None:
        """Look what there is to file."""
        page, unlocked, progress = self._page, self._desk.work.is_unlocked, self._model.progress
        row = None if page is None else page.shown_row
        item = None if row is None else self._model.item(row)
        fileable = item is not None and item.can_be_filed
        self._actions.file_under.setEnabled(self._places.is_assessing and unlocked and fileable)
        self._actions.file_queue.setEnabled(unlocked and progress.assessed + progress.out_of_scope > 0)
        if page is None:
            return
        if item is not None and item.is_filed:
            page.file_bar.show_state(FilingState.FILED)
        elif not fileable:
            page.file_bar.show_state(FilingState.NOTHING)
        else:
            page.file_bar.show_state(FilingState.READY if unlocked else FilingState.NO_VAULT)
