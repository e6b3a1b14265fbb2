"""Columns of tables that are as wide as their titles in every language."""

from PySide6.QtWidgets import QTableView


def set_column_width(table: QTableView, column: int, width_px: int) -> None:
    """Make a column so wide, or as wide as its title if that needs more."""
    header = table.horizontalHeader()
    header.ensurePolished()
    table.setColumnWidth(column, max(width_px, header.sectionSizeHint(column)))
