"""Try the packaged program as a newcomer would, away from this checkout, in an empty home, without any Python.

    uv run --group package python packaging/smoke.py [--dist DIR] [--silence] [--pictures DIR]

takes what `build.py` has made, and needs Xvfb and xdotool; Linux only. It
    unpacks the portable archive;
    runs `self-test`, and `classify` on the samples: the numbers are those of the sources;
    makes a vault by the command line, and another in the window; drops a photograph there; files it; locks, unlocks,
    quits; starts again;
    installs the Debian package into a root of its own, runs it, and removes it, which leaves nothing behind.
With --silence, all that runs under strace, and a socket other than the display's fails it (`silence.py` says more).
Screenshots, also of what went wrong, need ImageMagick.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pillow_heif
import scratch_root
import silence
from PIL import Image
from screen import screen
from session import Session, missing_tools

_ROOT = Path(__file__).resolve().parents[1]
_SAMPLES = _ROOT / "resources" / "samples"
# Of the libraries inside wheels, those that read strangers' files, keep the vault, or decide the package's licence.
_WITHIN_WHEELS = {"OpenSSL", "Qt", "SQLCipher", "SQLite", "libheif", "libjpeg-turbo", "libtiff", "libwebp", "x265"}


def main() -> int:
    """Run as the docstring says and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dist", type=Path, default=_ROOT / "dist", metavar="DIR", help="default: dist")
    parser.add_argument("--silence", action="store_true", help="trace every socket")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="keep screenshots there")
    options = parser.parse_args()
    if missing := missing_tools("Xvfb", "xdotool", *(["strace"] if options.silence else [])):
        sys.exit(f"not installed: {', '.join(missing)} (Debian: apt install xvfb xdotool strace)")
    archive, package = _only(options.dist, "lentigo-*-linux-*.tar.gz"), _only(options.dist, "lentigo_*.deb")
    with tempfile.TemporaryDirectory(prefix="lentigo-smoke-") as name:
        scratch = Path(name)
        program = _unpack(archive, scratch / "unpacked")
        home = scratch / "home"
        home.mkdir()
        log = scratch / "trace"
        session = Session(program, home, silence.tracer(log) if options.silence else ())
        _command_line(session, _photographs(scratch / "photographs"), scratch / "vault")
        _window(session, options.pictures)
        if options.silence:
            silence.check(log, window=True)
        _step("checksums and SBOM", lambda: _papers(options.dist, program.parent))
        _step("Debian package", lambda: scratch_root.try_package(package, scratch / "root", home))
    return 0


def _only(dist: Path, pattern: str) -> Path:
    found = list(dist.glob(pattern))
    if len(found) != 1:
        sys.exit(f"there are {len(found)} files {pattern} in {dist}, and there should be one: run build.py")
    return found[0]


def _unpack(archive: Path, target: Path) -> Path:
    with tarfile.open(archive) as opened:
        opened.extractall(target, filter="tar")
    return target / "lentigo" / "lentigo"


def _photographs(folder: Path) -> Path:
    """Write the samples in other formats beside them: each has a library of its own in the package."""
    shutil.copytree(_SAMPLES, folder)
    pillow_heif.register_heif_opener()
    with Image.open(next(iter(sorted(_SAMPLES.glob("*.jpg"))))) as sample:
        for suffix in (".png", ".tiff", ".webp", ".heic", ".bmp", ".gif"):
            sample.save(folder / f"sample{suffix}")
    return folder


def _command_line(session: Session, photographs: Path, vault: Path) -> None:
    _step("self-test", lambda: session.command("self-test"))
    _step("classify", lambda: _same_numbers(session, photographs))
    _step("vault create", lambda: session.vault_command("create", vault))


def _same_numbers(session: Session, photographs: Path) -> None:
    arguments = ("classify", str(photographs), "--format", "jsonl", "--graph", "fp32")
    packaged = _records(session.command(*arguments))
    source = subprocess.run(
        [sys.executable, "-m", "desktop", *arguments], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    if packaged != _records(source.stdout):
        sys.exit("the packaged program and the sources answer differently")
    if len(packaged) != len(list(photographs.iterdir())) or any(
        record["status"] == "unreadable" for record in packaged
    ):
        sys.exit("the packaged program cannot read every format")


def _records(lines: str) -> list[dict[str, Any]]:
    records = [json.loads(line) for line in lines.splitlines()]
    return [{key: value for key, value in record.items() if key != "elapsed_ms"} for record in records]


def _window(session: Session, pictures: Path | None) -> None:
    photograph = next(iter(sorted(_SAMPLES.glob("*.jpg"))))
    with screen(pictures) as display:
        _step("window: vault, drop, file, lock, unlock", lambda: session.first_morning(display, photograph))
        looked_at = session.audited()["read", "patient"]
        _step("window: the next morning", lambda: session.next_morning(display))
    if told := session.log():
        sys.exit(f"the program's log tells of what went wrong:\n{told}")
    _step("vault verify", lambda: session.vault_command("verify"))
    audited = session.audited()
    wanted = {
        ("vault_created", "vault"): 1,
        ("created", "patient"): 1,
        ("read", "patient"): looked_at + 1,
        ("created", "lesion"): 1,
        ("filed", "examination"): 1,
        # When it was made and after the lock, once in the next morning, by `verify`, and by `audit` twice.
        ("unlocked", "vault"): 6,
    }
    if any(audited[what] != count for what, count in wanted.items()):
        sys.exit(f"the audit trail tells something else: {dict(audited)}")


def _papers(dist: Path, folder: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=dist, check=True)
    document = json.loads(_only(dist, "lentigo-*-linux.cdx.json").read_text(encoding="utf-8"))
    listed = {part["name"] for part in document["components"]} | {document["metadata"]["component"]["name"]}
    shipped = {found.name for found in distributions(path=[str(folder / "_internal")])}
    if not shipped or (missing := (shipped | _WITHIN_WHEELS) - listed):
        sys.exit(f"the SBOM does not name {', '.join(sorted(missing))}")
    if unlicensed := [part["name"] for part in document["components"] if not part.get("licenses")]:
        sys.exit(f"the SBOM tells no licence of {', '.join(unlicensed)}")


def _step(name: str, action: Callable[[], object]) -> None:
    begun = time.monotonic()
    action()
    print(f"ok    {name} ({time.monotonic() - begun:.1f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
