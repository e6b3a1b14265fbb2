"""Whether, how strongly and for which label the heatmap is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.evidence_legend import EvidenceLegend
from desktop.ui.widgets.text_label import TextLabel

# Enough for the ramp's yellow not to sink into skin, little enough for structures to show through.
DEFAULT_OPACITY_PERCENT = 60


class HeatmapControls(QWidget):
    """A check box, a slider and a legend for the heatmap.

    *Signals:*
    ``visible_changed(bool)``: the heatmap is wanted, or is no longer.
    ``opacity_changed(int)``: its opacity, 0–100 percent.
    """

    visible_changed = Signal(bool)
    opacity_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check_box = QCheckBox(self.tr("&Heatmap"))
        self._check_box.setToolTip(self.tr("Show where the network finds evidence for the chosen label"))
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setSingleStep(5)
        self._slider.setPageStep(10)
        self._slider.setMinimumWidth(GRID_PX * 7)
        self._slider.setAccessibleName(self.tr("Opacity of the heatmap, in percent"))
        self._slider.setToolTip(self.tr("Opacity of the heatmap"))
        self._percent = TextLabel(tabular=True)
        # Room for the widest, so that nothing moves while the slider does.
        self._percent.setText(self._percent_text(100))
        self._percent.setMinimumWidth(self._percent.sizeHint().width())
        self._less, self._legend, self._more = TextLabel(tabular=True), EvidenceLegend(), ElidedLabel(48, 9)
        self._less.setText(self.tr("less"))
        self._opacity_fixed = False
        self._lay_out()
        self._slider.valueChanged.connect(self._tell_opacity)
        self._check_box.toggled.connect(self._tell_visible)
        self.set_opacity(DEFAULT_OPACITY_PERCENT)
        self.set_label_title("")
        self._tell_visible(False)

    def set_visible_checked(self, checked: bool) -> None:
        """Tick the check box or not; a change is told like the user's."""
        self._check_box.setChecked(checked)

    def set_opacity(self, percent: int) -> None:
        """Set the slider, 0–100; a change is told like the user's."""
        self._slider.setValue(percent)

    def fix(self, *, visible: bool, opacity: bool) -> None:
        """Leave it to the practice's IT whether the heatmap is shown, or how strongly."""
        self._opacity_fixed = opacity
        for part, fixed in ((self._check_box, visible), (self._slider, opacity)):
            if fixed:
                part.setEnabled(False)
                part.setToolTip(fixed_text())

    def set_label_title(self, title: str) -> None:
        """Name the label that the heatmap speaks for; empty for none."""
        text = self.tr("more evidence for {label}").format(label=title) if title else self.tr("more evidence")
        relative = self.tr("Relative to the strongest place in this photograph: not to be compared with another.")
        self._more.setText(text)
        self._more.setToolTip(f"{text}\n{relative}")
        self._legend.setToolTip(relative)

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        controls.setSpacing(GRID_PX)
        controls.addWidget(self._check_box)
        controls.addWidget(self._slider, 1)
        controls.addWidget(self._percent)
        legend = QHBoxLayout()
        legend.setSpacing(GRID_PX)
        for part in (self._less, self._legend, self._more):
            legend.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX // 2)
        column.addLayout(controls)
        column.addLayout(legend)

    def _tell_visible(self, visible: bool) -> None:
        for part in (self._slider, self._percent, self._less, self._legend, self._more):
            part.setEnabled(visible)
        self._slider.setEnabled(visible and not self._opacity_fixed)
        self.visible_changed.emit(visible)

    def _tell_opacity(self, percent: int) -> None:
        self._percent.setText(self._percent_text(percent))
        self.opacity_changed.emit(percent)

    def _percent_text(self, percent: int) -> str:
        return self.tr("{percent}\u00a0%").format(percent=percent)
