"""A report as it would be printed."""

from bisect import bisect_right
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.models.help_subjects import HELP
from desktop.ui.operations.report_pages import ReportPages
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.report_sheet import ReportSheet
from desktop.ui.widgets.text_label import TextLabel

_GAP_PX = GRID_PX * 2
_ZOOM_STEP = 1.25
_LEAST_ZOOM, _MOST_ZOOM = 0.25, 4.0
# Of its own accord no letter becomes larger than this, however wide the window is.
_MOST_BY_WIDTH = 1.5


class ReportPreviewDialog(QDialog):
    """The pages one below the other, as wide as the dialog until somebody zooms. It knows no printer.

    *Signals:*
    ``print_requested()``, ``save_requested()``: the dialog has closed for it.
    """

    print_requested = Signal()
    save_requested = Signal()

    def __init__(self, pages: ReportPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report: preview"))
        self._pages = pages
        self._zoom: float | None = None
        self._tools: list[tuple[QToolButton, str]] = []
        self.sheets = [ReportSheet(pages, number) for number in range(pages.count)]
        self._content = QWidget()
        self.view = self._scroll_area()
        self.page_label = TextLabel(tabular=True)
        self.close_button = QPushButton(self.tr("&Close"))
        self.close_button.setDefault(True)
        self.save_button = QPushButton(self.tr("&Save as PDF…"))
        self.print_button = QPushButton(self.tr("&Print…"))
        self._lay_out()
        self.close_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(lambda: self._leave_for(self.save_requested))
        self.print_button.clicked.connect(lambda: self._leave_for(self.print_requested))
        for key, slot in ((Qt.Key.Key_Home, self._go_to_begin), (Qt.Key.Key_End, self._go_to_end)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        if parent is not None:
            # The window's own shortcuts are asleep behind a dialog.
            self.addActions([action for action in parent.window().actions() if action.objectName() == HELP])
            self.resize(parent.window().size())
        self.view.verticalScrollBar().valueChanged.connect(self._name_page)
        self.view.viewport().installEventFilter(self)
        self._take_zoom()
        self.view.setFocus()

    @property
    def zoom(self) -> float:
        """How large the sheets are; 1.0 is the paper's own size at 96 pixels an inch."""
        if self._zoom is not None:
            return self._zoom
        room_px = self.view.viewport().width() - 2 * _GAP_PX
        return min(_MOST_BY_WIDTH, max(_LEAST_ZOOM, room_px / self._pages.paper_px.width()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width."""
        if event.type() is QEvent.Type.Resize and self._zoom is None:
            self._take_zoom()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for button, name in self._tools:
                button.setIcon(icon(name))

    def _scroll_area(self) -> QScrollArea:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(_GAP_PX, _GAP_PX, _GAP_PX, _GAP_PX)
        column.setSpacing(_GAP_PX)
        for sheet in self.sheets:
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setObjectName("scrolledByKeys")
        # Always there, or the width would come and go with it.
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setWidget(self._content)
        return area

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(GRID_PX)
        for name, text, key, slot in (
            ("zoom-out", self.tr("Smaller"), "Ctrl+-", lambda: self._zoom_to(self.zoom / _ZOOM_STEP)),
            ("zoom-in", self.tr("Larger"), "Ctrl++", lambda: self._zoom_to(self.zoom * _ZOOM_STEP)),
            ("fit", self.tr("As wide as the window"), "Ctrl+0", lambda: self._zoom_to(None)),
        ):
            bar.addWidget(self._tool(name, text, QKeySequence(key), slot))
        bar.addSpacing(GRID_PX)
        bar.addWidget(self.page_label)
        bar.addStretch(1)
        for button in (self.close_button, self.save_button, self.print_button):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        column.setSpacing(GRID_PX)
        column.addWidget(self.view, 1)
        column.addLayout(bar)

    def _tool(self, name: str, text: str, keys: QKeySequence, slot: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        QShortcut(keys, self).activated.connect(button.click)
        self._tools.append((button, name))
        return button

    def _zoom_to(self, zoom: float | None) -> None:
        """Take a size, or the width's with None, and stay at the page on show."""
        self._zoom = None if zoom is None else min(_MOST_ZOOM, max(_LEAST_ZOOM, zoom))
        bar = self.view.verticalScrollBar()
        part = bar.value() / max(1, bar.maximum())
        self._take_zoom()
        self._content.adjustSize()
        bar.setValue(round(part * bar.maximum()))

    def _take_zoom(self) -> None:
        zoom = self.zoom
        for sheet in self.sheets:
            sheet.set_zoom(zoom)
        self._name_page()

    def _name_page(self) -> None:
        """Say which page is in the middle, in words and to screen readers, those with what begins on it."""
        middle_px = self.view.verticalScrollBar().value() + self.view.viewport().height() // 2
        number = max(0, bisect_right([sheet.y() for sheet in self.sheets], middle_px) - 1)
        text = self.tr("Page {number} of {count}").format(number=number + 1, count=len(self.sheets))
        if text != self.page_label.text():
            self.page_label.setText(text)
            self.view.setAccessibleName(self.tr("Report: preview") + f". {text}")
            self.view.setAccessibleDescription(self._pages.text_of_page(number))

    def _go_to_begin(self) -> None:
        self.view.verticalScrollBar().setValue(0)

    def _go_to_end(self) -> None:
        self.view.verticalScrollBar().setValue(self.view.verticalScrollBar().maximum())

    def _leave_for(self, signal: SignalInstance) -> None:
        self.accept()
        signal.emit()
