"""What the commands share: exit statuses, where records go, and how a passphrase is asked for."""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop.core.errors import KnownError

EXIT_OK, EXIT_PROBLEMS, EXIT_REFUSED = 0, 1, 2
EXIT_INTERRUPTED = 130


def asked_for(prompt: str) -> str:
    """Ask for a passphrase without showing it; or take it from the program that feeds this one."""
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


@contextmanager
def output(path: Path | None) -> Iterator[IO[str]]:
    """Open the file to write to, or standard output; file names that are no valid Unicode are escaped, never fatal.

    Raises
    ------
    KnownError
        If it cannot be written.
    """
    try:
        if path is None:
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
            yield sys.stdout
            sys.stdout.flush()
        else:
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        if path is None:
            abandon_stdout()
        raise KnownError(f"The records cannot be written: {error.strerror}.") from error


def abandon_stdout() -> None:
    """Keep Python from complaining once more at exit about what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
