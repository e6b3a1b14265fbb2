"""How one examination of a list is painted from which several are chosen."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.examination_delegate import ExaminationDelegate

_BOX_PX = GRID_PX * 3


class ChoiceDelegate(ExaminationDelegate):
    """Paints a box in the picture's corner, ticked if the examination is chosen, and a frame where the keys are."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one examination."""
        super().paint(painter, option, index)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        corner = QRect(rect.left() + GRID_PX * 3 // 2, rect.top() + GRID_PX * 3 // 2, _BOX_PX, _BOX_PX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_box(painter, QRectF(QStyle.visualRect(option.direction, rect, corner)), ticked=chosen)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Highlight
            painter.setPen(QPen(palette.color(role), 2))
            painter.drawRect(QRectF(rect).adjusted(2, 2, -2, -2))
        painter.restore()


def _paint_box(painter: QPainter, box: QRectF, *, ticked: bool) -> None:
    # On a photograph, in both themes: dark on white.
    inside = box.adjusted(2, 2, -2, -2)
    painter.setPen(QPen(QColor(Qt.GlobalColor.black), 1))
    painter.setBrush(QColor(Qt.GlobalColor.white))
    painter.drawRoundedRect(inside, 3, 3)
    if ticked:
        painter.setPen(QPen(QColor(Qt.GlobalColor.black), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corners = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.28))
        painter.drawPolyline(
            QPolygonF(
                [QPointF(inside.left() + x * inside.width(), inside.top() + y * inside.height()) for x, y in corners]
            )
        )
