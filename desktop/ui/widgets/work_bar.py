"""Work that takes its time: what it is, how far it has come, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel


class WorkBar(QWidget):
    """A sentence above a bar, and a button. Hidden while nothing is under way.

    *Signals:*
    ``stop_requested()``: the button was pressed.
    """

    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = TextLabel(tabular=True)
        self._bar = QProgressBar(textVisible=False)
        self.stop_button = QPushButton(self.tr("S&top"))
        self.stop_button.clicked.connect(self._stop)
        row = QHBoxLayout()
        row.setSpacing(GRID_PX * 2)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX // 2)
        column.addWidget(self._text)
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def begin(self, text: str) -> None:
        """Show that something is under way."""
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self.show()

    def show_progress(self, done: int, of: int) -> None:
        """Show how far it has come; 0 of 0 while that cannot be said."""
        # Qt's bars count to 2³¹.
        self._bar.setRange(0, 1000 if of else 0)
        self._bar.setValue(round(1000 * done / of) if of else 0)

    def say(self, text: str) -> None:
        """Say something else of the same work."""
        self._text.setText(text)

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self._text.setText(self.tr("Stopping…"))
        self.stop_requested.emit()

    def end(self) -> None:
        """Nothing is under way any more."""
        self.hide()
        self._text.clear()
