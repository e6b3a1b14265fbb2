"""What a person at the terminal sees of training, and how they stop it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from tqdm import tqdm

if TYPE_CHECKING:
    from training.loop.history import Row


@contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C sets; a second Ctrl-C interrupts at once."""
    asked = threading.Event()
    usual = signal.getsignal(signal.SIGINT)

    def ask(number: int, frame: FrameType | None) -> None:
        del number, frame
        signal.signal(signal.SIGINT, usual)
        asked.set()

    signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, usual)


class StepBar:
    """A progress bar over the steps of a run, with loss, accuracy and time left."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._bar: tqdm[None] | None = None

    def show(self, row: "Row", steps: int) -> None:
        """Move on to a step."""
        if self._bar is None:
            self._bar = tqdm(desc=self._title, total=steps, initial=row.step - 1, unit="step")
        self._bar.set_postfix(epoch=row.epoch, loss=f"{row.loss:.3f}", accuracy=f"{row.accuracy:.3f}", refresh=False)
        self._bar.update()

    def close(self) -> None:
        """Leave the bar as it is and end the line."""
        if self._bar is not None:
            self._bar.close()
