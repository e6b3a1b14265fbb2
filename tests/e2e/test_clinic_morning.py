"""A morning in a clinic through the real program: what is filed is there the next day, and no file can be read."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop.core.settings.rows import NOTICE_ACCEPTED
from desktop.core.settings.settings import Settings, default_settings_path

_SCRIPT = Path(__file__).with_name("clinic_morning.py")
_WORDS = ("Zwirnsteiner", "Leopoldine", "Quittenbaum", "PID-90210", "Schulterblatt", "Zwetschgenröster", "Gießkanne")
_PICTURES = (b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x89PNG\r\n\x1a\n", b"SQLite format 3")


def _play(morning: str, bundle: Path, vault: Path, *images: Path) -> list[str]:
    command = [sys.executable, str(_SCRIPT), str(bundle), str(vault), morning, *map(str, images)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_what_is_filed_is_there_the_next_morning_and_nothing_readable_lies_on_the_disk(
    tmp_path: Path,
    home: Path,
    bundle_dir: Path,
    synthetic_photo: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings(default_settings_path())
    settings.set(NOTICE_ACCEPTED, value=True)
    settings.save()
    temp, vault, images = tmp_path / "temp", tmp_path / "vault", []
    temp.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temp))
    for seed in range(2):
        images.append(tmp_path / f"{seed}.jpg")
        Image.fromarray(synthetic_photo(seed, 400, 300)).save(images[-1])

    assert _play("first", bundle_dir, vault, *images) == ["filed: 0.jpg", "filed: 1.jpg"]
    (seen,) = _play("again", bundle_dir, vault)
    assert "400 by 300 pixels" in seen

    files = [path for folder in (vault, temp, home) for path in folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".image" for path in files)
    readable = [
        path.name
        for path in files
        if any(word.encode(code) in path.read_bytes() for word in _WORDS for code in ("utf-8", "utf-16-le"))
        or any(start in path.read_bytes() for start in _PICTURES)
    ]
    assert readable == []
