"""Two photographs of one lesion, compared: side by side, swept over each other, or one after the other."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSlider,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.domain.history import PatientRecord
from desktop.ui.icons import icon
from desktop.ui.models.lesion_course import course_of
from desktop.ui.models.words import examination_date_text, prediction_text
from desktop.ui.operations.examinations import ExaminationImages
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import GRID_PX
from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.linked_views import LinkedViews
from desktop.ui.widgets.overlay_view import OverlayMode, OverlayView
from desktop.ui.widgets.text_label import TextLabel
from desktop.ui.widgets.trend_plot import NOT_COMPARABLE_MARK

_SLIDER_WIDTH_PX = GRID_PX * 28


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
        self.side_by_side = QRadioButton(self.tr("&Side by side"))
        self.swipe = QRadioButton(self.tr("S&wipe"))
        self.blink = QRadioButton(self.tr("&Blink"))
        self._modes = QButtonGroup(self)
        self.older_caption, self.newer_caption = TextLabel(), TextLabel()
        self.other_bundle = TextLabel(bold=True)
        self.problem = TextLabel(bold=True)
        self.linked, self.overlay = LinkedViews(), OverlayView()
        self._stack = QStackedWidget()
        self._tools: list[tuple[QToolButton, str]] = []
        self._zoom = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.divider = QSlider(Qt.Orientation.Horizontal)
        self.blink_button = QPushButton()
        self.shown_label = TextLabel(tabular=True)
        self._note = TextLabel()
        self._days = ("", "")
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
        course = {entry.examination.id: entry for entry in course_of(record, lesion_id)}
        self._days = (examination_date_text(found[older_id]), examination_date_text(found[newer_id]))
        predictions = [course[key].prediction if key in course else None for key in (older_id, newer_id)]
        captions = (self.older_caption, self.newer_caption)
        for caption, day, prediction in zip(captions, self._days, predictions, strict=True):
            caption.setText(f"{day}\n{prediction_text(prediction, titles)}")
        bundles = {one.bundle for one in predictions if one is not None and one.malignant is not None}
        self.other_bundle.setVisible(len(bundles) > 1)
        self._tell_shown()
        for images, key in zip(self._images, (older_id, newer_id), strict=True):
            images.want_image(key)
        return True

    def focus_first(self) -> None:
        """Put the focus where the keys do something."""
        if self.swipe.isChecked():
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
        self._days = ("", "")
        self._set_images()
        for label in (self.older_caption, self.newer_caption, self.problem, self._zoom, self.shown_label):
            label.clear()
        self.problem.hide()
        self.other_bundle.hide()
        self._back.setText(self.tr("‹ &Lesion"))

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        for button, name in self._tools:
            button.setIcon(icon(name))

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
        header.addStretch(1)
        for button in (self.side_by_side, self.swipe, self.blink):
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
        layout.addWidget(self._toolbar())
        self.refresh_icons()

    def _toolbar(self) -> QFrame:
        toolbar = QFrame()
        toolbar.setObjectName("imageToolbar")
        row = QHBoxLayout(toolbar)
        row.setContentsMargins(GRID_PX, GRID_PX // 2, GRID_PX * 2, GRID_PX // 2)
        row.setSpacing(GRID_PX)
        for name, text, slot in (
            ("fit", self.tr("Show the whole images (0)"), self._fit),
            ("zoom-out", self.tr("Show the images smaller (-)"), self._zoom_out),
            ("zoom-in", self.tr("Show the images larger (+)"), self._zoom_in),
        ):
            button = QToolButton()
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(slot)
            row.addWidget(button)
            self._tools.append((button, name))
        self._zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("10000 %"))
        row.addWidget(self._zoom)
        self.divider.setRange(0, 100)
        self.divider.setValue(50)
        self.divider.setFixedWidth(_SLIDER_WIDTH_PX)
        self.divider.setMinimumHeight(GRID_PX * 3)
        self.divider.setAccessibleName(self.tr("Divider, in percent from the left"))
        self.divider.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._note.setText(self.tr("The images lie over each other as they are, not aligned."))
        for widget in (self.divider, self.blink_button, self.shown_label):
            row.addWidget(widget)
        row.addWidget(self._note, 100)
        row.addStretch(1)
        return toolbar

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
        self.overlay.set_mode(OverlayMode.BLINK if self.blink.isChecked() else OverlayMode.SWIPE)
        if before is not view:
            # It must know its size before it can show the part that the other one showed.
            view.setGeometry(self._stack.contentsRect())
            self._stack.setCurrentWidget(view)
            view.show_part(part)
        for widget, shown in (
            (self.divider, self.swipe.isChecked()),
            (self.blink_button, self.blink.isChecked()),
            (self.shown_label, self.blink.isChecked()),
            (self._note, not self.side_by_side.isChecked()),
        ):
            widget.setVisible(shown)
        self._show_zoom()
        self._tell_blinking()
        self._tell_shown()

    def _take_image(self, side: int, _examination_id: str, pyramid: ImagePyramid) -> None:
        self._pyramids[side] = pyramid
        self._set_images()

    def _set_images(self) -> None:
        older, newer = self._pyramids
        self.linked.set_images(older, newer)
        self.overlay.set_images(older, newer)
        both = older is not None and newer is not None
        self.divider.setEnabled(both)
        self.blink_button.setEnabled(both)

    def _tell_failure(self, side: int, _examination_id: str, reason: str) -> None:
        text = self.tr("The image of {day} cannot be shown. {reason}").format(day=self._days[side], reason=reason)
        self.problem.setText("\n".join(part for part in (self.problem.text(), text) if part))
        self.problem.show()

    def _show_zoom(self) -> None:
        percent = self._current.zoom_percent
        self._zoom.setText(self.tr("{percent} %").format(percent=percent) if percent else "")

    def _tell_blinking(self) -> None:
        stop, start = self.tr("&Pause (Space)"), self.tr("S&tart blinking (Space)")
        self.blink_button.setText(stop if self.overlay.is_blinking else start)

    def _tell_shown(self) -> None:
        day = self._days[1 if self.overlay.shows_newer else 0]
        self.shown_label.setText(self.tr("On show: {day}").format(day=day) if day else "")
