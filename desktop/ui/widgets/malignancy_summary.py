"""The chance of malignancy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.core.bundle.manifest import Label, OperatingPoint
from desktop.core.domain.assessment import Prediction, Reliability
from desktop.ui.models.words import bundle_text, label_title
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.label_row import MALIGNANT_MARK
from desktop.ui.widgets.percent import percent_spoken, percent_text
from desktop.ui.widgets.probability_bar import ProbabilityBar
from desktop.ui.widgets.text_label import TextLabel, TextSize


class MalignancySummary(QWidget):
    """The sum over the malignant labels: a number, a bar, in words what came of such scores, and what was summed.

    The bar has a mark at the clinic's operating point, and below it are named the labels that must not be missed.

    Parameters
    ----------
    labels : sequence of Label
        The bundle's.
    choosable : bool
        Whether the bundle has operating points to choose from.

    *Signals:*
    ``operating_point_requested()``: the user wants to see or choose it.
    """

    operating_point_requested = Signal()

    def __init__(self, labels: Sequence[Label], *, choosable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caption = TextLabel(TextSize.LARGE)
        caption.setText(self.tr("Chance of malignancy"))
        self._number = TextLabel(TextSize.HEADLINE, bold=True, tabular=True)
        # Digits and signs keep their order in every language; the number still begins where reading does.
        self._number.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._bar = ProbabilityBar(GRID_PX * 2)
        self._position = TextLabel()
        self._must_not_miss = TextLabel(bold=True)
        self._reliability = TextLabel()
        terms = TextLabel()
        titles = ", ".join(label_title(label) for label in labels if label.malignant)
        terms.setText(
            self.tr("The sum of those marked {mark} below: {titles}.").format(mark=MALIGNANT_MARK, titles=titles)
        )
        self.point_button = QPushButton(self.tr("Operating point…"), flat=True)
        self.point_button.setToolTip(self.tr("Choose from which chance on a lesion counts as above the point."))
        self.point_button.clicked.connect(self.operating_point_requested)
        line = QHBoxLayout()
        line.addWidget(self._number)
        line.addStretch(1)
        line.addWidget(self.point_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(caption)
        column.addLayout(line)
        for part in (self._bar, self._position, self._must_not_miss, self._reliability, terms):
            column.addWidget(part)
        self.point_button.setVisible(choosable)
        self.clear()

    def show_prediction(
        self, prediction: Prediction, point: OperatingPoint | None, must_not_miss: Sequence[str] = ()
    ) -> None:
        """Show a chance, and what came of lesions with such a chance if the bundle tells.

        Parameters
        ----------
        prediction : Prediction
        point : OperatingPoint or None
            What the clinic works at.
        must_not_miss : sequence of str
            A line for each label that is to be named though another one is more probable.
        """
        chance = prediction.malignant
        self._number.setText(percent_text(chance))
        spoken = self.tr("Chance of malignancy: {percent}").format(percent=percent_spoken(chance))
        self._number.setAccessibleName(spoken)
        self._bar.set_probability(chance)
        self._bar.setAccessibleName(spoken)
        self._bar.set_mark(None if point is None else point.threshold)
        for label, text in (
            (self._position, "" if point is None else self._place(chance, point)),
            (self._must_not_miss, "\n".join(must_not_miss)),
            (self._reliability, "" if prediction.reliability is None else self._in_words(prediction.reliability)),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._bar.setAccessibleDescription(self._position.text())

    def clear(self) -> None:
        """Show nothing, and keep nothing of what was shown."""
        self._number.clear()
        self._number.setAccessibleName("")
        self._bar.set_probability(0.0)
        self._bar.set_mark(None)
        self._bar.setAccessibleName("")
        self._bar.setAccessibleDescription("")
        for label in (self._position, self._must_not_miss, self._reliability):
            label.clear()
            label.hide()

    def _place(self, chance: float, point: OperatingPoint) -> str:
        if chance >= point.threshold:
            text = self.tr(
                "Above the operating point ({threshold}), at which the bundle finds {found} of malignant lesions."
            )
        else:
            text = self.tr(
                "Below the operating point ({threshold}), at which the bundle finds {found} of malignant lesions; the "
                "others lie below it, too."
            )
        return text.format(threshold=percent_text(point.threshold), found=percent_text(point.sensitivity))

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
            set=bundle_text(such.measured_on),
            overall=round(such.overall * 100),
        )
