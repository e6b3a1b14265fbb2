"""The Debian package: the program's folder, a command, a desktop entry and icons. No script runs as root."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

from archives import source_date
from contents import OPTIONAL_LIBRARIES, SYSTEM_LIBRARIES
from elf import elf_files, needed_libraries
from icons import PNG_SIZES_PX, write_icons

_GLIBC = re.compile(rb"GLIBC_2\.(\d+)")
_HERE = Path(__file__).resolve().parent
_DESCRIPTION = """\
offline dermoscopy workstation for research and education
 Drop a dermoscopic photograph on the window, and a small network on this
 computer says which of seven kinds of skin lesion it resembles, how likely it
 is to be malignant, and where in the picture that comes from. An encrypted
 vault keeps patients, images and conclusions. Nothing leaves the computer.
 .
 Research and education only. Not a medical device."""


def write_deb(folder: Path, root: Path, out: Path) -> Path:
    """Pack the program's folder for Debian and Ubuntu.

    Parameters
    ----------
    folder : Path
        The built program.
    root : Path
        Of the repository, for the licence and the change log.
    out : Path
        Folder of the package.

    Returns
    -------
    Path
        The package; the same bytes for the same folder and SOURCE_DATE_EPOCH.
    """
    architecture = _output("dpkg", "--print-architecture")
    target = out / f"lentigo_{version('lentigo')}_{architecture}.deb"
    with tempfile.TemporaryDirectory(dir=out) as name:
        tree = Path(name) / "tree"
        _fill(tree, folder, root)
        installed_kb = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
        _write_control(tree, control(version("lentigo"), architecture, installed_kb, dependencies(folder)))
        for path in [tree, *tree.rglob("*")]:
            os.utime(path, (source_date(), source_date()), follow_symlinks=False)
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", str(tree), str(target)], check=True)
    return target


def control(version_text: str, architecture: str, installed_kb: int, depends: list[str]) -> str:
    """Return the text of the control file."""
    fields = {
        "Package": "lentigo",
        "Version": version_text,
        "Architecture": architecture,
        "Maintainer": "The Lentigo authors <noreply@localhost>",
        "Installed-Size": str(installed_kb),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(sorted(set(OPTIONAL_LIBRARIES.values()))),
        "Section": "science",
        "Priority": "optional",
        "Description": _DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def dependencies(folder: Path) -> list[str]:
    """Return the Debian packages that bring what the program is linked to and does not carry."""
    packages, glibc = set(), 0
    for path in elf_files(folder):
        packages |= {SYSTEM_LIBRARIES[name] for name in needed_libraries(path) if name in SYSTEM_LIBRARIES}
        glibc = max([glibc, *(int(found) for found in _GLIBC.findall(path.read_bytes()))])
    return sorted((packages - {"libc6"}) | {f"libc6 (>= 2.{glibc})"})


def _fill(tree: Path, folder: Path, root: Path) -> None:
    program = tree / "usr" / "lib" / "lentigo"
    program.parent.mkdir(parents=True)
    # Links instead of copies, where the file system has them: the package is only read from here.
    shutil.copytree(folder, program, symlinks=True, copy_function=_link_or_copy)
    command = tree / "usr" / "bin" / "lentigo"
    command.parent.mkdir()
    command.symlink_to("../lib/lentigo/lentigo")
    share = tree / "usr" / "share"
    _install(_HERE / "linux" / "lentigo.desktop", share / "applications" / "lentigo.desktop")
    _install(_HERE / "linux" / "copyright", share / "doc" / "lentigo" / "copyright")
    log = share / "doc" / "lentigo" / "changelog.gz"
    log.write_bytes(gzip.compress((root / "CHANGELOG.md").read_bytes(), mtime=source_date()))
    with tempfile.TemporaryDirectory() as name:
        write_icons(Path(name))
        themes = share / "icons" / "hicolor"
        _install(Path(name) / "lentigo.svg", themes / "scalable" / "apps" / "lentigo.svg")
        for size_px in PNG_SIZES_PX:
            source = Path(name) / f"lentigo-{size_px}.png"
            _install(source, themes / f"{size_px}x{size_px}" / "apps" / "lentigo.png")
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _write_control(tree: Path, text: str) -> None:
    place = tree / "DEBIAN"
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree).as_posix()}\n"
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    place.mkdir()
    for name, content in (("control", text), ("md5sums", "".join(sums))):
        (place / name).write_text(content, encoding="utf-8")
        (place / name).chmod(0o644)


def _install(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
