"""Prove that a program opens no socket but those to the display: read what strace wrote down of it.

    python packaging/silence.py COMMAND [ARGUMENT…]

runs a command under strace and fails if it, or a program that it starts, opens a socket of any family but Unix', or
reaches over such a one for anything but the X or Wayland display and what SYSTEM_SERVICES lists. `smoke.py --silence`
does that to a whole session. What the libraries could report home, and how it is switched off: `SILENCE.md`.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

_SOCKET = re.compile(r"\bsocket\((?P<family>[A-Z_0-9a-z]+)")
_CONNECTED = re.compile(
    r'\b(?:connect|sendto|bind)\(.*?sa_family=(?P<family>AF_\w+)(?:, sun_path=(?P<path>@?"[^"]*"))?'
)
_DISPLAY = re.compile(r"@?\"(?:/tmp/\.X11-unix/X\d+|.*/wayland-\d+)\"")
# The C library asks this local service for a user's name where it runs; nothing of Lentigo does.
SYSTEM_SERVICES = frozenset({'"/var/run/nscd/socket"'})
_OPENS_ONE = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"


def tracer(log: Path) -> list[str]:
    """Return a command that runs another and appends to a file what that does with sockets, and all whom it starts."""
    return ["/usr/bin/strace", "-f", "-qq", "-A", "-s", "256", "-e", "trace=network", "-o", str(log)]


def breaches(lines: Iterable[str]) -> list[str]:
    """Return the lines of strace's log in which something else than the display is reached for."""
    return [line.rstrip() for line in lines if _is_breach(line)]


def check(log: Path, *, window: bool) -> None:
    """Judge a log, after making sure that a breach would have been seen.

    Parameters
    ----------
    log : Path
        What strace wrote.
    window : bool
        A window was traced, which must have reached for a display.

    Raises
    ------
    SystemExit
        If there is a breach, if strace does not see sockets here, or if it has not seen the window's.
    """
    with tempfile.TemporaryDirectory() as name:
        control = Path(name) / "control"
        subprocess.run([*tracer(control), sys.executable, "-c", _OPENS_ONE], check=True)
        if not breaches(control.read_text(encoding="utf-8").splitlines()):
            sys.exit("strace does not see a socket that was opened on purpose: this proves nothing")
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    if found := breaches(lines):
        sys.exit("sockets that nobody should have opened:\n" + "\n".join(found))
    displays = sum(bool(_DISPLAY.search(line)) for line in lines if _CONNECTED.search(line))
    if window and not displays:
        sys.exit("strace has not seen the window reach for its display: this proves nothing")
    print(f"ok    silence: {displays} connections to the display; none to anything else", flush=True)


def _is_breach(line: str) -> bool:
    opened = _SOCKET.search(line)
    if opened and opened["family"] != "AF_UNIX":
        return True
    connected = _CONNECTED.search(line)
    if not connected:
        return False
    if connected["family"] != "AF_UNIX":
        return True
    path = connected["path"]
    return path is not None and path not in SYSTEM_SERVICES and not _DISPLAY.fullmatch(path)


def main() -> int:
    """Run as the docstring says and return the exit status."""
    if not sys.argv[1:]:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as name:
        log = Path(name) / "trace"
        status = subprocess.run([*tracer(log), *sys.argv[1:]], check=False).returncode
        check(log, window=False)
    return status


if __name__ == "__main__":
    sys.exit(main())
