"""Pins of lesions on the patient's page: put down, moved, and stored with site and side."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.domain.accounts import Action, Subject
from desktop.core.domain.assessment import BundleId
from desktop.core.domain.body_map import place_of
from desktop.core.domain.body_sites import Laterality
from desktop.core.domain.history import (
    BodyView,
    Capture,
    ConclusionDetails,
    ConclusionKind,
    Lesion,
    LesionDetails,
    PatientRecord,
    Pin,
    StoredPrediction,
)
from desktop.core.inference.classifier import Classifier
from desktop.core.locations import samples_dir
from desktop.core.storage.audit import AuditFilter
from desktop.ui.dialogs.lesion_dialog import LesionDialog
from desktop.ui.models.entry_list_model import EntryRole
from desktop.ui.models.lesion_list_model import LesionRole
from desktop.ui.models.lesion_standing import OperatingThreshold, PinKind, standings_of
from desktop.ui.views.patient_lesions import PatientLesions
from desktop.ui.views.patients_place import PatientsPlace
from tests.ui.body_map_steps import click, drag, spot
from tests.ui.desk_steps import VaultWindow, visible_text

_THIGH = Pin(BodyView.FRONT, 0.62, 0.6)
_SHOULDER_BLADE = Pin(BodyView.BACK, 0.4, 0.24)


@pytest.fixture
def place(clinic: VaultWindow) -> PatientsPlace:
    clinic.window.commands.go_patients.trigger()
    return clinic.window.desk.patients_place


@pytest.fixture
def thigh(clinic: VaultWindow) -> Lesion:
    """Return a lesion on the thigh that is named after its place."""
    found = place_of(_THIGH)
    assert found is not None
    name = "Skin of anterior surface of thigh, left"
    details = LesionDetails(name, found.site, found.laterality, _THIGH, notes="itches")
    patient = clinic.patient()
    return clinic.ask(lambda history: history.create_lesion(patient.id, details))


@pytest.fixture
def lesions(clinic: VaultWindow, place: PatientsPlace, thigh: Lesion) -> PatientLesions:
    """Return the lesions of the patient's page, with that of the thigh."""
    _open(clinic, place, thigh.patient_id)
    return place.patient_page.lesions


def _open(clinic: VaultWindow, place: PatientsPlace, patient_id: str) -> None:
    place.open_patient(patient_id)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == patient_id)
    clinic.qtbot.waitUntil(place.patient_page.isVisible)


def _stored(clinic: VaultWindow, lesion: Lesion) -> LesionDetails:
    lesions = clinic.ask(lambda history: history.open_patient(lesion.patient_id)).lesions
    return next(found.details for found in lesions if found.id == lesion.id)


def _move_to_back(clinic: VaultWindow, lesions: PatientLesions, lesion: Lesion) -> None:
    lesions.map.pin_moved.emit(lesion.id, _SHOULDER_BLADE)
    clinic.qtbot.waitUntil(lambda: "is moved" in clinic.window.message_bar.text)


def test_a_click_on_the_skin_opens_the_form_with_pin_site_and_side(clinic: VaultWindow, place: PatientsPlace) -> None:
    patient = clinic.patient()
    _open(clinic, place, patient.id)
    lesions = place.patient_page.lesions
    assert "Click the body map where the lesion is" in visible_text(place.patient_page)
    canvas = lesions.map.canvas
    canvas.show_view(BodyView.BACK)
    click(canvas, canvas.place_of(_SHOULDER_BLADE).toPoint())
    dialog = clinic.dialog(LesionDialog)
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: lesions.model.rowCount() == 1)

    (lesion,) = clinic.ask(lambda history: history.open_patient(patient.id)).lesions
    assert lesion.details.site is not None
    assert lesion.details.site.meaning == "Skin of back of upper thoracic region"
    assert lesion.details.laterality is Laterality.LEFT
    assert lesion.details.pin is not None
    assert lesion.details.pin.view is BodyView.BACK
    assert (lesion.details.pin.x, lesion.details.pin.y) == pytest.approx((0.4, 0.24), abs=0.005)
    assert canvas.chosen == lesion.id


def test_a_dragged_pin_is_stored_with_its_new_site_and_audited(
    clinic: VaultWindow, lesions: PatientLesions, thigh: Lesion
) -> None:
    canvas = lesions.map.canvas
    drag(canvas, spot(canvas, thigh.id), canvas.place_of(Pin(BodyView.FRONT, 0.4, 0.3)).toPoint())
    clinic.qtbot.waitUntil(lambda: "is moved" in clinic.window.message_bar.text)

    details = _stored(clinic, thigh)
    assert details.pin is not None
    assert (details.pin.x, details.pin.y) == pytest.approx((0.4, 0.3), abs=0.005)
    assert details.site is not None
    assert details.site.meaning == "Skin of lower chest wall"
    assert details.name == "Skin of lower chest wall, right"
    assert details.notes == "itches"
    wanted = AuditFilter(actions=[Action.CHANGED], subjects=[Subject.LESION])
    (event,) = clinic.ask(lambda history: history.audit_events(wanted))
    assert (event.subject_id, event.details) == (thigh.id, {"fields": "laterality, name, pin, site"})


def test_moving_a_pin_can_be_undone(clinic: VaultWindow, lesions: PatientLesions, thigh: Lesion) -> None:
    _move_to_back(clinic, lesions, thigh)
    clinic.qtbot.waitUntil(lambda: lesions.map.canvas.view is BodyView.BACK)
    clinic.window.commands.undo.trigger()
    clinic.qtbot.waitUntil(lambda: lesions.map.canvas.view is BodyView.FRONT)

    assert _stored(clinic, thigh) == thigh.details


def test_a_form_opened_while_the_pin_is_still_being_moved_leaves_it_where_it_was_put(
    clinic: VaultWindow, lesions: PatientLesions, thigh: Lesion
) -> None:
    lesions.map.pin_moved.emit(thigh.id, _SHOULDER_BLADE)
    lesions.edit_button.click()
    dialog = clinic.dialog(LesionDialog)
    dialog.notes_edit.setPlainText("bleeds")
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: _stored(clinic, thigh).notes == "bleeds")

    pin = _stored(clinic, thigh).pin
    assert pin is not None
    assert pin.view is BodyView.BACK


def test_choosing_a_row_lights_its_pin_and_choosing_a_pin_its_row(
    clinic: VaultWindow, place: PatientsPlace, lesions: PatientLesions, thigh: Lesion
) -> None:
    blade = clinic.ask(
        lambda history: history.create_lesion(thigh.patient_id, LesionDetails("blade", pin=_SHOULDER_BLADE))
    )
    place.enter()
    clinic.qtbot.waitUntil(lambda: lesions.model.rowCount() == 2)
    canvas = lesions.map.canvas
    lesions.list.setCurrentIndex(lesions.model.index(1))
    assert (canvas.chosen, canvas.view) == (blade.id, BodyView.BACK)
    canvas.show_view(BodyView.FRONT)
    click(canvas, spot(canvas, thigh.id))

    assert lesions.list.currentIndex().data(EntryRole.ID) == thigh.id
    assert place.patient_page.lesion_id == thigh.id
    assert place.currentWidget() is place.patient_page
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert place.currentWidget() is place.lesion_page


def test_a_lesion_without_a_pin_gets_one_by_a_click_on_the_skin(clinic: VaultWindow, place: PatientsPlace) -> None:
    lesion = clinic.lesion(clinic.patient())
    _open(clinic, place, lesion.patient_id)
    lesions = place.patient_page.lesions
    canvas = lesions.map.canvas
    click(canvas, canvas.place_of(_THIGH).toPoint())
    offered = {action.text(): action for action in lesions.menu.actions() if action.text()}
    assert list(offered) == ["New lesion here…", "Put the pin of “left shoulder” here"]
    offered["Put the pin of “left shoulder” here"].trigger()
    lesions.menu.close()
    clinic.qtbot.waitUntil(lambda: canvas.place_of_pin(lesion.id) is not None)

    details = _stored(clinic, lesion)
    assert details.name == "left shoulder"
    assert details.site is not None
    assert details.site.meaning == "Skin of anterior surface of thigh"


def test_in_the_form_the_site_follows_the_pin_and_can_be_corrected(
    clinic: VaultWindow, lesions: PatientLesions, thigh: Lesion
) -> None:
    lesions.list.setCurrentIndex(lesions.model.index(0))
    lesions.edit_button.click()
    dialog = clinic.dialog(LesionDialog)
    assert dialog.map.canvas.place_of_pin("this") is not None
    canvas = dialog.map.canvas
    canvas.show_view(BodyView.BACK)
    click(canvas, canvas.place_of(_SHOULDER_BLADE).toPoint())
    assert dialog.site_picker.currentText() == "Skin of back of upper thoracic region"
    dialog.site_picker.setEditText("Skin of mid back")
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: dialog.is_done)

    details = _stored(clinic, thigh)
    assert details.site is not None
    assert details.site.meaning == "Skin of mid back"
    assert details.pin is not None
    assert details.pin.view is BodyView.BACK


def test_a_pin_is_taken_off_the_map_in_the_form(clinic: VaultWindow, lesions: PatientLesions, thigh: Lesion) -> None:
    lesions.list.setCurrentIndex(lesions.model.index(0))
    lesions.edit_button.click()
    dialog = clinic.dialog(LesionDialog)
    dialog.unpin_button.click()
    assert not dialog.unpin_button.isEnabled()
    dialog.save_button.click()
    clinic.qtbot.waitUntil(lambda: dialog.is_done)

    assert _stored(clinic, thigh) == replace(thigh.details, pin=None)


def test_locking_leaves_no_pin(clinic: VaultWindow, lesions: PatientLesions, thigh: Lesion) -> None:
    _move_to_back(clinic, lesions, thigh)
    clinic.lock()

    assert lesions.map.canvas.place_of_pin(thigh.id) is None
    assert lesions.model.rowCount() == 0


def test_the_page_with_its_map_fits_a_small_screen(clinic: VaultWindow, lesions: PatientLesions) -> None:
    least = clinic.window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 700


# --- what a pin tells


@pytest.fixture
def record(clinic: VaultWindow, thigh: Lesion, classifier: Classifier) -> PatientRecord:
    """Return a record with one assessed image of the lesion."""
    data = min(samples_dir().glob("*.jpg")).read_bytes()
    assessment = classifier.assess(data)
    capture = Capture(captured_at=datetime(2026, 3, 14, 9, tzinfo=UTC))
    clinic.ask(lambda history: history.file_examination(thigh.id, data, capture, [assessment]))
    return clinic.ask(lambda history: history.open_patient(thigh.patient_id))


def _kind(record: PatientRecord, threshold: OperatingThreshold | None) -> PinKind:
    (standing,) = standings_of(record, threshold)
    return standing.kind


def _with(record: PatientRecord, change: Callable[[StoredPrediction], StoredPrediction]) -> PatientRecord:
    return replace(record, predictions=tuple(change(found) for found in record.predictions))


def test_a_pin_tells_on_which_side_of_the_operating_point_the_newest_image_lies(
    record: PatientRecord, classifier: Classifier
) -> None:
    sha256 = classifier.bundle_id.sha256
    (prediction,) = record.predictions
    assert prediction.malignant is not None
    assert _kind(record, OperatingThreshold(prediction.malignant, sha256)) is PinKind.ABOVE
    assert _kind(record, OperatingThreshold(prediction.malignant + 1e-6, sha256)) is PinKind.BELOW
    other = _with(record, lambda found: replace(found, bundle=BundleId("lentigo", "0.0.1", "0" * 64)))
    assert _kind(other, OperatingThreshold(0.0, sha256)) is PinKind.UNRATED
    assert _kind(record, None) is PinKind.UNRATED
    assert _kind(replace(record, predictions=()), OperatingThreshold(0.0, sha256)) is PinKind.NOT_ASSESSED
    assert _kind(replace(record, examinations=()), OperatingThreshold(0.0, sha256)) is PinKind.NOT_ASSESSED


def test_a_pin_tells_that_the_newest_image_is_concluded(
    clinic: VaultWindow, place: PatientsPlace, thigh: Lesion, record: PatientRecord
) -> None:
    _open(clinic, place, thigh.patient_id)
    lesions = place.patient_page.lesions
    assert lesions.model.index(0).data(LesionRole.KIND) in (PinKind.ABOVE, PinKind.BELOW)
    details = ConclusionDetails(ConclusionKind.HISTOLOGY, "Naevus", date(2026, 4, 2))
    clinic.ask(lambda history: history.conclude(record.examinations[0].id, details))
    place.enter()
    clinic.qtbot.waitUntil(lambda: lesions.model.index(0).data(LesionRole.KIND) is PinKind.CONCLUDED)

    told = lesions.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Histology: Naevus, 2 Apr 2026" in told
    assert told.endswith("Concluded")
