"""Qt's dialog for printers."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter


def show_print_dialog(dialog: QPrintDialog, printer: QPrinter) -> None:
    """Show the dialog without waiting for it; it is gone when it is closed, and its printer with it.

    The dialog itself does not keep its printer: if nobody did, the program would crash.
    """
    dialog.destroyed.connect(partial(_let_go, printer))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    dialog.show()  # Its `open` is another function, which PySide cannot call without a slot's name.


def _let_go(_printer: QPrinter) -> None:
    """Do nothing: a call to come is what keeps the printer."""
