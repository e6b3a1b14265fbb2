"""The clinic's operating point: chosen in the settings, recorded in the vault, seen beside each assessment."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.core.domain.accounts import Action
from desktop.core.domain.assessment import Assessment, BundleId
from desktop.core.domain.history import Capture
from desktop.core.errors import VaultError
from desktop.core.inference.classifier import Classifier
from desktop.core.reporting.report import prediction_of
from desktop.core.settings.policy import Policy
from desktop.core.settings.rows import MALIGNANT_PER_THOUSAND, OPERATING_SENSITIVITY, Setting
from desktop.core.settings.settings import Settings
from desktop.core.storage.history import History
from desktop.ui.operations.vault_work import VaultWork
from desktop.ui.tasks import TaskRunner
from desktop.ui.views.main_window import MainWindow
from desktop.ui.widgets.operating_point_card import OperatingPointCard
from tests.ui.desk_steps import VaultWindow, visible_text


def _choose(card: OperatingPointCard, percent: int, per_thousand: int = 0) -> None:
    card.sensitivity_box.setCurrentIndex(card.sensitivity_box.findData(percent))
    card.prevalence_box.setValue(per_thousand)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture
def card(window: MainWindow) -> OperatingPointCard:
    window.commands.go_settings.trigger()
    return window.desk.settings_page.operating_point_card


def test_no_point_is_chosen_at_first_and_nothing_is_there_to_take(card: OperatingPointCard) -> None:
    assert card.sensitivity_box.currentData() == 0
    assert [card.sensitivity_box.itemData(row) for row in range(card.sensitivity_box.count())] == [0, 80, 90, 95]
    assert not card.take_button.isEnabled()
    assert "PPV" not in visible_text(card)


def test_a_point_shows_its_figures_with_intervals_before_it_is_taken(
    card: OperatingPointCard, classifier: Classifier
) -> None:
    (point,) = [
        found
        for found in classifier.manifest.operating_points
        if found.target == "malignant" and 0.9 <= found.sensitivity < 0.95
    ]
    _choose(card, 90)
    text = _plain(visible_text(card))

    low, high = point.sensitivity_low * 100, point.sensitivity_high * 100
    assert f"{point.sensitivity * 100:.1f} % ({low:.1f}–{high:.1f})" in text
    assert f"{point.specificity * 100:.1f} % ({point.low * 100:.1f}–{point.high * 100:.1f})" in text
    assert "1,252 photographs" in text or f"{point.n} photographs" in text
    assert card.take_button.isEnabled()


def test_the_clinics_own_share_of_malignant_lesions_changes_what_is_found_for_each(card: OperatingPointCard) -> None:
    _choose(card, 90)
    as_measured = _plain(card.sentence.text())
    _choose(card, 90, 20)
    rare = _plain(card.sentence.text())

    assert "As measured: " in _plain(card.prevalence_box.specialValueText())
    assert "about 20 are malignant" in rare
    assert "Of the 980 others" in rare
    assert rare != as_measured


def test_a_taken_point_is_kept_and_marked_beside_the_assessment(
    window: MainWindow, card: OperatingPointCard, sample: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window.import_paths([sample])
    page = window.assess_page
    assert page is not None
    qtbot.waitUntil(lambda: "Chance of malignancy" in visible_text(page.panel))
    page.panel.operating_point_requested.emit()
    assert card.isVisible()

    _choose(card, 90, 50)
    card.take_button.click()
    window.commands.go_assess.trigger()

    qtbot.waitUntil(lambda: "operating point (" in visible_text(page.panel))
    settings = tmp_path / "settings.json"
    qtbot.waitUntil(lambda: json.loads(settings.read_bytes()).get("operating_sensitivity") == 90)
    assert json.loads(settings.read_bytes())["malignant_per_thousand"] == 50


def test_without_a_vault_it_is_said_that_nothing_is_recorded(card: OperatingPointCard) -> None:
    assert "recorded nowhere" in visible_text(card)
    _choose(card, 80)
    card.take_button.click()

    assert "recorded nowhere" in visible_text(card)
    assert not card.take_button.isEnabled()


def test_in_a_vault_the_choice_is_recorded_with_what_was_before(clinic: VaultWindow) -> None:
    clinic.window.commands.go_settings.trigger()
    card = clinic.window.desk.settings_page.operating_point_card
    assert "recorded nowhere" not in visible_text(card)
    for percent, per_thousand in ((90, 50), (0, 50)):
        _choose(card, percent, per_thousand)
        card.take_button.click()
        clinic.qtbot.waitUntil(lambda: "recorded in the audit trail" in card.note.text())
        clinic.qtbot.waitUntil(lambda: not card.take_button.isEnabled())

    events = clinic.ask(lambda history: history.audit_events())
    told = [dict(event.details) for event in events if event.action is Action.CHANGED]
    assert told == [
        {
            "setting": "operating_point",
            "before": "no point; prevalence as measured",
            "after": "sensitivity 90 %; 50 of 1000 malignant",
        },
        {
            "setting": "operating_point",
            "before": "sensitivity 90 %; 50 of 1000 malignant",
            "after": "no point; 50 of 1000 malignant",
        },
    ]


def test_what_cannot_be_recorded_does_not_hold(
    clinic: VaultWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_arguments: object) -> None:
        raise VaultError("The disk is full.")

    monkeypatch.setattr(History, "note_operating_point", refuse)
    clinic.window.commands.go_settings.trigger()
    card = clinic.window.desk.settings_page.operating_point_card
    _choose(card, 90)
    card.take_button.click()
    clinic.qtbot.waitUntil(lambda: "The disk is full." in card.note.text())

    assert Settings(tmp_path / "settings.json").get(OPERATING_SENSITIVITY) == 0
    assert card.take_button.isEnabled()


@pytest.mark.parametrize(
    ("fixed", "box"), [(OPERATING_SENSITIVITY, "sensitivity_box"), (MALIGNANT_PER_THOUSAND, "prevalence_box")]
)
def test_what_the_clinics_it_has_fixed_cannot_be_changed(
    qtbot: QtBot, classifier: Classifier, tmp_path: Path, fixed: Setting[Any], box: str
) -> None:
    settings = Settings(tmp_path / "own.json", Policy(values={fixed.key: 90}))
    runner = TaskRunner()
    card = OperatingPointCard(VaultWork(runner), settings)
    qtbot.addWidget(card)
    card.use_papers(classifier.manifest)
    card.show()

    assert not getattr(card, box).isEnabled()
    assert "Fixed by your practice's IT." in visible_text(card)
    assert not card.take_button.isEnabled()
    runner.shutdown()


@pytest.fixture
def doubtful(classifier: Classifier, sample: Path) -> Assessment:
    """Return an assessment of the sample in which melanoma is second, with 18 %."""
    assessment = classifier.assess(sample.read_bytes())
    assert assessment.prediction is not None
    chances = {**dict.fromkeys(assessment.prediction.probabilities, 0.002), "mel": 0.18, "nv": 0.81}
    prediction = replace(assessment.prediction, probabilities=chances, top_label="nv", malignant=0.184)
    return replace(assessment, prediction=prediction)


def test_melanoma_is_named_beside_what_the_vault_keeps_in_copies_and_in_reports(
    clinic: VaultWindow, doubtful: Assessment, sample: Path
) -> None:
    lesion = clinic.lesion(clinic.patient())
    filed = clinic.ask(lambda history: history.file_examination(lesion.id, sample.read_bytes(), Capture(), [doubtful]))
    place = clinic.window.desk.patients_place
    clinic.window.commands.go_patients.trigger()
    place.open_patient(lesion.patient_id, lesion.id, filed.id)
    page = place.examination_page
    clinic.qtbot.waitUntil(lambda: place.currentWidget() is page and page.prediction is not None)

    assert "▲ Melanoma is second, 18 %." in _plain(visible_text(page))
    clinic.window.commands.copy_text.trigger()
    clinic.qtbot.waitUntil(lambda: "copied as text" in clinic.window.message_bar.text)
    assert "▲ Melanoma is second, 18 %." in _plain(QGuiApplication.clipboard().text())
    assert page.prediction is not None
    assert page.report.notes_of(page.prediction) == clinic.window.desk.bundle.notes_of(page.prediction) != []


def test_of_another_bundles_prediction_nothing_is_named(window: MainWindow, doubtful: Assessment) -> None:
    kept = prediction_of(doubtful)
    (line,) = window.desk.bundle.notes_of(kept)

    assert _plain(line).startswith("▲ Melanoma is second, 18 %.")
    assert window.desk.bundle.notes_of(replace(kept, bundle=BundleId("other", "1.0", "0" * 64))) == []
    assert window.desk.bundle.notes_of(replace(kept, probabilities=None, malignant=None, top_label=None)) == []
