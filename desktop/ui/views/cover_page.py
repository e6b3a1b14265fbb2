"""A page that stands in front of everything else."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.notice_label import NoticeLabel
from desktop.ui.widgets.scroll_content import ScrollContent
from desktop.ui.widgets.text_label import TextLabel, TextSize

_ICON_PX = 40
_COLUMN_WIDTH_PX = GRID_PX * 60


class CoverPage(QScrollArea):
    """A narrow column in the middle: icon, headline, sentence, what the page asks, what went wrong, buttons."""

    def __init__(self, icon_name: str, headline: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._icon = QLabel()
        self.headline = TextLabel(TextSize.HEADLINE)
        self.headline.setText(headline)
        self.sentence = TextLabel()
        self._problem = NoticeLabel()
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID_PX * 3 // 2)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GRID_PX)
        # One below the other: in some languages three are wider than the column.
        self.links = QVBoxLayout()
        self.links.setSpacing(GRID_PX // 2)
        column = QWidget()
        column.setFixedWidth(_COLUMN_WIDTH_PX)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, GRID_PX * 3, 0, GRID_PX * 3)
        inside.setSpacing(GRID_PX * 2)
        inside.addStretch(2)
        for part in (self._icon, self.headline, self.sentence):
            inside.addWidget(part)
        inside.addLayout(self.body)
        inside.addWidget(self._problem)
        inside.addLayout(self.buttons)
        inside.addLayout(self.links)
        inside.addStretch(3)
        content = ScrollContent()
        layout = QHBoxLayout(content)
        layout.addStretch(1)
        layout.addWidget(column)
        layout.addStretch(1)
        self.setWidget(content)
        self.refresh_icons()

    @property
    def problem(self) -> str:
        """What went wrong; empty if nothing did."""
        return self._problem.text()

    def show_problem(self, text: str) -> None:
        """Say what went wrong, where it went wrong; empty for nothing."""
        self._problem.say(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Leave no room for a sentence that is not there."""
        self.sentence.setVisible(bool(self.sentence.text()))
        super().showEvent(event)

    def refresh_icons(self) -> None:
        """Paint the icon in the colours of now."""
        self._icon.setPixmap(icon(self._icon_name).pixmap(QSize(_ICON_PX, _ICON_PX)))

    def focus_first(self) -> None:
        """Put the focus where one begins."""

    def forget(self) -> None:
        """Keep nothing that was typed."""

    def link(self, text: str) -> QPushButton:
        """Make a quiet button."""
        button = QPushButton(text)
        button.setFlat(True)
        return button

    def secondary(self, text: str) -> TextLabel:
        """Make a paragraph in the quieter colour."""
        label = TextLabel()
        label.setText(text)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return label
