"""The chance of malignancy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.bundle.manifest import Label
from desktop.core.domain.assessment import Reliability
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.label_row import MALIGNANT_MARK
from desktop.ui.widgets.percent import percent_spoken, percent_text
from desktop.ui.widgets.probability_bar import ProbabilityBar
from desktop.ui.widgets.text_label import TextLabel, TextSize


class MalignancySummary(QWidget):
    """The sum over the malignant labels: a number, a bar, in words what came of such scores, and what was summed.

    Parameters
    ----------
    labels : sequence of Label
        The bundle's.
    """

    def __init__(self, labels: Sequence[Label], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caption = TextLabel(TextSize.LARGE)
        caption.setText(self.tr("Chance of malignancy"))
        self._number = TextLabel(TextSize.HEADLINE, bold=True, tabular=True)
        # Digits and signs keep their order in every language; the number still begins where reading does.
        self._number.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._bar = ProbabilityBar(GRID_PX * 2)
        self._reliability = TextLabel()
        terms = TextLabel()
        titles = ", ".join(label.title for label in labels if label.malignant)
        terms.setText(
            self.tr("The sum of those marked {mark} below: {titles}.").format(mark=MALIGNANT_MARK, titles=titles)
        )
        line = QHBoxLayout()
        line.addWidget(self._number)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(caption)
        column.addLayout(line)
        column.addWidget(self._bar)
        column.addWidget(self._reliability)
        column.addWidget(terms)

    def set_probability(self, probability: float, reliability: Reliability | None) -> None:
        """Show a chance (0–1), and what came of lesions with such a chance if the bundle tells."""
        self._number.setText(percent_text(probability))
        spoken = self.tr("Chance of malignancy: {percent}").format(percent=percent_spoken(probability))
        self._number.setAccessibleName(spoken)
        self._bar.set_probability(probability)
        self._bar.setAccessibleName(spoken)
        self._reliability.setText("" if reliability is None else self._in_words(reliability))
        self._reliability.setVisible(reliability is not None)

    def clear(self) -> None:
        """Show nothing, and keep nothing of what was shown."""
        self._number.clear()
        self._number.setAccessibleName("")
        self._bar.set_probability(0.0)
        self._bar.setAccessibleName("")
        self._reliability.clear()

    def _in_words(self, such: Reliability) -> str:
        # Whole lesions of a hundred; what was seldom is not told as never.
        of_hundred = round(such.malignant * 100)
        count = self.tr("fewer than 1") if of_hundred < 1 else self.tr("about {count}").format(count=of_hundred)
        return self.tr(
            "Of 100 lesions with such a score, {count} were malignant ({low}–{high}) in the {set}, where {overall} of "
            "100 were malignant in all. Where malignant lesions are rarer or more common, expect fewer or more."
        ).format(
            count=count,
            low=round(such.low * 100),
            high=round(such.high * 100),
            set=such.measured_on,
            overall=round(such.overall * 100),
        )
