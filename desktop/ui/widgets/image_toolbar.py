"""What is under a photograph: buttons with icons, and how large it is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import GRID_PX


class ImageToolbar(QFrame):
    """Holds the tools that every photograph has; whoever shows one says what they do, and adds to the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("imageToolbar")
        self._tools: list[tuple[QToolButton, str]] = []
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(GRID_PX, GRID_PX // 2, GRID_PX, GRID_PX // 2)
        self.row.setSpacing(GRID_PX // 2)
        self.zoom = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("10000 %"))

    def add_tool(self, name: str, text: str, *, checkable: bool = False) -> QToolButton:
        """Add a button with the icon of that name.

        Parameters
        ----------
        name : str
        text : str
            What it does, for the tooltip and for screen readers.
        checkable : bool
        """
        button = QToolButton()
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCheckable(checkable)
        button.setIcon(icon(name))
        self.row.addWidget(button)
        self._tools.append((button, name))
        return button

    def add_zoom(self) -> None:
        """Add how large the photograph is shown."""
        self.row.addWidget(self.zoom)

    def show_zoom(self, percent: int) -> None:
        """Show the zoom, in percent of the actual size; 0 without a photograph."""
        self.zoom.setText(self.tr("{percent} %").format(percent=percent) if percent else "")

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        for button, name in self._tools:
            button.setIcon(icon(name))
