"""How one image of the queue is painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.core.domain.assessment import Assessment
from desktop.ui.icons import icon_pixmap
from desktop.ui.models.queue_item import ItemState
from desktop.ui.models.queue_model import QueueRole
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.row_painting import paint_background, paint_picture

_PICTURE_PX = QSize(GRID_PX * 8, GRID_PX * 6)
_STATE_ICON_PX = 16
_STATE_ICONS = {
    ItemState.WAITING: "state-waiting",
    ItemState.WORKING: "state-working",
    ItemState.ASSESSED: "state-assessed",
    ItemState.OUT_OF_SCOPE: "state-out-of-scope",
    ItemState.UNREADABLE: "state-unreadable",
    ItemState.CANCELLED: "state-cancelled",
}


class QueueDelegate(QStyledItemDelegate):
    """Paints a thumbnail, the name, and the state as a shape and a word."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same size for every image, so that ten thousand cost nothing."""
        return QSize(GRID_PX * 24, _PICTURE_PX.height() + GRID_PX * 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one image."""
        rect: QRect = option.rect
        palette: QPalette = option.palette
        font: QFont = option.font
        painter.save()
        selected = paint_background(painter, option)
        inside = rect.adjusted(GRID_PX, GRID_PX, -GRID_PX, -GRID_PX)
        picture = QRect(inside.topLeft(), _PICTURE_PX)
        self._paint_picture(painter, picture, palette, index)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(palette.color(role))
        painter.setFont(font)
        text = QRect(picture.topRight().x() + GRID_PX, inside.top(), 0, inside.height() // 2)
        text.setRight(inside.right())
        name = painter.fontMetrics().elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideMiddle, text.width()
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        if not selected:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        self._paint_state(painter, text.translated(0, text.height()), index)
        painter.restore()

    def _paint_picture(
        self,
        painter: QPainter,
        room: QRect,
        palette: QPalette,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        assessment: Assessment | None = index.data(QueueRole.ASSESSMENT)
        thumbnail: bytes = index.data(QueueRole.THUMBNAIL)
        if assessment is None or not thumbnail:
            painter.fillRect(room, palette.mid())
            return
        pixmap = QPixmap()
        key = f"thumbnail/{assessment.sha256}"
        if not QPixmapCache.find(key, pixmap):
            pixmap = QPixmap()
            pixmap.loadFromData(thumbnail)
            QPixmapCache.insert(key, pixmap)
        paint_picture(painter, room, pixmap)

    def _paint_state(self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        ratio = painter.device().devicePixelRatioF()
        filed = bool(index.data(QueueRole.IS_FILED))
        name = "filed" if filed else _STATE_ICONS[ItemState(index.data(QueueRole.STATE))]
        pixmap = icon_pixmap(name, _STATE_ICON_PX, painter.pen().color(), ratio)
        top = room.center().y() - _STATE_ICON_PX // 2
        painter.drawPixmap(QRect(room.left(), top, _STATE_ICON_PX, _STATE_ICON_PX), pixmap)
        room.setLeft(room.left() + _STATE_ICON_PX + GRID_PX // 2)
        title = index.data(QueueRole.TITLE)
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
