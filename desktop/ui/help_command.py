"""The help, opened where somebody is."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QStackedWidget

from desktop.ui.models.help_subjects import subject_of_dialog, subject_on_show

if TYPE_CHECKING:  # Loaded when somebody asks for help.
    from desktop.ui.views.help_window import HelpWindow


class HelpCommand:
    """Holds the help's window, once there is one."""

    def __init__(self) -> None:
        self.window: HelpWindow | None = None

    def open(self, screen: QStackedWidget) -> None:
        """Show what the help says of the dialog in front, or of the place that a stack shows."""
        if self.window is None:
            from desktop.ui.views.help_window import HelpWindow

            self.window = HelpWindow()
        self.window.open_subject(subject_of_dialog(QApplication.activeModalWidget()) or subject_on_show(screen))

    def refresh_colours(self) -> None:
        """Take the colours of now."""
        if self.window is not None:
            self.window.refresh_colours()

    def close(self) -> None:
        """Close the window: the program ends."""
        if self.window is not None:
            self.window.close()
