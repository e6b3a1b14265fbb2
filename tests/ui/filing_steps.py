"""What a person files, what keeps the program busy meanwhile, and what has come of it."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.core.domain.accounts import Role
from desktop.core.domain.history import Examination, Patient
from desktop.core.errors import KnownError
from desktop.ui.tasks import Lane
from tests.ui.desk_steps import VaultWindow

OTHER, THEIRS = "Schwester Zwetschge", "blaue Teekanne auf dem Deich 9"
_GATE_S = 30.0


def photographs(folder: Path, sample: Path, count: int = 1) -> list[Path]:
    """Put photographs of the clinic's into a folder: samples under other names."""
    looks = sorted(sample.parent.glob("*.jpg"))[:count]
    return [Path(shutil.copy(look, folder / f"photo{number}.jpg")) for number, look in enumerate(looks)]


@contextmanager
def busy_vault(clinic: VaultWindow) -> Iterator[None]:
    """Keep the vault at other work, as a long import would."""
    gate, done = threading.Event(), list[bool]()
    clinic.window.desk.work.change(lambda _history: gate.wait(_GATE_S), done=done.append)
    try:
        yield
    finally:
        gate.set()


@contextmanager
def busy_files(clinic: VaultWindow) -> Iterator[None]:
    """Keep what reads files at other work, as a slow folder would."""
    gate, done = threading.Event(), list[bool]()
    clinic.window.runner.submit(Lane.FILES, lambda _token: gate.wait(_GATE_S), done=done.append, failed=_fail)
    try:
        yield
    finally:
        gate.set()


def wait_for_files(clinic: VaultWindow) -> None:
    """Wait until everything is done that reads files."""
    done = list[bool]()
    clinic.window.runner.submit(Lane.FILES, lambda _token: True, done=done.append, failed=_fail)
    clinic.qtbot.waitUntil(lambda: bool(done))


def add_other(clinic: VaultWindow) -> None:
    """Give somebody else an account."""
    done = list[object]()
    clinic.window.desk.work.administer(
        lambda vault: vault.create_account(OTHER, Role.CLINICIAN, THEIRS), done=done.append
    )
    clinic.qtbot.waitUntil(lambda: bool(done))


def filed_under(clinic: VaultWindow, patient: Patient) -> tuple[Examination, ...]:
    return clinic.ask(lambda history: history.open_patient(patient.id)).examinations


def told(clinic: VaultWindow, text: str) -> None:
    clinic.qtbot.waitUntil(lambda: text in clinic.window.message_bar.text)


def _fail(error: KnownError) -> None:
    pytest.fail(str(error))
