"""What lies inside the wheels of others is found there, with the version that the library itself tells."""

import json
import shutil
import sys
from email.message import Message
from importlib.metadata import Distribution
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
import sqlcipher3
from cryptography.hazmat.backends.openssl.backend import backend
from embedded import EmbeddedLibrary, embedded_libraries, unknown_libraries
from licence_names import of_bundle, of_debian_package, of_wheel
from PIL import features
from PySide6.QtCore import qVersion

_WHEELS = (
    "PIL",
    "pillow.libs",
    "pillow_heif.libs",
    "numpy.libs",
    "cryptography",
    "sqlcipher3",
    "_argon2_cffi_bindings",
)

# Elsewhere many of them lie within the wheels' modules, and some are not named.
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's wheels")


class SaidInMetadata(Distribution):
    """A wheel that is nothing but its metadata."""

    def __init__(self, **fields: str | list[str]) -> None:
        self._message = Message()
        for name, values in {"Name": "a-library", **fields}.items():
            for value in [values] if isinstance(values, str) else values:
                self._message[name.replace("_", "-")] = value

    def read_text(self, filename: str) -> str | None:
        return self._message.as_string() if filename == "METADATA" else None

    def locate_file(self, path: object) -> Path:
        raise NotImplementedError(path)


@pytest.fixture(scope="module")
def inner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay the installed wheels' libraries out as in the package."""
    folder = tmp_path_factory.mktemp("inner")
    site = Path(np.__file__).parents[1]
    for name in _WHEELS:
        for path in (path for path in (site / name).rglob("*.so*") if path.is_file()):
            _link(path, folder / path.relative_to(site))
    _link(site / "PySide6" / "Qt" / "lib" / "libQt6Core.so.6", folder / "PySide6" / "Qt" / "lib" / "libQt6Core.so.6")
    return folder


def _link(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(path)
    except OSError:  # Another disk.
        shutil.copyfile(path, target)


def _versions(found: list[EmbeddedLibrary]) -> dict[tuple[str, str], str | None]:
    return {(each.name, each.file.partition("/")[0]): each.version for each in found}


@linux_only
def test_the_versions_that_are_read_off_the_files_are_those_that_the_libraries_tell(inner: Path) -> None:
    connection = sqlcipher3.connect(":memory:")
    connection.execute("PRAGMA key = 'any'")
    heif = pillow_heif.libheif_info()
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]

    versions = _versions(embedded_libraries(inner))

    assert versions["libjpeg-turbo", "pillow.libs"] == features.version("libjpeg_turbo")
    assert versions["libtiff", "pillow.libs"] == features.version("libtiff")
    assert versions["OpenJPEG", "pillow.libs"] == features.version("jpg_2000")
    assert versions["libwebp", "pillow.libs"] == features.version("webp")
    assert f"OpenSSL {versions['OpenSSL', 'cryptography']} " in f"{backend.openssl_version_text()} "
    assert versions["SQLite", "sqlcipher3"] == sqlcipher3.sqlite_version
    (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    assert cipher.split()[0] == versions["SQLCipher", "sqlcipher3"]
    (provider,) = connection.execute("PRAGMA cipher_provider_version").fetchone()
    assert f"OpenSSL {versions['OpenSSL', 'sqlcipher3']} " in f"{provider} "
    assert versions["libheif", "pillow_heif.libs"] == heif["libheif"]
    assert str(versions["x265", "pillow_heif.libs"]) in json.dumps(heif)
    assert str(versions["OpenBLAS", "numpy.libs"]).startswith(blas["version"].partition(".dev")[0])
    assert versions["Qt", "PySide6"] == qVersion()


@linux_only
def test_what_decides_the_packages_licence_is_named(inner: Path) -> None:
    licences = {each.name: each.licence for each in embedded_libraries(inner)}

    assert licences["x265"] == "GPL-2.0-or-later"
    assert licences["libheif"] == "LGPL-3.0-or-later"


def test_a_library_that_does_not_say_its_version_is_named_without_one(tmp_path: Path) -> None:
    library = tmp_path / "pillow_heif.libs" / "libx265-0123abcd.so.300"
    library.parent.mkdir()
    library.write_bytes(b"\x7fELF\0profile\x002.1\0")

    assert [(each.name, each.version) for each in embedded_libraries(tmp_path)] == [("x265", None)]
    assert unknown_libraries(tmp_path) == []


def test_a_library_that_nobody_has_heard_of_is_told(tmp_path: Path) -> None:
    library = tmp_path / "pillow.libs" / "libnovel-0123abcd.so.1"
    library.parent.mkdir()
    library.write_bytes(b"\x7fELF")

    assert unknown_libraries(tmp_path) == ["pillow.libs/libnovel-0123abcd.so.1"]


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License_Expression": "MIT OR Apache-2.0", "License": "other"}, "MIT OR Apache-2.0"),
        ({"License": "MPL-2.0 AND MIT"}, "MPL-2.0 AND MIT"),
        ({"License": "MIT License"}, "MIT"),
        ({"License": "A whole\n  text", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        ({"Classifier": ["Topic :: x", "License :: OSI Approved :: Apache Software License"]}, "Apache-2.0"),
        ({"Name": "sqlcipher3"}, "Zlib"),
    ],
)
def test_a_licence_is_read_wherever_the_metadata_have_it(said: dict[str, str | list[str]], licence: str) -> None:
    assert of_wheel(SaidInMetadata(**said)) == licence


def test_a_wheel_without_a_licence_stops_the_build() -> None:
    with pytest.raises(SystemExit, match="a-library does not say"):
        of_wheel(SaidInMetadata())


@pytest.mark.parametrize("name", ["sqlcipher3", "onnxruntime", "pillow_heif", "tqdm", "zxcvbn", "PySide6-Essentials"])
def test_every_shipped_wheel_says_its_licence(name: str) -> None:
    assert of_wheel(Distribution.from_name(name))


def test_debians_libraries_are_named_with_its_words_or_the_text(tmp_path: Path) -> None:
    formatted = tmp_path / "liba" / "copyright"
    free = tmp_path / "libb" / "copyright"
    for path in (formatted, free):
        path.parent.mkdir()
    formatted.write_text(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: Expat\n\n"
        "Files: debian/*\nLicense: GPL-2+\n text\n\nLicense: Expat\n text\n",
        encoding="utf-8",
    )
    free.write_text("License: is told in what follows.\n", encoding="utf-8")

    assert of_debian_package(formatted) == "Expat, GPL-2+"
    assert of_debian_package(free) == "see resources/licences/libb.txt"


def test_a_bundles_licence_is_its_manifests(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"licence": "CC-BY-NC-4.0"}', encoding="utf-8")

    assert of_bundle(tmp_path) == "CC-BY-NC-4.0"
