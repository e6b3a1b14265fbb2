"""Libraries that lie inside the wheels of others: known by their files, their versions read from these files.

What the wheels' own metadata do not say: which OpenSSL, libtiff or SQLCipher somebody has who looks for a flaw that was
published, and that x265 is there, whose licence the whole package has to follow.
"""

import fnmatch
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import features

_NATIVE = re.compile(r"\.(?:so(?:\.\d+)*|abi3\.so|pyd|dll|dylib)$")
# Where tools that repair wheels put the libraries that they were linked to.
_REPAIRED = ("*.libs/*", "*/.dylibs/*")
# Files that are one library: known without a mark, which only tells the version then.
_OF_THEIR_OWN = (*_REPAIRED, "*/libicuuc.so.*")
_QT = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
_TURBO = "IJG AND BSD-3-Clause AND Zlib"
_OPENSSL_SAYS = rb"\0OpenSSL (\d+\.\d+\.\d+\w*) +\d+ \w{3} \d{4}"
# A string that is a version and nothing else: only for libraries in a file of their own.
_ONE = rb"\0(%s\.\d+\.\d+)\0"


@dataclass(frozen=True)
class EmbeddedLibrary:
    """A library within another one's wheel.

    Attributes
    ----------
    name : str
    version : str or None
        None where the library does not say.
    licence : str
        An SPDX expression.
    file : str
        Where it lies, relative to the package's inner folder.
    """

    name: str
    version: str | None
    licence: str
    file: str


@dataclass(frozen=True)
class _Row:
    """How a library is known: by the name of its file, or by a string in a file that holds others too.

    The mark's group, if it has one, is the version. ``ask`` tells it where the file holds it as a number only.
    """

    name: str
    licence: str
    files: tuple[str, ...]
    mark: bytes | None = None
    ask: Callable[[], str | None] | None = None


# PIL/_imaging* and its like: on Windows, the libraries are in the modules themselves.
_KNOWN = (
    _Row("libjpeg-turbo", _TURBO, ("*/libjpeg[-.]*", "PIL/_imaging.*"), rb"libjpeg-turbo version (\d+\.\d+\.\d+)"),
    _Row("libtiff", "libtiff", ("*/libtiff[-.]*", "PIL/_imaging.*"), rb"LIBTIFF, Version (\d+\.\d+\.\d+)"),
    _Row("OpenJPEG", "BSD-2-Clause", ("*/libopenjp2[-.]*", "PIL/_imaging.*"), rb"openjpeg-(\d+\.\d+\.\d+)[/\\]"),
    _Row("zstd", "BSD-3-Clause OR GPL-2.0-only", ("*/libzstd[-.]*",), _ONE % rb"1"),
    _Row("liblzma", "0BSD", ("*.libs/liblzma[-.]*", "PIL/.dylibs/liblzma[-.]*"), _ONE % rb"5"),
    _Row("zlib-ng", "Zlib", ("PIL/_imaging.*",), rb"\.zlib-ng\0", partial(features.version, "zlib_ng")),
    _Row(
        "libwebp",
        "BSD-3-Clause",
        ("*/libwebp[-.]*", "*/libwebpmux[-.]*", "*/libwebpdemux[-.]*", "*/libsharpyuv[-.]*", "PIL/_webp.*"),
        None,
        partial(features.version, "webp"),
    ),
    _Row("Little CMS", "MIT", ("*/liblcms2[-.]*", "PIL/_imagingcms.*"), None, partial(features.version, "littlecms2")),
    _Row("libxcb", "X11", ("pillow.libs/libxcb[-.]*", "PIL/.dylibs/libxcb[-.]*")),
    _Row("libXau", "MIT-open-group", ("pillow.libs/libXau[-.]*", "PIL/.dylibs/libXau[-.]*")),
    _Row("libheif", "LGPL-3.0-or-later", ("*/libheif[-.]*",), _ONE % rb"1"),
    _Row("libde265", "LGPL-3.0-or-later", ("*/libde265[-.]*",), _ONE % rb"1"),
    _Row("x265", "GPL-2.0-or-later", ("*/libx265[-.]*",), rb"\0(\d+\.\d+\+\d+-[0-9a-f]{7,})\0"),
    _Row("OpenBLAS", "BSD-3-Clause", ("numpy.libs/*openblas*", "numpy/.dylibs/*openblas*"), rb"OpenBLAS (\d[\d.]*\d)"),
    _Row("libgfortran", "GPL-3.0-or-later WITH GCC-exception-3.1", ("*/libgfortran[-.]*",)),
    _Row("libquadmath", "LGPL-2.1-or-later", ("*/libquadmath[-.]*",)),
    _Row("libgcc", "GPL-3.0-or-later WITH GCC-exception-3.1", ("*/libgcc_s[-.]*",)),
    _Row("OpenSSL", "Apache-2.0", ("cryptography/hazmat/bindings/_rust.*",), _OPENSSL_SAYS),
    _Row("OpenSSL", "Apache-2.0", ("sqlcipher3/_sqlite3.*",), _OPENSSL_SAYS),
    _Row("SQLCipher", "BSD-3-Clause", ("sqlcipher3/_sqlite3.*",), _ONE % rb"4"),
    _Row("SQLite", "blessing", ("sqlcipher3/_sqlite3.*",), rb"[\0\x01](3\.\d\d\.\d+)\0"),
    _Row("Argon2", "CC0-1.0 OR Apache-2.0", ("_argon2_cffi_bindings/_ffi.*",), rb"argon2id?_hash_raw"),
    _Row("libffi", "MIT", ("_cffi_backend.*",), rb"ffi_prep_cif"),
    _Row("Qt", _QT, ("PySide6/*Qt6Core.so.6", "PySide6/Qt6Core.dll", "*/QtCore"), rb"Qt (6\.\d+\.\d+) \("),
    _Row("PCRE2", "BSD-3-Clause", ("PySide6/*Qt6Core.so.6", "*/Qt6Core.dll"), rb"\0(10\.\d+) 20\d\d-\d\d-\d\d\0"),
    _Row("libpng", "libpng-2.0", ("PySide6/*Qt6Gui.so.6", "*/Qt6Gui.dll"), rb"libpng version (\d+\.\d+\.\d+)"),
    _Row("HarfBuzz", "MIT-Modern-Variant", ("PySide6/*Qt6Gui.so.6", "*/Qt6Gui.dll"), rb"harfbuzz"),
    _Row("libjpeg-turbo", _TURBO, ("*/imageformats/*qjpeg.*",), rb"libjpeg-turbo version (\d+\.\d+\.\d+)"),
    _Row("ICU", "Unicode-DFS-2016", ("*/libicuuc.so.*",), rb"\0(\d{2}\.\d{1,2})\0"),
    *(
        _Row(name, licence, ("onnxruntime/capi/onnxruntime_pybind11_state.*",), rb"[/\\]" + mark)
        for name, licence, mark in (
            ("ONNX", "Apache-2.0", rb"onnx[/\\]src[/\\]v(\d+\.\d+\.\d+)-"),
            ("Protocol Buffers", "BSD-3-Clause", rb"protobuf[/\\]src[/\\]v(\d+\.\d+(?:\.\d+)?)-"),
            ("Abseil", "Apache-2.0", rb"abseil[/\\]src[/\\](\d{8}\.\d+)-"),
            ("RE2", "BSD-3-Clause", rb"re2[/\\]src[/\\]"),
            ("Mbed TLS", "Apache-2.0 OR GPL-2.0-or-later", rb"mbedtls[/\\]src[/\\]v(\d+\.\d+\.\d+)-"),
        )
    ),
)


def embedded_libraries(inner: Path) -> list[EmbeddedLibrary]:
    """Return the libraries that are known to lie in the wheels below a folder, each of them once.

    Parameters
    ----------
    inner : Path
        The package's inner folder, or a folder of installed wheels.

    Returns
    -------
    list of EmbeddedLibrary
        By name, then by file.

    Raises
    ------
    SystemExit
        If two files of one library name different versions.
    """
    found: dict[_Row, EmbeddedLibrary] = {}
    for path in _native_files(inner):
        relative = path.relative_to(inner).as_posix()
        rows = [row for row in _KNOWN if _is_among(relative, row.files)]
        data = path.read_bytes() if any(row.mark for row in rows) else b""
        for row in rows:
            match = re.search(row.mark, data) if row.mark else None
            if row.mark and match is None and not _is_among(relative, _OF_THEIR_OWN):
                continue
            version = match[1].decode("ascii") if match and match.re.groups else row.ask and row.ask()
            before = found.setdefault(row, EmbeddedLibrary(row.name, version, row.licence, relative))
            if before.version != version:
                sys.exit(f"{relative} holds {row.name} {version}, and {before.file} holds {before.version}")
    return sorted(found.values(), key=lambda each: (each.name.casefold(), each.file))


def unknown_libraries(inner: Path) -> list[str]:
    """Return what wheels have brought beside their modules, and nothing here knows; relative to the folder."""
    relative = [path.relative_to(inner).as_posix() for path in _native_files(inner)]
    known = [pattern for row in _KNOWN for pattern in row.files]
    return [name for name in relative if _is_among(name, _REPAIRED) and not _is_among(name, known)]


def _is_among(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def _native_files(inner: Path) -> list[Path]:
    """Return them, those first that are one library and no more."""
    found = [
        path
        for path in inner.rglob("*")
        if (_NATIVE.search(path.name) or path.name.startswith("Qt")) and path.is_file() and not path.is_symlink()
    ]
    return sorted(found, key=lambda path: (not _is_among(path.relative_to(inner).as_posix(), _REPAIRED), path))
