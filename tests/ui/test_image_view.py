import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QNativeGestureEvent, QPalette, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.heatmap import Heatmap
from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.image_view import SURROUND, ImageView

_REPOSITORY = Path(__file__).resolve().parents[2]
_WIDTH_PX, _HEIGHT_PX = 400, 300
_GREY = SURROUND.red(), SURROUND.green(), SURROUND.blue()

Pixels = npt.NDArray[np.uint8]


def _noise(rows: int, columns: int) -> Pixels:
    return np.random.default_rng(3).integers(0, 256, (rows, columns, 3), dtype=np.uint8)


def _coordinates(rows: int, columns: int) -> Pixels:
    """Return a picture whose red tells the column and whose green tells the row."""
    down, across = np.mgrid[0:rows, 0:columns]
    shares = (across / columns, down / rows, np.full((rows, columns), 0.5))
    picture: Pixels = np.rint(np.stack(shares, axis=-1) * 255).astype(np.uint8)
    return picture


def _flat(rows: int, columns: int, colour: tuple[int, int, int]) -> Pixels:
    return np.full((rows, columns, 3), colour, np.uint8)


def _seen(view: ImageView) -> Pixels:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def _is_picture(seen: Pixels) -> npt.NDArray[np.bool_]:
    differs: npt.NDArray[np.bool_] = (seen != _GREY).any(axis=-1)
    return differs


def _wheel(view: ImageView, at: QPointF, *, angle: int = 0, pixels: int = 0) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(0, pixels),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def _press(view: ImageView, key: Qt.Key, text: str = "") -> bool:
    """Press a key and tell whether the view took it."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(view, event)
    return event.isAccepted()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Show a window in which something else than the picture has the focus, whose frame would lie over the picture."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 800)
    QLineEdit(window).setFocus()
    window.show()
    return window


@pytest.fixture
def view(window: QWidget) -> ImageView:
    view = ImageView(window)
    view.resize(_WIDTH_PX, _HEIGHT_PX)
    view.show()
    return view


def _show(view: ImageView, pixels: Pixels) -> None:
    view.set_image(ImagePyramid.from_pixels(pixels))


def test_a_picture_gets_sharper_without_moving(view: ImageView) -> None:
    whole = _coordinates(600, 800)
    view.set_image(ImagePyramid.from_pixels(np.ascontiguousarray(whole[::4, ::4]), (800, 600)))
    view.zoom_in()
    part, before = view.part, _seen(view)
    view.sharpen(ImagePyramid.from_pixels(whole))

    assert view.part == part
    assert view.picture is not None
    assert view.picture.is_whole
    after = _seen(view)
    assert np.array_equal(_is_picture(before), _is_picture(after))
    assert not np.array_equal(before, after)
    assert np.abs(before.astype(int) - after).mean() < 3


def test_the_surround_is_the_same_neutral_grey_in_both_themes(view: ImageView) -> None:
    for window in ("white", "black"):
        palette = QPalette(QColor(window))
        view.setPalette(palette)
        assert not _is_picture(_seen(view)).any()
    assert len(set(_GREY)) == 1


def test_a_picture_is_first_shown_whole_and_in_the_middle(view: ImageView) -> None:
    _show(view, _flat(900, 1200, (200, 0, 0)))
    rows, columns = np.nonzero(_is_picture(_seen(view)))
    assert abs(rows.min() - (_HEIGHT_PX - 1 - rows.max())) <= 1
    assert abs(columns.min() - (_WIDTH_PX - 1 - columns.max())) <= 1
    assert rows.max() - rows.min() > _HEIGHT_PX * 0.9


def test_a_fitted_picture_stays_fitted_when_the_view_changes_its_size(view: ImageView) -> None:
    _show(view, _flat(300, 400, (200, 0, 0)))
    view.resize(800, 600)
    assert _is_picture(_seen(view)).mean() > 0.9
    view.actual_size()
    view.resize(500, 400)
    assert view.zoom_percent == 100


@pytest.mark.parametrize("shape", [(100, 160), (700, 900)], ids=["smaller than the view", "larger"])
def test_at_actual_size_each_pixel_is_one_of_the_screen(view: ImageView, shape: tuple[int, int]) -> None:
    pixels = _noise(*shape)
    _show(view, pixels)
    view.actual_size()
    seen = _seen(view)
    top, left = max((_HEIGHT_PX - shape[0]) // 2, 0), max((_WIDTH_PX - shape[1]) // 2, 0)
    middle = seen[top : top + min(shape[0], _HEIGHT_PX), left : left + min(shape[1], _WIDTH_PX)]
    skipped_rows, skipped_columns = max((shape[0] - _HEIGHT_PX) // 2, 0), max((shape[1] - _WIDTH_PX) // 2, 0)
    assert np.array_equal(middle, pixels[skipped_rows:, skipped_columns:][: middle.shape[0], : middle.shape[1]])


_ON_A_DENSE_SCREEN = """
import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
application = QApplication([])
from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.image_view import ImageView
pixels = np.random.default_rng(3).integers(0, 256, (120, 200, 3), dtype=np.uint8)
view = ImageView()
view.resize(320, 240)
view.set_image(ImagePyramid.from_pixels(pixels))
view.actual_size()
grabbed = view.grab()
image = grabbed.toImage().convertToFormat(QImage.Format.Format_RGB888)
seen = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
seen = seen[:, :image.width() * 3].reshape(image.height(), image.width(), 3)
top, left = (image.height() - 120) // 2, (image.width() - 200) // 2
same = np.array_equal(seen[top:top + 120, left:left + 200], pixels)
print(grabbed.devicePixelRatio(), image.width(), same)
"""


@pytest.mark.parametrize(("factor", "width"), [("2", 640), ("1.5", 480)])
def test_on_a_dense_screen_actual_size_is_a_pixel_of_the_screen_too(factor: str, width: int) -> None:
    environment = os.environ | {
        "QT_SCALE_FACTOR": factor,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(_REPOSITORY),
    }
    done = subprocess.run(
        [sys.executable, "-c", _ON_A_DENSE_SCREEN], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(float(factor)), str(width), "True"]


def test_far_magnified_pixels_are_shown_as_they_are(view: ImageView) -> None:
    pixels = _flat(4, 4, (0, 0, 0))
    pixels[:, 2:] = 255
    _show(view, pixels)
    colours = {tuple(colour) for colour in _seen(view).reshape(-1, 3).tolist()}
    assert colours == {(0, 0, 0), (255, 255, 255), _GREY}


def test_mildly_magnified_pixels_are_smoothed(view: ImageView) -> None:
    pixels = _flat(100, 130, (0, 0, 0))
    pixels[:, 65:] = 255
    _show(view, pixels)
    assert view.zoom_percent > 100
    assert len(np.unique(_seen(view)[_HEIGHT_PX // 2, :, 0])) > 3


@pytest.mark.parametrize("at", [(120.0, 90.0), (250.0, 200.0)])
@pytest.mark.parametrize("turn", [{"angle": 120}, {"angle": 15}, {"pixels": 40}], ids=["notch", "fine", "trackpad"])
def test_the_wheel_zooms_and_keeps_what_is_under_the_cursor(
    view: ImageView, at: tuple[float, float], turn: dict[str, int]
) -> None:
    _show(view, _coordinates(1200, 1600))
    view.actual_size()
    before = _seen(view)[int(at[1]), int(at[0])].astype(int)
    _wheel(view, QPointF(*at), **turn)
    assert view.zoom_percent > 100
    after = _seen(view)[int(at[1]), int(at[0])].astype(int)
    assert np.abs(after - before).max() <= 1


def test_the_wheel_turned_back_shrinks_to_the_whole_picture_and_no_further(view: ImageView) -> None:
    _show(view, _coordinates(1200, 1600))
    fitted = view.zoom_percent
    view.actual_size()
    for _ in range(30):
        _wheel(view, QPointF(200, 150), angle=-120)
    assert view.zoom_percent == fitted


def test_a_pinch_zooms(view: ImageView) -> None:
    _show(view, _coordinates(1200, 1600))
    view.actual_size()
    at = QPointF(100, 100)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        at,
        at,
        view.mapToGlobal(at),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(view, pinch)
    assert view.zoom_percent == 150


def test_zooming_ends_at_32_pixels_a_pixel(view: ImageView) -> None:
    _show(view, _noise(200, 200))
    for _ in range(60):
        view.zoom_in()
    assert view.zoom_percent == 3200


def test_a_picture_smaller_than_the_view_shrinks_to_its_actual_size(view: ImageView) -> None:
    _show(view, _noise(60, 80))
    assert view.zoom_percent > 100
    for _ in range(60):
        view.zoom_out()
    assert view.zoom_percent == 100


def test_zooming_step_by_step_stops_at_the_actual_size(view: ImageView) -> None:
    _show(view, _noise(777, 1333))
    seen = []
    for _ in range(20):
        view.zoom_in()
        seen.append(view.zoom_percent)
    assert 100 in seen


def test_each_new_zoom_is_told_once(view: ImageView) -> None:
    _show(view, _noise(600, 800))
    told: list[int] = []
    view.zoom_changed.connect(told.append)
    view.actual_size()
    view.actual_size()
    view.fit()
    assert told == [100, view.zoom_percent]


def test_dragging_moves_the_picture_with_the_mouse(view: ImageView) -> None:
    _show(view, _noise(900, 1200))
    view.actual_size()
    before = _seen(view)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(view, QPoint(130, 80))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(130, 80))
    after = _seen(view)
    assert np.array_equal(after[20:200, 60:300], before[40:220, 30:270])


def test_the_picture_cannot_be_dragged_out_of_the_view(view: ImageView) -> None:
    _show(view, _flat(900, 1200, (200, 0, 0)))
    view.actual_size()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(0, 0))
    QTest.mouseMove(view, QPoint(5000, 5000))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(5000, 5000))
    view.clearFocus()
    assert _is_picture(_seen(view)).all()


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down])
def test_arrow_keys_pan_a_picture_that_is_out_of_view_and_are_otherwise_the_windows(
    view: ImageView, key: Qt.Key
) -> None:
    _show(view, _noise(900, 1200))
    assert not _press(view, key)
    view.actual_size()
    before = _seen(view)
    assert _press(view, key)
    assert not np.array_equal(_seen(view), before)


def test_arrow_keys_win_over_the_windows_shortcuts_only_while_they_pan(view: ImageView) -> None:
    def claimed() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(view, event)
        return event.isAccepted()

    _show(view, _noise(900, 1200))
    assert not claimed()
    view.actual_size()
    assert claimed()


def test_plus_minus_nought_and_one_zoom(view: ImageView) -> None:
    _show(view, _noise(900, 1200))
    fitted = view.zoom_percent
    assert _press(view, Qt.Key.Key_1, "1")
    assert view.zoom_percent == 100
    assert _press(view, Qt.Key.Key_Plus, "+")
    assert view.zoom_percent == 125
    assert _press(view, Qt.Key.Key_Minus, "-")
    assert view.zoom_percent == 100
    assert _press(view, Qt.Key.Key_0, "0")
    assert view.zoom_percent == fitted


def test_a_double_click_goes_to_the_actual_size_there_and_back(view: ImageView) -> None:
    _show(view, _coordinates(1200, 1600))
    fitted, at = view.zoom_percent, QPoint(250, 120)
    before = _seen(view)[at.y(), at.x()].astype(int)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert view.zoom_percent == 100
    assert np.abs(_seen(view)[at.y(), at.x()].astype(int) - before).max() <= 1
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert view.zoom_percent == fitted


@pytest.mark.parametrize("shape", [(1, 1), (5000, 20), (20, 5000), (9000, 1)])
def test_pictures_of_odd_shapes_are_seen_at_every_zoom(view: ImageView, shape: tuple[int, int]) -> None:
    _show(view, _flat(*shape, (250, 240, 0)))
    assert _is_picture(_seen(view)).any()
    view.actual_size()
    assert _is_picture(_seen(view)).any()
    for _ in range(60):
        view.zoom_in()
    assert _is_picture(_seen(view)).any()


def test_without_a_picture_nothing_zooms_and_no_key_is_taken(view: ImageView) -> None:
    told: list[int] = []
    view.zoom_changed.connect(told.append)
    view.zoom_in()
    view.fit()
    assert not _press(view, Qt.Key.Key_Right)
    assert not _press(view, Qt.Key.Key_Plus, "+")
    _wheel(view, QPointF(10, 10), angle=120)
    assert told == []
    assert view.zoom_percent == 0


def test_a_heatmap_lies_over_the_part_that_the_network_saw_and_nowhere_else(view: ImageView) -> None:
    _show(view, _flat(280, 380, (120, 60, 60)))
    view.actual_size()
    plain = _seen(view)
    view.set_heatmap_opacity(100)
    view.set_heatmap(Heatmap.from_activation(np.ones((4, 4), np.float32), (0.25, 0.0, 0.75, 0.5)))
    changed = (_seen(view) != plain).any(axis=-1)
    rows, columns = np.nonzero(changed)
    assert (rows.min(), rows.max() + 1) == (10, 10 + 140)
    assert (columns.min(), columns.max() + 1) == (10 + 95, 10 + 285)
    assert changed[10:150, 105:295].all()


def test_a_heatmap_stays_in_place_when_magnified(view: ImageView) -> None:
    _show(view, _flat(280, 380, (120, 60, 60)))
    for _ in range(60):
        view.zoom_in()
    plain = _seen(view)
    view.set_heatmap_opacity(100)
    view.set_heatmap(Heatmap.from_activation(np.ones((4, 4), np.float32), (0.0, 0.0, 0.5, 1.0)))
    changed = (_seen(view) != plain).any(axis=-1)
    assert changed[:, : _WIDTH_PX // 2].all()
    assert not changed[:, _WIDTH_PX // 2 :].any()


@pytest.mark.parametrize("how", ["transparent", "hidden", "taken off", "of the picture before"])
def test_a_heatmap_changes_nothing_when_it_is(view: ImageView, how: str) -> None:
    pixels = _noise(280, 380)
    _show(view, pixels)
    plain = _seen(view)
    view.set_heatmap(Heatmap.from_activation(np.ones((4, 4), np.float32), (0.0, 0.0, 1.0, 1.0)))
    assert not np.array_equal(_seen(view), plain)
    if how == "transparent":
        view.set_heatmap_opacity(0)
    elif how == "hidden":
        view.set_heatmap_visible(False)
    elif how == "taken off":
        view.set_heatmap(None)
    else:
        _show(view, pixels)
    assert np.array_equal(_seen(view), plain)


def test_it_says_in_words_what_it_shows(view: ImageView) -> None:
    assert view.accessibleName() == "No photograph"
    _show(view, _noise(450, 600))
    view.actual_size()
    assert view.accessibleName() == "Photograph, 600 by 450 pixels, shown at 100 percent"
    assert view.accessibleDescription() == ""
    view.set_heatmap(Heatmap.from_activation(np.ones((4, 4), np.float32), (0.0, 0.0, 1.0, 1.0)))
    assert view.accessibleDescription() == "With the heatmap over it."


def test_the_focus_is_seen(view: ImageView, qtbot: QtBot) -> None:
    unfocused = _seen(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert not np.array_equal(_seen(view), unfocused)
