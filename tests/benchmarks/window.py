"""Does the window answer at once, and never stand still? Offscreen, by the clock, painting included."""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.app import build_window
from desktop.core.inference.classifier import Classifier
from desktop.core.locations import default_bundle_dir
from desktop.core.settings.rows import NOTICE_ACCEPTED, VAULT_FOLDER, WITHOUT_VAULT
from desktop.core.settings.settings import Settings
from desktop.core.storage.vault import Vault

# isort: split
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.garbage import GarbageCollector
from desktop.ui.views.main_window import MainWindow
from tests.benchmarks.bare import bare_answer
from tests.benchmarks.photographs import encoded, photograph
from tests.benchmarks.ratio import Ratio
from tests.benchmarks.turns import paired_ratio
from tests.benchmarks.vault import p95
from tests.benchmarks.vault_data import COST, NAME, PASSPHRASE, THICK_RECORDS, generated_vault

_KEY_MS, _PAGE_MS, _STALL_MS = 50.0, 150.0, 100.0
_PATIENTS, _EXAMINATIONS_A_PATIENT = 100_000, 2
_WORDS, _PAGES, _DROPS, _QUEUED = 30, 30, 12, 1000
_POLL_MS = 1
_PATIENCE_S = 600.0


class _Painted(QObject):
    """Notes when a widget was painted last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at_s = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name.
        """Let everything through."""
        if event.type() == QEvent.Type.Paint:
            self.at_s = time.perf_counter()
        return False


class _Heart(QObject):
    """Beats as often as the event loop lets it, and knows the longest pause."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last_s = time.perf_counter()
        timer = QTimer(self, interval=_POLL_MS, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._beat)
        timer.start()

    def _beat(self) -> None:
        now_s = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now_s - self._last_s) * 1000)
        self._last_s = now_s


def measure_window(cache: Path) -> list[Ratio]:
    """Type, open pages and drop images in the program's own window, with a vault of 100,000 patients open.

    The folder named ``cache`` keeps the vault for the next time.
    """
    made = generated_vault(cache, _PATIENTS * _EXAMINATIONS_A_PATIENT, _EXAMINATIONS_A_PATIENT)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    collector = GarbageCollector(application)
    collector.start()
    with tempfile.TemporaryDirectory() as folder:
        window = _window(application, Path(folder), made.folder)
        try:
            _unlock(window)
            keys_ms = _keys(window, made.patients)
            pages_ms = _pages(window)
        finally:
            window.close()
        window = _window(application, Path(folder), None)
        try:
            drops = _drops(window, Path(folder))
            stalls_ms = {"": _longest_stall(window, Path(folder))}
        finally:
            window.close()
        Vault.create(Path(folder) / "vault", NAME, PASSPHRASE, cost=COST)[0].close()
        window = _window(application, Path(folder), Path(folder) / "vault")
        try:
            _unlock(window)
            stalls_ms[" and kept in a vault"] = _longest_stall(window, Path(folder))
        finally:
            window.close()
            collector.stop()
    return [
        Ratio(
            f"key press to list, {made.patients} patients, p95",
            f"{p95(keys_ms):.1f} ms",
            f"{_KEY_MS:.0f} ms",
            p95(keys_ms) / _KEY_MS,
            "≤ 1",
        ),
        Ratio(
            "patient of 200 examinations to first paint, p95",
            f"{p95(pages_ms):.1f} ms",
            f"{_PAGE_MS:.0f} ms",
            p95(pages_ms) / _PAGE_MS,
            "≤ 1",
        ),
        *drops,
        *(
            Ratio(
                f"longest pause of the event loop, {_QUEUED} images queued{kept}",
                f"{stall_ms:.1f} ms",
                f"{_STALL_MS:.0f} ms",
                stall_ms / _STALL_MS,
                "≤ 1",
            )
            for kept, stall_ms in stalls_ms.items()
        ),
    ]


def _window(application: QApplication, folder: Path, vault: Path | None) -> MainWindow:
    settings = Settings(folder / "settings.json")
    settings.set(NOTICE_ACCEPTED, value=True)
    settings.set(WITHOUT_VAULT, value=vault is None)
    settings.set(VAULT_FOLDER, "" if vault is None else str(vault))
    settings.save()
    window = build_window(
        application,
        open_classifier=lambda: Classifier.open(default_bundle_dir()),
        settings_path=folder / "settings.json",
        passphrase_cost=COST,
    )
    window.show()
    window.start()
    _wait(lambda: window.assess_page is not None)
    return window


def _unlock(window: MainWindow) -> None:
    page = window.desk.cover.unlock_page
    _wait(page.isVisible)
    page.name_edit.setText(NAME)
    page.passphrase_edit.setText(PASSPHRASE)
    page.passphrase_edit.returnPressed.emit()
    _wait(lambda: not window.desk.covered)
    window.commands.go_patients.trigger()


def _keys(window: MainWindow, patients: int) -> list[float]:
    """Type identifiers and parts of them; milliseconds from each key to the list that answers it, painted."""
    finder = window.desk.patients_place.list_page.finder
    painted = _Painted(finder.table.viewport())
    answers: list[float] = []
    finder.listed.connect(lambda _count: answers.append(time.perf_counter()))
    rng = random.Random(1)
    taken_ms = []
    for _ in range(_WORDS):
        finder.edit.clear()
        _wait_for_quiet(answers)
        for key in f"P-{rng.randrange(patients):06d}":
            answers.clear()
            begun_s = time.perf_counter()
            QTest.keyClicks(finder.edit, key)
            _wait(lambda: bool(answers) and painted.at_s > answers[-1])
            taken_ms.append((painted.at_s - begun_s) * 1000)
    return taken_ms


def _pages(window: MainWindow) -> list[float]:
    """Open the thickest records; milliseconds from asking to the first painting of the page."""
    place = window.desk.patients_place
    painted = _Painted(place.patient_page)
    listed = place.list_page.finder
    rng = random.Random(2)
    taken_ms = []
    for _ in range(_PAGES):
        listed.edit.setText(f"P-{rng.randrange(THICK_RECORDS):06d}")
        _wait(lambda: listed.model.rowCount() == 1)
        painted.at_s, begun_s = 0.0, time.perf_counter()
        QTest.keyClick(listed.edit, Qt.Key.Key_Return)
        _wait(lambda: place.currentWidget() is place.patient_page and painted.at_s > 0)
        taken_ms.append((painted.at_s - begun_s) * 1000)
        place.show_list()
        _wait(place.list_page.isVisible)
    return taken_ms


def _drops(window: MainWindow, folder: Path) -> list[Ratio]:
    """Drop a large photograph again and again, in turns with decoding it scaled and one run of the network.

    The answer is there when it is on show with its picture. Until the picture has all of its pixels, nothing else
    begins: the next turn meets a window at rest.
    """
    path = folder / "large.jpg"
    path.write_bytes(encoded(photograph(0, 5656, 4242), "JPEG"))
    classifier = Classifier.open(default_bundle_dir())
    bare = bare_answer(default_bundle_dir(), classifier.graph)
    ours_s, whole_s, bare_s = [], [], []
    for number in range(_DROPS + 1):
        begun_s = time.perf_counter()
        bare(path.read_bytes())
        between_s = time.perf_counter()
        window.import_paths([path])
        _wait(lambda: _shows_answer(window))
        answered_s = time.perf_counter()
        _wait(lambda: _shows_every_pixel(window))
        if number:  # The first warms up.
            bare_s.append(between_s - begun_s)
            ours_s.append(answered_s - between_s)
            whole_s.append(time.perf_counter() - between_s)
        window.commands.clear.trigger()
    bare_ms = statistics.median(bare_s) * 1000
    return [
        Ratio(
            f"24 megapixels dropped to {what}",
            f"{statistics.median(taken_s) * 1000:.0f} ms",
            f"scaled decode and network {bare_ms:.0f} ms",
            paired_ratio(taken_s, bare_s),
            wanted,
        )
        for what, taken_s, wanted in (
            ("answer and picture", ours_s, "≤ 1.15"),
            ("every pixel of the picture", whole_s, "–"),
        )
    ]


def _longest_stall(window: MainWindow, folder: Path) -> float:
    """Assess a thousand photographs, and keep them if there is a vault; return the longest pause in milliseconds."""
    images = folder / "images"
    images.mkdir(exist_ok=True)
    for number in range(_QUEUED):
        (images / f"{number}.jpg").write_bytes(encoded(photograph(number % 50, 600, 450), "JPEG"))
    heart = _Heart()
    window.import_paths([images])
    _wait(lambda: _answered(window) == _QUEUED and not window.desk.keeper.unkept)
    return heart.longest_ms


def _shows_answer(window: MainWindow) -> bool:
    page = window.assess_page
    return page is not None and page.shown_row == 0 and window.model.item(0).assessment is not None


def _shows_every_pixel(window: MainWindow) -> bool:
    picture = None if window.assess_page is None else window.assess_page.pane.view.picture
    return picture is not None and picture.is_whole


def _answered(window: MainWindow) -> int:
    progress = window.model.progress
    return progress.assessed + progress.out_of_scope


def _wait(condition: Callable[[], bool]) -> None:
    """Let the event loop run until something is so."""
    if condition():
        return
    loop = QEventLoop()
    timer = QTimer(interval=_POLL_MS, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start()
    QTimer.singleShot(int(_PATIENCE_S * 1000), loop, loop.quit)
    loop.exec()
    if not condition():
        raise TimeoutError("the window did not come to it")


def _wait_for_quiet(answers: list[float]) -> None:
    answers.clear()
    _wait(lambda: bool(answers))
