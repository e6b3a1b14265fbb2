"""A program killed at any moment loses nothing that it acknowledged and leaves nothing half-made.

A dozen kills as it stands. After a change of the storage, and for as long as a night is:

    pytest tests/storage/test_kill.py --kills 200 --timeout 0
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.core.storage.examination_rows import all_images
from tests.storage.clinic import Clinic
from tests.storage.seeded import seeded_image

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")

_CHILD = Path(__file__).with_name("filing_child.py")
_REPOSITORY = Path(__file__).resolve().parents[2]
# So many examinations are filed at most before a kill.
_LONGEST = 5


def test_whatever_was_acknowledged_survives_sigkill(clinic: Clinic, request: pytest.FixtureRequest) -> None:
    kills: int = request.config.getoption("--kills")
    lesion = clinic.lesion()
    rng = random.Random(kills)
    clinic.vault.close()
    # A moment in each stretch of the time, so that few kills too fall before the first filing and after some.
    longest_s = 2 * time_of_some_filings(clinic.folder, lesion.id)
    moments_s = [(stretch + rng.random()) / kills * longest_s for stretch in rng.sample(range(kills), kills)]
    clinic.reopen()
    before = whole_and_swept(clinic, lesion.patient_id)
    acknowledged: dict[str, int] = {}
    for kill, moment_s in enumerate(moments_s):
        clinic.vault.close()
        newly = filed_until_killed(clinic.folder, lesion.id, kill * 10_000, moment_s)
        acknowledged |= newly

        clinic.reopen()

        shown = whole_and_swept(clinic, lesion.patient_id)
        assert acknowledged.keys() <= shown, f"after kill {kill} an acknowledged examination is gone"
        # Beside them only those that each kill let be filed, but not be acknowledged.
        assert len(shown) <= len(before) + len(acknowledged) + kill + 1
        for examination_id, seed in newly.items():
            assert clinic.history.image(examination_id) == seeded_image(seed)
    assert acknowledged, "the child was always killed before it filed anything; give it longer"


@pytest.mark.parametrize(
    ("fatal", "leaves_a_file"),
    [
        ("os.replace", True),
        ("desktop.core.storage.examination_rows.put_image", True),
        ("desktop.core.storage.examination_rows.add_prediction", True),
        ("desktop.core.storage.examination_rows.image_by_hash", False),
    ],
)
def test_what_a_kill_leaves_half_made_is_never_seen_and_swept(
    clinic: Clinic, fatal: str, *, leaves_a_file: bool
) -> None:
    lesion = clinic.lesion()
    clinic.vault.close()

    assert filed_until_killed(clinic.folder, lesion.id, 1, None, fatal) == {}
    assert bool(clinic.image_files()) == leaves_a_file

    clinic.reopen()
    assert whole_and_swept(clinic, lesion.patient_id) == set()
    assert clinic.image_files() == []


def test_after_an_orderly_end_nothing_is_swept(clinic: Clinic) -> None:
    """Sweeping reads every folder of images: an orderly end must spare the next start from it."""
    stray = clinic.folder / "images" / "ab" / f"{'ab' * 32}.image"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"left by hand")

    clinic.reopen()

    assert stray.exists()
    assert clinic.history.verify().orphans == 1


def time_of_some_filings(folder: Path, lesion_id: str) -> float:
    """Measure how long this machine takes to open the vault and file some examinations, in seconds."""
    with child(folder, lesion_id, -1_000_000) as filing:
        started_s = time.monotonic()
        assert filing.stdout is not None
        for _ in range(_LONGEST):
            filing.stdout.readline()
        filing.kill()
    return time.monotonic() - started_s


@contextmanager
def child(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    """Start a child; it is about to open the vault."""
    command = [sys.executable, str(_CHILD), *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(_REPOSITORY)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as filing:
        assert filing.stdout is not None
        assert filing.stdout.readline() == b"opening\n"
        yield filing


def filed_until_killed(folder: Path, lesion_id: str, seed: int, after_s: float | None, *fatal: str) -> dict[str, int]:
    """Let a child file examinations until it is killed; return the seeds of what it acknowledged, by id.

    Killed after some seconds from when it opens the vault, or, if they are None, by itself at a call of `fatal`.
    """
    with child(folder, lesion_id, seed, *fatal) as filing:
        if after_s is not None:
            time.sleep(after_s)
            filing.kill()
        assert filing.stdout is not None
        lines = filing.stdout.read().decode().splitlines()
    assert filing.returncode == -signal.SIGKILL
    return {examination_id: int(number) for examination_id, number in map(str.split, lines)}


def whole_and_swept(clinic: Clinic, patient_id: str) -> set[str]:
    """Check that nothing is damaged, half-made or left over; return the ids of the patient's examinations."""
    report = clinic.history.verify()
    assert (report.problems, report.orphans) == ((), 0)
    assert not list(clinic.folder.rglob("*.unfinished"))
    record = clinic.history.open_patient(patient_id)
    shown = {found.id for found in record.examinations}
    assert {found.examination_id for found in record.predictions} == shown, "filed without its prediction"
    with clinic.history.transaction("") as connection:
        names = {f"{image.name}.image" for image in all_images(connection)}
    assert {path.name for path in clinic.image_files()} == names
    return shown
