"""One lesion over time: its images, its chances as a course, assessing again, and comparing two dates."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget

from desktop.core.domain.assessment import BundleId
from desktop.core.domain.history import Capture, Conclusion, ConclusionDetails, ConclusionKind, Lesion
from desktop.core.inference.classifier import Classifier, reliability_of
from desktop.core.locations import samples_dir, translations_dir
from desktop.core.storage.errors import ImageDamagedError
from desktop.core.storage.history import History
from desktop.core.storage.images import ImageStore
from desktop.ui.models.entry_list_model import EntryRole
from desktop.ui.views.compare_page import ComparePage
from desktop.ui.views.lesion_page import LesionPage
from desktop.ui.views.patients_place import PatientsPlace
from desktop.ui.widgets.overlay_view import BLINK_MS
from tests.ui.desk_steps import VaultWindow, visible_text

_OLD_BUNDLE = BundleId("lentigo", "0.1.0", "0" * 64)
_CELL_PADDING_PX = 9
_YEARS = (2024, 2025, 2026)


@pytest.fixture
def place(clinic: VaultWindow) -> PatientsPlace:
    clinic.window.commands.go_patients.trigger()
    return clinic.window.desk.patients_place


@pytest.fixture
def lesion(clinic: VaultWindow, classifier: Classifier) -> Lesion:
    """Return a lesion with an image each March; the first was assessed with an older bundle."""
    lesion = clinic.lesion(clinic.patient())
    for year, path in zip(_YEARS, sorted(samples_dir().glob("*.jpg")), strict=True):
        data = path.read_bytes()
        assessment = classifier.assess(data)
        if year == _YEARS[0]:
            assessment = replace(assessment, bundle=_OLD_BUNDLE)
        capture = Capture(captured_at=datetime(year, 3, 14, 9, tzinfo=UTC))
        file = _filing(lesion.id, data, capture, assessment)
        clinic.ask(file)
    return lesion


def _filing(lesion_id: str, data: bytes, capture: Capture, assessment: object) -> Callable[[History], object]:
    return lambda history: history.file_examination(lesion_id, data, capture, [assessment])  # type: ignore[list-item]


@pytest.fixture
def page(clinic: VaultWindow, place: PatientsPlace, lesion: Lesion) -> LesionPage:
    """Return the lesion's page, opened by one click on the patient's."""
    place.open_patient(lesion.patient_id)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == lesion.patient_id)
    listed = place.patient_page.lesions.list
    where = listed.visualRect(listed.model().index(0, 0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert place.currentWidget() is place.lesion_page
    return place.lesion_page


def _column(page: LesionPage, column: int) -> list[str]:
    table = page.trend.table
    items = [table.item(row, column) for row in range(table.rowCount())]
    return [item.text() for item in items if item is not None]


def _has_room(table: QTableWidget, row: int, column: int) -> bool:
    """Tell whether all of a cell's text is seen, on as many lines as it needs."""
    item = table.item(row, column)
    assert item is not None
    room = QRect(0, 0, table.columnWidth(column) - 2 * _CELL_PADDING_PX, table.rowHeight(row))
    words = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
    return words.width() <= room.width() and words.height() <= room.height()


def test_a_click_on_a_lesion_shows_its_images_newest_first(clinic: VaultWindow, page: LesionPage) -> None:
    rows = [page.model.index(row) for row in range(page.model.rowCount())]
    assert [row.data(EntryRole.HEADLINE) for row in rows] == [f"14 Mar {year}" for year in reversed(_YEARS)]
    assert all("No conclusion yet" in row.data(EntryRole.LINES) for row in rows)
    assert all("Chance of malignancy" in row.data(EntryRole.LINES)[0] for row in rows)
    clinic.qtbot.waitUntil(lambda: rows[0].data(EntryRole.THUMBNAIL) is not None)
    assert "left shoulder" in visible_text(page)


def test_on_the_patients_page_arrow_keys_choose_a_lesion_and_enter_opens_it(
    clinic: VaultWindow, place: PatientsPlace, lesion: Lesion
) -> None:
    place.open_patient(lesion.patient_id)
    clinic.qtbot.waitUntil(lambda: place.patient_page.patient_id == lesion.patient_id)
    listed = place.patient_page.lesions.list
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert place.patient_page.lesion_id == lesion.id
    assert place.currentWidget() is place.patient_page
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert place.currentWidget() is place.lesion_page


def test_a_conclusion_stands_beside_its_image(clinic: VaultWindow, place: PatientsPlace, page: LesionPage) -> None:
    newest = page.model.index(0).data(EntryRole.ID)
    details = ConclusionDetails(ConclusionKind.HISTOLOGY, "Dysplastic naevus", datetime(2026, 4, 2, tzinfo=UTC).date())
    conclusion: Conclusion = clinic.ask(lambda history: history.conclude(newest, details))
    assert conclusion.examination_id == newest
    place.enter()

    clinic.qtbot.waitUntil(
        lambda: "Histology: Dysplastic naevus, 2 Apr 2026" in page.model.index(0).data(EntryRole.LINES)
    )
    assert place.currentWidget() is page


def test_the_course_gives_uncertainty_for_the_bundle_in_use_alone_and_marks_its_change(
    page: LesionPage, classifier: Classifier
) -> None:
    current = str(classifier.bundle_id)
    assert _column(page, 0) == ["14 Mar 2026", "14 Mar 2025", "14 Mar 2024"]
    assert _column(page, 3) == [current, f"≠ {current}, not comparable", str(_OLD_BUNDLE)]
    newest, middle, oldest = _column(page, 2)
    for share, point in ((newest, page.trend.plot._points[2]), (middle, page.trend.plot._points[1])):
        such = reliability_of(classifier.manifest, point.chance)
        assert such is not None
        assert share.endswith(f" ({round(such.low * 100)}–{round(such.high * 100)})")
    assert oldest == "not known"
    assert page.trend.plot.changes == 1
    assert "the bundle changed" in page.trend.plot.accessibleName()
    assert "cannot be compared" in page.trend.legend.text()


@pytest.fixture
def _german(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(translations_dir() / "lentigo_de.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("_german")
def test_in_german_the_table_of_chances_fits_a_narrow_window_and_nothing_of_it_is_lost(
    request: pytest.FixtureRequest,
) -> None:
    page: LesionPage = request.getfixturevalue("page")
    clinic: VaultWindow = request.getfixturevalue("clinic")
    clinic.window.resize(1120, 700)
    QApplication.processEvents()

    table = page.trend.table
    header = table.horizontalHeader()
    assert clinic.window.width() == 1120
    assert table.horizontalScrollBar().maximum() == 0
    assert all(header.sectionSize(column) >= header.sectionSizeHint(column) for column in range(4))
    items = [table.item(row, 3) for row in range(table.rowCount())]
    assert [item.toolTip() for item in items if item is not None] == _column(page, 3)
    clinic.qtbot.waitUntil(lambda: _has_room(table, 1, 3))
    table.setMaximumWidth(420)
    clinic.qtbot.waitUntil(lambda: table.width() <= 420 and _has_room(table, 1, 3))
    title = table.horizontalHeaderItem(1)
    assert title is not None
    assert title.toolTip() == title.data(Qt.ItemDataRole.AccessibleTextRole) == "Malignitätswahrscheinlichkeit"


def test_the_plot_shows_where_the_bundle_changed_in_paint(clinic: VaultWindow, page: LesionPage) -> None:
    plot = page.trend.plot
    with_change = plot.grab().toImage()
    comparable = [replace(point, bundle=_OLD_BUNDLE) for point in plot._points]
    plot.show_points(comparable)
    without_change = plot.grab().toImage()
    plot.show_points(())

    assert with_change != without_change
    assert plot.grab().toImage() != without_change


def test_assessing_again_adds_predictions_beside_the_old_ones(
    clinic: VaultWindow, page: LesionPage, lesion: Lesion, classifier: Classifier
) -> None:
    before = clinic.ask(lambda history: history.open_patient(lesion.patient_id)).predictions
    page.again_all.trigger()
    clinic.qtbot.waitUntil(lambda: page.trend.plot.changes == 0)

    after = clinic.ask(lambda history: history.open_patient(lesion.patient_id)).predictions
    assert [found for found in after if found in before] == list(before)
    (added,) = (found for found in after if found not in before)
    assert added.bundle == classifier.bundle_id
    assert "not known" not in _column(page, 2)
    assert "1 image assessed again." in clinic.window.message_bar.text
    assert not page.work_bar.isVisible()


def test_what_the_bundle_in_use_has_assessed_is_not_assessed_again(
    clinic: VaultWindow, page: LesionPage, lesion: Lesion
) -> None:
    assert len(page.chosen_ids) == 2
    page.again_chosen.trigger()

    assert "has assessed these images already" in clinic.window.message_bar.text
    assert not page.reassessment.running
    assert len(clinic.ask(lambda history: history.open_patient(lesion.patient_id)).predictions) == 3


def test_assessing_again_can_be_stopped_and_keeps_what_is_done(
    clinic: VaultWindow, place: PatientsPlace, page: LesionPage, lesion: Lesion, classifier: Classifier
) -> None:
    for examination in clinic.ask(lambda history: history.open_patient(lesion.patient_id)).examinations:
        data = clinic.ask(lambda history, key=examination.id: history.image(key))  # type: ignore[misc]
        older = replace(classifier.assess(data), bundle=_OLD_BUNDLE)
        clinic.ask(lambda history, key=examination.id, what=older: history.add_prediction(key, what))  # type: ignore[misc]
    place.enter()
    clinic.qtbot.waitUntil(lambda: _column(page, 3) == [str(_OLD_BUNDLE)] * 3)
    page.again_all.trigger()
    page.work_bar.stop_button.click()
    clinic.qtbot.waitUntil(lambda: "1 image assessed again." in clinic.window.message_bar.text)

    after = clinic.ask(lambda history: history.open_patient(lesion.patient_id)).predictions
    assert len(after) == 3 + 3 + 1
    assert not page.reassessment.running


def test_locking_ends_assessing_again_and_unlocking_comes_back_to_the_lesion(
    clinic: VaultWindow, place: PatientsPlace, page: LesionPage, lesion: Lesion
) -> None:
    page.again_all.trigger()
    assert page.work_bar.isVisible()
    clinic.lock()
    assert not page.reassessment.running
    assert page.model.rowCount() == 0
    assert page.trend.table.rowCount() == 0
    clinic.unlock()

    clinic.qtbot.waitUntil(lambda: page.lesion_id == lesion.id)
    assert place.currentWidget() is page


def _refuse(_store: ImageStore, _image: object) -> bytes:
    raise ImageDamagedError("The image is damaged. Restore it from a backup.")


def test_an_image_that_cannot_be_read_is_told_and_keeps_its_prediction(
    clinic: VaultWindow, page: LesionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.qtbot.waitUntil(lambda: page.model.index(2).data(EntryRole.THUMBNAIL) is not None)
    monkeypatch.setattr(ImageStore, "read", _refuse)
    page.again_all.trigger()
    clinic.qtbot.waitUntil(lambda: "damaged" in clinic.window.message_bar.text)

    assert "0 images assessed again" in clinic.window.message_bar.text
    assert page.trend.plot.changes == 1


def test_two_chosen_dates_can_be_compared_and_no_other_number(page: LesionPage, clinic: VaultWindow) -> None:
    assert page.compare_button.isEnabled()
    page.strip.setFocus()
    QTest.keyClick(page.strip, Qt.Key.Key_Down)
    QTest.keyClick(page.strip, Qt.Key.Key_Down)
    QTest.keyClick(page.strip, Qt.Key.Key_Space)
    assert len(page.chosen_ids) == 3
    assert not page.compare_button.isEnabled()
    QTest.keyClick(page.strip, Qt.Key.Key_Up)
    QTest.keyClick(page.strip, Qt.Key.Key_Space)

    assert page.compare_button.isEnabled()
    assert page.chosen_ids == tuple(page.model.index(row).data(EntryRole.ID) for row in (0, 2))


def test_an_image_of_the_lesion_is_shown_large_and_back_leads_to_the_lesion(
    clinic: VaultWindow, place: PatientsPlace, page: LesionPage
) -> None:
    QTest.keyClick(page.strip, Qt.Key.Key_Return)
    assert place.currentWidget() is place.examination_page
    place.examination_page.back_requested.emit()
    assert place.currentWidget() is page
    page.back_requested.emit()
    assert place.currentWidget() is place.patient_page


@pytest.fixture
def comparison(clinic: VaultWindow, place: PatientsPlace, page: LesionPage) -> ComparePage:
    """Return the page that compares the two newest images, both of them there."""
    page.compare_button.click()
    shown = place.compare_page
    assert place.currentWidget() is shown
    clinic.qtbot.waitUntil(lambda: bool(shown.linked.left.zoom_percent and shown.linked.right.zoom_percent))
    return shown


def test_numbers_of_two_bundles_are_said_not_to_be_comparable(
    place: PatientsPlace, page: LesionPage, comparison: ComparePage
) -> None:
    assert "cannot be compared" not in visible_text(comparison)
    comparison.back_requested.emit()
    assert place.currentWidget() is page
    QTest.keyClick(page.strip, Qt.Key.Key_Space)
    QTest.keyClick(page.strip, Qt.Key.Key_End)
    QTest.keyClick(page.strip, Qt.Key.Key_Space)
    page.compare_button.click()

    assert "14 Mar 2024" in comparison.older_caption.text()
    assert "cannot be compared" in visible_text(comparison)


def test_side_by_side_the_older_is_at_the_left_and_both_zoom_and_pan_together(comparison: ComparePage) -> None:
    assert "14 Mar 2025" in comparison.older_caption.text()
    assert "14 Mar 2026" in comparison.newer_caption.text()
    left, right = comparison.linked.left, comparison.linked.right
    QTest.keyClicks(right, "+++++++++")
    QTest.keyClick(right, Qt.Key.Key_Right)
    assert left.part.magnification == pytest.approx(right.part.magnification)
    assert left.part.magnification > 1
    assert right.part.x > 0.5
    assert (left.part.x, left.part.y) == pytest.approx((right.part.x, right.part.y), abs=0.02)
    QTest.keyClicks(left, "0")
    assert right.part.magnification == pytest.approx(1)


def test_another_way_to_compare_shows_the_same_part(comparison: ComparePage) -> None:
    QTest.keyClicks(comparison.linked.left, "+++++++++")
    before = comparison.linked.part
    comparison.swipe.click()

    assert comparison.overlay.part.magnification == pytest.approx(before.magnification, rel=0.01)
    assert (comparison.overlay.part.x, comparison.overlay.part.y) == pytest.approx((before.x, before.y), abs=0.05)


def test_the_divider_is_moved_by_arrow_keys_by_dragging_and_by_its_slider(comparison: ComparePage) -> None:
    comparison.swipe.click()
    view = comparison.overlay
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.divider_percent == comparison.divider.value() == 48
    comparison.divider.setValue(20)
    assert view.divider_percent == 20
    start = QPoint(round(view.width() * 0.2), view.height() // 2)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view, QPoint(round(view.width() * 0.75), view.height() // 2))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton)
    assert view.divider_percent == pytest.approx(75, abs=1)
    assert "75 percent" in view.accessibleDescription()


def test_left_of_the_divider_lies_the_older_image_and_right_of_it_the_newer(comparison: ComparePage) -> None:
    comparison.swipe.click()
    view = comparison.overlay
    pictures = []
    for percent in (100, 50, 0):
        comparison.divider.setValue(percent)
        pictures.append(view.grab().toImage())
    older, both, newer = pictures
    y, left, right = view.height() // 2, view.width() * 4 // 10, view.width() * 6 // 10
    assert older.pixelColor(left, y) != newer.pixelColor(left, y)
    assert both.pixelColor(left, y) == older.pixelColor(left, y)
    assert both.pixelColor(right, y) == newer.pixelColor(right, y)


def _label(comparison: ComparePage) -> str:
    return comparison.blink_button.text().replace("&", "")


def test_blinking_is_slow_stands_still_at_first_and_stops_by_space(
    clinic: VaultWindow, comparison: ComparePage
) -> None:
    assert 1000 / BLINK_MS <= 2
    comparison.blink.click()
    assert "Start" in _label(comparison)
    assert "14 Mar 2025" in comparison.shown_label.text()
    comparison.overlay.setFocus()
    QTest.keyClick(comparison.overlay, Qt.Key.Key_Space)
    assert "Pause" in _label(comparison)
    clinic.qtbot.waitUntil(lambda: "14 Mar 2026" in comparison.shown_label.text())
    QTest.keyClick(comparison.overlay, Qt.Key.Key_Space)
    assert not comparison.overlay.is_blinking


def test_space_pauses_while_the_choice_of_blinking_has_the_focus(comparison: ComparePage) -> None:
    comparison.blink.click()
    comparison.blink.setFocus()
    QTest.keyClick(comparison.blink, Qt.Key.Key_Space)
    assert "Pause" in _label(comparison)
    QTest.keyClick(comparison.blink, Qt.Key.Key_Space)
    assert "Start" in _label(comparison)


def test_while_it_stands_still_the_arrow_keys_choose_the_image(comparison: ComparePage) -> None:
    comparison.blink.click()
    QTest.keyClick(comparison.overlay, Qt.Key.Key_Right)
    assert "14 Mar 2026" in comparison.shown_label.text()
    newer = comparison.overlay.grab().toImage()
    QTest.keyClick(comparison.overlay, Qt.Key.Key_Left)
    assert "14 Mar 2025" in comparison.shown_label.text()
    assert comparison.overlay.grab().toImage() != newer


def test_blinking_ends_when_one_leaves(clinic: VaultWindow, place: PatientsPlace, comparison: ComparePage) -> None:
    comparison.blink.click()
    comparison.blink_button.click()
    assert "Pause" in _label(comparison)
    clinic.window.commands.go_assess.trigger()
    assert not comparison.overlay.is_blinking


def test_locking_leaves_nothing_of_what_was_compared(clinic: VaultWindow, comparison: ComparePage) -> None:
    clinic.lock()

    assert comparison.linked.left.zoom_percent == comparison.overlay.zoom_percent == 0
    assert comparison.older_caption.text() == ""


def test_an_image_that_cannot_be_shown_says_why(
    clinic: VaultWindow, place: PatientsPlace, page: LesionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageStore, "read", _refuse)
    page.compare_button.click()
    clinic.qtbot.waitUntil(lambda: "The image of 14 Mar 2026 cannot be shown" in visible_text(place.compare_page))

    place.compare_page.blink.click()
    assert not place.compare_page.blink_button.isEnabled()


def test_the_pages_fit_a_small_screen(clinic: VaultWindow, place: PatientsPlace, comparison: ComparePage) -> None:
    for page in (place.lesion_page, comparison):
        place.setCurrentWidget(page)
        least = clinic.window.minimumSizeHint()
        assert least.width() <= 1366
        assert least.height() <= 700
