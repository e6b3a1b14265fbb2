"""How one examination of a list is painted."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.models.examination_list_model import ExaminationRole
from desktop.ui.theme import GRID_PX

_PICTURE_PX = QSize(GRID_PX * 12, GRID_PX * 9)


class ExaminationDelegate(QStyledItemDelegate):
    """Paints a thumbnail, a headline and up to three lines beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same size for every examination."""
        return QSize(GRID_PX * 40, _PICTURE_PX.height() + GRID_PX * 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one examination."""
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, palette.highlight())
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.alternateBase())
        if not selected:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(GRID_PX, GRID_PX, -GRID_PX, -GRID_PX)
        picture = QStyle.visualRect(option.direction, inside, QRect(inside.topLeft(), _PICTURE_PX))
        _paint_picture(painter, picture, palette, index.data(ExaminationRole.THUMBNAIL))
        text = inside.adjusted(_PICTURE_PX.width() + GRID_PX * 2, 0, 0, 0)
        text = QStyle.visualRect(option.direction, inside, text)
        strong = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        quiet = strong if selected else palette.color(QPalette.ColorRole.PlaceholderText)
        lines = [index.data(ExaminationRole.HEADLINE), *index.data(ExaminationRole.LINES)]
        _paint_lines(painter, text, font, lines, (strong, quiet))
        painter.restore()


def _paint_picture(painter: QPainter, room: QRect, palette: QPalette, image: QImage | None) -> None:
    if image is None or image.isNull():
        painter.fillRect(room, palette.mid())
        return
    size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image)


def _paint_lines(
    painter: QPainter, room: QRect, font: QFont, lines: Sequence[str], colours: tuple[QColor, QColor]
) -> None:
    height = painter.fontMetrics().lineSpacing() + 2
    top = room.top() + max(0, (room.height() - height * len(lines)) // 2)
    for number, line in enumerate(lines):
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
