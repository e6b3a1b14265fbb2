"""A question before what cannot be taken back."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget


def ask(parent: QWidget, question: str, explanation: str, yes: str, then: Callable[[], None]) -> QMessageBox:
    """Ask without waiting for the answer; what is proposed is to leave things as they are.

    Parameters
    ----------
    parent : QWidget
    question : str
    explanation : str
    yes : str
        What the button says that does it.
    then : callable
        Does it.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(question)
    box.setText(f"<b>{question}</b>")
    box.setInformativeText(explanation)
    do_it = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.finished.connect(box.deleteLater)
    do_it.clicked.connect(then)
    box.open()
    return box
