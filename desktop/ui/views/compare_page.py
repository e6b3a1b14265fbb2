"""Two photographs of one lesion, compared: beside, over and after each other, and their difference."""

import math
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.domain.history import PatientRecord
from desktop.ui.models.lesion_course import course_of
from desktop.ui.models.words import examination_date_text, full_name, prediction_text
from desktop.ui.operations.alignment import Alignment, AlignmentState
from desktop.ui.operations.examinations import ExaminationImages
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.alignment_bar import AlignmentBar
from desktop.ui.widgets.compare_toolbar import CompareToolbar
from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.linked_views import LinkedViews
from desktop.ui.widgets.overlay_view import OverlayMode, OverlayView
from desktop.ui.widgets.text_label import TextLabel
from desktop.ui.widgets.trend_plot import NOT_COMPARABLE_MARK
from desktop.ui.widgets.waiting_sign import WaitingSign

# Nobody draws a line more exactly.
_SAME_SCALE = 0.01


class ComparePage(QWidget):
    """Compares an older and a newer examination of one lesion.

    *Signals:*
    ``back_requested()``
    """

    back_requested = Signal()

    def __init__(self, work: VaultWork, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pyramids: list[ImagePyramid | None] = [None, None]
        # One for each side: each fetches one large image at a time.
        self._images = (ExaminationImages(work, runner, self), ExaminationImages(work, runner, self))
        self._back = QPushButton(self.tr("‹ &Lesion"))
        self._back.setFlat(True)
        self.whose = TextLabel()
        self.side_by_side = QRadioButton(self.tr("&Side by side"))
        self.swipe = QRadioButton(self.tr("S&wipe"))
        self.blink = QRadioButton(self.tr("&Blink"))
        self.difference = QRadioButton(self.tr("&Difference"))
        self._modes = QButtonGroup(self)
        self.older_caption, self.newer_caption = TextLabel(), TextLabel()
        self.other_bundle = TextLabel(bold=True)
        self.problem = TextLabel(bold=True)
        self.linked, self.overlay = LinkedViews(), OverlayView()
        self.waiting_sign = WaitingSign(self.overlay, self.tr("The difference is being computed…"))
        self._stack = QStackedWidget()
        self.toolbar = CompareToolbar(self._fit, self._zoom_out, self._zoom_in)
        self.divider, self.blink_button = self.toolbar.divider, self.toolbar.blink_button
        self.shown_label, self.align_button = self.toolbar.shown_label, self.toolbar.align_button
        self.alignment = Alignment(runner, self)
        self.alignment_bar = AlignmentBar(self.alignment, self.overlay)
        self._days = ("", "")
        self._mm_per_px: tuple[float | None, float | None] = (None, None)
        self._lay_out()
        self._connect()
        self._show_mode()

    def compare(self, record: PatientRecord, older_id: str, newer_id: str, titles: Mapping[str, str]) -> bool:
        """Show two examinations of one lesion, if the record has them; the images follow when they are decoded."""
        found = {examination.id: examination for examination in record.examinations}
        if older_id not in found or newer_id not in found:
            return False
        self.forget()
        lesion_id = found[newer_id].lesion_id or ""
        name = next((lesion.details.name for lesion in record.lesions if lesion.id == lesion_id), "")
        self._back.setText(f"‹ {name.replace('&', '&&')}")
        self.whose.setText(full_name(record.patient.details))
        course = {entry.examination.id: entry for entry in course_of(record, lesion_id)}
        self._days = (examination_date_text(found[older_id]), examination_date_text(found[newer_id]))
        predictions = [course[key].prediction if key in course else None for key in (older_id, newer_id)]
        captions = (self.older_caption, self.newer_caption)
        for caption, day, prediction in zip(captions, self._days, predictions, strict=True):
            caption.setText(f"{day}\n{prediction_text(prediction, titles)}")
        bundles = {one.bundle for one in predictions if one is not None and one.malignant is not None}
        self.other_bundle.setVisible(len(bundles) > 1)
        self._mm_per_px = found[older_id].capture.mm_per_px, found[newer_id].capture.mm_per_px
        self._tell_shown()
        for images, key in zip(self._images, (older_id, newer_id), strict=True):
            images.want_image(key)
        return True

    def focus_first(self) -> None:
        """Put the focus where the keys do something."""
        if self.swipe.isChecked() or self.difference.isChecked():
            self.overlay.setFocus()
        elif self.blink.isChecked():
            self.blink_button.setFocus()
        else:
            self.linked.setFocus()

    def forget(self) -> None:
        """Keep nothing of the two."""
        for images in self._images:
            images.forget()
        self._pyramids = [None, None]
        self._days, self._mm_per_px = ("", ""), (None, None)
        self.align_button.setChecked(False)
        self.toolbar.measure_button.setChecked(False)
        self._set_images()
        captions = self.whose, self.older_caption, self.newer_caption
        for label in (*captions, self.problem, self.toolbar.zoom, self.shown_label):
            label.clear()
        self.problem.hide()
        self.other_bundle.hide()
        self._back.setText(self.tr("‹ &Lesion"))

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.toolbar.refresh_icons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start or stop blinking by Space, unless what has the focus wanted it."""
        if self._is_pause(event):
            self.overlay.toggle_blinking()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Space start and stop blinking on its radio button, too, where it would choose what is chosen already."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and watched is self.blink and self._is_pause(event):
            self.overlay.toggle_blinking()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(GRID_PX, GRID_PX, GRID_PX * 2, 0)
        header.setSpacing(GRID_PX * 2)
        header.addWidget(self._back)
        header.addWidget(self.whose, 1)
        for button in (self.side_by_side, self.swipe, self.blink, self.difference):
            button.setMinimumHeight(GRID_PX * 4)
            self._modes.addButton(button)
            header.addWidget(button)
        self.side_by_side.setChecked(True)
        captions = QHBoxLayout()
        captions.setContentsMargins(GRID_PX * 2, GRID_PX // 2, GRID_PX * 2, GRID_PX)
        captions.setSpacing(GRID_PX * 2)
        # As the pictures: the older at the left in every language.
        captions.setDirection(QHBoxLayout.Direction.LeftToRight)
        for caption in (self.older_caption, self.newer_caption):
            caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            captions.addWidget(caption, 1)
        self.other_bundle.setText(
            self.tr("{mark} Two bundles computed these numbers: they cannot be compared.").format(
                mark=NOT_COMPARABLE_MARK
            )
        )
        for label in (self.other_bundle, self.problem):
            label.setContentsMargins(GRID_PX * 2, 0, GRID_PX * 2, GRID_PX)
            label.hide()
        self._stack.addWidget(self.linked)
        self._stack.addWidget(self.overlay)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addLayout(captions)
        layout.addWidget(self.other_bundle)
        layout.addWidget(self.problem)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.alignment_bar)
        layout.addWidget(self.toolbar)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self.blink.installEventFilter(self)
        self._modes.buttonToggled.connect(lambda _button, on: self._show_mode() if on else None)
        self.linked.zoom_changed.connect(self._show_zoom)
        self.overlay.zoom_changed.connect(self._show_zoom)
        self.divider.valueChanged.connect(self.overlay.set_divider)
        self.overlay.divider_changed.connect(self.divider.setValue)
        self.overlay.newer_shown.connect(self._tell_shown)
        self.overlay.blinking_changed.connect(self._tell_blinking)
        self.blink_button.clicked.connect(self.overlay.toggle_blinking)
        self.align_button.toggled.connect(self._align)
        self.toolbar.measure_button.toggled.connect(self._measure)
        for view in (self.linked.left, self.linked.right, self.overlay):
            view.measuring_ended.connect(lambda: self.toolbar.measure_button.setChecked(False))
        self.alignment_bar.nudge_button.toggled.connect(self._nudge)
        self.alignment.changed.connect(self._show_alignment)
        self.alignment.difference_ready.connect(self.overlay.set_difference)
        self.alignment_bar.work_bar.stop_requested.connect(self._alignment_stopped)
        for side, images in enumerate(self._images):
            images.image_ready.connect(partial(self._take_image, side))
            images.image_failed.connect(partial(self._tell_failure, side))

    @property
    def _current(self) -> LinkedViews | OverlayView:
        return self.linked if self.side_by_side.isChecked() else self.overlay

    def _fit(self) -> None:
        self._current.fit()

    def _zoom_out(self) -> None:
        self._current.zoom_out()

    def _zoom_in(self) -> None:
        self._current.zoom_in()

    def _is_pause(self, event: QEvent) -> bool:
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        return space and self.blink.isChecked() and self.blink_button.isEnabled()

    def _show_mode(self) -> None:
        before, view = self._stack.currentWidget(), self._current
        part = (self.linked if before is self.linked else self.overlay).part
        self.overlay.set_mode(self._overlay_mode)
        if before is not view:
            # It must know its size before it can show the part that the other one showed.
            view.setGeometry(self._stack.contentsRect())
            self._stack.setCurrentWidget(view)
            view.show_part(part)
        for widget, shown in (
            (self.divider, self.swipe.isChecked()),
            (self.blink_button, self.blink.isChecked()),
            (self.shown_label, self.blink.isChecked()),
            (self.align_button, self.swipe.isChecked() or self.blink.isChecked()),
        ):
            widget.setVisible(shown)
        self._align()
        self._show_zoom()
        self._tell_blinking()
        self._tell_shown()

    @property
    def _aligns(self) -> bool:
        """True if the way of comparing wants the photographs aligned."""
        chosen = self.align_button.isChecked() and not self.side_by_side.isChecked()
        return chosen or self.difference.isChecked()

    @property
    def _overlay_mode(self) -> OverlayMode:
        if self.difference.isChecked():
            return OverlayMode.DIFFERENCE
        return OverlayMode.BLINK if self.blink.isChecked() else OverlayMode.SWIPE

    def _align(self) -> None:
        """Align if that is wanted and not done, and show what there is of it."""
        if self._aligns:
            self.alignment.begin()
        else:
            self.alignment_bar.stop_nudging()
        self.alignment.want_difference(wanted=self.difference.isChecked())
        self._show_alignment()

    @property
    def _overlaid_mm_per_px(self) -> float | None:
        """The older photograph's scale, if it holds for the newer one, too, as this lies over it."""
        older, newer = self._mm_per_px
        if self._aligns and self.alignment.placement is not None:
            return older
        if older is None or newer is None:
            return None
        return older if math.isclose(newer / self.alignment.fitted_scale, older, rel_tol=_SAME_SCALE) else None

    def _show_alignment(self) -> None:
        placement = self.alignment.placement if self._aligns else None
        self.overlay.set_placement(placement)
        self.overlay.set_mm_per_px(self._overlaid_mm_per_px)
        if placement is None:
            self.overlay.set_difference(None)
        self.alignment_bar.set_wanted(wanted=self._aligns)
        self.alignment_bar.show_legend(shown=self.difference.isChecked() and placement is not None)
        under_way = self.alignment.state is AlignmentState.WORKING or self.alignment.is_comparing
        self.waiting_sign.wait(waiting=self.difference.isChecked() and under_way)
        self._tell_note()

    def _alignment_stopped(self) -> None:
        """Go back to what needs no alignment."""
        self.align_button.setChecked(False)
        if self.difference.isChecked():
            self.side_by_side.setChecked(True)

    @property
    def _overlaid_in_pixels(self) -> bool:
        """True if the images lie over each other to different scales."""
        return not self.side_by_side.isChecked() and self.overlay.mm_per_px is None

    def _measure(self, measuring: bool) -> None:
        for view in (self.linked.left, self.linked.right, self.overlay):
            view.set_measuring(measuring)
        if measuring:
            self.alignment_bar.stop_nudging()
            self._current.setFocus()
        self._tell_note()

    def _nudge(self, nudging: bool) -> None:
        if nudging:  # The keys can do one of the two.
            self.toolbar.measure_button.setChecked(False)

    def _tell_note(self) -> None:
        text = ""
        if self.toolbar.measure_button.isChecked() and None in self._mm_per_px:
            text = self.tr(
                "The scale of a photograph is not known yet, so its lengths are in pixels. "
                "Show it large, choose “Measure” and draw along its ruler."
            )
        elif self.toolbar.measure_button.isChecked() and self._overlaid_in_pixels:
            text = self.tr(
                "As they lie here, a millimetre is not as long in both images, so lengths are in pixels. "
                "Align them, or measure side by side."
            )
        elif not self.side_by_side.isChecked() and not self._aligns:
            text = self.tr("The images lie over each other as they are, not aligned.")
        self.toolbar.note.setText(text)

    def _take_image(self, side: int, _examination_id: str, pyramid: ImagePyramid) -> None:
        self._pyramids[side] = pyramid
        self._set_images()

    def _set_images(self) -> None:
        older, newer = self._pyramids
        self.linked.set_images(older, newer)
        self.overlay.set_images(older, newer)
        for view, mm_per_px in zip((self.linked.left, self.linked.right), self._mm_per_px, strict=True):
            view.set_mm_per_px(mm_per_px)
        before, after = self._mm_per_px
        self.alignment.set_pictures(older, newer, after / before if before and after else None)
        both = older is not None and newer is not None
        self.divider.setEnabled(both)
        self.blink_button.setEnabled(both)
        self.align_button.setEnabled(both)
        self._align()

    def _tell_failure(self, side: int, _examination_id: str, reason: str) -> None:
        text = self.tr("The image of {day} cannot be shown. {reason}").format(day=self._days[side], reason=reason)
        self.problem.setText("\n".join(part for part in (self.problem.text(), text) if part))
        self.problem.show()

    def _show_zoom(self) -> None:
        self.toolbar.show_zoom(self._current.zoom_percent)

    def _tell_blinking(self) -> None:
        stop, start = self.tr("&Pause (Space)"), self.tr("S&tart blinking (Space)")
        self.blink_button.setText(stop if self.overlay.is_blinking else start)

    def _tell_shown(self) -> None:
        day = self._days[1 if self.overlay.shows_newer else 0]
        self.shown_label.setText(self.tr("On show: {day}").format(day=day) if day else "")
