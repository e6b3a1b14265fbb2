"""A display without a monitor, and the hands that type and drag on it: Xvfb and xdotool."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_DRAG_SOURCE = Path(__file__).with_name("drag_source.py")
_SIZE = "1366x768x24"
_POLL_S = 0.1
# A busy machine may take long; what hangs, longer.
PATIENCE_S = 120.0
_KEY_DELAY_MS = 40
_END_WITHIN_S = 10.0
_DRAG_FROM, _DRAG_STEPS = 40, 10


class Screen:
    """An X display.

    Parameters
    ----------
    name : str
        As ``:99``.
    pictures : Path or None
        Folder for screenshots (needs ImageMagick's `import`); None for none.
    """

    def __init__(self, name: str, pictures: Path | None) -> None:
        self.name = name
        self._pictures = pictures

    def keys(self, *names: str) -> None:
        """Press keys, or combinations as ``ctrl+s``, one after the other."""
        self._xdotool("key", "--delay", str(_KEY_DELAY_MS), *names)
        time.sleep(_POLL_S)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", str(_KEY_DELAY_MS), text)
        time.sleep(_POLL_S)

    def drop(self, *paths: Path, at: tuple[int, int], arrived: Callable[[], bool]) -> None:
        """Drag files from another program's window to a place in pixels, and let go.

        Parameters
        ----------
        paths : Path
        at : tuple of int
            Where they are dropped: x and y, in pixels.
        arrived : callable
            Tells whether they have been taken.

        Raises
        ------
        SystemExit
            If they never are.
        """
        command = [sys.executable, str(_DRAG_SOURCE), *map(str, paths)]
        environment = self._environment() | {"QT_QPA_PLATFORM": "xcb"}
        with ended(subprocess.Popen(command, env=environment)):
            self.wait_for_window("^drag source$", focus=False)
            self._xdotool("mousemove", str(_DRAG_FROM), str(_DRAG_FROM), "mousedown", "1")
            for step in range(1, _DRAG_STEPS + 1):
                x, y = (_DRAG_FROM + (to - _DRAG_FROM) * step // _DRAG_STEPS for to in at)
                self._xdotool("mousemove", str(x), str(y))
                time.sleep(_POLL_S)
            self._xdotool("mouseup", "1")
            self.wait(arrived, "what was dropped")

    def wait_for_window(self, title: str, *, focus: bool = True) -> None:
        """Wait until a window of this title (a regular expression) is shown, and give it the keyboard."""
        self.wait(lambda: bool(self._windows(title)), f"the window {title}")
        time.sleep(_POLL_S * 3)
        if focus:
            self._xdotool("windowfocus", "--sync", self._windows(title)[-1])
            time.sleep(_POLL_S * 3)

    def open_with(self, key: str, title: str) -> None:
        """Press a key until a window of this title is shown: what it opens may not be ready yet."""
        deadline = time.monotonic() + PATIENCE_S
        while not self._windows(title) and time.monotonic() < deadline:
            self.keys(key)
            time.sleep(_POLL_S * 10)
        self.wait_for_window(title)

    def wait_until_gone(self, title: str) -> None:
        """Wait until no window of this title is shown."""
        self.wait(lambda: not self._windows(title), f"the end of the window {title}")

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something is true.

        Raises
        ------
        SystemExit
            If it does not come; a screenshot is taken.
        """
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > deadline:
                self.picture("waited-in-vain")
                sys.exit(f"waited {PATIENCE_S:.0f} s in vain for {what}")
            time.sleep(_POLL_S)

    def picture(self, name: str) -> None:
        """Keep a picture of the whole display, if anybody wants to see it."""
        if self._pictures is not None and shutil.which("import"):
            target = self._pictures / f"{name}.png"
            subprocess.run(["import", "-display", self.name, "-window", "root", str(target)], check=True)

    def _windows(self, title: str) -> list[str]:
        command = ["xdotool", "search", "--onlyvisible", "--name", title]
        done = subprocess.run(command, env=self._environment(), capture_output=True, text=True, check=False)
        return done.stdout.split()

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment(), check=True)

    def _environment(self) -> dict[str, str]:
        return os.environ | {"DISPLAY": self.name}


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Give a process, and end it afterwards if it has not ended by itself."""
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(_END_WITHIN_S)
                except subprocess.TimeoutExpired:
                    process.kill()  # strace heeds nothing else; what it traced ends with its display.


@contextmanager
def screen(pictures: Path | None = None) -> Iterator[Screen]:
    """Start a display of its own, and end it afterwards."""
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    with ended(subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)):
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as stream:
            number = stream.readline().strip()
        if not number:
            sys.exit("Xvfb does not start")
        yield Screen(f":{number}", pictures)
