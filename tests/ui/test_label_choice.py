"""One label of an assessment is chosen, for the heatmap: by mouse or keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.core.domain.assessment import CaptureFlag
from desktop.ui.widgets.assessment_panel import AssessmentPanel
from tests.ui.panel_parts import assessment_of, rows_of, shown_panel


@pytest.fixture
def panel(qtbot: QtBot) -> AssessmentPanel:
    return shown_panel(qtbot)


def test_the_most_probable_label_is_chosen_at_first_for_each_photograph(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of())
    assert panel.chosen_label == "nv"
    rows_of(panel)[3].click()
    panel.show_assessment(assessment_of())
    assert panel.chosen_label == "nv"
    assert [row.isChecked() for row in rows_of(panel)] == [True] + [False] * 6


def test_a_label_is_chosen_by_mouse(panel: AssessmentPanel, qtbot: QtBot) -> None:
    panel.show_assessment(assessment_of())
    with qtbot.waitSignal(panel.label_chosen) as chosen:
        QTest.mouseClick(rows_of(panel)[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["mel"]
    assert panel.chosen_label == "mel"
    assert [row.isChecked() for row in rows_of(panel)].index(True) == 1


def test_a_label_is_chosen_by_keyboard(panel: AssessmentPanel, qtbot: QtBot) -> None:
    panel.show_assessment(assessment_of())
    panel.activateWindow()
    first, second, third, *_ = rows_of(panel)
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    told: list[str] = []
    panel.label_chosen.connect(told.append)
    QTest.keyClick(first, Qt.Key.Key_Down)
    QTest.keyClick(second, Qt.Key.Key_Down)
    QTest.keyClick(third, Qt.Key.Key_Up)
    assert told == ["mel", "bkl", "mel"]
    assert second.hasFocus()


def test_choosing_the_chosen_label_again_says_nothing(panel: AssessmentPanel, qtbot: QtBot) -> None:
    panel.show_assessment(assessment_of())
    with qtbot.assertNotEmitted(panel.label_chosen):
        rows_of(panel)[0].click()


def test_the_chosen_row_looks_different(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of())
    row = rows_of(panel)[2]
    before = row.grab().toImage()
    row.click()
    assert row.grab().toImage() != before


def test_the_row_that_the_keyboard_reaches_is_scrolled_into_view(panel: AssessmentPanel, qtbot: QtBot) -> None:
    panel.resize(320, 260)
    panel.show_assessment(assessment_of(flags=CaptureFlag))
    qtbot.waitUntil(lambda: panel.verticalScrollBar().maximum() > 0)
    last = rows_of(panel)[-1]
    last.click()
    assert 0 <= last.mapTo(panel, last.rect().topLeft()).y() <= panel.height() - last.height()
