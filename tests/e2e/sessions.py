"""Starting the real program in a process of its own, again and again, and asking its command line afterwards."""

import csv
import io
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import platformdirs
from PIL import Image

from desktop.core.locations import samples_dir
from tests.e2e.ways import ACCOUNT, PASSPHRASE

_ROOT = Path(__file__).resolve().parents[2]
_DATE_TIME_ORIGINAL, _EXIF_PART = 0x9003, 0x8769
# What the offscreen platform says of itself.
_HARMLESS = "This plugin does not support"


def play_story(story: str, *arguments: Path | str) -> None:
    """Play a story of this folder on the real program, in the test's home folder; it has to end well and in silence."""
    command = [sys.executable, "-m", f"tests.e2e.{story}", *map(str, arguments)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=False)
    complaints = [line for line in done.stderr.splitlines() if not line.startswith(_HARMLESS)]
    assert (done.returncode, complaints) == (0, []), "\n".join([story, *complaints])
    log = Path(platformdirs.user_log_path("lentigo", appauthor=False)) / "lentigo.log"
    assert not log.exists() or not log.read_text(encoding="utf-8"), log.read_text(encoding="utf-8")


def vault_command(name: str, vault: Path) -> str:
    """Run `lentigo vault NAME` as the stories' account, and return what it writes."""
    command = [sys.executable, "-m", "desktop", "vault", name, str(vault), "--account", ACCOUNT]
    done = subprocess.run(command, cwd=_ROOT, input=f"{PASSPHRASE}\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def audit(vault: Path) -> list[dict[str, str]]:
    """Return the rows of the audit trail, the oldest first."""
    return list(csv.DictReader(io.StringIO(vault_command("audit", vault))))


def counted(events: Iterable[Mapping[str, str]]) -> Counter[tuple[str, str]]:
    """Count rows of the audit trail, by action and what it was done to."""
    return Counter((event["action"], event["subject"]) for event in events)


def photograph(path: Path, look: str, *, taken: str, turned_degrees: float = 0.0, shade: int = 0) -> None:
    """Write a sample as a camera would: with the moment (EXIF's form) and, the second time, held otherwise.

    Parameters
    ----------
    path : Path
    look : str
        Which sample.
    taken : str
    turned_degrees : float, optional
    shade : int, optional
        Added to every channel (0–255), so that one sample makes different photographs.
    """
    with Image.open(samples_dir() / f"synthetic-{look}.jpg") as sample:
        picture = sample.convert("RGB").rotate(
            turned_degrees, Image.Resampling.BICUBIC, fillcolor=sample.getpixel((3, 3))
        )
    picture = picture.point([min(255, level + shade) for level in range(256)] * 3)
    exif = Image.Exif()
    exif.get_ifd(_EXIF_PART)[_DATE_TIME_ORIGINAL] = taken
    picture.save(path, quality=92, exif=exif)
