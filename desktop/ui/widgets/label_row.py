"""One label of the prediction: its title, its chance and its bar."""

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QStyle, QWidget

from desktop.core.bundle.manifest import Label
from desktop.ui.models.words import label_title
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.percent import percent_spoken, percent_text
from desktop.ui.widgets.probability_bar import ProbabilityBar
from desktop.ui.widgets.text_label import TextLabel

MALIGNANT_MARK = "▲"

_CHOSEN_EDGE_PX = GRID_PX // 2


class LabelRow(QAbstractButton):
    """A row of the list of labels, chosen like a radio button: one of the list, by mouse, arrow keys or space.

    *Signals:*
    ``chosen(str)``: the user chose the label with this key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._mark = TextLabel(tabular=True)
        self._title = TextLabel()
        self._percent = TextLabel(tabular=True)
        self._bar = ProbabilityBar()
        # Digits and signs keep their order in every language.
        self._percent.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._mark.setText(MALIGNANT_MARK)
        self._mark.setFixedWidth(self._mark.sizeHint().width())
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID_PX * 3 // 2, GRID_PX, GRID_PX * 3 // 2, GRID_PX)
        grid.setHorizontalSpacing(GRID_PX)
        grid.setVerticalSpacing(GRID_PX // 2)
        grid.addWidget(self._mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._percent, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._bar, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        for child in (self._mark, self._title, self._percent, self._bar):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._tell_chosen)

    def show_label(self, label: Label, probability: float) -> None:
        """Show a label with its chance (0–1)."""
        self._key = label.key
        self._mark.setText(MALIGNANT_MARK if label.malignant else "")
        self._title.setText(label_title(label))
        self._percent.setText(percent_text(probability))
        self._bar.set_probability(probability)
        self._bar.setAccessibleName(percent_spoken(probability))
        self.setAccessibleName(label_spoken(label_title(label), probability, malignant=label.malignant))
        explanation = self.tr("Choose it to see in the heatmap what speaks for it.")
        self.setAccessibleDescription(explanation)
        counted = counted_as_malignant_text() if label.malignant else ""
        self.setToolTip(f"{counted}\n{explanation}".strip())

    def clear(self) -> None:
        """Show nothing, and keep nothing of what was shown."""
        self._key = ""
        self._mark.clear()
        self._title.clear()
        self._percent.clear()
        self._bar.set_probability(0.0)
        self._bar.setAccessibleName("")
        self.setAccessibleName("")
        self.setAccessibleDescription("")
        self.setToolTip("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose among the rows; left and right are the window's, for the next picture."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark the chosen row by an edge and a ground, the one with the focus by a frame."""
        painter = QPainter(self)
        palette = self.palette()
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), palette.brush(QPalette.ColorRole.AlternateBase))
        if self.isChecked():
            edge = QRect(0, 0, _CHOSEN_EDGE_PX, self.height())
            edge = QStyle.visualRect(self.layoutDirection(), self.rect(), edge)
            painter.fillRect(edge, palette.brush(QPalette.ColorRole.Highlight))
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            # Inside the edge of a chosen row, so that the one does not hide the other.
            inset = _CHOSEN_EDGE_PX + 2
            painter.drawRect(QRectF(self.rect()).adjusted(inset, 2, -inset, -2))

    def _tell_chosen(self) -> None:
        self.chosen.emit(self._key)


def label_spoken(title: str, probability: float, *, malignant: bool) -> str:
    """Write a label and its chance (0–1) as they are to be read aloud; the mark is said, too."""
    counted = QCoreApplication.translate("LabelRow", "malignant") if malignant else ""
    return ", ".join(part for part in (title, counted, percent_spoken(probability)) if part)


def counted_as_malignant_text() -> str:
    """Say what the mark of a label means."""
    return QCoreApplication.translate("LabelRow", "Counted as malignant.")
