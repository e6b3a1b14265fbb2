"""Without a bundle that is as it was made there is no number anywhere, and the window says why."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.core.inference.classifier import Classifier
from desktop.ui.views.main_window import MainWindow


@pytest.fixture
def damaged_bundle(bundle_dir: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    shutil.copytree(bundle_dir, folder)
    (folder / "model.onnx").write_bytes(b"these are not the weights")
    return folder


def _visible_text(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_a_refused_bundle_says_why_and_answers_every_drop_with_it(
    make_window: Callable[..., MainWindow],
    damaged_bundle: Path,
    sample: Path,
    qtbot: QtBot,
    drop: Callable[..., bool],
) -> None:
    window = make_window(lambda: Classifier.open(damaged_bundle), wait=False)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.refused_page)
    assert "hash is wrong" in window.refused_page.text
    assert "No bundle" in _visible_text(window)

    mime_data = QMimeData()
    mime_data.setUrls([QUrl.fromLocalFile(str(sample))])
    drop(window, mime_data)
    assert "hash is wrong" in window.message_bar.text
    assert window.model.rowCount() == 0
    assert not re.search(r"\d+\s*%", _visible_text(window))


def test_what_was_dropped_before_the_refusal_is_answered_too(
    make_window: Callable[..., MainWindow], damaged_bundle: Path, sample: Path, qtbot: QtBot
) -> None:
    window = make_window(lambda: Classifier.open(damaged_bundle), wait=False)
    window.import_paths([sample])

    qtbot.waitUntil(lambda: "Nothing was assessed" in window.message_bar.text)
