"""The help, in a window of its own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.icons import application_icon, icon
from desktop.ui.models.help_subjects import SUBJECTS, subject_file, subject_title
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.help_browser import HelpBrowser
from desktop.ui.widgets.text_label import TextLabel

_ICON_PX = 20
_MOST_STEPS = 8


class HelpWindow(QWidget):
    """The subjects at the left, a page at the right; ways back and forward, to find and to read it larger."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Lentigo: help"))
        self.setWindowIcon(application_icon())
        self.contents = QListWidget()
        self.contents.setAccessibleName(self.tr("Subjects"))
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.browser = HelpBrowser()
        self.browser.setAccessibleName(self.tr("The page"))
        self.find_edit = QLineEdit()
        self.find_edit.setPlaceholderText(self.tr("Find in this page"))
        self.find_edit.setAccessibleName(self.tr("Find in this page"))
        self.find_edit.setClearButtonEnabled(True)
        self.status = TextLabel()
        self.status.hide()
        self._steps = 0
        self._tools: list[tuple[QToolButton, str]] = []
        key = QKeySequence.StandardKey
        self.back_button = self._tool("back", self.tr("Back"), key.Back, self.browser.backward)
        self.forward_button = self._tool("forward", self.tr("Forward"), key.Forward, self.browser.forward)
        self.smaller_button = self._tool("zoom-out", self.tr("Smaller"), key.ZoomOut, lambda: self._zoom(-1))
        self.larger_button = self._tool("zoom-in", self.tr("Larger"), key.ZoomIn, lambda: self._zoom(1))
        self.find_next_button = self._tool("find", self.tr("Find the next"), key.FindNext, self.find_next)
        self._lay_out()
        for subject in SUBJECTS:
            item = QListWidgetItem(subject_title(subject))
            item.setData(Qt.ItemDataRole.UserRole, subject)
            self.contents.addItem(item)
        self.browser.sourceChanged.connect(self._page_changed)
        self.browser.backwardAvailable.connect(self.back_button.setEnabled)
        self.browser.forwardAvailable.connect(self.forward_button.setEnabled)
        self.browser.refused.connect(self._tell_refused)
        self.contents.currentItemChanged.connect(self._show_chosen)
        self.find_edit.returnPressed.connect(self.find_next)
        self.find_edit.textEdited.connect(self._find_typed)
        for keys, slot in (
            (QKeySequence(key.Find), self._go_find),
            (QKeySequence(key.FindPrevious), lambda: self.find_next(backwards=True)),
            (QKeySequence("Ctrl+0"), lambda: self._zoom(-self._steps)),
            (QKeySequence(key.Close), self.close),
            (QKeySequence(Qt.Key.Key_Escape), self.close),
        ):
            QShortcut(keys, self).activated.connect(slot)
        for button in (self.back_button, self.forward_button):
            button.setEnabled(False)
        self.resize(GRID_PX * 120, GRID_PX * 90)

    @property
    def subject(self) -> str:
        """The subject on show."""
        return _subject_of(self.browser.source())

    def open_subject(self, subject: str) -> None:
        """Show a subject: a name, perhaps with ``#`` and a place in its page. Brings the window to the front."""
        name, _, anchor = subject.partition("#")
        self.browser.show_page(subject_file(name), anchor)
        self.show()
        self.raise_()
        self.activateWindow()
        self.browser.setFocus()

    def find_next(self, *, backwards: bool = False) -> None:
        """Find the next place of what is typed, from the page's beginning after the last one."""
        text = self.find_edit.text()
        if not text:
            self._go_find()
            return
        flag = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        if not self.browser.find(text, flag):
            before = self.browser.textCursor()
            end = before.MoveOperation.End if backwards else before.MoveOperation.Start
            self.browser.moveCursor(end)
            if not self.browser.find(text, flag):
                self.browser.setTextCursor(before)
                self._say(self.tr("“{text}” is not in this page.").format(text=text))
                return
        self._say("")

    def refresh_colours(self) -> None:
        """Take the colours of now."""
        for button, name in self._tools:
            button.setIcon(icon(name))
        self.browser.refresh_colours()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(GRID_PX // 2)
        for button in (self.back_button, self.forward_button, self.smaller_button, self.larger_button):
            bar.addWidget(button)
        bar.addStretch(1)
        self.find_edit.setMinimumWidth(GRID_PX * 28)
        bar.addWidget(self.find_edit)
        bar.addWidget(self.find_next_button)
        sides = QSplitter()
        sides.addWidget(self.contents)
        sides.addWidget(self.browser)
        sides.setStretchFactor(1, 1)
        sides.setSizes([GRID_PX * 34, GRID_PX * 86])
        sides.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        column.setSpacing(GRID_PX)
        column.addLayout(bar)
        column.addWidget(self.status)
        column.addWidget(sides, 1)

    def _tool(self, name: str, text: str, keys: QKeySequence.StandardKey, slot: Callable[[], object]) -> QToolButton:
        shortcut = QKeySequence(keys)
        button = QToolButton()
        button.setIcon(icon(name))
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        button.setAccessibleName(text)
        native = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{text} ({native})" if native else text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        # All keys that the system has for it, not only the first.
        QShortcut(keys, self).activated.connect(button.click)
        self._tools.append((button, name))
        return button

    def _page_changed(self, url: QUrl) -> None:
        # It is told before `source` knows.
        self._say("")
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(SUBJECTS.index(_subject_of(url)))
        self.contents.blockSignals(False)

    def _show_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.browser.show_page(subject_file(item.data(Qt.ItemDataRole.UserRole)))

    def _zoom(self, steps: int) -> None:
        wanted = max(-_MOST_STEPS // 2, min(_MOST_STEPS, self._steps + steps))
        self.browser.zoomIn(wanted - self._steps)
        self._steps = wanted

    def _go_find(self) -> None:
        self.find_edit.setFocus()
        self.find_edit.selectAll()

    def _find_typed(self) -> None:
        cursor = self.browser.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.browser.setTextCursor(cursor)
        if self.find_edit.text():
            self.find_next()
        else:
            self._say("")

    def _tell_refused(self, address: str) -> None:
        self._say(self.tr("{address} is not part of the help. Lentigo opens no connections.").format(address=address))

    def _say(self, text: str) -> None:
        self.status.setText(text)
        self.status.setVisible(bool(text))


def _subject_of(url: QUrl) -> str:
    return Path(url.toLocalFile()).stem
