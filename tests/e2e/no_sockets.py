"""Run a Python module or script in a process that the kernel kills when it opens a socket to the network.

    python no_sockets.py MODULE-OR-SCRIPT [ARGUMENT…]

On Linux a seccomp filter kills the process on socket() of any family but AF_UNIX, whoever calls it, Python or not.
Where there is no seccomp, an audit hook ends the process when Python does.
"""

import ctypes
import os
import platform
import runpy
import struct
import sys
from typing import Any

ENDED_BY_AUDIT_HOOK = 97

# The numbers are those of Linux's headers prctl.h, seccomp.h, filter.h and audit.h.
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_RET_KILL_PROCESS, _RET_ALLOW = 0x80000000, 0x7FFF0000
_LOAD_WORD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_OFFSET_NUMBER, _OFFSET_ARCHITECTURE, _OFFSET_FIRST_ARGUMENT = 0, 4, 16
_AF_UNIX = 1
# Architecture's audit number, number of its socket call.
_SOCKET_CALL = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def refuse_sockets() -> str:
    """Refuse sockets for the rest of this process and of those it starts; return who does it."""
    if sys.platform == "linux" and platform.machine() in _SOCKET_CALL and _install_filter(platform.machine()):
        return "kernel"
    sys.addaudithook(_end_on_socket)
    return "audit hook"


def _install_filter(machine: str) -> bool:
    architecture, socket_call = _SOCKET_CALL[machine]
    steps = [
        (_LOAD_WORD, 0, 0, _OFFSET_ARCHITECTURE),
        (_JUMP_IF_EQUAL, 0, 5, architecture),
        (_LOAD_WORD, 0, 0, _OFFSET_NUMBER),
        (_JUMP_IF_EQUAL, 0, 2, socket_call),
        (_LOAD_WORD, 0, 0, _OFFSET_FIRST_ARGUMENT),
        (_JUMP_IF_EQUAL, 0, 1, _AF_UNIX),
        (_RETURN, 0, 0, _RET_ALLOW),
        (_RETURN, 0, 0, _RET_KILL_PROCESS),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None)
    restricted: int = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    filtered: int = libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0)
    return restricted == filtered == 0


def _end_on_socket(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.__new__" and arguments[1] != _AF_UNIX:
        os._exit(ENDED_BY_AUDIT_HOOK)


if __name__ == "__main__":
    refuse_sockets()
    del sys.argv[0]
    if sys.argv[0].endswith(".py"):
        runpy.run_path(sys.argv[0], run_name="__main__")
    else:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
