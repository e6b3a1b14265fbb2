"""The real program with somebody at it: `main` runs, and a story is played on its window."""

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from types import GeneratorType
from unittest import mock

from PySide6.QtCore import QObject, QTimer

from desktop import app
from desktop.__main__ import main
from desktop.ui.views.main_window import MainWindow
from tests.e2e.hands import Hands

Ready = Callable[[], object]
"""What the next step waits for; true once it may come."""
Story = Callable[[Hands], Iterator[Ready]]

_POLL_MS = 10
# Only what hangs takes as long, on a busy machine, too.
_MOST_POLLS = 12_000


class _Player(QObject):
    """Takes one step of a story after the other, each as soon as the window is ready for it."""

    def __init__(self, hands: Hands, story: Story, parent: QObject) -> None:
        super().__init__(parent)
        self._hands = hands
        self._steps = story(hands)
        self._ready: Ready = lambda: True
        self._polls, self._was_ready = 0, False
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._play)
        self._timer.start()

    def _play(self) -> None:
        try:
            self._go_on()
        except Exception:  # noqa: BLE001 - whatever it is, the program's own bug report must not take it for its own
            self._give_up(traceback.format_exc())

    def _go_on(self) -> None:
        self._polls += 1
        before, self._was_ready = self._was_ready, self._hands.settle() and bool(self._ready())
        # Seen twice: what has just appeared gets its place in between.
        if before and self._was_ready:
            self._polls, self._was_ready = 0, False
            self._ready = next(self._steps, None) or self._end
        elif self._polls > _MOST_POLLS:
            self._give_up(f"waited in vain at {_whereabouts(self._steps)}")

    def _end(self) -> bool:
        self._timer.stop()
        return False

    def _give_up(self, why: str) -> None:
        sys.stderr.write(f"{why}\n")
        try:
            sys.stderr.write(f"On show:\n{self._hands.text()}\n")
        finally:
            sys.stderr.flush()
            os._exit(3)


def play(story: Story, arguments: Sequence[str]) -> int:
    """Run `lentigo` with these arguments, play a story on its window, and return the exit status.

    The story's last step has to leave the program.
    """

    class _PlayedWindow(MainWindow):
        def start(self) -> None:
            super().start()
            _Player(Hands(self), story, self)

    with mock.patch.object(app, "MainWindow", _PlayedWindow):
        return main(arguments)


def _whereabouts(steps: Iterator[Ready]) -> str:
    """Return the lines at which a story waits, from the outermost."""
    lines = []
    inner: object = steps
    while isinstance(inner, GeneratorType) and inner.gi_frame is not None:
        lines.append(f"{inner.gi_code.co_name}, line {inner.gi_frame.f_lineno}")
        inner = inner.gi_yieldfrom
    return "; ".join(lines)
