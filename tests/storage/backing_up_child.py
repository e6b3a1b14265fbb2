"""The backup kill test's child: files, erases and backs up without end; says after each backup what has to be in it.

The first line is ``opening``. Each acknowledgement is a line with the identifiers of all patients, written when the
backup is whole and not before. A third argument names a function at whose first call after unlocking the child kills
itself.
"""

import importlib
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

from desktop.core.domain.history import LesionDetails, PatientDetails
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK
from tests.storage.seeded import seeded_image

_PATIENTS = 4


def main(folder: Path, target: Path, *fatal: str) -> None:
    say("opening")
    vault = Vault.open(folder, cost=QUICK)
    history = vault.unlock(NAME, PASSPHRASE)
    for name in fatal:
        module, _, function = name.rpartition(".")
        setattr(importlib.import_module(module), function, die)
    while True:
        patients = sorted(history.find_patients(), key=lambda patient: patient.details.identifier)
        number = int(patients[-1].details.identifier) + 1 if patients else 0
        for patient in patients[: max(0, len(patients) - _PATIENTS)]:
            history.erase_patient(patient.id)
        created = history.create_patient(PatientDetails(f"{number:06d}"))
        lesion = history.create_lesion(created.id, LesionDetails("back"))
        history.file_examination(lesion.id, seeded_image(number))
        vault.begin_backup(target).run()
        say(" ".join(patient.details.identifier for patient in history.find_patients()))


def say(line: str) -> None:
    """Write a line in one call of the system, so that none is torn."""
    os.write(1, f"{line}\n".encode())


def die(*_: Any) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("SIGKILL kills")


main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
