"""How one image of the unfiled tray is painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.models.entry_list_model import EntryRole
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.row_painting import paint_background, paint_picture

_PICTURE_PX = QSize(GRID_PX * 20, GRID_PX * 15)


class TrayDelegate(QStyledItemDelegate):
    """Paints a picture on mid-grey; below it when it was taken, and whose it may be or what its file was called."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same size for every image."""
        metrics: QFontMetrics = option.fontMetrics
        lines_px = 2 * (metrics.height() + GRID_PX // 2)
        return QSize(_PICTURE_PX.width() + GRID_PX, _PICTURE_PX.height() + GRID_PX + lines_px)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one image."""
        rect: QRect = option.rect
        palette: QPalette = option.palette
        font: QFont = option.font
        painter.save()
        selected = paint_background(painter, option)
        room = QRect(rect.topLeft(), _PICTURE_PX).translated(GRID_PX // 2, GRID_PX // 2)
        painter.fillRect(room, palette.mid())
        image: QImage | None = index.data(EntryRole.THUMBNAIL)
        if image is not None and not image.isNull():
            paint_picture(painter, room, image)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(palette.color(role))
        painter.setFont(font)
        caption = QRect(room.left(), room.bottom(), room.width(), (rect.bottom() - room.bottom()) // 2)
        for text in (index.data(EntryRole.HEADLINE), *index.data(EntryRole.LINES)[:1]):
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, caption.width())
            painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, shown)
            caption.translate(0, caption.height())
        painter.restore()
