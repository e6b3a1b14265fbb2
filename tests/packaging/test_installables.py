"""What people install: archives, the Debian package, icons, Windows' version resource."""

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from archives import write_archive
from deb import write_deb
from icons import write_icons
from PIL import Image
from version_resource import version_resource

from desktop import __version__

_ROOT = Path(__file__).resolve().parents[2]
# The main and additional categories of https://specifications.freedesktop.org/menu-spec/latest/category-registry.html
_CATEGORIES = {"Science", "MedicalSoftware", "Graphics", "Viewer"}

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Debian packages are made on Linux")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder as PyInstaller leaves one, with a real program in it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = tmp_path / "lentigo"
    inner = folder / "_internal"
    inner.mkdir(parents=True)
    shutil.copy(shutil.which("true") or sys.executable, folder / "lentigo")
    (inner / "text.txt").write_text("a text\n", encoding="utf-8")
    (inner / "link.txt").symlink_to("text.txt")
    return folder


def _age(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000), follow_symlinks=False)


@pytest.mark.parametrize("suffix", [".tar.gz", ".zip"])
def test_the_same_folder_gives_the_same_archive_on_another_day(program: Path, tmp_path: Path, suffix: str) -> None:
    first = write_archive(program, tmp_path / f"first{suffix}").read_bytes()
    _age(program)
    second = write_archive(program, tmp_path / f"second{suffix}").read_bytes()

    assert first == second


def test_the_tarball_keeps_links_and_what_may_be_executed_and_names_nobody(program: Path, tmp_path: Path) -> None:
    with tarfile.open(write_archive(program, tmp_path / "made.tar.gz")) as archive:
        members = {member.name: member for member in archive}

    assert members["lentigo/_internal/link.txt"].linkname == "text.txt"
    assert members["lentigo/lentigo"].mode == 0o755
    assert members["lentigo/_internal/text.txt"].mode == 0o644
    assert {(member.uid, member.uname, member.mtime) for member in members.values()} == {(0, "root", 1_700_000_000)}


def test_the_zip_holds_the_folder_under_its_name(program: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(write_archive(program, tmp_path / "made.zip")) as archive:
        assert "lentigo/lentigo" in archive.namelist()
        assert archive.read("lentigo/_internal/text.txt") == b"a text\n"


@linux_only
def test_the_debian_package_is_the_same_on_another_day(program: Path, tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    first = write_deb(program, _ROOT, tmp_path / "first")
    _age(program)
    second = write_deb(program, _ROOT, tmp_path / "second")

    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


@linux_only
def test_the_debian_package_has_command_entry_icons_and_names_what_it_needs(program: Path, tmp_path: Path) -> None:
    made = write_deb(program, _ROOT, tmp_path)
    listed = subprocess.run(["dpkg-deb", "--contents", str(made)], capture_output=True, text=True, check=True).stdout
    fields = subprocess.run(["dpkg-deb", "--field", str(made)], capture_output=True, text=True, check=True).stdout

    assert "./usr/bin/lentigo -> ../lib/lentigo/lentigo" in listed
    assert re.search(r"-rwxr-xr-x root/root .* \./usr/lib/lentigo/lentigo\n", listed)
    for name in ("applications/lentigo.desktop", "icons/hicolor/scalable/apps/lentigo.svg", "doc/lentigo/copyright"):
        assert f"./usr/share/{name}" in listed
    assert f"Version: {__version__}\n" in fields
    assert re.search(r"^Depends: libc6 \(>= 2\.\d+\)$", fields, re.MULTILINE)  # `true` needs nothing else.
    assert "Package: lentigo\n" in fields


def test_the_icons_are_of_the_sizes_that_they_say(tmp_path: Path) -> None:
    write_icons(tmp_path)

    for path in tmp_path.glob("*.png"):
        with Image.open(path) as image:
            assert f"lentigo-{image.width}.png" == path.name
            assert image.width == image.height
            assert image.getchannel("A").getextrema() == (0, 255)
    with Image.open(tmp_path / "lentigo.ico") as icon:
        assert (256, 256) in icon.info["sizes"]
    assert (tmp_path / "lentigo.icns").read_bytes().startswith(b"icns")


def test_the_desktop_entry_keeps_to_the_specification() -> None:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    text = (_ROOT / "packaging" / "linux" / "lentigo.desktop").read_text(encoding="utf-8")
    parser.read_string(text)
    entry = parser["Desktop Entry"]

    assert entry["Type"] == "Application"
    assert entry["Exec"] == "lentigo %F"
    assert entry["Icon"] == "lentigo"
    assert entry["Terminal"] == "false"
    for lists in ("Categories", "Keywords", "MimeType"):
        assert entry[lists].endswith(";")
    assert set(entry["Categories"].split(";")[:-1]) == _CATEGORIES
    assert all(re.fullmatch(r"image/[a-z]+", kind) for kind in entry["MimeType"].split(";")[:-1])


def test_the_desktop_entry_is_that_of_the_window() -> None:
    assert 'setDesktopFileName("lentigo")' in (_ROOT / "desktop" / "app.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "numbers"), [("1.2.3", (1, 2, 3, 0)), ("0.1.0", (0, 1, 0, 0)), ("2.0.rc1", (2, 0, 0, 0))]
)
def test_windows_is_told_the_version_twice_in_numbers_and_once_in_words(version: str, numbers: tuple[int, ...]) -> None:
    text = version_resource(version)
    call = ast.parse(text, mode="eval").body
    assert isinstance(call, ast.Call)
    fixed = next(keyword.value for keyword in call.keywords if keyword.arg == "ffi")
    assert isinstance(fixed, ast.Call)
    given = {keyword.arg: ast.literal_eval(keyword.value) for keyword in fixed.keywords}

    assert given["filevers"] == given["prodvers"] == numbers
    assert f'StringStruct("ProductVersion", "{version}")' in text
