"""The chances of a kept prediction's labels, to be read and not to be chosen from."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.label_row import MALIGNANT_MARK, counted_as_malignant_text, label_spoken
from desktop.ui.widgets.percent import percent_spoken, percent_text
from desktop.ui.widgets.probability_bar import ProbabilityBar
from desktop.ui.widgets.text_label import TextLabel

_BAR_WIDTH_PX = GRID_PX * 8


class LabelBars(QWidget):
    """A row for each label, the most probable first: whether it counts as malignant, its title, its chance, its bar.

    Parameters
    ----------
    probabilities : mapping of str to float
        Chance (0–1) of each label by its key.
    titles : mapping of str to str
        The labels' titles by their keys; a key that is missing stands for itself.
    malignant : collection of str
        Keys of those that count as malignant.
    """

    def __init__(
        self,
        probabilities: Mapping[str, float],
        titles: Mapping[str, str],
        malignant: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID_PX)
        self._grid.setVerticalSpacing(GRID_PX // 2)
        self._grid.setColumnStretch(1, 1)
        ranked = sorted(probabilities.items(), key=lambda item: item[1], reverse=True)
        for row, (key, probability) in enumerate(ranked):
            self._add(row, titles.get(key, key), probability, malignant=key in malignant)

    def _add(self, row: int, name: str, probability: float, *, malignant: bool) -> None:
        title, percent, bar = TextLabel(), TextLabel(tabular=True), ProbabilityBar()
        title.setText(name)
        title.setAccessibleName(label_spoken(name, probability, malignant=malignant))
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        percent.setText(percent_text(probability))
        # Digits and signs keep their order in every language.
        percent.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        bar.set_probability(probability)
        bar.setAccessibleName(percent_spoken(probability))
        bar.setFixedWidth(_BAR_WIDTH_PX)
        if malignant:
            mark = TextLabel(tabular=True)
            mark.setText(MALIGNANT_MARK)
            mark.setAccessibleName(counted_as_malignant_text())
            mark.setToolTip(counted_as_malignant_text())
            title.setToolTip(counted_as_malignant_text())
            self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(title, row, 1)
        self._grid.addWidget(percent, row, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(bar, row, 3)
