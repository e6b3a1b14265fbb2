"""A second Lentigo: opens the vault named on the command line, says so, and holds it until it is killed."""

import sys
import time
from pathlib import Path

from desktop.core.errors import VaultError
from desktop.core.storage.vault import Vault

try:
    vault = Vault.open(Path(sys.argv[1]))
except VaultError as error:
    print(error, flush=True)  # noqa: T201 - this is how it tells the test
    sys.exit(2)
print("holds", flush=True)  # noqa: T201
time.sleep(600)
