"""How one examination of a list is painted."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.models.entry_list_model import EntryRole
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.row_painting import paint_background, paint_picture

_PICTURE_PX = QSize(GRID_PX * 12, GRID_PX * 9)


class ExaminationDelegate(QStyledItemDelegate):
    """Paints a thumbnail, a headline and up to three lines beside it."""

    beside_headline_px = 0
    """How much room is left free at the headline's end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same size for every examination."""
        return QSize(GRID_PX * 40, _PICTURE_PX.height() + GRID_PX * 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one examination."""
        rect: QRect = option.rect
        palette: QPalette = option.palette
        font: QFont = option.font
        painter.save()
        selected = paint_background(painter, option)
        if not selected:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(GRID_PX, GRID_PX, -GRID_PX, -GRID_PX)
        picture = QStyle.visualRect(option.direction, inside, QRect(inside.topLeft(), _PICTURE_PX))
        _paint_picture(painter, picture, palette, index.data(EntryRole.THUMBNAIL))
        text = inside.adjusted(_PICTURE_PX.width() + GRID_PX * 2, 0, 0, 0)
        text = QStyle.visualRect(option.direction, inside, text)
        strong = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        quiet = strong if selected else palette.color(QPalette.ColorRole.PlaceholderText)
        lines = [index.data(EntryRole.HEADLINE), *index.data(EntryRole.LINES)]
        first = QStyle.visualRect(option.direction, text, text.adjusted(0, 0, -self.beside_headline_px, 0))
        _paint_lines(painter, (first, text), font, lines, (strong, quiet))
        painter.restore()


def _paint_picture(painter: QPainter, room: QRect, palette: QPalette, image: QImage | None) -> None:
    if image is None or image.isNull():
        painter.fillRect(room, palette.mid())
        return
    paint_picture(painter, room, image)


def _paint_lines(
    painter: QPainter, rooms: tuple[QRect, QRect], font: QFont, lines: Sequence[str], colours: tuple[QColor, QColor]
) -> None:
    height = painter.fontMetrics().lineSpacing() + 2
    top = rooms[0].top() + max(0, (rooms[0].height() - height * len(lines)) // 2)
    for number, line in enumerate(lines):
        room = rooms[0 if number == 0 else 1]
        painter.setPen(colours[0 if number == 0 else 1])
        styled = QFont(font)
        styled.setBold(number == 0)
        painter.setFont(styled)
        shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(
            QRect(room.left(), top + number * height, room.width(), height),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading,
            shown,
        )
