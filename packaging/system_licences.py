"""Licence texts of what comes into the package from beside Python's packages; *About* reads them from there."""

import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

BOOTLOADER_TEXT = "PyInstaller's bootloader.txt"
_TEXTS = Path("resources") / "licences"


def gather(inner: Path) -> None:
    """Copy the copyright files of the Debian packages whose libraries lie in the package's inner folder.

    Raises
    ------
    SystemExit
        If a library has none. Where there is no dpkg, only that is said.
    """
    if shutil.which("dpkg-query") is None:
        print("This is no Debian: the licence texts of its own libraries are not in the package; do not pass it on.")
        return
    for package in carried_packages(inner):
        text = Path("/usr/share/doc") / package / "copyright"
        if not text.is_file():
            sys.exit(f"{package} has no copyright file at {text}")
        shutil.copyfile(text, inner / _TEXTS / f"{package}.txt")


def carried_packages(inner: Path) -> list[str]:
    """Return the names of the Debian packages of which libraries lie in the package's inner folder.

    Raises
    ------
    SystemExit
        If nobody knows where a library is from.
    """
    cache = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    sources = dict(
        line.strip().split(" (")[0:1] + line.split(" => ")[1:2] for line in cache.splitlines() if "=>" in line
    )
    packages = set()
    for library in inner.glob("lib*.so*"):
        if library.is_symlink() or library.name.startswith("libpython"):
            continue
        if library.name not in sources:
            sys.exit(f"{library.name} is none of the system's libraries")
        packages.add(_package_of(Path(sources[library.name])))
    return sorted(packages)


def copy_bootloader_licence(folder: Path) -> None:
    """Copy the licence of the small program with which PyInstaller starts Python, under the name that *About* shows."""
    found = distribution("pyinstaller")
    text = next(path for path in found.files or () if path.name == "COPYING.txt")
    shutil.copyfile(str(found.locate_file(text)), folder / BOOTLOADER_TEXT)


def _package_of(library: Path) -> str:
    """Ask dpkg; a merged /usr has two names for one file."""
    real = library.resolve()
    for name in (str(real), str(real).removeprefix("/usr"), str(library), str(library).removeprefix("/usr")):
        done = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    sys.exit(f"no Debian package has {library}")
