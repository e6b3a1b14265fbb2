"""The picture beside an answer is the one that was assessed, whatever lies under its file's name by now."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop.ui.tasks import Lane
from desktop.ui.views.assess_page import AssessPage
from desktop.ui.views.main_window import MainWindow
from tests.ui.desk_steps import VaultWindow, visible_text

_FIRST_PX, _SECOND_PX = (342, 256), (700, 500)
_CHANGED = "The file has changed since it was assessed. Drop it here again."

Synthetic = Callable[..., npt.NDArray[np.uint8]]


@pytest.fixture
def photo(tmp_path: Path, synthetic_photo: Synthetic) -> Path:
    """Return a photograph of a lesion, of `_FIRST_PX`."""
    path = tmp_path / "capture.jpg"
    Image.fromarray(synthetic_photo(1, *_FIRST_PX)).save(path, quality=90)
    return path


@pytest.fixture
def replace(synthetic_photo: Synthetic) -> Callable[[Path], str]:
    """Return a function that writes another lesion's photograph, of `_SECOND_PX`, over a file; it returns its hash."""

    def write(path: Path) -> str:
        Image.fromarray(synthetic_photo(7, *_SECOND_PX)).save(path, quality=90)
        return hashlib.sha256(path.read_bytes()).hexdigest()

    return write


def _page(window: MainWindow) -> AssessPage:
    assert window.assess_page is not None
    return window.assess_page


def _size_px(page: AssessPage) -> tuple[int, int] | None:
    picture = page.pane.view.picture
    return None if picture is None else (picture.width_px, picture.height_px)


def _assess(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    count = window.model.rowCount() + 1
    window.import_paths([path])
    qtbot.waitUntil(lambda: window.model.rowCount() == count and not window.model.progress.running)
    qtbot.waitUntil(lambda: _page(window).shown_row == count - 1)


def test_a_replaced_file_is_not_shown_beside_the_answer_of_the_one_before(
    window: MainWindow, qtbot: QtBot, photo: Path, replace: Callable[[Path], str]
) -> None:
    page = _page(window)
    _assess(window, qtbot, photo)
    replace(photo)
    _assess(window, qtbot, photo)
    assert _size_px(page) == _SECOND_PX
    page.choose(0)
    qtbot.waitUntil(lambda: page.shown_row == 0)

    assert page.pane.shows_problem
    assert _CHANGED in page.pane.problem.text
    assert "export it anew" not in page.pane.problem.text
    assert _size_px(page) is None
    assert not page.panel.isVisible()
    assert not window.commands.heatmap.isEnabled()
    for copy in (window.commands.copy_text, window.commands.copy_image):
        window.message_bar.clear()
        copy.trigger()
        assert "no assessment on show" in window.message_bar.text
    page.choose(1)
    qtbot.waitUntil(lambda: page.shown_row == 1)
    assert (_size_px(page), page.panel.isVisible()) == (_SECOND_PX, True)


def test_of_a_replaced_file_the_picture_that_was_assessed_comes_out_of_the_vault(
    clinic: VaultWindow, photo: Path, replace: Callable[[Path], str]
) -> None:
    page = _page(clinic.window)
    clinic.assess(photo)
    replace(photo)
    clinic.assess(photo)
    page.choose(0)
    clinic.qtbot.waitUntil(lambda: page.shown_row == 0)

    assert _size_px(page) == _FIRST_PX
    assert page.panel.isVisible()
    clinic.window.commands.copy_image.trigger()
    assert "copied as an image" in clinic.window.message_bar.text


def test_a_picture_out_of_the_vault_goes_when_it_is_locked_and_comes_back(
    clinic: VaultWindow, photo: Path, replace: Callable[[Path], str], tmp_path: Path
) -> None:
    page = _page(clinic.window)
    replace(tmp_path / "other.jpg")
    clinic.assess(photo)
    clinic.assess(tmp_path / "other.jpg")
    clinic.qtbot.waitUntil(lambda: page.shown_row == 1)
    photo.unlink()
    page.choose(0)
    clinic.qtbot.waitUntil(lambda: page.shown_row == 0)
    assert _size_px(page) == _FIRST_PX
    clinic.lock()
    assert _size_px(page) is None
    clinic.unlock()

    clinic.qtbot.waitUntil(lambda: _size_px(page) == _FIRST_PX)
    assert page.panel.isVisible()


def test_a_file_that_was_replaced_before_its_turn_came_is_shown_anew_with_its_answer(
    make_window: Callable[..., MainWindow],
    gated: object,
    qtbot: QtBot,
    photo: Path,
    replace: Callable[[Path], str],
    save_photos: Callable[[int], list[Path]],
) -> None:
    window = make_window(lambda: gated)
    page = _page(window)
    before = save_photos(2 * window.runner.threads(Lane.INFER))  # They keep all threads busy.
    window.import_paths([*before, photo])
    qtbot.waitUntil(lambda: window.model.rowCount() == len(before) + 1)
    page.choose(len(before))
    qtbot.waitUntil(lambda: page.shown_row == len(before))
    assert _size_px(page) == _FIRST_PX
    sha256 = replace(photo)
    gated.open()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.model.progress.running == 0 and page.shown_row == len(before))

    assessment = window.model.item(len(before)).assessment
    assert assessment is not None
    assert assessment.sha256 == sha256
    assert _size_px(page) == _SECOND_PX
    assert "700 × 500" in visible_text(page.pane)
