"""Showing dialogs."""

from PySide6.QtWidgets import QDialog


def show_dialog(dialog: QDialog) -> None:
    """Show a dialog without waiting for it; it is gone when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
