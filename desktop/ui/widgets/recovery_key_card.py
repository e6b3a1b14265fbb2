"""The recovery key: shown once, taken away, and typed back in part."""

import os
import random
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QPalette, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.clipboard import Clipboard
from desktop.ui.dialogs.print_dialog import show_print_dialog
from desktop.ui.icons import icon
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.text_label import TextLabel, TextSize

_COLUMNS = 3
_ASKED_GROUPS = 2
_MISREAD = str.maketrans("OIL", "011")


class RecoveryKeyCard(QWidget):
    """First shows the key, with ways to take it along; then hides it and asks for two of its groups.

    *Signals:*
    ``confirmed()``: whoever is there has the key.
    """

    confirmed = Signal()

    def __init__(self, clipboard: Clipboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._key = ""
        self._asked: list[int] = []
        self._groups: list[QLabel] = []
        self._ways_out: dict[str, QPushButton] = {}
        self._note = TextLabel()
        self._taken_along = QPushButton(self.tr("I have it – &next"))
        self._taken_along.setDefault(True)
        self._taken_along.clicked.connect(self._ask)
        self._inputs = [QLineEdit() for _ in range(_ASKED_GROUPS)]
        self._fields = [Field("", line) for line in self._inputs]
        self._captions = [field.findChild(QLabel) for field in self._fields]
        self._done = QPushButton(self.tr("&Confirm"))
        self._done.setDefault(True)
        self._done.clicked.connect(self._confirm)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._shown_page())
        self._stack.addWidget(self._asked_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self._taken_along)
        self.refresh_icons()

    @property
    def asked_groups(self) -> tuple[int, ...]:
        """Which groups are asked for, counted from 1; none while the key is shown."""
        return tuple(number + 1 for number in self._asked)

    def show_key(self, key: str) -> None:
        """Show a key."""
        self._key = key
        for label, group in zip(self._groups, key.split("-"), strict=True):
            label.setText(group)
        self._back_to_key()
        self._note.setText("")

    def forget(self) -> None:
        """Keep nothing of the key, here and on the clipboard."""
        self._clipboard.clear_secret()
        self._key = ""
        for label in self._groups:
            label.clear()
        for line in self._inputs:
            line.clear()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        for name, button in self._ways_out.items():
            button.setIcon(icon(name))

    def _shown_page(self) -> QWidget:
        page = QWidget()
        frame = QFrame()
        frame.setObjectName("card")
        frame.setAccessibleName(self.tr("Recovery key"))
        grid = QGridLayout(frame)
        grid.setContentsMargins(GRID_PX * 2, GRID_PX * 2, GRID_PX * 2, GRID_PX * 2)
        grid.setSpacing(GRID_PX)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(font.pointSizeF() * 1.5 if font.pointSizeF() > 0 else 18)
        for number in range(9):
            row, column = divmod(number, _COLUMNS)
            label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
            label.setFont(font)
            count = QLabel(str(number + 1), alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self._groups.append(label)
            grid.addWidget(count, row, column * 2)
            grid.addWidget(label, row, column * 2 + 1)
            grid.setColumnStretch(column * 2, 1)
            grid.setColumnStretch(column * 2 + 1, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        for name, text, slot in (
            ("print", self.tr("&Print…"), self._print),
            ("save", self.tr("&Save…"), self._ask_where_to_save),
            ("copy", self.tr("Cop&y"), self._copy),
        ):
            button = QPushButton(text)
            self._ways_out[name] = button
            button.clicked.connect(slot)
            buttons.addWidget(button)
        buttons.addStretch(1)
        # Of its own: in some languages the four are wider than the page.
        onwards = QHBoxLayout()
        onwards.addStretch(1)
        onwards.addWidget(self._taken_along)
        column_layout = QVBoxLayout(page)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(GRID_PX * 2)
        explanation = TextLabel()
        explanation.setText(
            self.tr(
                "If every passphrase is forgotten, only this key opens the vault. Nobody else has it, and it is shown "
                "once. Keep it on paper, away from this computer."
            )
        )
        column_layout.addWidget(explanation)
        column_layout.addWidget(frame)
        column_layout.addLayout(buttons)
        column_layout.addWidget(self._note)
        column_layout.addLayout(onwards)
        column_layout.addStretch(1)
        return page

    def _asked_page(self) -> QWidget:
        page = QWidget()
        question = TextLabel(TextSize.LARGE)
        question.setText(self.tr("Do you have it?"))
        sentence = TextLabel()
        sentence.setText(self.tr("Type two parts of the key from your print or copy. Then it is not shown again."))
        back = QPushButton(self.tr("&Back to the key"))
        back.clicked.connect(self._back_to_key)
        buttons = QHBoxLayout()
        buttons.addWidget(back)
        buttons.addStretch(1)
        buttons.addWidget(self._done)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 2)
        for part in (question, sentence, *self._fields):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addStretch(1)
        for line in self._inputs:
            line.returnPressed.connect(self._confirm)
            line.setMaxLength(8)
        return page

    def _ask(self) -> None:
        count = len(self._groups)
        self._asked = sorted(random.SystemRandom().sample(range(count), _ASKED_GROUPS))
        for number, line, field, caption in zip(self._asked, self._inputs, self._fields, self._captions, strict=True):
            text = self.tr("Part {number} of {count}").format(number=number + 1, count=count)
            if caption is not None:
                caption.setText(text)
            line.setAccessibleName(text)
            line.clear()
            field.set_error("")
        for label in self._groups:
            label.setVisible(False)
        self._clipboard.clear_secret()
        self._stack.setCurrentIndex(1)
        self._inputs[0].setFocus()

    def _back_to_key(self) -> None:
        self._asked = []
        for label in self._groups:
            label.setVisible(True)
        self._stack.setCurrentIndex(0)
        self._taken_along.setFocus()

    def _confirm(self) -> None:
        groups = self._key.split("-")
        wrong = []
        for number, line, field in zip(self._asked, self._inputs, self._fields, strict=True):
            typed = "".join(line.text().upper().split()).replace("-", "").translate(_MISREAD)
            same = typed == groups[number]
            field.set_error("" if same else self.tr("This is not part {number}.").format(number=number + 1))
            if not same:
                wrong.append(line)
        if wrong:
            wrong[0].setFocus()
            wrong[0].selectAll()
        else:
            self.forget()
            self.confirmed.emit()

    def _copy(self) -> None:
        self._clipboard.put_secret(self._key)
        self._note.setText(self.tr("Copied. It is taken off the clipboard in a minute."))

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_to(printer))
        show_print_dialog(dialog, printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the key with what it is for."""
        document = QTextDocument()
        title, advice = self.tr("Lentigo: recovery key of the vault"), self.tr("Keep this sheet locked away.")
        document.setHtml(
            f"<h2>{title}</h2><p>{advice}</p>"
            f"<p style='font-family: monospace; font-size: 18pt'>{self._key.replace('-', ' - ')}</p>"
        )
        document.print_(printer)
        self._note.setText(self.tr("Sent to the printer. Check the print before you go on."))

    def _ask_where_to_save(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the recovery key"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(self.tr("Lentigo recovery key.txt"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, name: str) -> None:
        """Write the key to a file that only this user may read."""
        try:
            descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                title = self.tr("Lentigo: recovery key of the vault")
                stream.write(f"{title}\n\n{self._key}\n")
        except OSError as error:
            self._note.setText(
                self.tr("It was not saved: {reason}. Choose another place.").format(reason=error.strerror)
            )
            return
        self._note.setText(self.tr("Saved. Move the file off this computer: whoever finds it can open the vault."))
