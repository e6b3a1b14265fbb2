"""Nothing loaded yet."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.actions import Actions
from desktop.ui.icons import icon
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel, TextSize

_ICON_PX = 48


class EmptyPage(QWidget):
    """A large target for drops, and the other ways in."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = QFrame()
        self._target.setObjectName("dropTarget")
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        sentence = TextLabel(TextSize.HEADLINE)
        sentence.setText(self.tr("Drop dermoscopic images or folders here."))
        formats = TextLabel()
        formats.setText(self.tr("JPEG, PNG, TIFF, BMP, WebP and HEIC. Nothing leaves this computer."))
        formats.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._status = TextLabel()
        for label in (sentence, formats, self._status):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addStretch(1)
        self._buttons = {}
        for action in (actions.open_images, actions.paste, actions.try_sample):
            button = QPushButton(action.text())
            button.setToolTip(action.toolTip())
            button.setAccessibleDescription(action.statusTip())
            button.clicked.connect(action.trigger)
            buttons.addWidget(button)
            self._buttons[button] = action
            button.setDefault(action is actions.open_images)
        self.setFocusProxy(next(iter(self._buttons)))
        buttons.addStretch(1)
        inside = QVBoxLayout(self._target)
        inside.setSpacing(GRID_PX * 2)
        inside.addStretch(1)
        for widget in (self._icon, sentence, formats):
            inside.addWidget(widget)
        inside.addLayout(buttons)
        inside.addWidget(self._status)
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 3)
        layout.addWidget(self._target)
        self.refresh_icons()

    def show_status(self, text: str) -> None:
        """Say what is going on, such as the classifier being opened; empty for nothing."""
        self._status.setText(text)

    def set_dragged(self, *, dragged: bool) -> None:
        """Answer a drag over the window."""
        self._target.setProperty("dragged", dragged)
        self._target.style().unpolish(self._target)
        self._target.style().polish(self._target)

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self._icon.setPixmap(icon("drop").pixmap(QSize(_ICON_PX, _ICON_PX)))
        for button, action in self._buttons.items():
            # The default button lies on the accent.
            role = QPalette.ColorRole.HighlightedText if button.isDefault() else QPalette.ColorRole.ButtonText
            button.setIcon(icon(action.objectName(), role))
