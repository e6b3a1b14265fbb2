"""Does a clinic's vault answer at once, however much is in it?"""

import gc
import hashlib
import os
import random
import time
from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from desktop.core.domain.assessment import Assessment, BundleId, Prediction, Status
from desktop.core.domain.history import Patient, PatientDetails
from desktop.core.storage.history import History
from desktop.core.storage.vault import Vault
from tests.benchmarks.ratio import Ratio
from tests.benchmarks.vault_data import (
    BUNDLE_SHA256,
    COST,
    EXAMINATIONS_OF_A_THICK_RECORD,
    NAME,
    PASSPHRASE,
    THICK_RECORDS,
    GeneratedVault,
    generated_vault,
)

_SMALL = 10_000
_ALLOWED_MS = 50.0
# Of the lists of what is to be looked at again: both vaults have so many, and the pages show up to 500.
_LISTED, _ALLOWED_LIST_MS = 100, 100.0
_THRESHOLD = 0.3
_ROUNDS = 60
_FILED_BYTES = 500_000
_SHARE = 0.95


@dataclass
class Times:
    """What one task took, again and again: milliseconds by the clock and of a processor, and bytes that were read."""

    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    read_bytes: list[float] = field(default_factory=list)

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Add the time that the block takes."""
        read_bytes = _read_bytes()
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        yield
        self.cpu_ms.append((time.process_time() - cpu_s) * 1000)
        self.wall_ms.append((time.perf_counter() - wall_s) * 1000)
        self.read_bytes.append(_read_bytes() - read_bytes)

    def __str__(self) -> str:
        read_mb = p95(self.read_bytes) / 1e6
        return f"{p95(self.wall_ms):.1f} ms (processor {p95(self.cpu_ms):.1f} ms, {read_mb:.2f} MB read)"


class _Measured:
    """One vault, and what each task took in it."""

    def __init__(self, made: GeneratedVault) -> None:
        self.made = made
        self.times = {
            task: Times()
            for task in (
                "unlock to list",
                "find a patient, the first after unlocking",
                "find a patient",
                "open a record",
                "file an image",
                f"list {_LISTED} lesions that are due",
                f"list {_LISTED} conclusions that differ",
            )
        }
        # As the pages ask for them; a small vault has fewer, so there is nothing to compare with.
        self.whole_lists = {task: Times() for task in ("list the lesions that are due", "list what differs")}
        self._rng = random.Random(1)
        self._vault = Vault.open(made.folder, cost=COST)
        history = self._unlock(Times())
        self._thick = [self._patient(history, f"P-{number:06d}") for number in range(THICK_RECORDS)]

    def close(self) -> None:
        self._vault.close()

    def unlock_and_find(self) -> None:
        """Unlock the vault anew and look for a patient: nothing of it has been decrypted yet."""
        self._vault.lock()
        history = self._unlock(self.times["unlock to list"])
        self._find(history, "find a patient, the first after unlocking")
        due, differing = self.whole_lists.values()
        with due.measured():
            history.due_lesions(self.made.last_day)
        with differing.measured():
            history.disagreements(BUNDLE_SHA256, _THRESHOLD)

    def see_a_patient(self) -> None:
        """Look for patients, open a record, file an image and look at the lists, in a session that goes on."""
        history = self._vault.history
        assert history is not None
        for _ in range(3):
            self._find(history, "find a patient")
        thick = self._rng.choice(self._thick)
        with self.times["open a record"].measured():
            record = history.open_patient(thick.id)
        assert len(record.examinations) >= EXAMINATIONS_OF_A_THICK_RECORD
        data = self._rng.randbytes(_FILED_BYTES)
        lesion = self._rng.choice(record.lesions)
        with self.times["file an image"].measured():
            history.file_examination(lesion.id, data, assessments=[_assessment(data)])
        with self.times[f"list {_LISTED} lesions that are due"].measured():
            listed: Sized = history.due_lesions(self.made.last_day, limit=_LISTED)
        assert len(listed) == _LISTED
        with self.times[f"list {_LISTED} conclusions that differ"].measured():
            listed = history.disagreements(BUNDLE_SHA256, _THRESHOLD, limit=_LISTED)
        assert len(listed) == _LISTED

    def _find(self, history: History, task: str) -> None:
        somebody = self._patient(history, f"P-{self._rng.randrange(self.made.patients):06d}").details
        typed = self._typed(somebody)
        with self.times[task].measured():
            history.find_patients(typed)

    def _unlock(self, times: Times) -> History:
        with times.measured():
            history = self._vault.unlock(NAME, PASSPHRASE)
            history.find_patients()
        return history

    def _patient(self, history: History, identifier: str) -> Patient:
        return history.find_patients(identifier, limit=1)[0]

    def _typed(self, somebody: PatientDetails) -> str:
        """Type what people type: the beginning or any part of a name or identifier, two of them, or one letter."""
        rng = self._rng
        whole = rng.choice([somebody.identifier, somebody.family_name, somebody.given_names])
        start = rng.randrange(max(len(whole) - 3, 1))
        return rng.choice(
            [
                whole,
                whole[: rng.randint(3, 6)],
                whole[start : start + rng.randint(3, 6)],
                whole[: rng.randint(1, 2)],
                f"{somebody.given_names[:3]} {somebody.family_name[-4:]}",
                f"{somebody.family_name} {somebody.identifier[-3:]}",
                "nobody at all",
            ]
        )


def measure_vault(cache: Path, examinations: int) -> list[Ratio]:
    """Time some tasks in a vault of some size and in one of 10,000 examinations, turn by turn.

    The passphrase's derivation is next to nothing here (see `vault_data`); both databases are in the system's cache or
    not, as it happens. What the drive itself takes to sync a file is told too: filing waits for several of those.
    """
    vaults = [_Measured(generated_vault(cache, size)) for size in (examinations, _SMALL)]
    big, small = vaults
    syncs = Times()
    try:
        gc.collect()
        gc.freeze()  # As the program does when it has started.
        for turn in (_Measured.unlock_and_find, _Measured.see_a_patient):
            for _ in range(_ROUNDS):
                for vault in vaults:
                    turn(vault)
                _sync_a_file(cache, syncs)
    finally:
        for vault in vaults:
            vault.close()
    database_bytes = (big.made.folder / "vault.db").stat().st_size
    unlocking_bytes = p95(big.times["unlock to list"].read_bytes)
    ratios = [
        Ratio(
            "unlocking, share of the database that is read",
            f"{unlocking_bytes / 1e6:.2f} MB",
            f"{database_bytes / 1e6:.0f} MB",
            unlocking_bytes / database_bytes,
            "≤ 0.01",
        )
    ]
    for task, times in big.whole_lists.items():
        name = f"{task}, the first after unlocking, {examinations} examinations, p95"
        ratio = p95(times.wall_ms) / _ALLOWED_LIST_MS
        ratios.append(Ratio(name, str(times), f"{_ALLOWED_LIST_MS:.0f} ms", ratio, "≤ 1"))
    for task, times in big.times.items():
        ratios += _ratios(f"{task}, {examinations} examinations", times, small.times[task])
    print(f"the drive takes {syncs} to sync a file of 4 KiB (p95)")
    return ratios


def p95(values: list[float]) -> float:
    """Return what 95 % of the values do not exceed."""
    return sorted(values)[min(int(len(values) * _SHARE), len(values) - 1)]


def _ratios(name: str, ours: Times, smaller: Times) -> list[Ratio]:
    return [
        Ratio(f"{name}, p95", str(ours), f"{_ALLOWED_MS:.0f} ms", p95(ours.wall_ms) / _ALLOWED_MS, "≤ 1"),
        Ratio(
            f"{name}, p95 of the clock",
            str(ours),
            f"{smaller} of {_SMALL}",
            p95(ours.wall_ms) / p95(smaller.wall_ms),
            "≤ 1.5",
        ),
        Ratio(
            f"{name}, p95 of the processor",
            f"{p95(ours.cpu_ms):.1f} ms",
            f"{p95(smaller.cpu_ms):.1f} ms of {_SMALL}",
            p95(ours.cpu_ms) / p95(smaller.cpu_ms),
            "≤ 1.5",
        ),
    ]


def _read_bytes() -> int:
    """Return how many bytes this process has asked the system for; 0 where that is not told."""
    counters: Callable[[], object] | None = getattr(psutil.Process(), "io_counters", None)
    return int(getattr(counters(), "read_chars", 0)) if counters else 0


def _sync_a_file(folder: Path, times: Times) -> None:
    path = folder / "sync"
    with path.open("wb") as stream:
        stream.write(bytes(4096))
        stream.flush()
        with times.measured():
            os.fsync(stream.fileno())
    path.unlink()


def _assessment(data: bytes) -> Assessment:
    prediction = Prediction({"nv": 0.75, "mel": 0.25}, 0.25, "nv", "mel", {}, (0.0, 0.0, 1.0, 1.0))
    sha256 = hashlib.sha256(data).hexdigest()
    bundle = BundleId("lentigo", "0.1.0", BUNDLE_SHA256)
    return Assessment(Status.ASSESSED, None, bundle, sha256, 640, 480, (), prediction, None, 1.0)
