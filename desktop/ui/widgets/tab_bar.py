"""Tabs with room for what hangs below the line."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabBar

from desktop.ui.theme import GRID_PX


class TabBar(QTabBar):
    """Tabs that are high enough for the letters of those that are not chosen, which Fusion paints lower."""

    def tabSizeHint(self, index: int) -> QSize:
        """Ask for more height than the style does."""
        return super().tabSizeHint(index) + QSize(0, GRID_PX)
