"""The image, what it is called, and the controls under it; or why it cannot be shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.actions import Actions
from desktop.ui.theme import GRID_PX
from desktop.ui.views.problem_page import ProblemPage
from desktop.ui.widgets.heatmap import Heatmap
from desktop.ui.widgets.heatmap_controls import HeatmapControls
from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.image_view import ImageView

_OPACITY_STEP = 10
_CONTROLS_WIDTH_PX = GRID_PX * 56


class ImagePane(QWidget):
    """Shows one image at a time, and keeps it until the next one is ready.

    *Signals:*
    ``heatmap_visible_changed(bool)``, ``heatmap_opacity_changed(int)``: the user's wish, the opacity in percent.
    """

    heatmap_visible_changed = Signal(bool)
    heatmap_opacity_changed = Signal(int)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._opacity_percent = 0
        self._has_heatmap = self._visible_fixed = self._opacity_fixed = False
        self._caption = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._caption.setContentsMargins(GRID_PX * 3 // 2, GRID_PX, GRID_PX * 3 // 2, GRID_PX)
        # A long file name must not widen the window.
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.view = ImageView()
        self.problem = ProblemPage("warning")
        self._controls = HeatmapControls()
        self._zoom = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("10000 %"))
        self._zoom.setAccessibleName(self.tr("Zoom"))
        self._toolbar = self._build_toolbar()
        self._image = QWidget()
        image = QVBoxLayout(self._image)
        image.setContentsMargins(0, 0, 0, 0)
        image.setSpacing(0)
        image.addWidget(self._caption)
        image.addWidget(self.view, 1)
        image.addWidget(self._toolbar)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._image)
        self._stack.addWidget(self.problem)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._connect()
        self.show_nothing()

    @property
    def shows_problem(self) -> bool:
        """True if there is a reason on show instead of an image."""
        return self._stack.currentWidget() is self.problem

    def show_nothing(self) -> None:
        """Forget the image."""
        self.view.set_image(None)
        self._caption.clear()
        self._zoom.clear()
        self._stack.setCurrentWidget(self._image)
        self._enable()

    def show_opening(self, name: str) -> None:
        """Say that another image is on its way; what is on show stays."""
        self._caption.setText(self.tr("Opening {name}…").format(name=name))

    def show_image(self, name: str, pyramid: ImagePyramid) -> None:
        """Replace what is on show by an image, without a heatmap."""
        size = self.tr("{width} × {height} pixels").format(width=pyramid.width_px, height=pyramid.height_px)
        self._caption.setText(f"{name}  ·  {size}")
        self._caption.setToolTip(name)
        self._stack.setCurrentWidget(self._image)
        self.view.set_image(pyramid)
        self._enable()

    def show_problem(self, name: str, reason: str, *, told_what_to_do: bool = False) -> None:
        """Replace what is on show by the reason why there is no image, which may tell already what to do."""
        self.view.set_image(None)
        remedy = self.tr("Check the file with another program, export it anew as JPEG or PNG, and drop it here again.")
        self.problem.show_problem(name, reason, "" if told_what_to_do else remedy)
        self._stack.setCurrentWidget(self.problem)
        self._enable()

    def set_heatmap(self, heatmap: Heatmap | None, label_title: str = "") -> None:
        """Lay the heatmap of a label over the image on show, or take it off."""
        self.view.set_heatmap(heatmap)
        self._controls.set_label_title(label_title)
        self._has_heatmap = heatmap is not None
        self._controls.setEnabled(self._has_heatmap)
        self._enable_heatmap()

    def set_heatmap_visible(self, visible: bool) -> None:
        """Show or hide heatmaps, and tell if that is a change."""
        if self._actions.heatmap.isChecked() == visible:
            return
        self._actions.heatmap.setChecked(visible)

    def set_heatmap_opacity(self, percent: int) -> None:
        """Set how much heatmaps cover (0–100), and tell if that is a change."""
        percent = min(100, max(0, percent))
        if percent == self._opacity_percent:
            return
        self._opacity_percent = percent
        self.view.set_heatmap_opacity(percent)
        self._controls.set_opacity(percent)
        self.heatmap_opacity_changed.emit(percent)

    def fix_heatmap(self, *, visible: bool, opacity: bool) -> None:
        """Leave it to the practice's IT whether heatmaps are shown, or how much they cover."""
        self._visible_fixed, self._opacity_fixed = visible, opacity
        self._controls.fix(visible=visible, opacity=opacity)
        self._enable_heatmap()

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        self.problem.refresh_icons()

    def _build_toolbar(self) -> QFrame:
        toolbar = QFrame()
        toolbar.setObjectName("imageToolbar")
        layout = QHBoxLayout(toolbar)
        layout.setContentsMargins(GRID_PX, GRID_PX // 2, GRID_PX, GRID_PX // 2)
        layout.setSpacing(GRID_PX // 2)
        actions = self._actions
        for action in (actions.fit, actions.actual_size, actions.zoom_out, actions.zoom_in):
            layout.addWidget(self._tool_button(action))
        layout.addWidget(self._zoom)
        layout.addStretch(1)
        # As wide as the longest label's title wants, so that nothing moves from one image to the next.
        self._controls.setMaximumWidth(_CONTROLS_WIDTH_PX)
        layout.addWidget(self._controls, 100)
        return toolbar

    def _tool_button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAccessibleName(action.statusTip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _connect(self) -> None:
        actions = self._actions
        for action, slot in (
            (actions.zoom_in, self.view.zoom_in),
            (actions.zoom_out, self.view.zoom_out),
            (actions.fit, self.view.fit),
            (actions.actual_size, self.view.actual_size),
            (actions.more_opaque, lambda: self.set_heatmap_opacity(self._opacity_percent + _OPACITY_STEP)),
            (actions.less_opaque, lambda: self.set_heatmap_opacity(self._opacity_percent - _OPACITY_STEP)),
        ):
            action.triggered.connect(slot)
        actions.heatmap.toggled.connect(self._heatmap_toggled)
        self._controls.visible_changed.connect(self.set_heatmap_visible)
        self._controls.opacity_changed.connect(self.set_heatmap_opacity)
        self.view.zoom_changed.connect(lambda percent: self._zoom.setText(f"{percent} %"))
        self.view.set_heatmap_visible(actions.heatmap.isChecked())
        self._controls.set_visible_checked(actions.heatmap.isChecked())

    def _heatmap_toggled(self, visible: bool) -> None:
        self.view.set_heatmap_visible(visible)
        self._controls.set_visible_checked(visible)
        self._enable_heatmap()
        self.heatmap_visible_changed.emit(visible)

    def _enable_heatmap(self) -> None:
        actions = self._actions
        actions.heatmap.setEnabled(self._has_heatmap and not self._visible_fixed)
        for action in (actions.more_opaque, actions.less_opaque):
            action.setEnabled(self._has_heatmap and actions.heatmap.isChecked() and not self._opacity_fixed)

    def _enable(self) -> None:
        has_image = not self.shows_problem and bool(self._caption.text())
        for action in (self._actions.zoom_in, self._actions.zoom_out, self._actions.fit, self._actions.actual_size):
            action.setEnabled(has_image)
        if not has_image:
            self.set_heatmap(None)
