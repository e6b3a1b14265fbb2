"""One line of a form: what is asked, where to answer, and what is wrong with the answer."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel


class Field(QWidget):
    """A caption above an input, and below it a hint or, in its place, what is wrong.

    Parameters
    ----------
    caption : str
        May name a key with ``&``.
    input_widget : QWidget
        Takes the focus; its accessible name becomes the caption.
    hint : str, optional
    line : QWidget, optional
        What is laid out, if the input is only a part of it.
    """

    def __init__(
        self,
        caption: str,
        input_widget: QWidget,
        *,
        hint: str = "",
        line: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._input = input_widget
        self._hint_text = hint
        self._heading = QLabel()
        self._heading.setBuddy(input_widget)
        self.set_caption(caption)
        self._below = TextLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX // 2)
        column.addWidget(self._heading)
        column.addWidget(line or input_widget)
        column.addWidget(self._below)
        if isinstance(input_widget, QLineEdit):
            input_widget.textEdited.connect(self._edited)
        self.setFocusProxy(input_widget)
        self.set_error("")

    @property
    def error(self) -> str:
        """What is wrong; empty if nothing is."""
        return self._below.text() if self._input.property("wrong") else ""

    def set_caption(self, caption: str) -> None:
        """Ask for something else."""
        self._heading.setText(caption)
        self._input.setAccessibleName(caption.replace("&", ""))

    def _edited(self) -> None:
        if self.error:
            self.set_error("")  # It is being put right; whether it is, the next look will tell.

    def set_error(self, text: str) -> None:
        """Say what is wrong; empty for nothing."""
        self._below.setText(text or self._hint_text)
        self._below.setVisible(bool(text or self._hint_text))
        role = QPalette.ColorRole.WindowText if text else QPalette.ColorRole.PlaceholderText
        self._below.setForegroundRole(role)
        self._input.setAccessibleDescription(text or self._hint_text)
        if bool(self._input.property("wrong")) != bool(text):
            self._input.setProperty("wrong", bool(text))
            self._input.style().unpolish(self._input)
            self._input.style().polish(self._input)
