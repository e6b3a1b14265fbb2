"""The body map: pins told apart by shape, reached and moved by mouse and by keys, and stored with their site."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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
from desktop.ui.models.lesion_list_model import LesionRole
from desktop.ui.models.lesion_standing import OperatingThreshold, PinKind, standings_of
from desktop.ui.models.map_pin import MapPin
from desktop.ui.views.patient_lesions import PatientLesions
from desktop.ui.views.patients_place import PatientsPlace
from desktop.ui.widgets.body_map import BodyMap
from desktop.ui.widgets.body_map_canvas import BodyMapCanvas
from desktop.ui.widgets.body_map_markers import TARGET_PX, paint_marker, spread_out
from tests.ui.desk_steps import VaultWindow, visible_text

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


def _spot(canvas: BodyMapCanvas, lesion_id: str) -> QPoint:
    at = canvas.place_of_pin(lesion_id)
    assert at is not None
    return at.toPoint()


def _click(canvas: BodyMapCanvas, at: QPoint) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def _drag(canvas: BodyMapCanvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


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
        _click(canvas, _spot(canvas, lesion_id))
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
    _drag(canvas, _spot(canvas, "upper"), canvas.place_of(target).toPoint())

    ((lesion_id, pin),) = moved
    assert lesion_id == "upper"
    assert (pin.x, pin.y) == pytest.approx((target.x, target.y), abs=0.005)


def test_what_is_dropped_beside_the_skin_stays_where_it_was(body_map: BodyMap, canvas: BodyMapCanvas) -> None:
    moved: list[str] = []
    canvas.pin_moved.connect(lambda lesion_id, _pin: moved.append(lesion_id))
    before = _spot(canvas, "upper")
    _drag(canvas, before, _BESIDE.toPoint())

    assert moved == []
    assert not canvas.is_carrying
    assert _spot(canvas, "upper") == before
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
    _move(canvas, _spot(canvas, "upper"))
    over_pin = canvas.grab().toImage()
    _move(canvas, _BESIDE.toPoint())

    assert plain != over_skin
    assert plain != over_pin
    assert hovered == ["upper", ""]
    assert canvas.grab().toImage() == plain


# --- on the patient's page


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
    _click(canvas, canvas.place_of(_SHOULDER_BLADE).toPoint())
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
    _drag(canvas, _spot(canvas, thigh.id), canvas.place_of(Pin(BodyView.FRONT, 0.4, 0.3)).toPoint())
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
    _click(canvas, _spot(canvas, thigh.id))

    assert lesions.list.currentIndex().data(LesionRole.ID) == thigh.id
    assert place.patient_page.lesion_id == thigh.id
    assert place.currentWidget() is place.patient_page
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert place.currentWidget() is place.lesion_page


def test_a_lesion_without_a_pin_gets_one_by_a_click_on_the_skin(clinic: VaultWindow, place: PatientsPlace) -> None:
    lesion = clinic.lesion(clinic.patient())
    _open(clinic, place, lesion.patient_id)
    lesions = place.patient_page.lesions
    canvas = lesions.map.canvas
    _click(canvas, canvas.place_of(_THIGH).toPoint())
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
    _click(canvas, canvas.place_of(_SHOULDER_BLADE).toPoint())
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
