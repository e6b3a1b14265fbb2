"""What the rows of all lists of images have in common."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


def paint_background(painter: QPainter, option: QStyleOptionViewItem) -> bool:
    """Paint what lies behind a row: whether it is selected, or the mouse over it. Return whether it is selected."""
    palette: QPalette = option.palette
    state: QStyle.StateFlag = option.state
    rect: QRect = option.rect
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected:
        painter.fillRect(rect, palette.highlight())
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, palette.alternateBase())
    return selected


def paint_picture(painter: QPainter, room: QRect, picture: QImage | QPixmap) -> None:
    """Paint the whole of a picture into the middle of its room."""
    size: QSize = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if isinstance(picture, QImage):
        painter.drawImage(target, picture)
    else:
        painter.drawPixmap(target, picture)
