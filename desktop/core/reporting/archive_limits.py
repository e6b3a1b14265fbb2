"""What is looked at before anything in a ZIP from elsewhere is believed. Nothing of it is ever unpacked to the disk."""

import stat
import zipfile
from pathlib import PurePosixPath, PureWindowsPath

from desktop.core.errors import KnownError
from desktop.core.imaging.limits import MAX_BYTES

_MAX_FILES = 50_000
# Photographs hardly shrink, text to a tenth, an uncompressed bitmap perhaps to a fiftieth; bombs to a thousandth.
_MAX_RATIO, _ALLOWANCE_BYTES = 100, 1024 * 1024
_ENCRYPTED = 0x1
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class ArchiveRefusedError(KnownError):
    """A file that is no patient archive of Lentigo, or is damaged, or means harm. Nothing of it was taken over."""


def require_harmless(archive: zipfile.ZipFile, archive_bytes: int) -> None:
    """Look at the names and sizes of all files in a ZIP.

    Parameters
    ----------
    archive : ZipFile
    archive_bytes : int
        Size of the ZIP itself.

    Raises
    ------
    ArchiveRefusedError
        If a name leads out of a folder or is there twice, a file is a link or encrypted, or it unfolds beyond measure.
    """
    files = archive.infolist()
    if len(files) > _MAX_FILES or sum(file.file_size for file in files) > (
        _MAX_RATIO * archive_bytes + _ALLOWANCE_BYTES
    ):
        raise ArchiveRefusedError("The file unfolds to far more than a patient's images. It was not opened.")
    if len({file.filename.casefold() for file in files}) != len(files):
        raise ArchiveRefusedError("The file holds two files of one name. It was not opened.")
    for file in files:
        if _leads_out(file.filename) or _leads_out(file.orig_filename) or stat.S_ISLNK(file.external_attr >> 16):
            raise ArchiveRefusedError("The file holds a name that leads out of its folder. It was not opened.")
        if file.flag_bits & _ENCRYPTED or file.compress_type not in _READABLE:
            raise ArchiveRefusedError(
                "The file is packed in a way that Lentigo does not read. Unpack it and pack it anew."
            )


def read_limited(archive: zipfile.ZipFile, name: str, size_bytes: int = MAX_BYTES) -> bytes:
    """Return a file of a ZIP, which may not be larger than said, whatever its entry says.

    Raises
    ------
    ArchiveRefusedError
        If it is larger.
    KeyError, zipfile.BadZipFile, zlib.error, EOFError
        If it is missing or damaged.
    """
    with archive.open(name) as stream:
        content = stream.read(size_bytes + 1)
    if len(content) > size_bytes:
        raise ArchiveRefusedError("The file holds something larger than it says. It was not opened.")
    return content


def _leads_out(name: str) -> bool:
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    strange = "\\" in name or "\0" in name or any(ord(character) < ord(" ") for character in name)
    return strange or posix.is_absolute() or bool(windows.drive) or ".." in posix.parts
