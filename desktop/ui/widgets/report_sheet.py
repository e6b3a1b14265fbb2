"""A report's page as a sheet of paper on the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.operations.report_pages import ReportPages
from desktop.ui.theme import colours_of


class ReportSheet(QWidget):
    """White in every theme, with its margins, in the size that the zoom gives it; 1.0 is the paper's own at 96 an inch.

    Parameters
    ----------
    pages : ReportPages
    number : int
        Which of them, the first being 0.
    """

    def __init__(self, pages: ReportPages, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._number = number
        self._zoom = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.set_zoom(1.0)

    def set_zoom(self, zoom: float) -> None:
        """Take another size."""
        self._zoom = zoom
        paper = self._pages.paper_px
        self.setFixedSize(QSize(round(paper.width() * zoom), round(paper.height() * zoom)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page by what writes the PDF, and an edge that tells the paper from its ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(colours_of(self.palette()).strong_border)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        painter.scale(self._zoom, self._zoom)
        painter.translate(self._pages.printed_px.topLeft())
        self._pages.paint_page(painter, self._number)
