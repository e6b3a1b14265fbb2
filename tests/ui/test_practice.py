"""Practice patients are one click away, look like a day's work, and are gone with another click."""

from datetime import date

import pytest

from desktop.core.bundle.operating_points import DEFAULT_SENSITIVITY, MALIGNANT, point_at
from desktop.core.domain.practice import PRACTICE_PATIENTS, practice_patients
from desktop.core.imaging.decode import decode
from desktop.core.imaging.practice_picture import practice_picture
from desktop.core.inference.classifier import Classifier
from desktop.ui.views.settings_page import SettingsPage
from desktop.ui.widgets.practice_card import PracticeCard
from tests.ui.desk_steps import VaultWindow, visible_text

_COUNT = PRACTICE_PATIENTS


@pytest.fixture
def card(clinic: VaultWindow) -> PracticeCard:
    clinic.window.commands.go_settings.trigger()
    page: SettingsPage = clinic.window.desk.settings_page
    clinic.qtbot.waitUntil(page.practice_card.add_patients_button.isEnabled)
    return page.practice_card


def _added(clinic: VaultWindow, count: int = _COUNT) -> None:
    clinic.qtbot.waitUntil(lambda: f"added: {count}." in clinic.window.message_bar.text)


def test_the_empty_list_offers_practice_patients_and_then_shows_them(clinic: VaultWindow) -> None:
    clinic.window.commands.go_patients.trigger()
    page = clinic.window.desk.patients_place.list_page
    clinic.qtbot.waitUntil(page.practice_button.isVisible)

    page.practice_button.click()
    assert "Adding practice patient" in visible_text(page)
    _added(clinic)

    clinic.qtbot.waitUntil(lambda: page.finder.model.rowCount() == _COUNT)
    names = {patient.details.family_name for patient in clinic.ask(lambda history: history.find_patients())}
    assert all(name.startswith("Practice-") for name in names)
    assert not page.practice_button.isVisible()


def test_they_bring_what_there_is_to_try(clinic: VaultWindow, card: PracticeCard, classifier: Classifier) -> None:
    card.add_patients_button.click()
    _added(clinic)

    found = clinic.ask(lambda history: history.find_patients())
    records = [clinic.ask(lambda history, key=patient.id: history.open_patient(key)) for patient in found]  # type: ignore[misc]
    assert all(record.lesions and record.predictions for record in records)
    examinations = [examination for record in records for examination in record.examinations]
    assert len({examination.sha256 for examination in examinations}) == len(examinations) == 18
    assert {prediction.bundle for record in records for prediction in record.predictions} == {classifier.bundle_id}
    point = point_at(classifier.manifest.operating_points, MALIGNANT, DEFAULT_SENSITIVITY)
    assert point is not None
    sha256 = classifier.bundle_id.sha256
    assert clinic.ask(lambda history: history.disagreements(sha256, point.threshold))
    page = clinic.window.desk.patients_place.list_page
    page.reload_lists()
    clinic.qtbot.waitUntil(lambda: page.due_page.list.model.rowCount() > 0)

    # To add them twice does not double them.
    clinic.qtbot.waitUntil(lambda: "Now in the vault: 6." in card.status.text())
    assert not card.add_patients_button.isEnabled()
    clinic.window.desk.chores.practice.add()
    clinic.qtbot.waitUntil(lambda: "No practice patient was added." in clinic.window.message_bar.text)
    assert len(clinic.ask(lambda history: history.find_patients())) == _COUNT


def test_one_click_erases_them_and_nobody_else_even_while_one_is_on_show(
    clinic: VaultWindow, card: PracticeCard
) -> None:
    real = clinic.patient("PRACTICE-real")
    card.add_patients_button.click()
    _added(clinic)
    place = clinic.window.desk.patients_place
    invented = next(found for found in clinic.ask(lambda history: history.find_patients()) if found.id != real.id)
    place.open_patient(invented.id)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == invented.id)

    clinic.qtbot.waitUntil(card.erase_button.isEnabled)
    card.erase_button.click()
    clinic.qtbot.waitUntil(lambda: f"erased: {_COUNT}." in clinic.window.message_bar.text)

    assert [found.id for found in clinic.ask(lambda history: history.find_patients())] == [real.id]
    assert place.currentWidget() is place.list_page
    clinic.qtbot.waitUntil(lambda: not card.erase_button.isEnabled())
    clinic.window.commands.go_patients.trigger()
    clinic.ask(lambda _history: None)  # Whatever going there has asked for is answered before this is.
    assert clinic.window.message_bar.text == ""


def test_stopped_in_between_those_that_are_there_are_whole_and_the_others_can_follow(
    clinic: VaultWindow, card: PracticeCard
) -> None:
    card.add_patients_button.click()
    card.bar.stop_button.click()
    _added(clinic, 1)

    (patient,) = clinic.ask(lambda history: history.find_patients())
    record = clinic.ask(lambda history: history.open_patient(patient.id))
    assert len(record.examinations) == len(record.predictions) == 3
    clinic.qtbot.waitUntil(card.add_patients_button.isEnabled)
    card.add_patients_button.click()
    _added(clinic, _COUNT - 1)


def test_locking_ends_adding_and_a_clinician_may_go_on(clinic: VaultWindow, card: PracticeCard) -> None:
    card.add_patients_button.click()
    clinic.lock()
    assert not clinic.window.desk.chores.practice.running
    clinic.unlock()
    clinic.window.commands.go_settings.trigger()
    clinic.qtbot.waitUntil(card.add_patients_button.isEnabled)
    assert not card.bar.isVisible()


def test_a_lesions_pictures_are_the_same_each_time_and_another_for_each_visit() -> None:
    lesion = practice_patients(date(2026, 5, 1))[0].lesions[0]
    pictures = [practice_picture(visit.picture) for visit in lesion.visits]

    assert pictures == [practice_picture(visit.picture) for visit in lesion.visits]
    assert len(set(pictures)) == len(pictures)
    dark = [(decode(picture, cover=(600, 800)).pixels.mean(axis=2) < 120).mean() for picture in pictures]
    assert dark == sorted(dark)
