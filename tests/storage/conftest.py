"""What the vault's tests share."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from desktop.core.domain.accounts import Subject
from desktop.core.domain.assessment import Assessment
from desktop.core.domain.body_sites import Laterality, body_site
from desktop.core.domain.history import (
    BodyView,
    Capture,
    ConclusionDetails,
    ConclusionKind,
    Immersion,
    LesionDetails,
    LesionStatus,
    PatientDetails,
    PatientRecord,
    Pin,
    Sex,
)
from desktop.core.storage.history import History
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic, Clock
from tests.storage.seeded import assessment_of, seeded_image

Assessed = Callable[..., Assessment]
Photo = Callable[..., npt.NDArray[np.uint8]]

_TAKEN = datetime(2024, 2, 29, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    clock = Clock()
    vault, recovery_key = Vault.create(tmp_path / "vault", NAME, PASSPHRASE, cost=QUICK, clock=clock)
    found = Clinic(tmp_path / "vault", vault, recovery_key, clock)
    yield found
    found.vault.close()


@pytest.fixture
def photograph() -> Callable[..., bytes]:
    """Bytes that begin like a JPEG file: ``photograph(seed, size_bytes=20_000)``."""
    return seeded_image


@pytest.fixture
def assessed() -> Callable[..., Assessment]:
    """What a bundle makes of some bytes: ``assessed(data, melanoma=0.25, bundle=BUNDLE)``."""
    return assessment_of


@pytest.fixture
def jpeg(synthetic_photo: Photo) -> Callable[[int], bytes]:
    """A photograph whose EXIF names somebody."""

    def made(seed: int) -> bytes:
        target, exif = io.BytesIO(), Image.Exif()
        exif[0x013B] = "Zwirnsteiner"
        exif[0x0112] = 6
        Image.fromarray(synthetic_photo(seed, 120, 90)).save(target, "JPEG", exif=exif)
        return target.getvalue()

    return made


@pytest.fixture
def record(clinic: Clinic, jpeg: Callable[[int], bytes], assessed: Assessed) -> PatientRecord:
    """A patient about whom everything is known, beside another one."""
    history = clinic.history
    patient = history.create_patient(
        PatientDetails("PID-77", "Sömmerring", "Käthe", date(1948, 2, 29), Sex.FEMALE, 2, "shy of\nneedles")
    )
    site, pin = body_site("SCT", "66643007"), Pin(BodyView.BACK, 0.25, 0.5)
    details = LesionDetails("upper back, left", site, Laterality.LEFT, pin, LesionStatus.EXCISED, "since 2019")
    lesion = history.create_lesion(patient.id, details)
    other = history.create_lesion(patient.id, LesionDetails("=cmd|' /C calc'!A0"))
    capture = Capture(_TAKEN, "Dermlite of Otto", True, False, Immersion.GEL, 10.0, 0.0125)
    first = history.file_examination(lesion.id, jpeg(1), capture, [assessed(jpeg(1), 0.1 + 0.2)])
    conclusion = ConclusionDetails(ConclusionKind.HISTOLOGY, "naevus, says Otto", date(2024, 3, 9), "D22.5")
    history.conclude(first.id, conclusion)
    history.file_examination(lesion.id, jpeg(2))
    history.file_examination(other.id, jpeg(1))
    history.archive(Subject.LESION, other.id)
    clinic.lesion("P-1", "Winterfeld")
    return history.open_patient(patient.id)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[History]:
    """Another clinic's vault."""
    vault, _ = Vault.create(tmp_path / "elsewhere", "Dr. Otto", PASSPHRASE, cost=QUICK)
    assert vault.history is not None
    yield vault.history
    vault.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where a backup goes; it is not there yet."""
    return tmp_path / "drive" / "backup"
