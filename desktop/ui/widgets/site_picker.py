"""Choosing a coded body site by typing words of its name."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QListView, QWidget

from desktop.core.domain.body_sites import BodySite, body_sites
from desktop.ui.models.words import site_title

_SHOWN_AT_ONCE = 12
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class SitePicker(QComboBox):
    """DICOM's list of 207 sites, in the window's language. What is typed has to be one of them, or nothing.

    Nearly all begin with "Skin of": they are found by any parts of their words, in any order. So they are while the
    whole list is open, too: what is typed there goes to the field.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sites = {site_title(site): site for site in sorted(body_sites(), key=_by_title)}
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        rows = QListView()  # The style sheet gives no heights to the one that Qt makes.
        rows.setObjectName("longList")
        self.setView(rows)
        self.addItem("")
        self.addItems(list(self._sites))
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        # What is found is decided here; Qt's own ways compare what was typed as a whole.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_SHOWN_AT_ONCE)
        popup = completer.popup()
        if popup is not None:
            popup.setObjectName("longList")
        self.setCompleter(completer)
        self.setMaxVisibleItems(_SHOWN_AT_ONCE)
        self.view().installEventFilter(self)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Type a part of the name"))
            line.textEdited.connect(self._look_up)

    def set_site(self, site: BodySite | None) -> None:
        """Show a site; None for nothing."""
        self.setCurrentIndex(0 if site is None else list(self._sites.values()).index(site) + 1)

    @property
    def site(self) -> BodySite | None:
        """The site whose name is typed, or the only one that is found by what is typed; None if there is none."""
        typed = self.currentText().strip().casefold()
        found = self._titles_with(typed)
        exact = [title for title in found if title.casefold() == typed]
        title = exact[0] if exact else found[0] if len(found) == 1 else ""
        return self._sites.get(title)

    @property
    def problem(self) -> str:
        """What is wrong with what was typed; empty if nothing is."""
        if not self.currentText().strip() or self.site is not None:
            return ""
        return self.tr("Choose a site of the list: type a part of its name, then pick it.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the open list at the first letter, and type it into the field in place of what was there."""
        if watched is not self.view() or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        line = self.lineEdit()
        if line is None or not event.text().strip() or not event.text().isprintable():
            return super().eventFilter(watched, event)
        if event.modifiers() & _COMMANDS:
            return super().eventFilter(watched, event)
        self.hidePopup()
        line.setFocus()
        line.selectAll()
        QApplication.sendEvent(line, event)
        return True

    def _look_up(self, typed: str) -> None:
        self._found.setStringList(self._titles_with(typed.casefold()))

    def _titles_with(self, typed: str) -> list[str]:
        """Return the titles with all that is typed (case-folded), first those whose words begin with it."""
        parts = typed.split()
        found = [title for title in self._sites if parts and all(part in title.casefold() for part in parts)]
        return sorted(found, key=lambda title: not _begin(title, parts))


def _begin(title: str, parts: Sequence[str]) -> bool:
    """Tell whether each part is the beginning of a word."""
    words = re.findall(r"\w+", title.casefold())
    return all(any(word.startswith(part) for word in words) for part in parts)


def _by_title(site: BodySite) -> str:
    return site_title(site).casefold()
