"""Tables that are read row by row."""

from PySide6.QtWidgets import QAbstractItemView, QTableView


def read_by_rows(table: QTableView, row_height_px: int) -> None:
    """Have a table read row by row: one is chosen at a time, none is edited, and Tab leads on to what comes after it.

    Parameters
    ----------
    table : QTableView
        With its model, or with its rows and columns.
    row_height_px : int
    """
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height_px)
    table.horizontalHeader().setHighlightSections(False)
