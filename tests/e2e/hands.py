"""The eyes and hands of somebody who sits before the window: they know words, keys and the mouse, and no code."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QAbstractListModel, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

_Part = TypeVar("_Part", bound=QWidget)

_MOST_TABS = 60
_LEFT = Qt.MouseButton.LeftButton
_NO_KEYS = Qt.KeyboardModifier.NoModifier


class Hands:
    """Reads what is on show, and does what can be done with it. What is not on show is not there.

    Parameters
    ----------
    window : QWidget
        The program's window; a menu or a dialog in front of it takes its place.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window

    # --- what is seen

    @property
    def front(self) -> QWidget:
        """A menu, else the innermost dialog, else the window that has the keyboard."""
        modal = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return modal or QApplication.activeWindow() or self._window

    def settle(self) -> bool:
        """Tell whether what is in front has the keyboard; if nothing has, give it, as a window manager does."""
        active = QApplication.activeWindow()
        if active is None:
            self.front.activateWindow()
        return active is (QApplication.activeModalWidget() or active) and active is not None

    def text(self) -> str:
        """Return all that stands in front, in lines."""
        lines = [self.front.windowTitle()]
        for widget in self._shown(QWidget):
            if isinstance(widget, QLabel | QAbstractButton):
                lines.append(_plain(widget.text()))
            elif isinstance(widget, QLineEdit):
                lines.append(widget.text() if widget.echoMode() is QLineEdit.EchoMode.Normal else "")
            elif isinstance(widget, QComboBox):
                lines.append(widget.currentText())
            elif isinstance(widget, QTabBar):
                lines += [_plain(widget.tabText(index)) for index in range(widget.count())]
            elif isinstance(widget, QAbstractItemView):
                lines += _rows(widget)
        return "\n".join(line for line in lines if line.strip())

    def sees(self, *words: str) -> bool:
        """Tell whether all these words stand in front."""
        text = self.text()
        return all(word in text for word in words)

    def rows(self, name: str) -> list[str]:
        """Return the rows of a list or table, by its name for screen readers; none if it is not on show."""
        found = [view for view in self._shown(QAbstractItemView) if view.accessibleName() == name]
        return _rows(found[0]) if found else []

    def said(self, beginning: str) -> str:
        """Return what a screen reader says of the part whose name begins so; nothing if it is not on show."""
        names = [widget.accessibleName() for widget in self._shown(QWidget)]
        return next((name for name in names if name.startswith(beginning)), "")

    def parts(self, name: str) -> list[str]:
        """Return the texts within a part, by its name for screen readers."""
        return [label.text() for label in self._named(name, QWidget).findChildren(QLabel) if label.isVisible()]

    def picture(self, kind: str) -> bytes:
        """Return the pixels of the part in front that is of a class of this name; none if it is not on show."""
        part = next((one for one in self._shown(QWidget) if type(one).__name__ == kind), None)
        return b"" if part is None else bytes(part.grab().toImage().constBits())

    def can_press(self, text: str) -> bool:
        """Tell whether there is such a button, and it can be pressed."""
        return any(button.isEnabled() for button in self._buttons(text))

    def can_pick(self, text: str) -> bool:
        """Tell whether a menu is open that has such an entry."""
        front = self.front
        return isinstance(front, QMenu) and any(_entry(action) == text for action in front.actions())

    # --- what is done

    def press(self, text: str) -> None:
        """Click a button."""
        button = next((found for found in self._buttons(text) if found.isEnabled()), None)
        assert button is not None, f"“{text}” cannot be pressed"
        self._bring_into_view(button)
        if isinstance(button, QPushButton) and button.menu() is not None:
            # The program waits for the menu, and would wait for these hands, too.
            QTimer.singleShot(0, lambda: QTest.mouseClick(button, _LEFT))
        else:
            QTest.mouseClick(button, _LEFT)

    def pick(self, text: str) -> None:
        """Click an entry of the open menu."""
        menu = self.front
        assert isinstance(menu, QMenu)
        action = next(found for found in menu.actions() if _entry(found) == text)
        QTest.mouseClick(menu, _LEFT, _NO_KEYS, menu.actionGeometry(action).center())

    def fill(self, caption: str, text: str) -> None:
        """Type into the line of this name, in place of what stands there."""
        line = self._named(caption, QWidget)
        self._bring_into_view(line)
        line.setFocus()
        QTest.keySequence(line, QKeySequence.StandardKey.SelectAll)
        QTest.keyClicks(line, text)
        proposals = QApplication.activePopupWidget()
        if proposals is not None:
            QTest.keyClick(proposals, Qt.Key.Key_Escape)

    def choose(self, caption: str, entry: str) -> None:
        """Go through a box by keys until it says so."""
        box = self._named(caption, QComboBox)
        self._bring_into_view(box)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        while box.currentText() != entry:
            before = box.currentIndex()
            QTest.keyClick(box, Qt.Key.Key_Down)
            assert box.currentIndex() != before, f"“{caption}” does not offer “{entry}”"

    def turn_to(self, beginning: str) -> None:
        """Click the tab whose words begin so."""
        for bar in self._shown(QTabBar):
            for index in range(bar.count()):
                if _plain(bar.tabText(index)).startswith(beginning):
                    QTest.mouseClick(bar, _LEFT, _NO_KEYS, bar.tabRect(index).center())
                    return
        raise AssertionError(f"there is no tab “{beginning}”")

    def click_row(self, name: str, row: int) -> None:
        """Click a row of a list or table."""
        view = self._named(name, QAbstractItemView)
        index = view.model().index(row, 0)
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), _LEFT, _NO_KEYS, view.visualRect(index).center())

    def tab_to(self, beginning: str) -> None:
        """Press Tab until the focus is on the part whose name for screen readers begins so."""
        for _ in range(_MOST_TABS):
            focus = QApplication.focusWidget()
            if focus is not None and focus.accessibleName().startswith(beginning):
                return
            QTest.keyClick(focus or self.front, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not come to “{beginning}”")

    def keys(self, *names: str) -> None:
        """Press keys, or combinations as ``Ctrl+F``, where the focus is."""
        for name in names:
            QTest.keySequence(QApplication.focusWidget() or self.front, QKeySequence(name))

    def write(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(QApplication.focusWidget() or self.front, text)

    def drop(self, *paths: Path) -> None:
        """Drag files from a file manager over the window's middle, and let go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        handle = self._window.windowHandle()
        at = QPoint(handle.width() // 2, handle.height() // 2)
        copy = Qt.DropAction.CopyAction
        entering = QDragEnterEvent(at, copy, data, _LEFT, _NO_KEYS)
        QApplication.sendEvent(handle, entering)
        assert entering.isAccepted(), "the window takes no drop"
        dropping = QDropEvent(QPointF(at), copy, data, _LEFT, _NO_KEYS)
        QApplication.sendEvent(handle, dropping)
        assert dropping.isAccepted(), "what was dropped was not taken"

    def save_as(self, path: Path) -> None:
        """Answer the file dialog in front with a place."""
        dialog = self.front
        assert isinstance(dialog, QFileDialog), f"no file dialog is in front: {self.text()}"
        line = next(found for found in self._shown(QLineEdit) if found.isEnabled())
        QTest.keySequence(line, QKeySequence.StandardKey.SelectAll)
        QTest.keyClicks(line, str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)

    # --- how

    def _shown(self, kind: type[_Part]) -> Sequence[_Part]:
        return [found for found in self.front.findChildren(kind) if found.isVisible()]

    def _named(self, name: str, kind: type[_Part]) -> _Part:
        found = [widget for widget in self._shown(kind) if widget.accessibleName() == name]
        assert found, f"nothing is called “{name}” among:\n{self.text()}"
        return found[0]

    def _buttons(self, text: str) -> list[QAbstractButton]:
        return [button for button in self._shown(QAbstractButton) if _plain(button.text()) == text]

    def _bring_into_view(self, part: QWidget) -> None:
        around = part.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(part)
            around = around.parentWidget()


def _plain(text: str) -> str:
    """Return a text without the marks of its Alt key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _entry(action: QAction) -> str:
    return _plain(action.text()).partition("\t")[0]


def _rows(view: QAbstractItemView) -> list[str]:
    model, role = view.model(), Qt.ItemDataRole.AccessibleTextRole
    told = []
    for row in range(model.rowCount()):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        cells = [model.index(row, column) for column in range(columns)]
        words = [str(cell.data(role) or cell.data() or "") for cell in cells]
        told.append(" | ".join(dict.fromkeys(word for word in words if word)))
    return told
