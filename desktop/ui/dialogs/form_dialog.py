"""A question that has to be answered before anything else goes on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.core.errors import KnownError
from desktop.ui.models.help_subjects import HELP
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.notice_label import NoticeLabel


class FormDialog(QDialog):
    """Fields, a sentence for what went wrong, and two buttons. Closes when the vault has taken what it says.

    A subclass calls `set_words`, adds its fields to `body` and overrides `save`, which ends with `finish`, `refuse` or
    `go_back`.

    *Signals:*
    ``saved(object)``: what the vault made of it.
    """

    saved = Signal(object)

    keeps_draft = True
    """Whether what was typed waits, hidden, while the vault is locked; otherwise the dialog is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save_text = ""
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID_PX * 3 // 2)
        self._problem = NoticeLabel()
        self.save_button = QPushButton()
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._begin)
        self.cancel_button = QPushButton(self.tr("&Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID_PX)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.cancel_button)
        self._buttons.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 2)
        layout.addLayout(self.body, 1)
        layout.addWidget(self._problem)
        layout.addLayout(self._buttons)
        self._busy = False
        self.is_done = False
        self.finished.connect(self._note_done)
        if parent is not None:
            # The window's own shortcuts are asleep behind a dialog; help is wanted here most.
            self.addActions([action for action in parent.window().actions() if action.objectName() == HELP])

    @property
    def problem(self) -> str:
        """What went wrong; empty if nothing did."""
        return self._problem.text()

    @property
    def busy(self) -> bool:
        """True while the vault is at work on it."""
        return self._busy

    def set_words(self, title: str, save_text: str) -> None:
        """Name the dialog, and the button that does it."""
        self.setWindowTitle(title)
        self._save_text = save_text
        self.save_button.setText(save_text)

    def go_back(self) -> None:
        """Let the fields be corrected; they say themselves what is wrong."""
        self._set_busy(False)

    def save(self) -> None:
        """Check the fields and hand them to the vault; to be overridden."""
        raise NotImplementedError

    def forget(self) -> None:
        """Keep nothing on show that came from the vault; it is being locked. What was typed stays."""

    def resume(self) -> None:
        """Show again what was chosen; the same account is back."""

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the texts are at this width: the first size comes from the width that they would like."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), max(self.height(), layout.minimumHeightForWidth(self.width())))

    def finish(self, result: object) -> None:
        """Tell what the vault made of it, and close."""
        self._set_busy(False)
        self.saved.emit(result)
        self.accept()

    def refuse(self, error: KnownError | str) -> None:
        """Say what went wrong, and let it be tried again."""
        self._set_busy(False)
        self._problem.say(str(error))

    def reject(self) -> None:
        """Close, unless the vault is at work: nobody would hear what came of it."""
        if not self._busy:
            super().reject()

    def _note_done(self) -> None:
        self.is_done = True

    def _begin(self) -> None:
        self._problem.say("")
        self._set_busy(True)
        self.save()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.save_button.setEnabled(not busy)
        self.save_button.setText(self.tr("One moment…") if busy else self._save_text)
        self.cancel_button.setEnabled(not busy)
