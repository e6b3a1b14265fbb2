"""At which point the clinic works, and what that means among its own lesions."""

from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QWidget

from desktop.core.bundle.manifest import Manifest, OperatingPoint
from desktop.core.bundle.operating_points import MALIGNANT, measured_prevalence, point_at
from desktop.core.domain.predictive_values import Estimate, predictive_values
from desktop.core.errors import KnownError
from desktop.core.settings.rows import MALIGNANT_PER_THOUSAND, OPERATING_SENSITIVITIES, OPERATING_SENSITIVITY
from desktop.core.settings.settings import Settings
from desktop.ui.models.fixed_text import fixed_text
from desktop.ui.models.words import bundle_text
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.percent import mark_text, percent_text
from desktop.ui.widgets.text_label import TextLabel

_THOUSAND = 1000
_INPUT_WIDTH_PX = GRID_PX * 34
# Where hardly one is malignant, what is written need not be exact.
_MOST_LESIONS = 1000.0


class OperatingPointCard(Card):
    """Choose how many malignant lesions are to lie above the point, see what that costs, and take it.

    What is chosen is shown at once, but holds, and is recorded in the vault's audit trail, only when it is taken.

    Parameters
    ----------
    work : VaultWork
    settings : Settings

    *Signals:*
    ``settings_changed()``: another point or prevalence holds.
    """

    settings_changed = Signal()

    def __init__(self, work: VaultWork, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._settings = settings
        self._papers: Manifest | None = None
        self._in_force = (0, 0)
        self.set_title(self.tr("Operating point"))
        self.sensitivity_box = QComboBox()
        self.prevalence_box = QSpinBox()
        self.prevalence_box.setRange(0, _THOUSAND - 1)
        self.prevalence_box.setSuffix(self.tr(" of 1,000"))
        self.prevalence_box.lineEdit().setTextMargins(GRID_PX, 0, 0, 0)  # No style sheet reaches it.
        for box in (self.sensitivity_box, self.prevalence_box):
            box.setMaximumWidth(_INPUT_WIDTH_PX)
        self._prevalence_field = Field(
            self.tr("Malignant among the lesions that &you photograph"),
            self.prevalence_box,
            hint=self.tr("From your own records; 0 for as many as where the bundle was measured."),
        )
        self.fixed_note, self.sentence, self.note = TextLabel(), TextLabel(), TextLabel()
        self.fixed_note.setText(fixed_text())
        self._figures = QWidget()
        self._grid = QGridLayout(self._figures)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID_PX * 2)
        self._grid.setVerticalSpacing(GRID_PX // 2)
        self._grid.setColumnMinimumWidth(0, _INPUT_WIDTH_PX)
        self._grid.setColumnStretch(2, 1)
        self._rows = [(TextLabel(), TextLabel(tabular=True)) for _ in range(6)]
        for number, row in enumerate(self._rows):
            for column, label in enumerate(row):
                self._grid.addWidget(label, number, column)
        for part in (
            Field(self.tr("F&ind at least"), self.sensitivity_box),
            self._prevalence_field,
            self.fixed_note,
            self._figures,
            self.sentence,
        ):
            self.body.addWidget(part)
        self.take_button = self.add_button(self.tr("&Work at this point"))
        self.body.addWidget(self.note)
        self.take_button.clicked.connect(self._take)
        self.sensitivity_box.currentIndexChanged.connect(self._preview)
        self.prevalence_box.valueChanged.connect(self._preview)
        self.reload()

    def use_papers(self, papers: Manifest) -> None:
        """Take the papers of the graph that answers."""
        self._papers = papers
        self.reload()

    def reload(self) -> None:
        """Show what holds."""
        offered = [percent for percent in OPERATING_SENSITIVITIES if self._point(percent) is not None]
        with QSignalBlocker(self.sensitivity_box), QSignalBlocker(self.prevalence_box):
            self.sensitivity_box.clear()
            self.sensitivity_box.addItem(self.tr("No operating point"), 0)
            for percent in offered:
                text = self.tr("{percent} of malignant lesions").format(percent=mark_text(percent / 100))
                self.sensitivity_box.addItem(text, percent)
            chosen = self.sensitivity_box.findData(self._settings.get(OPERATING_SENSITIVITY))
            self.sensitivity_box.setCurrentIndex(max(chosen, 0))
            self.prevalence_box.setSpecialValueText(self._as_measured())
            self.prevalence_box.setValue(self._settings.get(MALIGNANT_PER_THOUSAND))
        point_fixed = self._settings.is_fixed(OPERATING_SENSITIVITY)
        prevalence_fixed = self._settings.is_fixed(MALIGNANT_PER_THOUSAND)
        self.sensitivity_box.setEnabled(bool(offered) and not point_fixed)
        self.prevalence_box.setEnabled(bool(offered) and not prevalence_fixed)
        self.fixed_note.setVisible(point_fixed or prevalence_fixed)
        if self._papers is None:
            self.say(self.tr("There is no bundle whose points could be chosen from."))
        elif not offered:
            self.say(self.tr("The bundle in use has no operating points."))
        else:
            self.say(
                self.tr(
                    "A mark on the bar of the chance of malignancy. It changes no chance and is no diagnosis: it only "
                    "says which lesions lie above it, and from which chance on a label that must not be missed is "
                    "named when another one is first."
                )
            )
        self._in_force = self._chosen
        self.note.setText("" if self._work.is_unlocked else self._unrecorded())
        self.note.setVisible(bool(self.note.text()))
        self._preview()

    def _point(self, percent: int) -> OperatingPoint | None:
        if self._papers is None or not percent:
            return None
        return point_at(self._papers.operating_points, MALIGNANT, percent / 100)

    def _prevalence(self) -> float | None:
        """Return the share (0–1) of malignant lesions to reckon with; None if nobody has told."""
        if self.prevalence_box.value():
            return self.prevalence_box.value() / _THOUSAND
        return None if self._papers is None else measured_prevalence(self._papers)

    def _as_measured(self) -> str:
        share = None if self._papers is None else measured_prevalence(self._papers)
        if share is None:
            return self.tr("Not known")
        return self.tr("As measured: {count} of 1,000").format(count=round(share * _THOUSAND))

    @property
    def _chosen(self) -> tuple[int, int]:
        return int(self.sensitivity_box.currentData() or 0), self.prevalence_box.value()

    def _preview(self) -> None:
        point, prevalence = self._point(self._chosen[0]), self._prevalence()
        self._figures.setVisible(point is not None)
        self.sentence.setVisible(point is not None)
        self.take_button.setEnabled(self._chosen != self._in_force)
        if point is None:
            return
        sensitivity = Estimate(point.sensitivity, point.sensitivity_low, point.sensitivity_high)
        specificity = Estimate(point.specificity, point.low, point.high)
        rows = [
            (self.tr("Chance at the point"), percent_text(point.threshold)),
            (self.tr("Sensitivity"), _share_text(sensitivity)),
            (self.tr("Specificity"), _share_text(specificity)),
        ]
        if prevalence is not None and 0.0 < prevalence < 1.0:
            means = predictive_values(sensitivity, specificity, prevalence)
            rows += [
                (self.tr("Malignant among those above (PPV)"), _share_text(means.positive)),
                (self.tr("Not malignant among those below (NPV)"), _share_text(means.negative)),
                (self.tr("Lesions above for each malignant one"), _count_text(means.lesions_per_malignant)),
            ]
            self.sentence.setText(self._in_words(point, sensitivity, specificity, prevalence))
        else:
            self.sentence.setText(self.tr("Say how many are malignant among the lesions that you photograph."))
        for number, (name, value) in enumerate(self._rows):
            shown = rows[number] if number < len(rows) else ("", "")
            for label, text in zip((name, value), shown, strict=True):
                label.setText(text)
                label.setVisible(bool(text))

    def _in_words(self, point: OperatingPoint, sensitivity: Estimate, specificity: Estimate, prevalence: float) -> str:
        malignant = round(prevalence * _THOUSAND)
        found = _of(malignant, sensitivity)
        others = _of(_THOUSAND - malignant, _rest(specificity))
        return self.tr(
            "Of 1,000 lesions like yours, about {malignant} are malignant: {found} lie above the point and {missed} "
            "below it. Of the {benign} others, {above} lie above it, too. In brackets: 95 % intervals, as measured on "
            "{count} photographs of the {set}; other patients and cameras may differ more than that."
        ).format(
            malignant=malignant,
            found=_range_text(found),
            missed=_range_text(_of(malignant, _rest(sensitivity))),
            benign=_THOUSAND - malignant,
            above=_range_text(others),
            count=QLocale().toString(point.n),
            set=bundle_text(point.measured_on),
        )

    def _take(self) -> None:
        chosen = self._chosen
        before = self._settings.get(OPERATING_SENSITIVITY), self._settings.get(MALIGNANT_PER_THOUSAND)
        if not self._work.is_unlocked:
            self._keep(chosen, self._unrecorded())
            return
        self.take_button.setEnabled(False)
        told_before, told_after = _for_the_record(*before), _for_the_record(*chosen)
        kept = self.tr("This holds from now on, and is recorded in the audit trail.")
        self._work.change(
            lambda history: history.note_operating_point(told_before, told_after),
            done=lambda _none: self._keep(chosen, kept),
            failed=self._refuse,
        )

    def _keep(self, chosen: tuple[int, int], note: str) -> None:
        sensitivity, per_thousand = chosen
        self._settings.set(OPERATING_SENSITIVITY, sensitivity)
        self._settings.set(MALIGNANT_PER_THOUSAND, per_thousand)
        self._in_force = chosen
        self._say_below(note)
        self._preview()
        self.settings_changed.emit()

    def _refuse(self, error: KnownError) -> None:
        """Keep nothing that could not be recorded."""
        self._say_below(str(error))
        self._preview()

    def _say_below(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()

    def _unrecorded(self) -> str:
        return self.tr("No vault is open: what you choose holds on this computer, but is recorded nowhere.")


def _rest(share: Estimate) -> Estimate:
    return Estimate(1.0 - share.value, 1.0 - share.high, 1.0 - share.low)


def _of(count: int, share: Estimate) -> tuple[int, int, int]:
    """Return how many a share of so many is: at best, at least and at most."""
    return round(count * share.value), round(count * share.low), round(count * share.high)


def _range_text(counts: tuple[int, int, int]) -> str:
    return "{} ({}–{})".format(*counts)


def _share_text(share: Estimate) -> str:
    """Write a share with its interval, in tenths of a percent: of what is nearly certain, these count."""
    value, low, high = (QLocale().toString(one * 100, "f", 1) for one in vars(share).values())
    text = QCoreApplication.translate("OperatingPointCard", "{value}\u00a0% ({low}–{high})")
    return text.format(value=value, low=low, high=high)


def _count_text(count: Estimate) -> str:
    """Write how many with the interval, to a tenth."""
    value, low, high = (QLocale().toString(min(one, _MOST_LESIONS), "f", 1) for one in vars(count).values())
    return f"{value} ({low}–{high})"


def _for_the_record(sensitivity: int, per_thousand: int) -> str:
    """Write a choice for the audit trail, which is in no language but the format's own."""
    point = f"sensitivity {sensitivity} %" if sensitivity else "no point"
    prevalence = f"{per_thousand} of 1000 malignant" if per_thousand else "prevalence as measured"
    return f"{point}; {prevalence}"
