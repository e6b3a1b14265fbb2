"""The portable archives: the same folder and SOURCE_DATE_EPOCH give the same bytes."""

import gzip
import os
import tarfile
import time
import zipfile
from pathlib import Path

_EXECUTABLE, _READABLE = 0o755, 0o644


def write_archive(folder: Path, target: Path) -> Path:
    """Pack a folder, under its own name, into a ``.tar.gz`` or ``.zip``, and return the archive's path."""
    if target.suffix == ".zip":
        _write_zip(folder, target)
    else:
        _write_tar(folder, target)
    return target


def _write_tar(folder: Path, target: Path) -> None:
    when = source_date()
    with (
        target.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=when) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in sorted([folder, *folder.rglob("*")]):
            member = archive.gettarinfo(str(path), path.relative_to(folder.parent).as_posix())
            member.uid = member.gid = 0
            member.uname = member.gname = "root"
            member.mtime = when
            member.mode = _mode(path)
            if member.isreg():
                with path.open("rb") as stream:
                    archive.addfile(member, stream)
            else:
                archive.addfile(member)


def _write_zip(folder: Path, target: Path) -> None:
    when = time.gmtime(max(source_date(), 315532800))[:6]  # A ZIP knows no day before 1980.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                member = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), when)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.external_attr = _mode(path) << 16
                archive.writestr(member, path.read_bytes())


def source_date() -> int:
    """Return SOURCE_DATE_EPOCH, in seconds since 1970.

    Raises
    ------
    KeyError
        If it is not set.
    """
    return int(os.environ["SOURCE_DATE_EPOCH"])


def _mode(path: Path) -> int:
    return _EXECUTABLE if path.is_dir() or path.stat().st_mode & 0o100 else _READABLE
