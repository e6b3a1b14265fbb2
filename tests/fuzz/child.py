"""Give a target many mutated files, in a process of its own that may die of one.

    python -m tests.fuzz.child TARGET FIRST COUNT

Each case has a number, from which it is made again. Its number is printed before it is tried and what came of it after:
whoever reads knows which one killed the process. A case that takes too much processor time kills it (SIGPROF).
"""

import random
import resource
import signal
import sys
import traceback
from pathlib import Path

from desktop.core.errors import KnownError
from tests.fuzz.targets import new_target

MAX_CPU_S = 5.0
MAX_MEMORY_BYTES = 2**30


def main(name: str, first: int, count: int) -> None:
    """Try ``count`` cases, from number ``first`` on."""
    target = new_target(name)
    before = _peak_bytes()
    for number in range(first, first + count):
        data = target.make(random.Random(number))
        print(f"case {number}", flush=True)
        signal.setitimer(signal.ITIMER_PROF, MAX_CPU_S)
        try:
            target.take(data)
            told = "taken"
        except KnownError as error:
            told = "refused" if str(error).strip() else "WITHOUT A WORD"
        except Exception:  # noqa: BLE001 - that is what is looked for.
            told = "RAISED\n" + traceback.format_exc()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if _peak_bytes() - before > MAX_MEMORY_BYTES:
            told, before = f"TOOK {(_peak_bytes() - before) / 2**20:.0f} MiB", _peak_bytes()
        print(told, flush=True)


def _peak_bytes() -> int:
    """Return the most memory that this process ever held."""
    status = Path("/proc/self/status")
    if status.exists():  # On Linux, what `getrusage` tells holds the parent's peak too.
        return int(status.read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
