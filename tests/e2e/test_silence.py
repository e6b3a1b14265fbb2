"""The whole program, with sockets refused by the kernel: no path through it opens one."""

import json
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
from tests.e2e.sessions import vault_command

_HERE = Path(__file__).resolve().parent
_NO_SOCKETS = _HERE / "no_sockets.py"

_LOADED_IN_ORDER = """
import sys

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in ("onnxruntime", "PySide6"):
            print(name)

sys.meta_path.insert(0, Watch())
import desktop.app
"""


@pytest.fixture
def images(tmp_path: Path, synthetic_photo: Callable[..., Any]) -> Path:
    """Make a folder of three photographs and one file that is none."""
    folder = tmp_path / "images"
    folder.mkdir()
    for seed in range(3):
        Image.fromarray(synthetic_photo(seed, 400, 300)).save(folder / f"{seed}.jpg")
    (folder / "broken.jpg").write_bytes(b"no picture")
    return folder


def run_without_sockets(program: str, *arguments: Path | str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a module or script in an empty working directory; what goes wrong beside its answer is in ``stderr``."""
    empty = folder / "empty"
    empty.mkdir()
    command = [sys.executable, str(_NO_SOCKETS), program, *map(str, arguments)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_HERE.parents[1])}
    done = subprocess.run(command, cwd=empty, env=environment, capture_output=True, text=True, check=False)
    assert list(empty.iterdir()) == []
    return done


def test_the_guard_ends_a_program_that_opens_a_socket(tmp_path: Path) -> None:
    script = tmp_path / "talkative.py"
    script.write_text("import socket\nsocket.socket(socket.AF_INET)\nprint('connected')\n", encoding="utf-8")

    done = run_without_sockets(str(script), folder=tmp_path)

    assert done.returncode != 0
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_classify_opens_no_socket_and_leaves_nothing_in_the_working_directory(
    tmp_path: Path, images: Path, bundle_dir: Path
) -> None:
    done = run_without_sockets(
        "desktop", "classify", images, "--bundle", bundle_dir, "--format", "jsonl", folder=tmp_path
    )

    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1, done.stderr
    assert [Path(record["path"]).name for record in records] == ["0.jpg", "1.jpg", "2.jpg", "broken.jpg"]
    assert records[-1]["status"] == "unreadable"
    assert all(record["status"] != "unreadable" for record in records[:-1])


def test_the_self_test_opens_no_socket(tmp_path: Path, bundle_dir: Path) -> None:
    done = run_without_sockets("desktop", "self-test", "--bundle", bundle_dir, folder=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_window_opens_no_socket(tmp_path: Path, images: Path, bundle_dir: Path) -> None:
    accept_the_research_use_statement()

    done = run_without_sockets(str(_HERE / "closing_window.py"), bundle_dir, images, folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["assessed or out of scope: 3", "unreadable: 1"]


def test_a_report_is_looked_at_without_a_socket(tmp_path: Path, bundle_dir: Path) -> None:
    vault_command("create", tmp_path / "vault")

    done = run_without_sockets("tests.e2e.previewing", bundle_dir, tmp_path / "vault", folder=tmp_path)

    assert (done.returncode, done.stdout) == (0, "previewed\n"), done.stderr


def test_the_window_loads_onnx_runtime_before_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED_IN_ORDER], capture_output=True, text=True, check=True, env=dict(os.environ)
    )

    first_seen = list(dict.fromkeys(done.stdout.split()))
    assert first_seen == ["onnxruntime", "PySide6"]


def accept_the_research_use_statement() -> None:
    """Do what the user does at the first start, in this test's own home folder."""
    settings = Settings(default_settings_path())
    settings.set(NOTICE_ACCEPTED, value=True)
    settings.save()
