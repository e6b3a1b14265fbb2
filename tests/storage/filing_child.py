"""The kill test's child: opens the vault and files examinations without end; says each one once it has been filed.

Each acknowledgement is one line, ``<examination id> <seed>``, written when the vault has answered and not before.
"""

import os
import sys
from pathlib import Path

from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK
from tests.storage.seeded import assessment_of, seeded_image


def main() -> None:
    folder, lesion_id, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    history = Vault.open(folder, cost=QUICK).unlock(NAME, PASSPHRASE)
    while True:
        data = seeded_image(seed)
        examination = history.file_examination(lesion_id, data, assessments=[assessment_of(data)])
        # One call of the system, so that no line is torn.
        os.write(1, f"{examination.id} {seed}\n".encode())
        seed += 1


main()
