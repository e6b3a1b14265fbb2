"""The window's places, in words with icons."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.ui.actions import Actions
from desktop.ui.theme import GRID_PX

_WIDTH_PX = GRID_PX * 19
_ICON_PX = 20


class Rail(QFrame):
    """Leads from place to place; the one on show is marked."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setMinimumWidth(_WIDTH_PX)  # Wider if a language needs it.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._buttons: Mapping[QAction, QToolButton] = {
            action: self._button(action)
            for action in (
                actions.go_assess,
                actions.go_patients,
                actions.go_unfiled,
                actions.go_settings,
                actions.help,
                actions.lock,
                actions.open_vault,
            )
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID_PX, 0, GRID_PX)
        column.setSpacing(GRID_PX // 2)
        for action, button in self._buttons.items():
            if action is actions.go_settings:
                column.addStretch(1)
            column.addWidget(button)
            action.changed.connect(self._follow)
        self._follow()

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumHeight(GRID_PX * 5)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _follow(self) -> None:
        """Show only what there is: no tray without a vault, nothing to open when one is open."""
        for action, button in self._buttons.items():
            button.setVisible(action.isVisible())
            button.setAccessibleName(action.text().replace("&", ""))
