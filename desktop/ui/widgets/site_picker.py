"""Choosing a coded body site by typing a part of its name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from desktop.core.domain.body_sites import BodySite, body_sites
from desktop.ui.models.words import site_title


class SitePicker(QComboBox):
    """DICOM's list of 207 sites, in the window's language. What is typed has to be one of them, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sites = sorted(body_sites(), key=lambda site: site_title(site).casefold())
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItem("")
        self.addItems([site_title(site) for site in self._sites])
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.setMaxVisibleItems(12)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Type a part of the name"))

    def set_site(self, site: BodySite | None) -> None:
        """Show a site; None for nothing."""
        self.setCurrentIndex(0 if site is None else self._sites.index(site) + 1)

    @property
    def site(self) -> BodySite | None:
        """The site whose name is typed, or the only one in whose name that occurs; None if there is none."""
        typed = self.currentText().strip().casefold()
        if not typed:
            return None
        found = [site for site in self._sites if typed in site_title(site).casefold()]
        exact = [site for site in found if site_title(site).casefold() == typed]
        return exact[0] if exact else found[0] if len(found) == 1 else None

    @property
    def problem(self) -> str:
        """What is wrong with what was typed; empty if nothing is."""
        if not self.currentText().strip() or self.site is not None:
            return ""
        return self.tr("Choose a site of the list: type a part of its name, then pick it.")
