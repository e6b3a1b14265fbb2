"""The scale bar has a round length and follows the zoom."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.image_pyramid import ImagePyramid
from desktop.ui.widgets.measured_view import MeasuredView
from desktop.ui.widgets.scale_bar import measured_text, round_length_mm


@pytest.mark.parametrize(
    ("longest", "round_"), [(0.9, 0.5), (1.0, 1.0), (1.99, 1.0), (2.0, 2.0), (4.9999999, 5.0), (38, 20), (0.013, 0.01)]
)
def test_a_scale_bar_is_as_long_as_it_may_be_and_round(longest: float, round_: float) -> None:
    assert round_length_mm(longest) == pytest.approx(round_)


@pytest.mark.parametrize(("length", "text"), [(0.4567, "0.46 mm"), (12.34, "12.3 mm"), (123.4, "123 mm")])
def test_a_length_has_about_three_figures(length: float, text: str) -> None:
    assert measured_text(length) == text


@pytest.fixture
def view(qtbot: QtBot) -> MeasuredView:
    view = MeasuredView()
    qtbot.addWidget(view)
    view.resize(616, 416)
    view.show()
    view.set_image(ImagePyramid.from_pixels(np.full((400, 600, 3), 90, np.uint8)))
    return view


def _bar_px(view: MeasuredView) -> int:
    """Return how many white pixels lie in a row near the lower edge: the bar's length."""
    image = view.grab().toImage()
    row = image.height() - 16
    return sum(image.pixelColor(column, row).lightness() > 250 for column in range(8, image.width() // 2))


def test_the_scale_bar_is_as_long_as_the_millimetres_that_it_names(view: MeasuredView) -> None:
    assert _bar_px(view) == 0

    view.set_mm_per_px(0.02)

    assert view.zoom_percent == 100
    assert _bar_px(view) == pytest.approx(100, abs=4)  # 2 mm: 5 mm would be 250 pixels.
    view._viewport.zoom_to(1.25)
    view.update()
    assert _bar_px(view) == pytest.approx(125, abs=4)


def test_what_is_drawn_is_measured_in_the_pictures_pixels_whatever_the_zoom(view: MeasuredView) -> None:
    view.set_measuring(True)
    lengths = []
    for _ in range(2):
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
        QTest.mouseMove(view, QPoint(320, 150))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(320, 150))
        assert view.line is not None
        lengths.append(view.line.length_px)
        view._viewport.zoom_to(2.0)
    assert lengths == pytest.approx([120, 60])


def test_an_end_of_the_line_can_be_taken_and_no_end_leaves_the_picture(view: MeasuredView) -> None:
    view.set_measuring(True)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(view, QPoint(200, 100))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))

    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(101, 101))
    QTest.mouseMove(view, QPoint(2, 100))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 100))

    assert view.line is not None
    assert view.line.start.x() == 0
    assert view.line.end.x() == pytest.approx(192)
    assert view.line_text == "192 px"
