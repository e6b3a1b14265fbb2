"""What is being typed while the vault is locked: hidden, and brought back to whom it belongs."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from desktop.ui.dialogs.form_dialog import FormDialog


class Drafts:
    """Dialogs that were open when the vault was locked, and what had the focus."""

    def __init__(self) -> None:
        self._hidden: list[QDialog] = []
        self._focus: QWidget | None = None

    def hide(self) -> None:
        """Close everything that stands before the window; forms with something typed are kept, out of sight."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._focus = QApplication.focusWidget()
        dialogs = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)]
        shown = [dialog for dialog in dialogs if dialog.isVisible() and dialog not in self._hidden]
        for dialog in sorted(shown, key=_depth, reverse=True):
            if isinstance(dialog, FormDialog) and (dialog.keeps_draft or dialog.busy):
                dialog.forget()
                dialog.hide()
                self._hidden.append(dialog)
            else:
                dialog.reject()

    def bring_back(self, *, same: bool) -> None:
        """Show again what was hidden, if ``same`` person is there; what belonged to somebody else is dropped."""
        hidden, self._hidden = self._hidden, []
        # Outermost first, as they were opened.
        for dialog in sorted((draft for draft in hidden if isValid(draft)), key=_depth):
            if isinstance(dialog, FormDialog) and not dialog.is_done:
                if same:
                    dialog.open()
                    dialog.resume()
                else:
                    dialog.reject()
        focus, self._focus = self._focus, None
        if focus is not None and isValid(focus) and focus.isVisible():
            QTimer.singleShot(0, focus.setFocus)


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)
