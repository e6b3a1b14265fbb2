"""What counts as malignant is marked on the page of a kept examination as beside a fresh answer."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desktop.core.domain.assessment import Assessment
from desktop.core.domain.history import Capture
from desktop.core.inference.classifier import Classifier
from desktop.ui.views.examination_page import ExaminationPage
from desktop.ui.widgets.label_bars import LabelBars
from desktop.ui.widgets.label_row import MALIGNANT_MARK
from tests.ui.desk_steps import VaultWindow


def _show(clinic: VaultWindow, sample: Path, assessment: Assessment) -> ExaminationPage:
    lesion = clinic.lesion(clinic.patient())
    data = sample.read_bytes()
    filed = clinic.ask(lambda history: history.file_examination(lesion.id, data, Capture(), [assessment]))
    place = clinic.window.desk.patients_place
    clinic.window.commands.go_patients.trigger()
    place.open_patient(lesion.patient_id, lesion.id, filed.id)
    page = place.examination_page
    clinic.qtbot.waitUntil(lambda: place.currentWidget() is page and page.prediction is not None)
    return page


def _spoken(page: ExaminationPage) -> dict[str, str]:
    """Return what a screen reader says of each label, by the label's title."""
    (bars,) = page.findChildren(LabelBars)
    labels = [label for label in bars.findChildren(QLabel) if "," in label.accessibleName()]
    return {label.text(): label.accessibleName() for label in labels}


def _mark_count(page: ExaminationPage) -> int:
    (bars,) = page.findChildren(LabelBars)
    return [label.text() for label in bars.findChildren(QLabel)].count(MALIGNANT_MARK)


@pytest.fixture
def assessment(classifier: Classifier, sample: Path) -> Assessment:
    return classifier.assess(sample.read_bytes())


def test_malignant_labels_are_marked_for_eye_and_ear(
    clinic: VaultWindow, classifier: Classifier, assessment: Assessment, sample: Path
) -> None:
    page = _show(clinic, sample, assessment)
    malignant = {label.title for label in classifier.manifest.labels if label.malignant}
    spoken = _spoken(page)

    assert {title for title, said in spoken.items() if said.startswith(f"{title}, malignant, ")} == malignant
    assert len(spoken) == len(classifier.manifest.labels)
    assert _mark_count(page) == len(malignant)
    assert f"The sum of those marked {MALIGNANT_MARK}." in page.text


def test_nothing_is_marked_where_another_bundle_has_counted_otherwise(
    clinic: VaultWindow, assessment: Assessment, sample: Path
) -> None:
    prediction = assessment.prediction
    assert prediction is not None
    otherwise = replace(prediction, malignant=min(1.0, prediction.malignant + 0.02))
    page = _show(clinic, sample, replace(assessment, prediction=otherwise))

    assert _mark_count(page) == 0
    assert [said for said in _spoken(page).values() if "malignant" in said] == []
    assert "The sum of those marked" not in page.text
