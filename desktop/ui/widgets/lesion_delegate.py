"""How one lesion of a patient's list is painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.ui.models.entry_list_model import EntryRole
from desktop.ui.models.lesion_list_model import LesionRole
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.body_map_markers import TARGET_PX, paint_marker
from desktop.ui.widgets.examination_delegate import ExaminationDelegate


class LesionDelegate(ExaminationDelegate):
    """Paints a thumbnail and lines, and at the end of the row the marker that the lesion's pin has on the body map."""

    beside_headline_px = round(TARGET_PX) + GRID_PX

    lit_id: str | None = None
    """The lesion over whose pin the mouse is: its row looks as if the mouse were over it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one lesion."""
        shown = QStyleOptionViewItem(option)
        if index.data(EntryRole.ID) == self.lit_id:
            shown.state |= QStyle.StateFlag.State_MouseOver
        super().paint(painter, shown, index)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        box = QRect(rect.right() - GRID_PX - round(TARGET_PX), rect.top() + GRID_PX, round(TARGET_PX), round(TARGET_PX))
        box = QStyle.visualRect(option.direction, rect, box)
        lit = bool(shown.state & QStyle.StateFlag.State_Selected)
        paint_marker(painter, QPointF(box.center()), index.data(LesionRole.KIND), palette, lit=lit)
