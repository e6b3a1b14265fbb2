"""A folder into which a camera puts its photographs, looked into again and again."""

import hashlib
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import KnownError
from desktop.core.imaging.sources import find_images


class FolderMissingError(KnownError):
    """The folder is not there, or may not be read, for now."""


@dataclass(frozen=True)
class DroppedFile:
    """An image file that is whole, as far as can be told from outside.

    Attributes
    ----------
    path : Path
    mark : str
        64 hexadecimal digits that stand for its place below the folder, its size and its time.
    """

    path: Path
    mark: str


@dataclass(frozen=True)
class Look:
    """What a look has found.

    Attributes
    ----------
    ready : tuple of DroppedFile
        Found for the first time, and the same as a while ago; in the order of their names.
    unsettled : bool
        Whether there are others, which may still be being written: look again soon.
    """

    ready: tuple[DroppedFile, ...]
    unsettled: bool


class DropFolder:
    """Remembers what it has seen. Used by one thread at a time.

    Parameters
    ----------
    folder : Path
    known : iterable of str
        Marks of files that are not to be found again.
    settle_s : float
        For so many seconds a file's size and time have to stay the same.
    """

    def __init__(self, folder: Path, known: Iterable[str] = (), settle_s: float = 2.0) -> None:
        self.folder = folder
        self._settle_s = settle_s
        self._given = set(known)
        self._seen: dict[Path, tuple[str, float]] = {}

    def look(self, now_s: float, check: Callable[[], None] = lambda: None) -> Look:
        """Look for images that have not been found before.

        Parameters
        ----------
        now_s : float
            By a clock that never goes back.
        check : callable, optional
            Called for each file; may raise, to stop.

        Raises
        ------
        FolderMissingError
            If the folder is not there or may not be read.
        """
        try:
            next(self.folder.iterdir(), None)
        except OSError:
            raise FolderMissingError("The watched folder is not there or cannot be read.") from None
        ready: list[DroppedFile] = []
        seen: dict[Path, tuple[str, float]] = {}
        for source in find_images([self.folder]):
            check()
            path = source.path
            mark = None if path is None else self._mark(path)
            if path is None or mark is None or mark in self._given:
                continue
            before, since_s = self._seen.get(path, ("", now_s))
            if before == mark and now_s - since_s >= self._settle_s:
                ready.append(DroppedFile(path, mark))
            else:
                seen[path] = (mark, since_s if before == mark else now_s)
        self._seen = seen
        self._given.update(found.mark for found in ready)
        return Look(tuple(ready), bool(seen))

    def take_back(self, marks: Iterable[str]) -> None:
        """Find files again that were found before, as if for the first time."""
        self._given.difference_update(marks)

    def _mark(self, path: Path) -> str | None:
        """Return a file's mark; None if it is gone, empty (it has only been begun) or no file."""
        try:
            found = path.stat()
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode) or not found.st_size:
            return None
        place = path.relative_to(self.folder).as_posix()
        text = f"{place}\n{found.st_size}\n{found.st_mtime_ns}"
        return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()
