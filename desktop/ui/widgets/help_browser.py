"""Shows a page of the help."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from desktop.core.locations import help_dir
from desktop.ui.theme import colours_of

_MARGIN_PX = 24
_SHEET = """
body {{ line-height: 140%; }}
h1 {{ font-size: x-large; font-weight: 600; margin-bottom: 8px; }}
h2 {{ font-size: large; font-weight: 600; margin-top: 20px; margin-bottom: 4px; }}
p, li {{ margin-top: 4px; margin-bottom: 6px; }}
th {{ color: {secondary}; font-weight: normal; text-align: left; padding: 4px 12px 4px 0; }}
td {{ padding: 4px 12px 4px 0; }}
code {{ background-color: {alternate}; }}
.note {{ background-color: {notice}; padding: 8px; }}
"""


class HelpBrowser(QTextBrowser):
    """Reads nothing but the help's own files: there is no other address that it opens.

    *Signals:*
    ``refused(str)``: an address that is not the help's.
    """

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(_MARGIN_PX)
        self.anchorClicked.connect(self._follow)
        self._dress()

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        """Give a file of the help, and nothing else."""
        return super().loadResource(kind, url) if _is_ours(self.source().resolved(QUrl(url))) else None

    def show_page(self, path: Path, anchor: str = "") -> None:
        """Show a page, from its beginning or from one of its places."""
        url = QUrl.fromLocalFile(str(path))
        if anchor:
            url.setFragment(anchor)
        self.setSource(url, QTextDocument.ResourceType.HtmlResource)

    def refresh_colours(self) -> None:
        """Take the colours of now."""
        self._dress()
        at = self.verticalScrollBar().value()
        self.reload()
        self.verticalScrollBar().setValue(at)

    def _dress(self) -> None:
        self.document().setDefaultStyleSheet(_SHEET.format(**vars(colours_of(QApplication.palette()))))

    def _follow(self, url: QUrl) -> None:
        address = self.source().resolved(url)
        if _is_ours(address):
            self.setSource(address, QTextDocument.ResourceType.HtmlResource)
        else:
            self.refused.emit(url.toString())


def _is_ours(url: QUrl) -> bool:
    if not url.isLocalFile():
        return False
    path = Path(url.toLocalFile()).resolve()
    return path.is_relative_to(help_dir().resolve()) and path.is_file()
