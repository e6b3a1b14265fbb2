"""What stays of keys and patients in memory and in what the system makes of it."""

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.core.storage.keys import Purpose, derive
from tests.storage.clinic import Clinic

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

_REPOSITORY = Path(__file__).resolve().parents[2]
_PR_GET_DUMPABLE = 3

# Unlocks and uses a vault, waits for a line, locks it, and waits for another.
_CHILD = """
import gc, sys
from pathlib import Path
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK

vault = Vault.open(Path(sys.argv[1]), cost=QUICK)
history = vault.unlock(NAME, PASSPHRASE)
history.file_examination(None, b"image" * 1000)
history.find_patients()
vault.begin_backup(Path(sys.argv[2])).run()
print("unlocked", flush=True)
sys.stdin.readline()
vault.lock()
del history
gc.collect()
print("locked", flush=True)
sys.stdin.readline()
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may look into such a program's memory")
def test_after_locking_no_key_is_in_the_programs_memory(clinic: Clinic, tmp_path: Path) -> None:
    data_key = clinic.vault._data_key
    assert data_key is not None
    database_key = derive(data_key, clinic.vault.id, Purpose.DATABASE)
    keys = {
        "data": bytes(data_key),
        "database": bytes(database_key),
        "database, as SQLCipher takes it": database_key.hex().encode(),
        "images": bytes(derive(data_key, clinic.vault.id, Purpose.IMAGE_KEYS)),
    }
    clinic.vault.close()

    with subprocess.Popen(
        [sys.executable, "-c", _CHILD, clinic.folder, tmp_path / "backup"],
        env=os.environ | {"PYTHONPATH": str(_REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stdout.readline() == "unlocked\n"
        unlocked = found_in_memory(program.pid, keys)
        print("lock it", file=program.stdin, flush=True)
        assert program.stdout.readline() == "locked\n"
        locked = found_in_memory(program.pid, keys)
        print("end", file=program.stdin, flush=True)

    assert {"data", "images"} <= unlocked
    assert locked == set()


def found_in_memory(process_id: int, keys: dict[str, bytes]) -> set[str]:
    """Return the names of the keys that occur anywhere in what a program may write to."""
    found = set()
    with Path(f"/proc/{process_id}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process_id}/maps").read_text(encoding="utf-8").splitlines():
            start, end = (int(number, 16) for number in line.split()[0].split("-"))
            if not line.split()[1].startswith("rw"):
                continue
            memory.seek(start)
            try:
                content = memory.read(end - start)
            except OSError:  # Pages that are not there.
                continue
            found |= {name for name, key in keys.items() if key in content}
    return found


def test_a_program_that_holds_a_vault_leaves_no_core_dump(clinic: Clinic) -> None:
    resource = pytest.importorskip("resource")  # Windows has none.
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    assert ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 0


def test_sqlite_keeps_its_temporary_tables_in_memory(clinic: Clinic) -> None:
    with clinic.history.transaction("") as connection:
        assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2
        options = {row[0] for row in connection.exec_driver_sql("PRAGMA compile_options")}
        assert re.search(r"TEMP_STORE=[23]", " ".join(options))
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "truncate"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
