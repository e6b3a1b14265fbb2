"""The statement that has to be acknowledged once."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.dialogs.texts import research_use_statement
from desktop.ui.icons import application_icon
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel, TextSize


class ResearchUseDialog(QDialog):
    """Says what the program is not.

    Accepted when the user has acknowledged it, rejected when they would rather leave.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Before you begin"))
        self.setModal(True)
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(QSize(64, 64)))
        headline = TextLabel(TextSize.LARGE)
        headline.setText(self.tr("Lentigo is for research and education"))
        statement = TextLabel()
        statement.setText(research_use_statement())
        statement.setMinimumWidth(GRID_PX * 55)
        buttons = QDialogButtonBox()
        accept = buttons.addButton(self.tr("I have read this"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setDefault(True)
        buttons.addButton(self.tr("Quit"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        text = QVBoxLayout()
        text.setSpacing(GRID_PX * 2)
        text.addWidget(headline)
        text.addWidget(statement)
        top = QHBoxLayout()
        top.setSpacing(GRID_PX * 3)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 2)
        layout.setSpacing(GRID_PX * 3)
        layout.addLayout(top)
        layout.addWidget(buttons)
        accept.setFocus()
