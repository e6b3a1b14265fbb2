"""Linux's libraries in the package: what they are linked to, and the smaller ICU."""

import struct
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="of Linux's libraries")

if sys.platform == "linux":
    from linking import unmet_links
    from slimming import slim, smaller_archive


@pytest.fixture(scope="session")
def icu_data() -> Path:
    """Find ICU's data in Qt's wheel."""
    found = sorted((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"))
    if not found:
        pytest.skip("this Qt has no ICU beside it")
    return found[0]


def test_a_library_that_nobody_brings_is_named(tmp_path: Path, icu_data: Path) -> None:
    i18n = icu_data.with_name(icu_data.name.replace("data", "i18n"))
    (tmp_path / i18n.name).write_bytes(i18n.read_bytes())

    unmet = unmet_links(tmp_path)

    assert f"{icu_data.name}, wanted by {i18n.name}" in unmet
    assert not [line for line in unmet if line.startswith("libc.so.6")]


def test_the_smaller_icu_keeps_how_every_language_sorts_and_little_else(icu_data: Path) -> None:
    whole = icu_data.read_bytes()
    archive = smaller_archive(whole)

    (header,) = struct.unpack_from("<H", archive, 0)
    (count,) = struct.unpack_from("<I", archive, header)
    offsets = [struct.unpack_from("<II", archive, header + 4 + 8 * number) for number in range(count)]
    names = [
        archive[header + name : archive.index(b"\0", header + name)].decode().partition("/")[2] for name, _ in offsets
    ]
    assert names == sorted(names)
    assert {"coll/ucadata.icu", "coll/root.res", "coll/de.res", "coll/sv.res", "coll/zh.res", "root.res"} <= set(names)
    assert all(data % 16 == 0 for _, data in offsets)
    assert len(archive) < len(whole) / 5
    start = dict(zip(names, (data for _, data in offsets), strict=True))["coll/de.res"]
    assert archive[header + start :][:64] in whole


def test_qt_sorts_by_a_languages_rules_with_the_smaller_icu(tmp_path: Path, icu_data: Path) -> None:
    place = tmp_path / "PySide6" / "Qt" / "lib"
    place.mkdir(parents=True)
    (place / icu_data.name).write_bytes(icu_data.read_bytes())
    slim(tmp_path)
    code = """
import sys
from pathlib import Path
from PySide6.QtCore import QCollator, QLocale
libraries = {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "libicudata" in line}
print(*libraries)
for name in ("de_DE", "sv_SE"):
    print("".join(sorted("zäaö", key=QCollator(QLocale(name)).sortKey)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"LD_LIBRARY_PATH": str(place), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [str(place / icu_data.name), "aäöz", "azäö"]
