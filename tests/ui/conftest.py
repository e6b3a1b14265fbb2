"""A window with the real classifier, offscreen; Qt's warnings fail a test."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QtMsgType
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import build_window
from desktop.core.imaging.decode import DecodedImage
from desktop.core.inference.classifier import Classifier
from desktop.core.locations import samples_dir
from desktop.core.storage.vault import Vault
from desktop.ui.garbage import GarbageCollector
from desktop.ui.operations.vault_work import VaultState
from desktop.ui.views.main_window import MainWindow
from tests.storage.clinic import NAME, PASSPHRASE, QUICK
from tests.ui.desk_steps import VaultWindow, unlock

_GATE_S = 30.0
_PATIENCE_MS = 60_000
# What the offscreen platform says of itself.
_HARMLESS = ("This plugin does not support",)

WindowMaker = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def _no_qt_warnings(qtlog: Any) -> Iterator[None]:
    yield
    severe = [
        record.message
        for record in qtlog.records
        if record.type is not QtMsgType.QtDebugMsg and not record.message.startswith(_HARMLESS)
    ]
    assert not severe, f"Qt complained: {severe}"


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Wait long: a test fails for what does not happen, not for what a busy machine does slowly."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=_PATIENCE_MS)  # type: ignore[method-assign]
    return qtbot


@pytest.fixture(scope="session", autouse=True)
def _garbage_of_the_gui_thread(qapp: QApplication) -> Iterator[None]:
    collector = GarbageCollector(qapp)
    collector.start()
    yield
    collector.stop()


@pytest.fixture(scope="session")
def classifier(bundle_dir: Path) -> Classifier:
    """Open the bundle once for all tests of the window."""
    return Classifier.open(bundle_dir)


class GatedClassifier:
    """The real classifier, which begins no image before `open` is called."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier
        self._gate = threading.Event()

    def open(self) -> None:
        """Let the images through."""
        self._gate.set()

    def decode(self, data: bytes) -> DecodedImage:
        """Decode once the gate is open."""
        self._gate.wait(_GATE_S)
        return self._classifier.decode(data)

    def __getattr__(self, name: str) -> object:
        """Be the real classifier in everything else."""
        return getattr(self._classifier, name)


@pytest.fixture
def gated(classifier: Classifier) -> Iterator[GatedClassifier]:
    """Return a classifier that waits to be let through; it never holds a test's end up."""
    held = GatedClassifier(classifier)
    yield held
    held.open()


@pytest.fixture
def make_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[WindowMaker]:
    """Return a function that shows a started window and waits for its bundle."""
    made: list[MainWindow] = []

    def make(
        open_classifier: Callable[[], object] | None = None,
        *,
        accepted: bool = True,
        without_vault: bool = True,
        wait: bool = True,
    ) -> MainWindow:
        if open_classifier is None:
            real = request.getfixturevalue("classifier")
            open_classifier = lambda: real  # noqa: E731 - a default that needs a fixture.
        settings = tmp_path / "settings.json"
        if accepted and not settings.exists():
            values = {"notice_accepted": True, "without_vault": without_vault}
            settings.write_text(json.dumps(values), encoding="utf-8")
        opener = cast("Callable[[], Classifier]", open_classifier)
        window = build_window(
            qapp,
            open_classifier=opener,
            settings_path=settings,
            policy_path=tmp_path / "policy.json",
            passphrase_cost=QUICK,
        )
        made.append(window)
        window.show()
        window.start()
        if wait:
            qtbot.waitUntil(lambda: window.assess_page is not None)
        if wait and accepted:
            window.activateWindow()  # Or keys that are pressed early find no window to go to.
            qtbot.waitUntil(window.isActiveWindow)
        return window

    yield make
    for window in made:
        window.closing.insisted = True
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make_window: WindowMaker) -> MainWindow:
    """Return a window with its bundle open and nothing loaded."""
    return make_window()


@pytest.fixture
def sample() -> Path:
    """Return a synthetic sample that the program ships."""
    return min(samples_dir().glob("*.jpg"))


@pytest.fixture
def save_photos(tmp_path: Path, synthetic_photo: Callable[..., npt.NDArray[np.uint8]]) -> Callable[[int], list[Path]]:
    """Return a function that writes synthetic photographs, ``1.jpg`` and so on, into a folder ``photos``."""

    def save(count: int) -> list[Path]:
        folder = tmp_path / "photos"
        folder.mkdir(exist_ok=True)
        picture = Image.fromarray(synthetic_photo(1, 342, 256))
        paths = [folder / f"{number}.jpg" for number in range(1, count + 1)]
        for path in paths:
            picture.save(path, quality=80)
        return paths

    return save


Drop = Callable[..., bool]


@pytest.fixture
def drop() -> Drop:
    """Return a function that drops something on a window: ``drop(window, mime_data, on=None)``."""
    return _drop


def _drop(window: MainWindow, mime_data: QMimeData, on: QWidget | None = None) -> bool:
    """Drag something over a part of the window and let it go there; tell whether the drag was welcome."""
    over = on or window
    at = over.mapTo(window, over.rect().center())
    handle = window.windowHandle()
    arguments = (mime_data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(at), Qt.DropAction.CopyAction, *arguments)
    enter.ignore()
    QApplication.sendEvent(handle, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(handle, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, *arguments))
    return True


@pytest.fixture
def vault_folder(tmp_path: Path) -> tuple[Path, str]:
    """Make a clinic's vault with one administrator; return its folder and its recovery key."""
    vault, recovery_key = Vault.create(tmp_path / "vault", NAME, PASSPHRASE, cost=QUICK)
    vault.close()
    return tmp_path / "vault", recovery_key


@pytest.fixture
def locked_window(make_window: WindowMaker, vault_folder: tuple[Path, str], tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Return a window that has found the vault of last time and waits for a passphrase."""
    values = {"notice_accepted": True, "vault_folder": str(vault_folder[0])}
    (tmp_path / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    window = make_window()
    qtbot.waitUntil(lambda: window.desk.work.state is VaultState.LOCKED)
    return window


@pytest.fixture
def clinic(locked_window: MainWindow, qtbot: QtBot) -> VaultWindow:
    """Return a window that the administrator has unlocked."""
    unlock(locked_window, qtbot)
    return VaultWindow(locked_window, qtbot)
