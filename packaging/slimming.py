"""Take out of Linux's libraries what nobody reads: debugging symbols, and languages of ICU that Qt never asks for."""

import struct
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from elf import elf_files

# Wheels that were repaired by patching their libraries: `strip` may break those, and would gain next to nothing.
_AS_THEY_ARE = ("PIL", "PySide6", "numpy", "numpy.libs", "onnxruntime", "pillow.libs", "pillow_heif.libs", "shiboken6")
# Of ICU, Qt uses collation alone (sorting by a language's rules). Its own tables say how dates and numbers are written.
_ICU_KEPT_FOLDERS = ("coll",)
_ICU_KEPT_SUFFIXES = (".icu", ".nrm")
_ICU_KEPT_NAMES = frozenset(
    {
        "keyTypeData.res",
        "likelySubtags.res",
        "pool.res",
        "res_index.res",
        "root.res",
        "supplementalData.res",
        "timezoneTypes.res",
        "zoneinfo64.res",
    }
)
_ICU_FORMAT = b"CmnD"
_ALIGNMENT = 16


def slim(folder: Path) -> None:
    """Make the libraries below the package's inner folder smaller; they do the same as before.

    Raises
    ------
    subprocess.CalledProcessError
        If binutils refuse.
    """
    for path in elf_files(folder):
        if path.relative_to(folder).parts[0] not in _AS_THEY_ARE:
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)
    for path in folder.glob("PySide6/Qt/lib/libicudata.so.*"):
        _slim_icu(path)


def _slim_icu(library: Path) -> None:
    """Link ICU's library of data anew, with fewer data."""
    archive = smaller_archive(library.read_bytes())
    major = library.name.rpartition(".")[2]
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "icu.s"
        (Path(name) / "data").write_bytes(archive)
        source.write_text(
            f".section .rodata\n.balign {_ALIGNMENT}\n.globl icudt{major}_dat\n.type icudt{major}_dat,@object\n"
            f'icudt{major}_dat:\n.incbin "{name}/data"\n.size icudt{major}_dat, .-icudt{major}_dat\n'
            '.section .note.GNU-stack,"",%progbits\n',
            encoding="ascii",
        )
        subprocess.run(["as", "-o", f"{name}/icu.o", str(source)], check=True)
        subprocess.run(
            ["ld", "-shared", "-soname", library.name, "-z", "noexecstack", "-o", str(library), f"{name}/icu.o"],
            check=True,
        )


def smaller_archive(library: bytes) -> bytes:
    """Return ICU's archive of data with only what Qt uses.

    Parameters
    ----------
    library : bytes
        A file that holds the archive: a header, a table of contents by name, and the items. Format:
        https://unicode-org.github.io/icu/userguide/icu_data/#icu-data-file-formats (udata, "CmnD").

    Raises
    ------
    ValueError
        If there is none.
    """
    start = library.find(_ICU_FORMAT) - 12
    if start < 0:
        raise ValueError("there is no ICU archive in this library")
    (header_bytes,) = struct.unpack_from("<H", library, start)
    items = [(name, data) for name, data in _items(library, start + header_bytes) if _is_kept(name)]
    names = b"".join(name.encode("ascii") + b"\0" for name, _ in items)
    contents_bytes = 4 + 8 * len(items)
    offset = _aligned(contents_bytes + len(names))
    name_offset = contents_bytes
    contents, body = struct.pack("<I", len(items)), b""
    for name, data in items:
        contents += struct.pack("<II", name_offset, offset + len(body))
        name_offset += len(name) + 1
        body += data.ljust(_aligned(len(data)), b"\0")
    return library[start : start + header_bytes] + (contents + names).ljust(offset, b"\0") + body


def _items(library: bytes, base: int) -> Iterator[tuple[str, bytes]]:
    """Go through name and bytes of each item, in the order of the table: by name."""
    (count,) = struct.unpack_from("<I", library, base)
    table = [struct.unpack_from("<II", library, base + 4 + 8 * number) for number in range(count)]
    for number, (name_offset, offset) in enumerate(table):
        name = library[base + name_offset : library.index(b"\0", base + name_offset)].decode("ascii")
        # The last item has no successor. It is one of the zones' names, which are not kept.
        end = table[number + 1][1] if number + 1 < count else offset
        yield name, library[base + offset : base + end]


def _is_kept(name: str) -> bool:
    """Tell whether an item, as ``icudt73l/coll/de.res``, is kept."""
    _, folder, base = ("", *name.split("/"))[-3:]
    if name.count("/") > 1:
        return folder in _ICU_KEPT_FOLDERS
    return base in _ICU_KEPT_NAMES or base.endswith(_ICU_KEPT_SUFFIXES)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT
