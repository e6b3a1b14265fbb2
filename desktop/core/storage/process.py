"""What the system may keep of this program's memory, in which there are keys and patients."""

import contextlib
import ctypes
import sys

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4  # prctl(2)


def forbid_core_dumps() -> None:
    """Keep the system from writing this program's memory to a file should it crash, for as long as it runs.

    On Linux no other program of the same user may read the memory then either. On Windows the system writes no such
    files unless somebody has asked it to.
    """
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        # The limit does not hold where a program of the system takes the dumps.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
