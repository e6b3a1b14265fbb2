"""What the vault's tests share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.core.domain.assessment import Assessment
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic, Clock
from tests.storage.seeded import assessment_of, seeded_image


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
