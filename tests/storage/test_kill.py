"""A program killed at any moment loses nothing that it acknowledged and leaves nothing half-made.

A dozen kills as it stands; ``pytest tests/storage/test_kill.py --kills 200`` for a change of the storage, and as many as
a night is long.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.core.storage.examination_rows import all_images
from desktop.core.storage.images import StoredImage
from tests.storage.clinic import Clinic
from tests.storage.seeded import seeded_image

_CHILD = Path(__file__).with_name("filing_child.py")
_REPOSITORY = Path(__file__).resolve().parents[2]
# From before the vault is open to after several examinations.
_LONGEST_S = 0.6


def test_whatever_was_acknowledged_survives_sigkill(clinic: Clinic, request: pytest.FixtureRequest) -> None:
    kills: int = request.config.getoption("--kills")
    lesion = clinic.lesion()
    rng = random.Random(kills)
    acknowledged: dict[str, int] = {}
    for kill in range(kills):
        clinic.vault.close()
        acknowledged |= filed_until_killed(clinic.folder, lesion.id, kill * 10_000, rng)

        history = clinic.reopen()

        shown = {found.id: found for found in history.open_patient(lesion.patient_id).examinations}
        assert acknowledged.keys() <= shown.keys(), f"after kill {kill} an acknowledged examination is gone"
        # At most the one that was being acknowledged is there beyond that, and it is whole.
        assert len(shown) <= len(acknowledged) + kill + 1
        report = history.verify()
        assert (report.problems, report.orphans) == ((), 0)
        assert file_names(clinic) == {f"{image.name}.image" for image in known_images(clinic)}
        predicted = {found.examination_id for found in history.open_patient(lesion.patient_id).predictions}
        assert predicted == shown.keys(), "an examination was filed without its prediction"
    for examination_id, seed in acknowledged.items():
        assert clinic.history.image(examination_id) == seeded_image(seed)
    assert len(acknowledged) > kills, "the child was killed before it filed anything; give it longer"


def filed_until_killed(folder: Path, lesion_id: str, seed: int, rng: random.Random) -> dict[str, int]:
    """Let a child file examinations, kill it at a random moment; return the seeds of what it acknowledged, by id."""
    command = [sys.executable, str(_CHILD), str(folder), lesion_id, str(seed)]
    environment = os.environ | {"PYTHONPATH": str(_REPOSITORY)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
        assert child.stdout is not None
        # One time in five while the program starts and unlocks; otherwise once it files.
        first = b"" if rng.random() < 0.2 else child.stdout.readline()
        time.sleep(rng.uniform(0, _LONGEST_S))
        child.kill()
        lines = (first + child.stdout.read()).decode().splitlines()
    return {examination_id: int(number) for examination_id, number in map(str.split, lines)}


def known_images(clinic: Clinic) -> list[StoredImage]:
    with clinic.history.transaction("") as connection:
        return list(all_images(connection))


def file_names(clinic: Clinic) -> set[str]:
    return {path.name for path in clinic.image_files()}
