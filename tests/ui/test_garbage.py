"""Garbage is collected, and what is there for ever is not looked through for it."""

import gc
import sys
import weakref
from collections.abc import Iterator
from types import ModuleType

import pytest
from pytestqt.qtbot import QtBot


class _Cycle:
    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def _eager() -> Iterator[None]:
    """Let the collector, which runs in all tests of the window, find enough at once."""
    usual = gc.get_threshold()
    gc.set_threshold(1, 0, 0)
    yield
    gc.set_threshold(*usual)


@pytest.mark.usefixtures("qapp")
def test_what_nothing_holds_any_more_is_collected(qtbot: QtBot) -> None:
    gone = weakref.ref(_Cycle())

    qtbot.waitUntil(lambda: gone() is None)


@pytest.mark.usefixtures("qapp")
def test_what_many_modules_have_brought_is_left_out(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    held = _Cycle()
    for number in range(len(sys.modules)):
        monkeypatch.setitem(sys.modules, f"_brought_{number}", ModuleType("brought"))

    qtbot.waitUntil(lambda: all(found is not held for found in gc.get_objects()))
    assert gc.get_freeze_count() > 0
