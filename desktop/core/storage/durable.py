"""Files that are there, whole, after a power cut."""

import contextlib
import os
import secrets
import shutil
from pathlib import Path

# Names that end so are unfinished; whoever finds one may remove it.
UNFINISHED_SUFFIX = ".unfinished"


def write_durably(path: Path, data: bytes) -> None:
    """Create or replace a file: on return it is on the disk, whole; until then the old one is, or none.

    Raises
    ------
    OSError
        If it cannot be written. The old file is then untouched.
    """
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}{UNFINISHED_SUFFIX}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file: on return the copy is on the disk, whole; until then there is none, or the old one.

    Raises
    ------
    OSError
        If it cannot be read or written.
    """
    unfinished = target.with_name(f"{target.name}.{secrets.token_hex(4)}{UNFINISHED_SUFFIX}")
    try:
        shutil.copy(source, unfinished)
        with unfinished.open("rb+") as stream:
            os.fsync(stream.fileno())
        unfinished.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
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
    finally:
        os.close(descriptor)
