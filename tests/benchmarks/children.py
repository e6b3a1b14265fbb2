"""Programs that are measured from outside, each in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Cost:
    """What a program took: seconds by the clock and of all processors together, and what it printed."""

    clock_s: float
    processor_s: float
    printed: str


def run_child(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run Python with the arguments, in the project's folder, to its end.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    before = psutil.Process().cpu_times()
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=_ROOT,
        env=os.environ | (environment or {}),
    )
    clock_s = time.perf_counter() - started
    after = psutil.Process().cpu_times()
    if done.returncode:
        raise RuntimeError(f"{arguments[:2]} failed: {done.stderr[-2000:]}")
    processor_s = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(clock_s, processor_s, done.stdout)
