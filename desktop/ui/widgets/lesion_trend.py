"""The chance of malignancy over time: the plot, what its marks mean, and the same as a table."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.models.lesion_course import TrendPoint
from desktop.ui.models.words import bundle_text
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.percent import percent_text
from desktop.ui.widgets.row_table import read_by_rows
from desktop.ui.widgets.text_label import TextLabel, TextSize
from desktop.ui.widgets.trend_plot import NOT_COMPARABLE_MARK, TrendPlot

_TABLE_HEIGHT_PX = GRID_PX * 17
_PADDING_PX = GRID_PX + 1


class _WrappedText(QStyledItemDelegate):
    """Asks for the height that text needs between the style sheet's paddings, which Qt forgets."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect = narrower.rect.adjusted(0, 0, -2 * _PADDING_PX, 0)
        return super().sizeHint(narrower, index) + QSize(0, GRID_PX // 2)


class LesionTrend(QWidget):
    """Shows the chances of one lesion, as far as bundles gave any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caption = TextLabel(TextSize.LARGE)
        caption.setText(self.tr("Chance of malignancy over time"))
        self.plot = TrendPlot()
        self.legend = TextLabel()
        self.legend.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.table = QTableWidget(0, 4)
        titles = [self.tr("Date"), self.tr("Chance"), self.tr("Of 100 such"), self.tr("Bundle")]
        # What the titles say at more length.
        explanations = (
            titles[0],
            self.tr("Chance of malignancy"),
            self.tr("How many of 100 lesions with such a score were malignant (95 % interval)"),
            titles[3],
        )
        for index, (title, explanation) in enumerate(zip(titles, explanations, strict=True)):
            item = QTableWidgetItem(title)
            item.setToolTip(explanation)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, explanation)
            self.table.setHorizontalHeaderItem(index, item)
        self.table.setAccessibleName(self.tr("Chance of malignancy over time, as a table"))
        read_by_rows(self.table, self.fontMetrics().height() + GRID_PX)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # The bundle's column takes what room is left; what is longer goes on in another line.
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.setItemDelegateForColumn(3, _WrappedText(self.table))
        # Queued: while it is told, the table still has the width before.
        header.sectionResized.connect(self.table.resizeRowsToContents, Qt.ConnectionType.QueuedConnection)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.table.setMinimumHeight(GRID_PX * 10)
        self.table.setMaximumHeight(_TABLE_HEIGHT_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(caption)
        column.addWidget(self.plot, 3)
        column.addWidget(self.legend)
        column.addWidget(self.table, 2)
        self.show_points(())

    def show_points(self, points: Sequence[TrendPoint]) -> None:
        """Show chances, oldest first."""
        self.plot.show_points(points)
        self.legend.setText(self._legend(points))
        self.plot.setVisible(bool(points))
        self.table.setVisible(bool(points))
        self.table.setRowCount(len(points))
        for index, point in enumerate(points):
            changed = index > 0 and not point.is_comparable(points[index - 1])
            # The newest first, as in the list of examinations.
            for column, text in enumerate(self._row(point, changed=changed)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(len(points) - 1 - index, column, item)
        self.table.resizeRowsToContents()

    def _row(self, point: TrendPoint, *, changed: bool) -> tuple[str, str, str, str]:
        such = point.reliability
        share = self.tr("not known")
        if such is not None:
            of_hundred = round(such.malignant * 100)
            share = self.tr("{share} ({low}–{high})").format(
                # What was seldom is not told as never.
                share=of_hundred or "<\u00a01",
                low=round(such.low * 100),
                high=round(such.high * 100),
            )
        bundle = str(point.bundle)
        if changed:
            bundle = self.tr("{mark} {bundle}, not comparable").format(mark=NOT_COMPARABLE_MARK, bundle=bundle)
        return point.day, percent_text(point.chance), share, bundle

    def _legend(self, points: Sequence[TrendPoint]) -> str:
        if not points:
            return self.tr("No bundle has given a chance for an image of this lesion yet.")
        such = next((point.reliability for point in points if point.reliability is not None), None)
        sentences = []
        if such is not None:
            sentences.append(
                self.tr(
                    "Upright bars, and “of 100 such”: how many of 100 lesions with such a score were malignant in the "
                    "{set} (95 % interval)."
                ).format(set=bundle_text(such.measured_on))
            )
        if any(not point.is_current for point in points):
            sentences.append(self.tr("Diamonds: computed by a bundle that is not the one in use."))
        if self.plot.changes:
            sentences.append(
                self.tr(
                    "{mark}: the bundle changed; the numbers before and after cannot be compared. Assess the images "
                    "again with the bundle in use to compare them."
                ).format(mark=NOT_COMPARABLE_MARK)
            )
        return " ".join(sentences)
