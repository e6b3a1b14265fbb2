"""How many keyboard shortcuts are not the program's own, and the way to the table."""

from PySide6.QtWidgets import QWidget

from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.shortcuts import Shortcuts
from desktop.ui.widgets.card import Card


class ShortcutsCard(Card):
    """A sentence, and a button that opens the table of shortcuts."""

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self.set_title(self.tr("Keyboard shortcuts"))
        self.show_button = self.add_button("")
        shortcuts.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Say how things are."""
        count, fixed = self._shortcuts.changed_count, self._shortcuts.are_fixed
        self.show_button.setText(self.tr("Show the keys…") if fixed else self.tr("Change the keys…"))
        if fixed:
            self.say(fixed_text())
        elif not count:
            self.say(self.tr("No shortcut has been changed."))
        elif count == 1:
            self.say(self.tr("1 action has keys of your choice."))
        else:
            self.say(self.tr("{count} actions have keys of your choice.").format(count=count))
