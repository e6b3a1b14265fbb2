"""A report in the window, page under page, as it will be on paper."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.dialogs.report_preview_dialog import ReportPreviewDialog
from desktop.ui.dialogs.show import show_dialog
from desktop.ui.models.report_text import Block
from desktop.ui.operations.report_pages import ReportPages
from desktop.ui.operations.reports import page_layout
from tests.ui.desk_steps import VaultWindow

_GERMANY = QLocale(QLocale.Language.German, QLocale.Country.Germany)


@pytest.fixture
def preview(clinic: VaultWindow) -> ReportPreviewDialog:
    """A preview of five pages."""
    pages = ReportPages([Block("<p>line</p>" * 300)], {}, "P-1", page_layout(_GERMANY))
    dialog = ReportPreviewDialog(pages, clinic.window)
    clinic.qtbot.addWidget(dialog)
    show_dialog(dialog)
    dialog.activateWindow()
    clinic.qtbot.waitUntil(dialog.view.hasFocus)
    return dialog


def test_the_preview_is_as_wide_as_its_window_until_somebody_zooms(
    clinic: VaultWindow, preview: ReportPreviewDialog
) -> None:
    wide = preview.sheets[0].width()
    preview.resize(preview.width() - 400, preview.height())
    clinic.qtbot.waitUntil(lambda: preview.sheets[0].width() < wide - 300)
    assert preview.view.horizontalScrollBar().maximum() == 0

    narrow = preview.sheets[0].width()
    QTest.keyClick(preview.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.sheets[0].width() > narrow
    preview.resize(preview.width() + 100, preview.height())
    assert preview.sheets[0].width() == round(narrow * 1.25)
    QTest.keyClick(preview.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    clinic.qtbot.waitUntil(lambda: preview.view.horizontalScrollBar().maximum() == 0)


def test_the_preview_tells_by_keys_alone_which_page_is_on_show(
    clinic: VaultWindow, preview: ReportPreviewDialog
) -> None:
    count = len(preview.sheets)
    assert count > 3
    assert preview.page_label.text() == f"Page 1 of {count}"
    assert "line" in preview.view.accessibleDescription()

    QTest.keyClick(preview.view, Qt.Key.Key_End)
    assert preview.page_label.text() == f"Page {count} of {count}"
    assert preview.view.accessibleName().endswith(f"Page {count} of {count}")
    QTest.keyClick(preview.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview.page_label.text() == f"Page {count} of {count}"
    QTest.keyClick(preview.view, Qt.Key.Key_Home)
    QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
    QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert preview.view.verticalScrollBar().value() > 0


def test_the_preview_paints_what_the_pdf_has_in_black_on_white_in_every_theme(
    preview: ReportPreviewDialog, qapp: QApplication
) -> None:
    pictures = []
    for scheme in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        sheet = preview.sheets[0]
        pictures.append(sheet.grab(sheet.rect().adjusted(2, 2, -2, -2)).toImage())

    light, dark, _ = pictures
    tones = {light.pixelColor(x, y).lightness() for x in range(light.width()) for y in range(0, light.height(), 3)}
    assert light == dark
    assert max(tones) == 255
    assert min(tones) < 64
