"""Mutated files end in a clear sentence: no crash, no hang, no flood of memory.

    uv run --no-sync pytest tests/fuzz --mutants 20000 --timeout 0

tries 20,000 photographs, and bundles, vaults and settings besides. A case is tried again by its number:

    python -m tests.fuzz.child image 1234 1
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs POSIX timers")

_REPOSITORY = Path(__file__).resolve().parents[2]
# For each photograph so many of the others, which take longer.
_SHARES = {"image": 1.0, "bomb": 0.01, "manifest": 0.2, "graph": 0.05, "header": 0.2, "settings": 0.2}
_GOOD = {"taken", "refused"}


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


def _try(target: str, first: int, count: int, folder: Path) -> tuple[list[tuple[int, str]], str]:
    """Run the child process; return what each case came to, and what the last one killed it with, if it did."""
    child = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.child", target, str(first), str(count)],
        check=False,
        cwd=_REPOSITORY,
        env={**os.environ, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        errors="replace",
    )
    told = []
    for case in child.stdout.split("case ")[1:]:
        number, _, outcome = case.partition("\n")
        told.append((int(number), outcome.strip()))
    if child.returncode == 0:
        return told, ""
    name = signal.Signals(-child.returncode).name if child.returncode < 0 else f"exit status {child.returncode}"
    reason = "HUNG: over 5 seconds of processor time" if name == "SIGPROF" else f"DIED of {name}"
    if told and not told[-1][1]:
        told[-1] = (told[-1][0], reason)
    return told, f"{reason}\n{child.stderr[-2000:]}"
