"""The body map: pins told apart by shape, reached and moved by mouse and by keys."""

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.domain.body_map import place_of
from desktop.core.domain.history import (
    BodyView,
    Pin,
)
from desktop.ui.models.lesion_standing import PinKind
from desktop.ui.models.map_pin import MapPin
from desktop.ui.widgets.body_map import BodyMap
from desktop.ui.widgets.body_map_canvas import BodyMapCanvas
from desktop.ui.widgets.body_map_markers import TARGET_PX, paint_marker, spread_out
from tests.ui.body_map_steps import click, drag, spot

_THIGH = Pin(BodyView.FRONT, 0.62, 0.6)
_SHOULDER_BLADE = Pin(BodyView.BACK, 0.4, 0.24)
_BESIDE = QPointF(4, 4)


def _pin(lesion_id: str, pin: Pin) -> MapPin:
    return MapPin(lesion_id, pin, PinKind.BELOW, f"words of {lesion_id}")


@pytest.fixture
def body_map(qtbot: QtBot) -> BodyMap:
    """Return a map with two pins on one spot of the thigh and one on the back."""
    shown = BodyMap("what can be done")
    qtbot.addWidget(shown)
    shown.resize(420, 640)
    shown.show_pins([_pin("back", _SHOULDER_BLADE), _pin("upper", _THIGH), _pin("lower", replace(_THIGH, y=0.601))])
    shown.show()
    return shown


@pytest.fixture
def canvas(body_map: BodyMap) -> BodyMapCanvas:
    return body_map.canvas


def _silhouette(canvas: BodyMapCanvas, kind: PinKind) -> frozenset[tuple[int, int]]:
    """Return which pixels a marker inks, whatever their colour."""
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    ground = canvas.palette().base().color()
    image.fill(ground)
    painter = QPainter(image)
    paint_marker(painter, QPointF(16, 16), kind, canvas.palette())
    painter.end()
    return frozenset((x, y) for x in range(32) for y in range(32) if QColor(image.pixel(x, y)) != ground)


def test_each_kind_of_pin_has_a_shape_of_its_own(canvas: BodyMapCanvas) -> None:
    shapes = [_silhouette(canvas, kind) for kind in PinKind]
    for number, shape in enumerate(shapes):
        assert all(len(shape ^ other) > 20 for other in shapes[:number])


def test_markers_on_one_spot_move_apart_until_each_can_be_hit_and_others_stay() -> None:
    alone = QPointF(300, 20)
    moved = spread_out([QPointF(50, 50), QPointF(50, 50), QPointF(52, 51), QPointF(50, 50), alone])
    assert moved[-1] == alone
    for number, one in enumerate(moved):
        for other in moved[:number]:
            assert math.hypot(one.x() - other.x(), one.y() - other.y()) >= TARGET_PX - 0.1


def test_pins_on_one_spot_can_each_be_chosen_by_a_click(qtbot: QtBot, canvas: BodyMapCanvas) -> None:
    chosen: list[str] = []
    canvas.pin_chosen.connect(chosen.append)
    for lesion_id in ("upper", "lower"):
        click(canvas, spot(canvas, lesion_id))
    assert chosen == ["upper", "lower"]


def test_tab_reaches_the_map_and_arrow_keys_go_from_pin_to_pin_and_on_to_the_next_drawing(
    body_map: BodyMap, canvas: BodyMapCanvas
) -> None:
    opened: list[str] = []
    canvas.pin_opened.connect(opened.append)
    assert canvas.focusPolicy() & Qt.FocusPolicy.TabFocus
    told = []
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Down)
        told.append((canvas.chosen, canvas.view))
        assert f"words of {canvas.chosen}" in canvas.accessibleName()
    QTest.keyClick(canvas, Qt.Key.Key_Return)

    assert told == [("upper", BodyView.FRONT), ("lower", BodyView.FRONT), ("back", BodyView.BACK)]
    assert body_map.buttons[BodyView.BACK].isChecked()
    assert opened == ["back"]
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.chosen == "upper"


def test_the_buttons_show_the_other_drawings_and_tell_how_many_pins_are_there(
    body_map: BodyMap, canvas: BodyMapCanvas
) -> None:
    assert [button.text() for button in body_map.buttons.values()] == ["Front (2)", "Back (1)", "Head", "Hands", "Feet"]
    front = canvas.grab().toImage()
    for view, button in body_map.buttons.items():
        button.click()
        assert canvas.view is view
        assert button.height() >= TARGET_PX
        assert (canvas.grab().toImage() == front) == (view is BodyView.FRONT)


def test_a_pin_is_dragged_to_another_place_on_the_skin(canvas: BodyMapCanvas) -> None:
    moved: list[tuple[str, Pin]] = []
    canvas.pin_moved.connect(lambda lesion_id, pin: moved.append((lesion_id, pin)))
    target = Pin(BodyView.FRONT, 0.4, 0.3)
    drag(canvas, spot(canvas, "upper"), canvas.place_of(target).toPoint())

    ((lesion_id, pin),) = moved
    assert lesion_id == "upper"
    assert (pin.x, pin.y) == pytest.approx((target.x, target.y), abs=0.005)


def test_what_is_dropped_beside_the_skin_stays_where_it_was(body_map: BodyMap, canvas: BodyMapCanvas) -> None:
    moved: list[str] = []
    canvas.pin_moved.connect(lambda lesion_id, _pin: moved.append(lesion_id))
    before = spot(canvas, "upper")
    drag(canvas, before, _BESIDE.toPoint())

    assert moved == []
    assert not canvas.is_carrying
    assert spot(canvas, "upper") == before
    assert "beside the skin" in body_map.hint.text()


def test_a_pin_is_picked_up_moved_and_put_down_by_keys(canvas: BodyMapCanvas) -> None:
    moved: list[tuple[str, Pin]] = []
    canvas.pin_moved.connect(lambda lesion_id, pin: moved.append((lesion_id, pin)))
    canvas.choose("upper")
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    QTest.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert "Skin of anterior surface of thigh, left" in canvas.accessibleName()
    QTest.keyClick(canvas, Qt.Key.Key_Space)

    ((lesion_id, pin),) = moved
    assert lesion_id == "upper"
    assert (pin.x, pin.y) == pytest.approx((_THIGH.x, _THIGH.y - 0.0125))


def test_escape_takes_back_a_pin_that_is_in_hand(canvas: BodyMapCanvas) -> None:
    moved: list[str] = []
    canvas.pin_moved.connect(lambda lesion_id, _pin: moved.append(lesion_id))
    canvas.choose("upper")
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    in_hand = canvas.is_carrying
    QTest.keyClick(canvas, Qt.Key.Key_Escape)

    assert (in_hand, canvas.is_carrying) == (True, False)
    assert moved == []


def test_a_new_pin_is_put_down_by_keys_but_not_beside_the_skin(body_map: BodyMap, canvas: BodyMapCanvas) -> None:
    asked: list[Pin] = []
    canvas.skin_chosen.connect(asked.append)
    QTest.keyClick(canvas, Qt.Key.Key_N)
    for _ in range(20):
        QTest.keyClick(canvas, Qt.Key.Key_Up)
    for _ in range(29):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert asked == []
    assert canvas.is_carrying
    assert "beside the skin" in body_map.hint.text()
    for _ in range(29):
        QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Return)

    assert [place_of(pin) is not None for pin in asked] == [True]


def _move(canvas: BodyMapCanvas, to: QPoint) -> None:
    """Move the mouse. Not by `QTest.mouseMove`: it moves nothing if another test has left the mouse there."""
    there = QPointF(to)
    button, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, there, canvas.mapToGlobal(there), button, button, keys)
    QApplication.sendEvent(canvas, event)


def test_the_mouse_over_a_pin_lights_it_and_over_skin_lights_its_site(canvas: BodyMapCanvas) -> None:
    hovered: list[str] = []
    canvas.pin_hovered.connect(hovered.append)
    plain = canvas.grab().toImage()
    _move(canvas, canvas.place_of(Pin(BodyView.FRONT, 0.4, 0.3)).toPoint())
    over_skin = canvas.grab().toImage()
    _move(canvas, spot(canvas, "upper"))
    over_pin = canvas.grab().toImage()
    _move(canvas, _BESIDE.toPoint())

    assert plain != over_skin
    assert plain != over_pin
    assert hovered == ["upper", ""]
    assert canvas.grab().toImage() == plain


# --- on the patient's page
