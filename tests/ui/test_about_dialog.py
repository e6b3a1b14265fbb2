from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.core.inference.classifier import Classifier, Timing
from desktop.ui.dialogs.about_dialog import AboutDialog
from desktop.ui.dialogs.licences_dialog import LicencesDialog


def _text(dialog: AboutDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_about_names_the_bundle_and_the_graph_that_answers_with_what_each_takes(
    qtbot: QtBot, classifier: Classifier
) -> None:
    before, classifier.timings = classifier.timings, (Timing("fp32", 13.94), Timing("int8", None))
    try:
        dialog = AboutDialog(classifier)
    finally:
        classifier.timings = before
    qtbot.addWidget(dialog)

    text = _text(dialog)
    assert f"{classifier.manifest.name} {classifier.manifest.version}" in text
    assert "fp32 (fp32 13.9 ms, int8 not used: it answers otherwise on this processor)" in text
    assert classifier.bundle.sha256[:32] in text


def test_about_says_that_no_bundle_is_open(qtbot: QtBot) -> None:
    dialog = AboutDialog(None)
    qtbot.addWidget(dialog)

    assert "None is open." in _text(dialog)


def test_about_leads_to_the_licence_of_each_library(qtbot: QtBot) -> None:
    dialog = AboutDialog(None)
    qtbot.addWidget(dialog)
    button = next(found for found in dialog.findChildren(QPushButton) if "Licences" in found.text())
    button.click()
    licences = dialog.findChild(LicencesDialog)
    assert licences is not None

    entries = [licences.list.item(row).text() for row in range(licences.list.count())]
    licences.list.setCurrentRow(next(row for row, entry in enumerate(entries) if entry.startswith("onnxruntime ")))

    assert "THIRD PARTY SOFTWARE NOTICES" in licences.text.toPlainText()
    assert licences.text.isReadOnly()
    licences.reject()
