"""Build the packaged program for the system that this runs on, and what people install it from.

    uv run --group package python packaging/build.py

makes in `dist/`, on each system:

    lentigo/                                  the program, to be run as it lies there
    lentigo-VERSION-SYSTEM-MACHINE.tar.gz     the same, portable (.zip on Windows)
    lentigo_VERSION_ARCHITECTURE.deb          on Linux, where dpkg-deb is installed
    lentigo-VERSION-setup.exe                 on Windows, where Inno Setup is installed
    Lentigo-VERSION.dmg                       on macOS, with Lentigo.app beside it
    lentigo-VERSION-SYSTEM.cdx.json           what is inside (CycloneDX)
    SHA256SUMS

The same sources, environment and SOURCE_DATE_EPOCH give the same archives, byte for byte, on Linux.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import icons
import slimming
import system_licences
from archives import write_archive
from deb import write_deb
from linking import unmet_links
from sbom import write_sbom
from sizes import size_table
from version_resource import version_resource

ROOT = Path(__file__).resolve().parents[1]
_HERE = ROOT / "packaging"
_SYSTEM = {"linux": "linux", "win32": "windows", "darwin": "macos"}[sys.platform]


def main() -> int:
    """Run as the docstring says and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR", help="default: dist")
    parser.add_argument("--folder-only", action="store_true", help="make only lentigo/, nothing to install it from")
    options = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", _last_commit_time())
    out: Path = options.out.resolve()
    folder = freeze(out)
    print(size_table(folder))
    if options.folder_only:
        return 0
    made = _installables(folder, out)
    sbom = out / f"lentigo-{version('lentigo')}-{_SYSTEM}.cdx.json"
    write_sbom(folder, sbom)
    _write_sums([*made, sbom], out / "SHA256SUMS")
    for path in made:
        print(f"{path.stat().st_size / 1e6:8.1f} MB  {path.name}")
    return 0


def freeze(out: Path) -> Path:
    """Make the program's folder.

    Parameters
    ----------
    out : Path
        Its parent; what is there of a former build is replaced.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    SystemExit
        If the program is linked to a library that neither it nor the system has.
    """
    work = ROOT / "build" / "packaging"
    made = work / "made"
    made.mkdir(parents=True, exist_ok=True)
    icons.write_icons(made)
    system_licences.copy_bootloader_licence(made)
    (made / "version_resource.txt").write_text(version_resource(version("lentigo")), encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--clean", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(out), "--workpath", str(work), str(_HERE / "lentigo.spec")]
    # A fixed seed: the order of sets goes into the compiled modules.
    subprocess.run(command, env=os.environ | {"LENTIGO_MADE": str(made), "PYTHONHASHSEED": "1"}, check=True)
    folder = out / "lentigo"
    if sys.platform == "linux":
        slimming.slim(folder / "_internal")
        system_licences.gather(folder / "_internal")
        if unmet := unmet_links(folder):
            sys.exit("not shipped, and not named among the system's libraries in contents.py:\n" + "\n".join(unmet))
    return folder


def _installables(folder: Path, out: Path) -> list[Path]:
    release = version("lentigo")
    name = f"lentigo-{release}-{_SYSTEM}-{platform.machine().lower()}"
    if _SYSTEM == "macos":
        image = out / f"Lentigo-{release}.dmg"
        subprocess.run(["sh", str(_HERE / "macos" / "make_dmg.sh"), str(out / "Lentigo.app"), str(image)], check=True)
        return [image]
    made = [write_archive(folder, out / (name + (".zip" if _SYSTEM == "windows" else ".tar.gz")))]
    if _SYSTEM == "linux" and shutil.which("dpkg-deb"):
        made.append(write_deb(folder, ROOT, out))
    if _SYSTEM == "windows" and (compiler := shutil.which("iscc")):
        script = _HERE / "windows" / "lentigo.iss"
        subprocess.run([compiler, f"/DAppVersion={release}", f"/O{out}", str(script)], check=True)
        made.append(out / f"lentigo-{release}-setup.exe")
    return made


def _write_sums(paths: list[Path], target: Path) -> None:
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
    target.write_text("".join(lines), encoding="utf-8")


def _last_commit_time() -> str:
    """Return when the sources last changed, in seconds since 1970; without git, a fixed day."""
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "1767225600"
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
