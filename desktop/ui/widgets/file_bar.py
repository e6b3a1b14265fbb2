"""Below the assessment: filing the image, or what has become of it."""

from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.icons import icon
from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.text_label import TextLabel


class FilingState(Enum):
    """What can be done with the image on show."""

    NOTHING = "nothing"
    READY = "ready"
    FILED = "filed"
    NO_VAULT = "no vault"


class FileBar(QFrame):
    """One button, or one sentence.

    Parameters
    ----------
    file_under, open_vault : QAction
        What the button does with a vault, and without. That a vault may not be opened is the practice's IT's doing.
    """

    def __init__(self, file_under: QAction, open_vault: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actionBar")
        self._open_vault = open_vault
        self._tick = QLabel()
        self._text = TextLabel()
        self.file_button = QPushButton(file_under.text())
        self.file_button.setToolTip(file_under.toolTip())
        self.file_button.setDefault(True)
        # It vanishes when it has done its work, and a click must not take the focus along: it stays with the queue.
        self.file_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.file_button.clicked.connect(file_under.trigger)
        self.vault_button = QPushButton(open_vault.text())
        self.vault_button.setToolTip(open_vault.toolTip())
        self.vault_button.clicked.connect(open_vault.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX)
        row.setSpacing(GRID_PX)
        row.addWidget(self._tick)
        row.addWidget(self._text, 1)
        row.addWidget(self.file_button, 1)
        row.addWidget(self.vault_button)
        self.refresh_icons()
        self.show_state(FilingState.NOTHING)

    def show_state(self, state: FilingState) -> None:
        """Say what can be done, or was."""
        nothing_kept = self.tr("Nothing is kept without a vault.")
        offered = self._open_vault.isEnabled()
        texts = {
            FilingState.FILED: self.tr("Filed"),
            FilingState.NO_VAULT: nothing_kept if offered else f"{nothing_kept} {fixed_text()}",
        }
        self._text.setText(texts.get(state, ""))
        self._text.setVisible(state in texts)
        self._tick.setVisible(state is FilingState.FILED)
        self.file_button.setVisible(state is FilingState.READY)
        self.vault_button.setVisible(state is FilingState.NO_VAULT and offered)
        self.setVisible(state is not FilingState.NOTHING)

    def refresh_icons(self) -> None:
        """Paint the icon in the colours of now."""
        self._tick.setPixmap(icon("filed").pixmap(QSize(20, 20)))
