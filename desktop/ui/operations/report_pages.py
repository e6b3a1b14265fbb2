"""A report's blocks on pages: the same for a PDF, for a printer and for the preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEventLoop, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPen,
    QTextDocument,
    QTextOption,
)

from desktop.core.steps import Steps
from desktop.ui.models.report_text import STYLE, Block, research_text

_PX_AN_INCH, _POINTS_AN_INCH = 96, 72
_FONT_PX, _FOOT_FONT_PX = 13, 11
_FOOT_PX = 44
_GAP_PX = 12
_GREY = QColor(0x55, 0x55, 0x55)


@dataclass(frozen=True)
class _Piece:
    """A part of a block's document, from ``top`` on, that is painted at ``y`` on its page. In pixels of 96 an inch."""

    document: QTextDocument
    top: float
    height: float
    y: float


def document_of(block: Block, images: Mapping[str, QImage], width_px: float) -> QTextDocument:
    """Lay a block out at a width in pixels of 96 an inch, in black on white whatever the theme is."""
    if QAbstractEventDispatcher.instance() is None:
        # On a thread of Python's: a long document starts timers, and Qt complains where nothing could end them. They
        # need not end, for what is asked of a document is laid out at once.
        QEventLoop()
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultFont(_font(_FONT_PX))
    document.setDefaultStyleSheet(STYLE)
    if block.image_id in images:
        document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(f"image:{block.image_id}"), images[block.image_id]
        )
    document.setHtml(f'<body style="color: black">{block.html}</body>')
    document.setTextWidth(width_px)
    return document


class ReportPages:
    """Blocks laid out for a paper.

    Parameters
    ----------
    blocks : sequence of Block
    images : mapping of str to QImage
    identity : str
        Whose report it is, for each page's foot.
    layout : QPageLayout
        The paper and its margins.

    Attributes
    ----------
    paper_px, printed_px : QRectF
        A sheet, and what is inside its margins, in pixels of 96 an inch.
    """

    def __init__(
        self, blocks: Sequence[Block], images: Mapping[str, QImage], identity: str, layout: QPageLayout
    ) -> None:
        self.paper_px = _in_px(layout.fullRect(QPageLayout.Unit.Point))
        self.printed_px = _in_px(layout.paintRect(QPageLayout.Unit.Point))
        self._identity = identity
        self._width_px, self._height_px = self.printed_px.width(), self.printed_px.height()
        self._room_px = self._height_px - _FOOT_PX
        self._pages: list[list[_Piece]] = [[]]
        self._y = 0.0
        documents = [document_of(block, images, self._width_px) for block in blocks]
        for number, (block, document) in enumerate(zip(blocks, documents, strict=True)):
            follows = block.with_next and number + 1 < len(documents)
            self._place(document, documents[number + 1].size().height() if follows else 0.0)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def text(self) -> str:
        """All that is on them, without the feet."""
        return "\n".join(self.text_of_page(number) for number in range(self.count))

    def text_of_page(self, number: int) -> str:
        """Return what begins on a page, the first being 0, without its foot."""
        return "\n".join(piece.document.toPlainText() for piece in self._pages[number] if not piece.top)

    def paint_steps(self, device: QPagedPaintDevice, first: int = 0, last: int | None = None) -> Steps[None]:
        """Paint pages, the first being 0, one a step."""
        painter = QPainter()
        if not painter.begin(device):
            return
        try:
            scale = device.logicalDpiX() / _PX_AN_INCH
            numbers = range(first, self.count if last is None else min(last + 1, self.count))
            for done, number in enumerate(numbers):
                if done:
                    device.newPage()
                painter.save()
                painter.scale(scale, scale)
                self.paint_page(painter, number)
                painter.restore()
                yield done + 1, len(numbers)
        finally:
            painter.end()

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint a page, the first being 0, within its margins; the painter's unit is a pixel of 96 an inch."""
        painter.save()
        for piece in self._pages[number]:
            painter.save()
            painter.translate(0.0, piece.y - piece.top)
            piece.document.drawContents(painter, QRectF(0.0, piece.top, self._width_px, piece.height))
            painter.restore()
        self._paint_foot(painter, number)
        painter.restore()

    def _place(self, document: QTextDocument, next_px: float) -> None:
        height_px = document.size().height()
        needed_px = height_px
        if height_px + _GAP_PX + next_px <= self._room_px:
            needed_px += _GAP_PX + next_px
        if self._y and self._y + needed_px > self._room_px:
            self._pages.append([])
            self._y = 0.0
        if height_px <= self._room_px:
            self._pages[-1].append(_Piece(document, 0.0, height_px, self._y))
            self._y += height_px + _GAP_PX
            return
        # Longer than a page: Qt breaks it where no line is cut.
        document.setPageSize(QSizeF(self._width_px, self._room_px))
        for page in range(document.pageCount()):
            if page:
                self._pages.append([])
            self._pages[-1].append(_Piece(document, page * self._room_px, self._room_px, 0.0))
        self._y = self._room_px

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        painter.setFont(_font(_FOOT_FONT_PX))
        painter.setPen(QPen(_GREY, 0.5))
        top = self._height_px - _FOOT_PX + 8
        painter.drawLine(0, int(top), int(self._width_px), int(top))
        page = _tr("Page {number} of {count}").format(number=number + 1, count=self.count)
        for row, text, side in (
            (0, self._identity, Qt.AlignmentFlag.AlignLeft),
            (0, page, Qt.AlignmentFlag.AlignRight),
            (1, research_text(), Qt.AlignmentFlag.AlignLeft),
        ):
            line = QRectF(0.0, top + 4 + row * 16, self._width_px, 16.0)
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, text)


def _in_px(points: QRectF) -> QRectF:
    scale = _PX_AN_INCH / _POINTS_AN_INCH
    return QRectF(points.topLeft() * scale, points.size() * scale)


def _font(size_px: int) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(size_px)
    # On paper letters stand where they were designed to, not on a screen's pixels.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _tr(text: str) -> str:
    return QCoreApplication.translate("Report", text)
