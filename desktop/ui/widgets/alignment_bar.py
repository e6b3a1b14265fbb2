"""How well two photographs are aligned, and aligning them by hand."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.core.imaging.placement import Nudge
from desktop.core.imaging.registration import LEAST_SIMILARITY
from desktop.ui.operations.alignment import Alignment, AlignmentState
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.difference_map import DifferenceLegend
from desktop.ui.widgets.overlay_view import SCALE_STEP, TURN_STEP_DEGREES, OverlayView
from desktop.ui.widgets.text_label import TextLabel
from desktop.ui.widgets.waiting_sign import PATIENCE_MS
from desktop.ui.widgets.work_bar import WorkBar

_BUTTON_PX = GRID_PX * 3 + 4


class AlignmentBar(QFrame):
    """Tells what came of aligning, and has what moves the newer photograph by hand.

    Parameters
    ----------
    alignment : Alignment
    view : OverlayView
        Whose newer picture is nudged.
    """

    def __init__(self, alignment: Alignment, view: OverlayView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alignment, self._view = alignment, view
        self._wanted = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tell_working)
        self.text = TextLabel()
        self.work_bar = WorkBar()
        self.legend = DifferenceLegend()
        self.by_hand_button = QPushButton(self.tr("Align b&y hand"))
        self.nudge_button = QCheckBox(self.tr("&Nudge"))
        self.nudge_button.setMinimumHeight(GRID_PX * 3)
        self.nudge_button.setToolTip(
            self.tr(
                "Move the newer photograph by the arrow keys (Shift: farther), turn it by , and . size it by + and -"
            )
        )
        self.reset_button = QPushButton(self.tr("&Reset"))
        self.nudges = QWidget()
        self._note = TextLabel()
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._lay_out()
        self.work_bar.stop_requested.connect(alignment.stop)
        self.by_hand_button.clicked.connect(self._begin_by_hand)
        self.nudge_button.toggled.connect(self._set_nudging)
        self.reset_button.clicked.connect(alignment.reset)
        alignment.changed.connect(self.refresh)
        view.nudge_requested.connect(alignment.nudge)
        view.nudging_ended.connect(lambda: self.nudge_button.setChecked(False))
        self.refresh()

    def set_wanted(self, *, wanted: bool) -> None:
        """Be there as soon as there is something to tell, or not."""
        self._wanted = wanted
        self._appear()

    def show_legend(self, *, shown: bool) -> None:
        """Explain the colours of the difference, or not."""
        self.legend.setVisible(shown)

    def stop_nudging(self) -> None:
        """Give the keys back to the view."""
        self.nudge_button.setChecked(False)

    def refresh(self) -> None:
        """Say how things stand."""
        state = self._alignment.state
        if state is not AlignmentState.WORKING:
            self._patience.stop()
            self.work_bar.end()
        elif self.work_bar.isHidden() and not self._patience.isActive():
            self._patience.start()
        placed = self._alignment.placement is not None
        if not placed:
            self.stop_nudging()
        self.text.setText(self._told(state))
        self.text.setVisible(bool(self.text.text()))
        self._note.setVisible(placed and not self._alignment.scale_is_known)
        self.by_hand_button.setVisible(state in {AlignmentState.NOT_ALIGNED, AlignmentState.FAILED})
        self.nudge_button.setVisible(placed)
        self.reset_button.setVisible(placed)
        self.nudges.setVisible(placed and self.nudge_button.isChecked())
        self._appear()

    def _tell_working(self) -> None:
        self.work_bar.begin(self.tr("Aligning the newer photograph to the older…"))
        self._appear()

    def _appear(self) -> None:
        """Take no room for work that may be done in a moment."""
        tells = self._alignment.state is not AlignmentState.WORKING or not self.work_bar.isHidden()
        self.setVisible(self._wanted and self._alignment.has_pictures and tells)

    def _told(self, state: AlignmentState) -> str:
        found, place = self._alignment.registration, self._alignment.placement
        if state is AlignmentState.NOT_ALIGNED and found is not None:
            return self.tr(
                "Not aligned: the two photographs resemble each other too little ({found}; {least} is needed). "
                "Nothing is compared. You can align them by hand."
            ).format(found=_number(found.similarity, 2), least=_number(LEAST_SIMILARITY, 2))
        if state is AlignmentState.FAILED:
            return self._alignment.problem
        if place is None:
            return ""
        where = self.tr("Newer photograph turned by {turn}°, magnified {factor}×.").format(
            turn=_number(place.turn_degrees, 1), factor=_number(place.scale / self._alignment.fitted_scale, 2)
        )
        if state is AlignmentState.ALIGNED and found is not None:
            aligned = self.tr("Aligned; resemblance {before} before, {after} after.").format(
                before=_number(found.similarity_before, 2), after=_number(found.similarity, 2)
            )
        else:
            aligned = self.tr("Aligned by hand.")
        return f"{aligned} {where}"

    def _begin_by_hand(self) -> None:
        self._alignment.begin_by_hand()
        self.nudge_button.setChecked(True)

    def _set_nudging(self, nudging: bool) -> None:
        self._view.set_nudging(nudging)
        self.nudges.setVisible(nudging)
        if nudging:
            self._view.setFocus()

    def _lay_out(self) -> None:
        self.setObjectName("imageToolbar")
        self._note.setText(
            self.tr(
                "The magnification is estimated from the pictures, so a lesion that has grown may look as before. "
                "Measure a ruler in both photographs to keep true sizes."
            )
        )
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        row.addWidget(self.text, 1)
        row.addWidget(self.legend)
        for button in (self.by_hand_button, self.nudge_button, self.reset_button):
            row.addWidget(button)
        keys = QHBoxLayout(self.nudges)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(GRID_PX // 2)
        # As on the picture: left is left in every language.
        keys.setDirection(QHBoxLayout.Direction.LeftToRight)
        for sign, name, right, down in (
            ("←", self.tr("Move the newer photograph left (Left)"), -1, 0),
            ("→", self.tr("Move the newer photograph right (Right)"), 1, 0),
            ("↑", self.tr("Move the newer photograph up (Up)"), 0, -1),
            ("↓", self.tr("Move the newer photograph down (Down)"), 0, 1),
        ):
            keys.addWidget(self._button(sign, name, partial(self._view.shift_of, right, down)))
        for sign, name, nudge in (
            ("⟲", self.tr("Turn the newer photograph left (,)"), Nudge(turn_degrees=-TURN_STEP_DEGREES)),
            ("⟳", self.tr("Turn the newer photograph right (.)"), Nudge(turn_degrees=TURN_STEP_DEGREES)),
            ("−", self.tr("Make the newer photograph smaller (-)"), Nudge(factor=1 / SCALE_STEP)),
            ("+", self.tr("Make the newer photograph larger (+)"), Nudge(factor=SCALE_STEP)),
        ):
            keys.addWidget(self._button(sign, name, partial(replace, nudge)))
        keys.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 2, GRID_PX // 2, GRID_PX * 2, GRID_PX)
        column.setSpacing(GRID_PX // 2)
        column.addLayout(row)
        column.addWidget(self.work_bar)
        column.addWidget(self.nudges)
        column.addWidget(self._note)

    def _button(self, sign: str, name: str, nudge_of: Callable[[], Nudge]) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setMinimumSize(_BUTTON_PX, _BUTTON_PX)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoRepeat(True)
        button.clicked.connect(lambda: self._alignment.nudge(nudge_of()))
        return button


def _number(value: float, decimals: int) -> str:
    # With a minus sign: in the system font a hyphen is easily overlooked.
    return QLocale().toString(value, "f", decimals).replace("-", "\N{MINUS SIGN}")
