"""What the panel says of an image: its chances in words, and what stands in their place where there are none."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from desktop.core.domain.assessment import CaptureFlag, Reliability, Status
from desktop.ui.widgets.assessment_panel import AssessmentPanel
from desktop.ui.widgets.label_row import LabelRow
from desktop.ui.widgets.percent import percent_text
from desktop.ui.widgets.probability_bar import ProbabilityBar
from tests.ui.panel_parts import (
    LABELS,
    PROBABILITIES,
    RANKED,
    REASON,
    TITLES,
    all_words_of,
    assessment_of,
    prediction_of,
    rows_of,
    seen,
    shown_panel,
    text_of,
)


@pytest.fixture
def panel(qtbot: QtBot) -> AssessmentPanel:
    return shown_panel(qtbot)


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
    panel.show_assessment(assessment_of())
    text = text_of(panel)
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
    assessment = assessment_of()
    prediction = replace(prediction_of(), reliability=such)
    panel.show_assessment(replace(assessment, prediction=prediction))
    text = text_of(panel)
    assert told in text
    assert "19 of 100 were malignant in all" in text

    panel.show_assessment(assessment)
    assert "Of 100" not in text_of(panel)

    panel.show_assessment(replace(assessment, prediction=prediction))
    panel.show_assessment(assessment_of(Status.OUT_OF_SCOPE))
    assert "Of 100" not in all_words_of(panel)


def test_melanoma_is_named_although_another_label_is_first(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of())
    line = "▲ Melanoma is second, 18 %. It is named from 7 % on, where the bundle finds 91 % of such lesions."
    text = text_of(panel)
    assert text.index("23 %") < text.index(line) < text.index("61 %")


def test_melanoma_is_named_at_the_clinics_own_point(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of())
    panel.work_at(0.8)
    assert "is second" not in text_of(panel)
    panel.work_at(0.95)
    assert "▲ Melanoma is second, 18 %. It is named from 4 % on" in text_of(panel)


def test_without_points_of_the_bundle_nothing_is_named_and_nothing_can_be_chosen(qtbot: QtBot) -> None:
    bare = AssessmentPanel(LABELS)
    qtbot.addWidget(bare)
    bare.show()
    bare.work_at(0.9)
    bare.show_assessment(assessment_of())
    text = text_of(bare)
    assert "is second" not in text
    assert "operating point" not in text.lower()
    assert [button for button in seen(bare, QAbstractButton) if not isinstance(button, LabelRow)] == []


def test_what_stands_first_is_not_named_twice(panel: AssessmentPanel) -> None:
    probabilities = {**PROBABILITIES, "mel": 0.61, "nv": 0.18}
    prediction = replace(prediction_of(), probabilities=probabilities, top_label="mel", malignant=0.66)
    panel.show_assessment(replace(assessment_of(), prediction=prediction))
    assert "Melanoma is" not in text_of(panel)


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
    panel.show_assessment(replace(assessment_of(), prediction=replace(prediction_of(), malignant=malignant)))
    bar = seen(panel, ProbabilityBar)[0]
    assert told in text_of(panel)
    assert told in bar.accessibleDescription().replace("\u00a0", " ")


def test_a_chosen_point_is_marked_on_the_bar_and_can_be_taken_back(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of())
    bar = seen(panel, ProbabilityBar)[0]
    bare = bar.grab().toImage()
    panel.work_at(0.9)
    assert bar.grab().toImage() != bare
    panel.work_at(None)
    assert bar.grab().toImage() == bare
    assert "operating point (" not in text_of(panel)


def test_another_point_changes_no_number_and_keeps_the_chosen_label(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of())
    rows_of(panel)[2].click()
    panel.work_at(0.8)
    assert panel.chosen_label == RANKED[2]
    assert "23 %" in text_of(panel)


def test_nothing_of_a_point_is_said_of_a_photograph_out_of_scope(panel: AssessmentPanel) -> None:
    panel.work_at(0.9)
    panel.show_assessment(assessment_of(Status.OUT_OF_SCOPE))
    panel.work_at(0.8)
    assert not re.search(r"\d\s*(%|percent)", all_words_of(panel))


def test_the_way_to_the_operating_point_is_one_click(panel: AssessmentPanel, qtbot: QtBot) -> None:
    panel.show_assessment(assessment_of())
    (button,) = [found for found in seen(panel, QAbstractButton) if not isinstance(found, LabelRow)]
    assert isinstance(button, QAbstractButton)
    with qtbot.waitSignal(panel.operating_point_requested):
        button.click()


def test_the_labels_stand_with_full_titles_from_the_most_to_the_least_probable(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of())
    names = [row.accessibleName() for row in rows_of(panel)]
    assert [name.split(",")[0] for name in names] == [TITLES[key] for key in RANKED]
    assert all(TITLES[key] in text_of(panel).splitlines() for key in RANKED)


def test_malignant_labels_are_marked_by_a_shape_and_in_words(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of())
    malignant = {label.title for label in LABELS if label.malignant}
    for row in rows_of(panel):
        expected = row.accessibleName().split(",")[0] in malignant
        assert ("▲" in [part.text() for part in row.findChildren(QLabel)]) == expected
        assert ("malignant" in row.accessibleName()) == expected
        assert ("Counted as malignant." in row.toolTip()) == expected


def test_a_screen_reader_hears_title_and_chance_of_each_row(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of())
    names = [row.accessibleName() for row in rows_of(panel)]
    assert names[1] == "Melanoma, malignant, 18 percent"
    assert names[-1] == "Dermatofibroma, less than 1 percent"


def test_a_balanced_label_of_its_own_is_said_in_one_line(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of(balanced_label="mel"))
    assert "Relative to how common each is, Melanoma stands out most." in text_of(panel)
    panel.show_assessment(assessment_of())
    assert "Relative to" not in text_of(panel)


def test_capture_flags_are_advice_above_the_numbers(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of(flags=[CaptureFlag.BLURRED]))
    text = text_of(panel)
    assert text.index("Slightly blurred. Refocus if you can.") < text.index("Chance of malignancy")
    panel.show_assessment(assessment_of())
    assert "Slightly blurred" not in text_of(panel)


@pytest.mark.parametrize("flag", CaptureFlag)
def test_each_flag_has_a_sentence_of_its_own(panel: AssessmentPanel, flag: CaptureFlag) -> None:
    panel.show_assessment(assessment_of())
    without = set(text_of(panel).splitlines())
    panel.show_assessment(assessment_of(flags=[flag]))
    (sentence,) = set(text_of(panel).splitlines()) - without
    assert sentence.endswith(".")


@pytest.mark.parametrize("flags", [(), tuple(CaptureFlag)], ids=["no flags", "all flags"])
def test_an_out_of_scope_photograph_has_a_reason_and_no_numbers_and_no_bars(
    panel: AssessmentPanel, flags: tuple[CaptureFlag, ...]
) -> None:
    panel.show_assessment(assessment_of(Status.OUT_OF_SCOPE, flags))
    text = text_of(panel)
    assert text.startswith("Not assessed\n")
    assert REASON in text
    assert "Try another photograph" in text
    assert "Chance of malignancy" not in text
    assert not re.search(r"\d\s*%", text)
    assert not seen(panel, ProbabilityBar)
    assert not rows_of(panel)
    assert panel.chosen_label is None


def test_what_is_withheld_is_nowhere_to_be_found(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of(Status.OUT_OF_SCOPE))
    words = all_words_of(panel)
    assert not re.search(r"\d\s*(%|percent)", words)


def test_nothing_of_the_assessment_before_is_left_when_the_next_one_has_no_numbers(panel: AssessmentPanel) -> None:
    ways: list[Callable[[], None]] = [
        lambda: panel.show_assessment(assessment_of(Status.OUT_OF_SCOPE)),
        lambda: panel.show_assessment(assessment_of(Status.UNREADABLE)),
        panel.show_waiting,
        panel.clear,
    ]
    for show_next in ways:
        panel.show_assessment(assessment_of(flags=[CaptureFlag.BLURRED]))
        show_next()
        assert not re.search(r"\d\s*(%|percent)", all_words_of(panel))
        assert "blurred" not in text_of(panel)
        assert panel.chosen_label is None


def test_an_unreadable_file_has_a_reason_and_something_to_do(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of(Status.UNREADABLE))
    headline, reason, what_to_do = text_of(panel).splitlines()
    assert headline == "Cannot be read"
    assert reason == REASON
    assert "another program" in what_to_do


def test_waiting_is_said_calmly_and_clearing_leaves_nothing(panel: AssessmentPanel) -> None:
    panel.show_waiting()
    assert text_of(panel) == "Assessing…"
    panel.clear()
    assert text_of(panel) == ""


def test_a_reason_is_never_taken_for_markup(panel: AssessmentPanel) -> None:
    panel.show_assessment(assessment_of(Status.UNREADABLE))
    assert {label.textFormat() for label in panel.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("width", [300, 400])
def test_nothing_is_cut_off_at_the_widths_of_the_window(panel: AssessmentPanel, qtbot: QtBot, width: int) -> None:
    panel.resize(width, 300)
    panel.show_assessment(assessment_of(flags=CaptureFlag, balanced_label="akiec"))
    assert panel.minimumSizeHint().width() <= width
    qtbot.waitUntil(lambda: panel.verticalScrollBar().maximum() > 0)
    for label in seen(panel, QLabel):
        left = label.mapTo(panel, label.rect().topLeft()).x()
        assert left >= 0
        assert left + label.width() <= panel.viewport().width()
        assert label.height() >= label.heightForWidth(label.width())
