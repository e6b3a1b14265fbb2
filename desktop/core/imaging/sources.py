"""Where images come from: files, folders, and pixels that never were a file."""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import ImageError
from desktop.core.imaging.limits import MAX_BYTES

# What is looked for in folders. A file that is named itself is always tried.
IMAGE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".heif", ".gif"}
)


class UnreadError(ImageError):
    """The file's bytes could not be had; another time they may be."""


class ImageChangedError(ImageError):
    """The file is not the one that was assessed."""


@dataclass(frozen=True)
class ImageSource:
    """An image that can be read.

    Attributes
    ----------
    name : str
        What a person calls it: the file's name, or a description of a pasted picture.
    path : Path or None
        The file, if it is one.
    data : bytes or None
        The picture's bytes, if there is no file.
    """

    name: str
    path: Path | None
    data: bytes | None = None

    @classmethod
    def from_path(cls, path: Path) -> "ImageSource":
        """Name a file."""
        return cls(path.name, path)

    def read(self) -> bytes:
        """Return the bytes.

        Raises
        ------
        UnreadError
            If the file has vanished or may not be read.
        ImageError
            If it is too large to be a photograph, or no file.
        """
        if self.data is not None:
            return self.data
        if self.path is None:
            raise ValueError("an image source has a path or data")
        try:
            found = self.path.stat()
            if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
                raise ImageError("This is not a file.")  # Reading a pipe might wait for ever.
            size = found.st_size
            if size > MAX_BYTES:
                raise ImageError(
                    "The file is too large ({size} MB; at most {most} MB).", size=size // 2**20, most=MAX_BYTES // 2**20
                )
            return self.path.read_bytes()
        except FileNotFoundError:
            raise UnreadError("The file is not there (any more).") from None
        except IsADirectoryError:
            raise ImageError("This is a folder, not a file.") from None
        except PermissionError:
            raise UnreadError("This may not be read: permission is denied.") from None
        except OSError as error:
            raise UnreadError("The file cannot be read: {why}.", why=error.strerror or "input/output error") from error


def require_same(data: bytes, sha256: str | None) -> None:
    """Refuse bytes that are not those that were assessed.

    Raises
    ------
    ImageChangedError
    """
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ImageChangedError("The file has changed since it was assessed. Drop it here again.")


def find_images(paths: Iterable[Path]) -> Iterator[ImageSource]:
    """Yield the files named and, of folders, all images below them.

    Files come in the order given and are not checked; a folder's images come in natural order of their names
    (``2.jpg`` before ``10.jpg``), folder by folder. Hidden files and folders are passed over, and links to folders are
    not followed. A folder that may not be listed is yielded itself: reading it tells what is wrong.
    """
    for path in paths:
        if path.is_dir():
            yield from _images_below(path)
        else:
            yield ImageSource.from_path(path)


def _images_below(folder: Path) -> Iterator[ImageSource]:
    unlisted: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=_natural)
        for name in sorted(files, key=_natural):
            if not name.startswith(".") and Path(name).suffix.lower() in IMAGE_SUFFIXES:
                yield ImageSource.from_path(Path(here) / name)
    for error in unlisted:
        yield ImageSource.from_path(Path(error.filename))


def _natural(name: str) -> list[tuple[int, int | str]]:
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in parts]
