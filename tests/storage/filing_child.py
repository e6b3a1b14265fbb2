"""The kill test's child: opens the vault and files examinations without end; says each one once it has been filed.

The first line is ``opening``. Each acknowledgement is a line ``<examination id> <seed>``, written when the vault has
answered and not before. A fourth argument names a function at whose first call after unlocking the child kills itself.
"""

import importlib
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK
from tests.storage.seeded import assessment_of, seeded_image


def main(folder: Path, lesion_id: str, seed: int, *fatal: str) -> None:
    say("opening")
    history = Vault.open(folder, cost=QUICK).unlock(NAME, PASSPHRASE)
    for name in fatal:
        module, _, function = name.rpartition(".")
        setattr(importlib.import_module(module), function, die)
    while True:
        data = seeded_image(seed)
        examination = history.file_examination(lesion_id, data, assessments=[assessment_of(data)])
        say(f"{examination.id} {seed}")
        seed += 1


def say(line: str) -> None:
    """Write a line in one call of the system, so that none is torn."""
    os.write(1, f"{line}\n".encode())


def die(*_: Any) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("SIGKILL kills")


main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
