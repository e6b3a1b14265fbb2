"""What a hand does on the body map."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.ui.widgets.body_map_canvas import BodyMapCanvas


def spot(canvas: BodyMapCanvas, lesion_id: str) -> QPoint:
    """Return where a lesion's pin is."""
    at = canvas.place_of_pin(lesion_id)
    assert at is not None
    return at.toPoint()


def click(canvas: BodyMapCanvas, at: QPoint) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def drag(canvas: BodyMapCanvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
