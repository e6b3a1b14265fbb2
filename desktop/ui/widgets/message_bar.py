"""A sentence in the page, where a dialog would be in the way."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel


class MessageBar(QWidget):
    """Shows one message until it is dismissed or the next one comes.

    Parameters
    ----------
    inset_px : int, optional
        Room around it; 0 where it stands among other parts.

    *Signals:*
    ``undo_offered(bool)``: whether what the message tells of can be undone.
    """

    undo_offered = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, inset_px: int = GRID_PX) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._text = TextLabel()
        self._action = QPushButton(self.tr("Do it"))
        self._action.clicked.connect(self._act)
        self._then: Callable[[], None] | None = None
        self._undo = QPushButton(self.tr("Undo"))
        self._undo.clicked.connect(self.undo)
        self._undoing: Callable[[], None] | None = None
        for button in (self._action, self._undo):
            button.setAutoDefault(False)  # In a dialog Enter is not for them, unless they have the focus.
        self._dismiss = QToolButton()
        self._dismiss.setAccessibleName(self.tr("Dismiss the message"))
        self._dismiss.setToolTip(self.tr("Dismiss"))
        self._dismiss.clicked.connect(self.clear)
        frame = QFrame()
        frame.setObjectName("messageBar")
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(GRID_PX * 3 // 2, GRID_PX // 2, GRID_PX // 2, GRID_PX // 2)
        inside.setSpacing(GRID_PX)
        inside.addWidget(self._icon)
        inside.addWidget(self._text, 1)
        inside.addWidget(self._action, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(inset_px, inset_px, inset_px, inset_px)
        layout.addWidget(frame)
        self.refresh_icons()
        self.hide()

    @property
    def text(self) -> str:
        """The message on show; empty if there is none."""
        return self._text.text()

    def show_message(
        self,
        text: str,
        offer: str = "",
        then: Callable[[], None] | None = None,
        undo: Callable[[], None] | None = None,
    ) -> None:
        """Show a sentence, and perhaps offer to do something about it, or to undo what it tells of.

        Parameters
        ----------
        text : str
        offer : str, optional
            What the button says.
        then : callable, optional
            Done when it is pressed.
        undo : callable, optional
            Undoes it.
        """
        self._text.setText(text)
        self._action.setText(offer)
        self._action.setVisible(bool(offer))
        self._then = then
        self._undo.setVisible(undo is not None)
        self._undoing = undo
        self.setAccessibleName(text)
        self.show()
        self.undo_offered.emit(undo is not None)

    def clear(self) -> None:
        """Take the message away."""
        self._text.clear()
        self.setAccessibleName("")
        self._then = self._undoing = None
        self.hide()
        self.undo_offered.emit(False)

    def settle(self) -> None:
        """Take a message away that has been there while something else came on show, unless it offers something."""
        if self._then is None and self._undoing is None:
            self.clear()

    def undo(self) -> None:
        """Undo what the message tells of, if it can be."""
        undoing = self._undoing
        if undoing is not None:
            self.clear()
            undoing()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme where nobody else tells of it, as in a dialog."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.refresh_icons()

    def _act(self) -> None:
        then = self._then
        self.clear()
        if then is not None:
            then()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self._icon.setPixmap(icon("about").pixmap(QSize(20, 20)))
        self._dismiss.setIcon(icon("close"))
