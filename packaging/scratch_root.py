"""Install the Debian package into a root folder of its own, as any user, and remove it again."""

import os
import subprocess
import sys
from pathlib import Path

_WANTED = (
    "usr/bin/lentigo",
    "usr/share/applications/lentigo.desktop",
    "usr/share/doc/lentigo/copyright",
    "usr/share/icons/hicolor/48x48/apps/lentigo.png",
    "usr/share/icons/hicolor/scalable/apps/lentigo.svg",
)


def try_package(package: Path, root: Path, home: Path) -> None:
    """Install, run from there, remove.

    Parameters
    ----------
    package : Path
        The ``.deb``.
    root : Path
        Does not exist yet.
    home : Path
        The user's, which stays as it is.

    Raises
    ------
    SystemExit
        If something is missing, does not run, or is left behind.
    """
    state = root / "var" / "lib" / "dpkg"
    for folder in ("info", "updates", "triggers"):
        (state / folder).mkdir(parents=True)
    (state / "status").touch()
    data = _files(home)
    _dpkg(root, "--install", str(package))
    if missing := [name for name in _WANTED if not (root / name).exists()]:
        sys.exit(f"the package does not install {', '.join(missing)}")
    command = root / "usr" / "bin" / "lentigo"
    environment = {"HOME": str(home), "PATH": str(root / "nothing"), "LANG": "C.UTF-8"}
    subprocess.run([str(command), "self-test"], env=environment, stdout=subprocess.DEVNULL, check=True)
    _dpkg(root, "--remove", "lentigo")
    if left := [path for path in (root / "usr").rglob("*") if "lentigo" in path.name]:
        sys.exit(f"removing the package leaves {left[0].relative_to(root)}")
    if _files(home) != data:
        sys.exit("removing the package changes the user's files")


def _dpkg(root: Path, *arguments: str) -> None:
    # Its dependencies are this machine's, not that root's.
    forced = ["--force-depends", "--force-not-root", "--force-bad-path"]
    command = ["dpkg", f"--root={root}", f"--log={root / 'dpkg.log'}", *forced, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"})
    if done.returncode:
        sys.exit(f"dpkg {arguments[0]} failed:\n{done.stdout}\n{done.stderr}")


def _files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
