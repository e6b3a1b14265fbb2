"""Two dates compared: aligned by the program or by hand, their difference, and lengths in millimetres."""

import io
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.core.domain.history import Capture, Examination, Lesion, PatientRecord
from desktop.core.imaging.placement import Nudge, Placement
from desktop.core.storage.history import History
from desktop.ui.operations.alignment import AlignmentState
from desktop.ui.tasks import Lane, without_token
from desktop.ui.views.compare_page import ComparePage
from desktop.ui.views.examination_page import ExaminationPage
from desktop.ui.views.patients_place import PatientsPlace
from desktop.ui.widgets.measured_view import MeasuredLine
from tests.ui.desk_steps import VaultWindow, visible_text

Pixels = npt.NDArray[np.uint8]
Photo = Callable[..., Pixels]

_GATE_S = 30.0
_SIZE = (400, 300)
_MOVED = Placement(1.0, 10, 20, -12)


def _jpeg(pixels: Pixels) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


def _again(skin: Pixels, placement: Placement) -> Pixels:
    """Photograph the middle of some skin, as placed on the unmoved photograph of it."""
    middle = np.array([(1, 0, 200), (0, 1, 150), (0, 0, 1)]) @ placement.matrix(_SIZE, _SIZE)
    image = Image.fromarray(skin)
    moved = image.transform(_SIZE, Image.Transform.AFFINE, tuple(middle[:2].ravel()), Image.Resampling.BICUBIC)
    return np.asarray(moved)


@pytest.fixture
def skin(synthetic_photo: Photo) -> Pixels:
    return synthetic_photo(2, 800, 600)


Compare = Callable[..., ComparePage]


@pytest.fixture
def compare(clinic: VaultWindow) -> Compare:
    """Return a function that files two photographs of a lesion and compares them."""

    def open_page(
        older: Pixels, newer: Pixels, scales: tuple[float | None, float | None] = (None, None)
    ) -> ComparePage:
        lesion = clinic.lesion(clinic.patient())
        ids = [
            _file(clinic, lesion, pixels, year, scale).id
            for year, pixels, scale in zip((2025, 2026), (older, newer), scales, strict=True)
        ]
        place = _open(clinic, lesion)
        place.lesion_page.compare_requested.emit(*ids)
        page = place.compare_page
        clinic.qtbot.waitUntil(lambda: page.alignment.has_pictures)
        return page

    return open_page


def _file(clinic: VaultWindow, lesion: Lesion, pixels: Pixels, year: int, mm_per_px: float | None) -> Examination:
    taken_at = datetime(year, 3, 14, 9, tzinfo=UTC)
    capture = Capture(taken_at, "Dermlite", magnification=10.0, mm_per_px=mm_per_px)
    return clinic.ask(lambda history: history.file_examination(lesion.id, _jpeg(pixels), capture))


def _open(clinic: VaultWindow, lesion: Lesion) -> PatientsPlace:
    clinic.window.commands.go_patients.trigger()
    place = clinic.window.desk.patients_place
    place.open_patient(lesion.patient_id, lesion.id, lesion_open=True)
    clinic.qtbot.waitUntil(lambda: place.currentWidget() is place.lesion_page)
    return place


def _seen(widget: QWidget) -> Pixels:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def _waited(clinic: VaultWindow, page: ComparePage) -> AlignmentState:
    clinic.qtbot.waitUntil(lambda: page.alignment.state not in {AlignmentState.NONE, AlignmentState.WORKING})
    return _state(page)


def _hold_up(clinic: VaultWindow) -> threading.Event:
    """Let what is computed for the page wait until the event is set."""
    gate = threading.Event()
    nobody: list[object] = []
    clinic.window.runner.submit(
        Lane.SHOW, without_token(lambda: gate.wait(_GATE_S)), done=nobody.append, failed=nobody.append
    )
    return gate


def _state(page: ComparePage) -> AlignmentState:
    return page.alignment.state


def test_aligned_the_newer_photograph_lies_on_the_older(clinic: VaultWindow, compare: Compare, skin: Pixels) -> None:
    page = compare(_again(skin, Placement()), _again(skin, _MOVED))
    page.swipe.click()
    page.align_button.click()

    assert _waited(clinic, page) is AlignmentState.ALIGNED
    assert "turned by 10.0°, magnified 1.00×" in visible_text(page)
    assert "estimated from the pictures" in visible_text(page)
    page.divider.setValue(100)
    older = _seen(page.overlay)
    page.divider.setValue(0)
    aligned = _seen(page.overlay)
    page.overlay.set_placement(None)
    beside = _seen(page.overlay)
    middle = np.s_[aligned.shape[0] // 3 : -aligned.shape[0] // 3, aligned.shape[1] // 3 : -aligned.shape[1] // 3]
    off = [np.abs(picture[middle].astype(float) - older[middle]).mean() for picture in (aligned, beside)]
    assert off[0] < off[1] / 3
    page.align_button.click()
    assert not page.alignment_bar.isVisible()
    assert "not aligned" in visible_text(page)


def test_the_difference_is_grey_where_nothing_has_changed_and_orange_where_it_is_darker(
    clinic: VaultWindow, compare: Compare, skin: Pixels
) -> None:
    newer = _again(skin, _MOVED).copy()
    newer[140:160, 190:210] //= 3
    page = compare(_again(skin, Placement()), newer)
    found: list[object] = []
    page.alignment.difference_ready.connect(found.append)

    page.difference.click()

    assert _waited(clinic, page) is AlignmentState.ALIGNED
    clinic.qtbot.waitUntil(lambda: bool(found))
    assert page.alignment_bar.legend.isVisible()
    assert "lighter or darker" in page.overlay.accessibleDescription()
    seen = _seen(page.overlay).astype(int)
    warm = seen[..., 0] - seen[..., 2] > 60
    assert 0 < warm.mean() < 0.05
    rows, columns = np.nonzero(warm)
    assert abs(rows.mean() / seen.shape[0] - 0.46) < 0.06
    assert abs(columns.mean() / seen.shape[1] - 0.5) < 0.06


def test_until_the_difference_is_there_its_place_says_that_it_is_being_computed(
    clinic: VaultWindow, compare: Compare, skin: Pixels, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced: list[str] = []

    def announce(event: QAccessibleAnnouncementEvent) -> None:
        announced.append(event.message())

    monkeypatch.setattr("desktop.ui.widgets.waiting_sign.QAccessible.updateAccessibility", announce)
    page = compare(_again(skin, Placement()), _again(skin, _MOVED))
    gate = _hold_up(clinic)

    page.difference.click()

    assert "being computed" not in visible_text(page)  # It may be there in a moment.
    clinic.qtbot.waitUntil(lambda: "The difference is being computed" in visible_text(page.overlay))
    assert announced == ["The difference is being computed…"]
    assert "The older of two" in page.overlay.accessibleDescription()
    gate.set()
    clinic.qtbot.waitUntil(lambda: "lighter or darker" in page.overlay.accessibleDescription())
    assert "being computed" not in visible_text(page)


def test_after_a_nudge_the_difference_is_computed_anew_and_the_page_says_so(
    clinic: VaultWindow, compare: Compare, skin: Pixels
) -> None:
    page = compare(_again(skin, Placement()), _again(skin, _MOVED))
    page.difference.click()
    clinic.qtbot.waitUntil(lambda: "lighter or darker" in page.overlay.accessibleDescription())
    gate = _hold_up(clinic)

    page.alignment.nudge(Nudge(right_px=3))

    clinic.qtbot.waitUntil(lambda: "being computed" in visible_text(page.overlay))
    page.swipe.click()
    assert "being computed" not in visible_text(page)
    gate.set()


def test_two_photographs_that_do_not_fit_are_not_compared_but_can_be_aligned_by_hand(
    clinic: VaultWindow, compare: Compare, synthetic_photo: Photo
) -> None:
    page = compare(synthetic_photo(1, *_SIZE), synthetic_photo(5, *_SIZE))

    page.difference.click()

    assert _waited(clinic, page) is AlignmentState.NOT_ALIGNED
    assert "resemble each other too little" in visible_text(page)
    assert not page.alignment_bar.legend.isVisible()
    found: list[object] = []
    page.alignment.difference_ready.connect(found.append)
    page.alignment_bar.by_hand_button.click()
    clinic.qtbot.waitUntil(lambda: bool(found))
    assert "Aligned by hand" in visible_text(page)


def test_the_keys_nudge_the_newer_photograph_and_reset_takes_it_back(
    clinic: VaultWindow, compare: Compare, skin: Pixels
) -> None:
    page = compare(_again(skin, Placement()), _again(skin, Placement()))
    page.blink.click()
    page.align_button.click()
    assert _waited(clinic, page) is AlignmentState.ALIGNED
    before = page.alignment.placement
    assert before is not None
    page.toolbar.measure_button.click()
    page.alignment_bar.nudge_button.click()
    assert page.overlay.line is None
    assert page.window().focusWidget() is page.overlay

    QTest.keyClick(page.overlay, Qt.Key.Key_Right)
    QTest.keyClick(page.overlay, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(page.overlay, "..+")

    after = page.alignment.placement
    assert after is not None
    step = after.right_px - before.right_px
    assert step > 0
    assert after.down_px - before.down_px == pytest.approx(10 * step)
    assert after.turn_degrees - before.turn_degrees == pytest.approx(0.5)
    assert after.scale > before.scale
    page.alignment_bar.reset_button.click()
    assert page.alignment.placement == before
    QTest.keyClick(page.overlay, Qt.Key.Key_Escape)
    assert not page.alignment_bar.nudge_button.isChecked()
    QTest.keyClick(page.overlay, Qt.Key.Key_Right)
    assert page.alignment.placement == before
    assert page.overlay.shows_newer


def test_every_nudge_has_a_button_with_a_name(clinic: VaultWindow, compare: Compare, skin: Pixels) -> None:
    page = compare(_again(skin, Placement()), _again(skin, Placement()))
    page.swipe.click()
    page.align_button.click()
    _waited(clinic, page)
    page.alignment_bar.nudge_button.click()

    seen = set()
    for button in page.alignment_bar.nudges.findChildren(QToolButton):
        assert button.accessibleName()
        assert min(button.width(), button.height()) >= 24
        button.click()
        seen.add(page.alignment.placement)
        page.alignment.reset()
    assert len(seen) == 8


def test_aligning_can_be_stopped(clinic: VaultWindow, compare: Compare, skin: Pixels) -> None:
    page = compare(_again(skin, Placement()), _again(skin, _MOVED))
    gate = _hold_up(clinic)
    page.difference.click()
    assert _state(page) is AlignmentState.WORKING
    assert not page.alignment_bar.isVisible()  # It may be done in a moment.
    clinic.qtbot.waitUntil(page.alignment_bar.work_bar.isVisible)

    page.alignment_bar.work_bar.stop_button.click()
    gate.set()

    assert _state(page) is AlignmentState.NONE
    assert page.side_by_side.isChecked()
    assert not page.alignment_bar.isVisible()


@pytest.mark.parametrize(
    ("scales", "measured_in"), [((0.02, 0.02), " mm"), ((0.02, 0.01), " px"), ((0.02, None), " px")]
)
def test_unaligned_images_are_measured_in_millimetres_only_where_these_are_as_long_in_both(
    compare: Compare, skin: Pixels, scales: tuple[float, float | None], measured_in: str
) -> None:
    page = compare(_again(skin, Placement()), _again(skin, Placement(1.02, 4)), scales)
    page.swipe.click()
    page.toolbar.measure_button.click()

    assert page.overlay.line_text.endswith(measured_in)
    assert ("lengths are in pixels" in visible_text(page)) == (measured_in == " px")


def test_known_scales_are_kept_when_aligning_and_locking_forgets_all(
    clinic: VaultWindow, compare: Compare, skin: Pixels
) -> None:
    page = compare(_again(skin, Placement()), _again(skin, Placement(1.02, 4)), (0.02, 0.02))
    page.swipe.click()
    page.align_button.click()

    assert _waited(clinic, page) is AlignmentState.ALIGNED
    assert page.alignment.placement is not None
    assert page.alignment.placement.scale == pytest.approx(1.0)
    assert "estimated from the pictures" not in visible_text(page)
    assert page.overlay.mm_per_px == 0.02
    clinic.lock()
    assert page.alignment_bar.isHidden()
    assert page.linked.left.mm_per_px is None
    assert not page.align_button.isChecked()


@pytest.fixture
def examination(clinic: VaultWindow, skin: Pixels) -> ExaminationPage:
    """Return the page of an examination whose scale nobody knows."""
    lesion = clinic.lesion(clinic.patient())
    filed = _file(clinic, lesion, _again(skin, Placement()), 2026, None)
    _file(clinic, lesion, _again(skin, _MOVED), 2025, 0.0125)
    _file(clinic, lesion, skin, 2024, 0.5)
    place = _open(clinic, lesion)
    place.lesion_page.examination_chosen.emit(filed.id)
    page = place.examination_page
    clinic.qtbot.waitUntil(lambda: page.view.picture is not None)
    return page


def _capture(clinic: VaultWindow, page: ExaminationPage) -> Capture:
    def read(history: History) -> PatientRecord:
        (found,) = history.find_patients()
        return history.open_patient(found.id)

    record = clinic.ask(read)
    return next(found.capture for found in record.examinations if found.id == page.examination_id)


def _line(page: ExaminationPage) -> MeasuredLine:
    assert page.view.line is not None
    return page.view.line


def _drag(page: ExaminationPage, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(page.view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page.view, end)
    QTest.mouseRelease(page.view, Qt.MouseButton.LeftButton, pos=end)


def test_a_line_along_a_ruler_makes_the_scale_known_and_then_measures_millimetres(
    clinic: VaultWindow, examination: ExaminationPage
) -> None:
    examination.picture.measure_button.click()
    assert "The scale is not known yet" in visible_text(examination)
    centre = examination.view.rect().center()
    _drag(examination, centre - QPoint(60, 30), centre + QPoint(60, 30))
    length_px = _line(examination).length_px
    assert examination.view.line_text == f"{round(length_px)} px"
    ruler = examination.picture.ruler
    QTest.keyClicks(ruler.length_edit, "2,5")
    assert f"{400 * 2.5 / length_px:.1f} × {300 * 2.5 / length_px:.1f} mm" in ruler.text.text()

    ruler.set_button.click()

    clinic.qtbot.waitUntil(lambda: examination.view.mm_per_px is not None)
    assert examination.view.mm_per_px == pytest.approx(2.5 / length_px)
    assert _capture(clinic, examination).mm_per_px == pytest.approx(2.5 / length_px)
    assert examination.view.line_text == "2.50 mm"
    assert "pixels a millimetre" in examination.text
    ruler.forget_button.click()
    clinic.qtbot.waitUntil(lambda: examination.view.mm_per_px is None)
    assert _capture(clinic, examination).mm_per_px is None


def test_the_keys_draw_the_line_too(examination: ExaminationPage) -> None:
    examination.picture.measure_button.click()
    assert examination.window().focusWidget() is examination.view
    first = _line(examination)

    QTest.keyClick(examination.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(examination.view, Qt.Key.Key_Space)
    QTest.keyClick(examination.view, Qt.Key.Key_Left)

    longer = _line(examination)
    assert longer.end.x() > first.end.x()
    assert longer.start.x() < first.start.x()
    assert examination.view.line_text in examination.view.accessibleDescription()
    QTest.keyClick(examination.view, Qt.Key.Key_Escape)
    assert examination.view.line is None
    assert not examination.picture.measure_button.isChecked()


@pytest.mark.parametrize("typed", ["", "0", "-2", "ten", "1e9", "nan"])
def test_a_length_that_is_none_sets_no_scale(examination: ExaminationPage, typed: str) -> None:
    examination.picture.measure_button.click()
    examination.picture.ruler.length_edit.setText(typed)

    assert not examination.picture.ruler.set_button.isEnabled()


def test_the_scale_of_the_same_camera_is_taken_over_only_when_asked(
    clinic: VaultWindow, examination: ExaminationPage
) -> None:
    assert examination.view.mm_per_px is None
    examination.picture.measure_button.click()
    button = examination.picture.ruler.take_over_button
    assert button.isVisible()
    assert "14 Mar 2025" in button.text()

    button.click()

    clinic.qtbot.waitUntil(lambda: examination.view.mm_per_px == 0.0125)
    assert not button.isVisible()
    assert _capture(clinic, examination).mm_per_px == 0.0125


def test_the_scale_of_a_photograph_of_another_size_is_refused(clinic: VaultWindow, skin: Pixels) -> None:
    lesion = clinic.lesion(clinic.patient())
    filed = _file(clinic, lesion, _again(skin, Placement()), 2026, None)
    _file(clinic, lesion, skin, 2025, 0.5)
    place = _open(clinic, lesion)
    place.lesion_page.examination_chosen.emit(filed.id)
    page = place.examination_page
    clinic.qtbot.waitUntil(lambda: page.view.picture is not None)
    page.picture.measure_button.click()

    page.picture.ruler.take_over_button.click()

    clinic.qtbot.waitUntil(lambda: "differ in size (800 × 600 and 400 × 300 pixels)" in visible_text(page))
    assert _capture(clinic, page).mm_per_px is None
