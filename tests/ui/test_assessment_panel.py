import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.bundle.manifest import Label, OperatingPoint
from desktop.core.domain.assessment import Assessment, BundleId, CaptureFlag, Prediction, Reliability, Status
from desktop.ui.widgets.assessment_panel import AssessmentPanel
from desktop.ui.widgets.heatmap_controls import HeatmapControls
from desktop.ui.widgets.label_row import LabelRow
from desktop.ui.widgets.percent import percent_text
from desktop.ui.widgets.probability_bar import ProbabilityBar

_LABELS = (
    Label("akiec", "Actinic keratosis / Bowen's disease", malignant=True),
    Label("bcc", "Basal cell carcinoma", malignant=True),
    Label("bkl", "Benign keratosis", malignant=False),
    Label("df", "Dermatofibroma", malignant=False),
    Label("mel", "Melanoma", malignant=True),
    Label("nv", "Melanocytic nevus", malignant=False),
    Label("vasc", "Vascular lesion", malignant=False),
)
_PROBABILITIES = {"akiec": 0.03, "bcc": 0.02, "bkl": 0.12, "df": 0.004, "mel": 0.18, "nv": 0.61, "vasc": 0.036}
_RANKED = ["nv", "mel", "bkl", "vasc", "akiec", "bcc", "df"]
_TITLES = {label.key: label.title for label in _LABELS}
_POINTS = tuple(
    OperatingPoint(target, threshold, sensitivity, 0.7, 1.0, 0.8, 0.7, 0.9, 1252, "validation photographs")
    for target, threshold, sensitivity in (
        ("malignant", 0.27, 0.804),
        ("malignant", 0.14, 0.902),
        ("malignant", 0.08, 0.951),
        ("mel", 0.2, 0.806),
        ("mel", 0.07, 0.906),
        ("mel", 0.04, 0.957),
    )
)
_REASON = "This does not look like a dermoscopic photograph."


def _prediction(balanced_label: str = "nv") -> Prediction:
    activation = {label.key: np.zeros((8, 11), np.float32) for label in _LABELS}
    return Prediction(_PROBABILITIES, 0.23, "nv", balanced_label, activation, (0.0, 0.0, 1.0, 1.0))


def _assessment(
    status: Status = Status.ASSESSED, flags: Iterable[CaptureFlag] = (), balanced_label: str = "nv"
) -> Assessment:
    prediction = _prediction(balanced_label)
    return Assessment(
        status=status,
        reason=None if status is Status.ASSESSED else _REASON,
        bundle=BundleId("lentigo", "1.0", "0" * 64),
        sha256="0" * 64,
        width_px=600,
        height_px=450,
        flags=tuple(flags),
        prediction=prediction if status is Status.ASSESSED else None,
        withheld=prediction if status is Status.OUT_OF_SCOPE else None,
        elapsed_ms=12.5,
    )


@pytest.fixture
def panel(qtbot: QtBot) -> AssessmentPanel:
    panel = AssessmentPanel(_LABELS, _POINTS)
    qtbot.addWidget(panel)
    panel.resize(panel.sizeHint())
    panel.show()
    return panel


def _seen(panel: AssessmentPanel, kind: type[QWidget]) -> list[QWidget]:
    """Return what is visible of a kind, from top to bottom."""
    found = [widget for widget in panel.findChildren(kind) if widget.isVisible()]
    return sorted(found, key=lambda widget: widget.mapTo(panel, widget.rect().topLeft()).y())


def _rows(panel: AssessmentPanel) -> list[QAbstractButton]:
    return [row for row in _seen(panel, LabelRow) if isinstance(row, LabelRow)]


def _visible_text(panel: AssessmentPanel) -> str:
    texts = [label.text() for label in _seen(panel, QLabel) if isinstance(label, QLabel)]
    return "\n".join(texts).replace("\u00a0", " ")


def _all_words(panel: AssessmentPanel) -> str:
    """Return every word that a person or a screen reader could come by, of hidden widgets too."""
    words: list[str] = []
    for widget in [panel, *panel.findChildren(QWidget)]:
        words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.statusTip()]
        words += [widget.text()] if isinstance(widget, QLabel | QAbstractButton) else []
    return "\n".join(words).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.0, "< 1 %"),
        (0.0099, "< 1 %"),
        (0.01, "1 %"),
        (0.234, "23 %"),
        (0.99, "99 %"),
        (0.991, "> 99 %"),
        (1, "> 99 %"),
    ],
)
def test_chances_are_whole_percent_and_never_nothing_or_certain(probability: float, text: str) -> None:
    assert percent_text(probability).replace("\u00a0", " ") == text


def test_the_chance_of_malignancy_stands_above_the_labels_and_names_what_it_sums(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment())
    text = _visible_text(panel)
    assert text.index("Chance of malignancy") < text.index("23 %") < text.index("61 %")
    terms = next(line for line in text.splitlines() if "Melanoma" in line and "Basal cell carcinoma" in line)
    assert "Actinic keratosis / Bowen's disease" in terms
    assert "nevus" not in terms


@pytest.mark.parametrize(
    ("malignant", "low", "high", "told"),
    [
        (0.312, 0.241, 0.389, "Of 100 lesions with such a score, about 31 were malignant (24–39) in the validation"),
        (0.002, 0.0, 0.021, "Of 100 lesions with such a score, fewer than 1 were malignant (0–2) in the validation"),
    ],
)
def test_beside_the_chance_stands_what_came_of_such_lesions_and_where(
    panel: AssessmentPanel, malignant: float, low: float, high: float, told: str
) -> None:
    such = Reliability(malignant, low, high, 140, "validation photographs of HAM10000", overall=0.19)
    assessment = _assessment()
    prediction = replace(_prediction(), reliability=such)
    panel.show_assessment(replace(assessment, prediction=prediction))
    text = _visible_text(panel)
    assert told in text
    assert "19 of 100 were malignant in all" in text

    panel.show_assessment(assessment)
    assert "Of 100" not in _visible_text(panel)

    panel.show_assessment(replace(assessment, prediction=prediction))
    panel.show_assessment(_assessment(Status.OUT_OF_SCOPE))
    assert "Of 100" not in _all_words(panel)


def test_melanoma_is_named_although_another_label_is_first(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment())
    line = "▲ Melanoma is second, 18 %. It is named from 7 % on, where the bundle finds 91 % of such lesions."
    text = _visible_text(panel)
    assert text.index("23 %") < text.index(line) < text.index("61 %")


def test_melanoma_is_named_at_the_clinics_own_point(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment())
    panel.work_at(0.8)
    assert "is second" not in _visible_text(panel)
    panel.work_at(0.95)
    assert "▲ Melanoma is second, 18 %. It is named from 4 % on" in _visible_text(panel)


def test_without_points_of_the_bundle_nothing_is_named_and_nothing_can_be_chosen(qtbot: QtBot) -> None:
    bare = AssessmentPanel(_LABELS)
    qtbot.addWidget(bare)
    bare.show()
    bare.work_at(0.9)
    bare.show_assessment(_assessment())
    text = _visible_text(bare)
    assert "is second" not in text
    assert "operating point" not in text.lower()
    assert [button for button in _seen(bare, QAbstractButton) if not isinstance(button, LabelRow)] == []


def test_what_stands_first_is_not_named_twice(panel: AssessmentPanel) -> None:
    probabilities = {**_PROBABILITIES, "mel": 0.61, "nv": 0.18}
    prediction = replace(_prediction(), probabilities=probabilities, top_label="mel", malignant=0.66)
    panel.show_assessment(replace(_assessment(), prediction=prediction))
    assert "Melanoma is" not in _visible_text(panel)


@pytest.mark.parametrize(
    ("malignant", "told"),
    [
        (0.23, "Above the operating point (14 %), at which the bundle finds 90 % of malignant lesions."),
        (0.14, "Above the operating point (14 %)"),
        (0.13, "Below the operating point (14 %), at which the bundle finds 90 % of malignant lesions; the others lie"),
    ],
)
def test_where_the_chance_lies_is_told_of_the_clinics_point(
    panel: AssessmentPanel, malignant: float, told: str
) -> None:
    panel.work_at(0.9)
    panel.show_assessment(replace(_assessment(), prediction=replace(_prediction(), malignant=malignant)))
    bar = _seen(panel, ProbabilityBar)[0]
    assert told in _visible_text(panel)
    assert told in bar.accessibleDescription().replace("\u00a0", " ")


def test_a_chosen_point_is_marked_on_the_bar_and_can_be_taken_back(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment())
    bar = _seen(panel, ProbabilityBar)[0]
    bare = bar.grab().toImage()
    panel.work_at(0.9)
    assert bar.grab().toImage() != bare
    panel.work_at(None)
    assert bar.grab().toImage() == bare
    assert "operating point (" not in _visible_text(panel)


def test_another_point_changes_no_number_and_keeps_the_chosen_label(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment())
    _rows(panel)[2].click()
    panel.work_at(0.8)
    assert panel.chosen_label == _RANKED[2]
    assert "23 %" in _visible_text(panel)


def test_nothing_of_a_point_is_said_of_a_photograph_out_of_scope(panel: AssessmentPanel) -> None:
    panel.work_at(0.9)
    panel.show_assessment(_assessment(Status.OUT_OF_SCOPE))
    panel.work_at(0.8)
    assert not re.search(r"\d\s*(%|percent)", _all_words(panel))


def test_the_way_to_the_operating_point_is_one_click(panel: AssessmentPanel, qtbot: QtBot) -> None:
    panel.show_assessment(_assessment())
    (button,) = [found for found in _seen(panel, QAbstractButton) if not isinstance(found, LabelRow)]
    assert isinstance(button, QAbstractButton)
    with qtbot.waitSignal(panel.operating_point_requested):
        button.click()


def test_the_labels_stand_with_full_titles_from_the_most_to_the_least_probable(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment())
    names = [row.accessibleName() for row in _rows(panel)]
    assert [name.split(",")[0] for name in names] == [_TITLES[key] for key in _RANKED]
    assert all(_TITLES[key] in _visible_text(panel).splitlines() for key in _RANKED)


def test_malignant_labels_are_marked_by_a_shape_and_in_words(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment())
    malignant = {label.title for label in _LABELS if label.malignant}
    for row in _rows(panel):
        expected = row.accessibleName().split(",")[0] in malignant
        assert ("▲" in [part.text() for part in row.findChildren(QLabel)]) == expected
        assert ("malignant" in row.accessibleName()) == expected
        assert ("Counted as malignant." in row.toolTip()) == expected


def test_a_screen_reader_hears_title_and_chance_of_each_row(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment())
    names = [row.accessibleName() for row in _rows(panel)]
    assert names[1] == "Melanoma, malignant, 18 percent"
    assert names[-1] == "Dermatofibroma, less than 1 percent"


def test_a_balanced_label_of_its_own_is_said_in_one_line(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment(balanced_label="mel"))
    assert "Relative to how common each is, Melanoma stands out most." in _visible_text(panel)
    panel.show_assessment(_assessment())
    assert "Relative to" not in _visible_text(panel)


def test_capture_flags_are_advice_above_the_numbers(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment(flags=[CaptureFlag.BLURRED]))
    text = _visible_text(panel)
    assert text.index("Slightly blurred. Refocus if you can.") < text.index("Chance of malignancy")
    panel.show_assessment(_assessment())
    assert "Slightly blurred" not in _visible_text(panel)


@pytest.mark.parametrize("flag", CaptureFlag)
def test_each_flag_has_a_sentence_of_its_own(panel: AssessmentPanel, flag: CaptureFlag) -> None:
    panel.show_assessment(_assessment())
    without = set(_visible_text(panel).splitlines())
    panel.show_assessment(_assessment(flags=[flag]))
    (sentence,) = set(_visible_text(panel).splitlines()) - without
    assert sentence.endswith(".")


@pytest.mark.parametrize("flags", [(), tuple(CaptureFlag)], ids=["no flags", "all flags"])
def test_an_out_of_scope_photograph_has_a_reason_and_no_numbers_and_no_bars(
    panel: AssessmentPanel, flags: tuple[CaptureFlag, ...]
) -> None:
    panel.show_assessment(_assessment(Status.OUT_OF_SCOPE, flags))
    text = _visible_text(panel)
    assert text.startswith("Not assessed\n")
    assert _REASON in text
    assert "Try another photograph" in text
    assert "Chance of malignancy" not in text
    assert not re.search(r"\d\s*%", text)
    assert not _seen(panel, ProbabilityBar)
    assert not _rows(panel)
    assert panel.chosen_label is None


def test_what_is_withheld_is_nowhere_to_be_found(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment(Status.OUT_OF_SCOPE))
    words = _all_words(panel)
    assert not re.search(r"\d\s*(%|percent)", words)


def test_nothing_of_the_assessment_before_is_left_when_the_next_one_has_no_numbers(panel: AssessmentPanel) -> None:
    ways: list[Callable[[], None]] = [
        lambda: panel.show_assessment(_assessment(Status.OUT_OF_SCOPE)),
        lambda: panel.show_assessment(_assessment(Status.UNREADABLE)),
        panel.show_waiting,
        panel.clear,
    ]
    for show_next in ways:
        panel.show_assessment(_assessment(flags=[CaptureFlag.BLURRED]))
        show_next()
        assert not re.search(r"\d\s*(%|percent)", _all_words(panel))
        assert "blurred" not in _visible_text(panel)
        assert panel.chosen_label is None


def test_an_unreadable_file_has_a_reason_and_something_to_do(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment(Status.UNREADABLE))
    headline, reason, what_to_do = _visible_text(panel).splitlines()
    assert headline == "Cannot be read"
    assert reason == _REASON
    assert "another program" in what_to_do


def test_waiting_is_said_calmly_and_clearing_leaves_nothing(panel: AssessmentPanel) -> None:
    panel.show_waiting()
    assert _visible_text(panel) == "Assessing…"
    panel.clear()
    assert _visible_text(panel) == ""


def test_a_reason_is_never_taken_for_markup(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment(Status.UNREADABLE))
    assert {label.textFormat() for label in panel.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_the_most_probable_label_is_chosen_at_first_for_each_photograph(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment())
    assert panel.chosen_label == "nv"
    _rows(panel)[3].click()
    panel.show_assessment(_assessment())
    assert panel.chosen_label == "nv"
    assert [row.isChecked() for row in _rows(panel)] == [True] + [False] * 6


def test_a_label_is_chosen_by_mouse(panel: AssessmentPanel, qtbot: QtBot) -> None:
    panel.show_assessment(_assessment())
    with qtbot.waitSignal(panel.label_chosen) as chosen:
        QTest.mouseClick(_rows(panel)[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["mel"]
    assert panel.chosen_label == "mel"
    assert [row.isChecked() for row in _rows(panel)].index(True) == 1


def test_a_label_is_chosen_by_keyboard(panel: AssessmentPanel, qtbot: QtBot) -> None:
    panel.show_assessment(_assessment())
    panel.activateWindow()
    first, second, third, *_ = _rows(panel)
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
    panel.show_assessment(_assessment())
    with qtbot.assertNotEmitted(panel.label_chosen):
        _rows(panel)[0].click()


def test_the_chosen_row_looks_different(panel: AssessmentPanel) -> None:
    panel.show_assessment(_assessment())
    row = _rows(panel)[2]
    before = row.grab().toImage()
    row.click()
    assert row.grab().toImage() != before


@pytest.mark.parametrize("width", [300, 400])
def test_nothing_is_cut_off_at_the_widths_of_the_window(panel: AssessmentPanel, qtbot: QtBot, width: int) -> None:
    panel.resize(width, 300)
    panel.show_assessment(_assessment(flags=CaptureFlag, balanced_label="akiec"))
    assert panel.minimumSizeHint().width() <= width
    qtbot.waitUntil(lambda: panel.verticalScrollBar().maximum() > 0)
    for label in _seen(panel, QLabel):
        left = label.mapTo(panel, label.rect().topLeft()).x()
        assert left >= 0
        assert left + label.width() <= panel.viewport().width()
        assert label.height() >= label.heightForWidth(label.width())


def test_the_row_that_the_keyboard_reaches_is_scrolled_into_view(panel: AssessmentPanel, qtbot: QtBot) -> None:
    panel.resize(320, 260)
    panel.show_assessment(_assessment(flags=CaptureFlag))
    qtbot.waitUntil(lambda: panel.verticalScrollBar().maximum() > 0)
    last = _rows(panel)[-1]
    last.click()
    assert 0 <= last.mapTo(panel, last.rect().topLeft()).y() <= panel.height() - last.height()


def test_the_controls_of_the_heatmap_tell_what_the_user_does(qtbot: QtBot) -> None:
    controls = HeatmapControls()
    qtbot.addWidget(controls)
    told: list[object] = []
    controls.visible_changed.connect(told.append)
    controls.opacity_changed.connect(told.append)
    controls.set_visible_checked(True)
    controls.set_visible_checked(True)
    controls.set_opacity(35)
    controls.set_visible_checked(False)
    assert told == [True, 35, False]


def test_the_legend_names_the_label_and_the_opacity(qtbot: QtBot) -> None:
    controls = HeatmapControls()
    qtbot.addWidget(controls)
    controls.set_label_title("Melanoma")
    controls.set_opacity(35)
    words = [label.text().replace("\u00a0", " ") for label in controls.findChildren(QLabel)]
    assert "more evidence for Melanoma" in words
    assert "35 %" in words
