"""Mutated files end in a clear sentence: no crash, no hang, no flood of memory.

    uv run --no-sync pytest tests/fuzz --mutants 20000 --timeout 0

tries 20,000 photographs, and bundles, vaults and settings besides. A case is tried again by its number:

    python -m tests.fuzz.child image 1234 1
"""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs POSIX timers")

_REPOSITORY = Path(__file__).resolve().parents[2]
# For each photograph so many of the others, which take longer.
_SHARES = {"image": 1.0, "bomb": 0.03, "manifest": 0.2, "graph": 0.05, "header": 0.2, "settings": 0.2}
_GOOD = {"taken", "refused"}
# The child counts its processor time. What waits takes none and is found from here; a busy machine needs patience.
_MOST_S_A_CASE = 60.0
_MOST_S_BETWEEN = 300.0


@pytest.mark.parametrize("target", _SHARES)
def test_what_is_no_good_is_refused_with_a_sentence(
    target: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    count = max(1, round(request.config.getoption("--mutants") * _SHARES[target]))
    findings: list[str] = []
    tried = 0

    while tried < count:
        told, died_of = _try(target, tried, count - tried, tmp_path)
        assert told, f"the child process never began: {died_of}"
        findings += [f"case {number}: {what}" for number, what in told if what not in _GOOD]
        tried = told[-1][0] + 1
        assert died_of or tried == count, f"the child process stopped after case {tried - 1}"

    assert not findings, "\n".join(findings)


def test_a_case_that_waits_for_ever_is_found_and_stopped(tmp_path: Path) -> None:
    told, died_of = _try("waiting", 0, 3, tmp_path, most_s=1.0)

    assert told == [(0, "HUNG: waited for over 1 seconds")]
    assert died_of


def _try(
    target: str, first: int, count: int, folder: Path, most_s: float = _MOST_S_A_CASE
) -> tuple[list[tuple[int, str]], str]:
    """Run the child process; return what each case came to, and what the last one killed it with, if it did."""
    with (
        (folder / "errors").open("w+", encoding="utf-8", errors="replace") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.child", target, str(first), str(count)],
            cwd=_REPOSITORY,
            env={**os.environ, "TMPDIR": str(folder)},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            errors="replace",
        ) as child,
    ):
        try:
            lines, waited = _read(child.stdout or (), most_s)
            if not waited:
                child.wait()
        finally:
            child.kill()
        child.wait()
        told = _cases("".join(lines))
        if child.returncode == 0:
            return told, ""
        errors.seek(0)
        reason = _reason(child.returncode, most_s if waited else None)
        if told and not told[-1][1]:
            told[-1] = (told[-1][0], reason)
        return told, f"{reason}\n{errors.read()[-2000:]}"


def _read(stream: Iterable[str], most_s: float) -> tuple[list[str], bool]:
    """Return the child's lines, and whether it was given up on: nothing came of a case for so long."""
    arriving: queue.Queue[str | None] = queue.Queue()

    def pass_on() -> None:
        for line in stream:
            arriving.put(line)
        arriving.put(None)

    threading.Thread(target=pass_on, daemon=True).start()
    lines: list[str] = []
    while True:
        within_case = bool(lines) and lines[-1].startswith("case ")
        try:
            line = arriving.get(timeout=most_s if within_case else _MOST_S_BETWEEN)
        except queue.Empty:
            return lines, True
        if line is None:
            return lines, False
        lines.append(line)


def _cases(text: str) -> list[tuple[int, str]]:
    told = []
    for case in text.split("case ")[1:]:
        number, _, outcome = case.partition("\n")
        told.append((int(number), outcome.strip()))
    return told


def _reason(status: int, waited_s: float | None) -> str:
    if waited_s is not None:
        return f"HUNG: waited for over {waited_s:.0f} seconds"
    name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
    return "HUNG: over 5 seconds of processor time" if name == "SIGPROF" else f"DIED of {name}"
