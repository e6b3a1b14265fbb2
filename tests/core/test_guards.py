"""The guards of tests/conftest.py hold."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

_CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"


def _outcome(tmp_path: Path, test: str) -> str:
    """Run a test in a session of its own under the same guards and return what pytest wrote."""
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "conftest.py").write_text(_CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (tests / "test_one.py").write_text(textwrap.dedent(test), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", str(tests)]
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False).stdout


def test_a_test_that_opens_a_socket_fails_even_if_it_swallows_the_refusal(tmp_path: Path) -> None:
    written = _outcome(
        tmp_path,
        """
        import contextlib, socket

        def test_of_the_network():
            with contextlib.suppress(Exception):
                socket.create_connection(("192.0.2.1", 80), timeout=0.01)
        """,
    )

    assert "the network was reached for" in written


def test_a_test_that_leaves_a_thread_running_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = _outcome(
        tmp_path,
        """
        import threading
        import conftest

        conftest._THREAD_GRACE_S = 0.01

        def test_of_threads():
            threading.Thread(target=threading.Event().wait, name="forgotten", daemon=True).start()
        """,
    )

    assert "threads left running: ['forgotten']" in written


def test_the_home_folder_is_the_tests_own(home: Path) -> None:
    assert Path.home() == home
    assert list(Path("~/.config").expanduser().parent.iterdir()) != []
