"""Files that are there, whole, after a power cut."""

import contextlib
import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "darwin":
    import fcntl

# Names that end so are unfinished; whoever finds one may remove it.
UNFINISHED_SUFFIX = ".unfinished"

_AT_A_TIME_BYTES = 1 << 20

# What a file system answers that cannot sync folders: some network shares and USB sticks.
_CANNOT_SYNC_FOLDERS = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})


def write_durably(path: Path, data: bytes) -> None:
    """Create or replace a file: on return it is on the disk, whole; until then the old one is, or none.

    Raises
    ------
    OSError
        If it cannot be written. The old file is then untouched.
    """
    write_all_durably({path: data})


def write_all_durably(contents: Mapping[Path, bytes]) -> None:
    """Create or replace files of one folder, each whole or not at all; none is replaced before there is room for all.

    Raises
    ------
    OSError
        If one cannot be written. The old files are then untouched.
    """
    with ExitStack() as finishing:
        for path, data in contents.items():
            unfinished = finishing.enter_context(_replacing(path))
            with _new_file(unfinished) as stream:
                stream.write(data)
    sync_folder(next(iter(contents)).parent)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file's bytes: on return the copy is on the disk, whole; until then there is none, or the old one.

    Raises
    ------
    OSError
        If it cannot be read or written.
    """
    with _replacing(target) as unfinished, source.open("rb") as read, _new_file(unfinished) as written:
        shutil.copyfileobj(read, written, _AT_A_TIME_BYTES)
    sync_folder(target.parent)


def make_folder_durably(path: Path) -> None:
    """Create a folder that only its owner may enter, if it is not there; its parent has to be.

    Raises
    ------
    OSError
        If it cannot be created.
    """
    if not path.is_dir():
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Write a file's content to the disk.

    Raises
    ------
    OSError
        If the drive fails.
    """
    with path.open("rb+") as stream:
        _sync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Write a folder's entries to the disk: which names there are, not what is in the files.

    Windows has no such call: NTFS keeps names in its own journal.

    Raises
    ------
    OSError
        If the drive fails.
    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC_FOLDERS:
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Give an unfinished file's name; at the end it is put in a file's place or, if anything is raised, removed."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}{UNFINISHED_SUFFIX}")
    try:
        yield unfinished
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a new file to write to, which only its owner may read; at the end its content is on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        yield stream
        stream.flush()
        _sync(stream.fileno())


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        # fsync does not reach the platter there. Not every drive knows the other call.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)
