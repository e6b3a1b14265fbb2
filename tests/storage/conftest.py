"""What the vault's tests share."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.core.domain.assessment import Assessment, BundleId, CaptureFlag, Prediction, Status
from desktop.core.storage.vault import Vault
from tests.storage.clinic import NAME, PASSPHRASE, QUICK, Clinic, Clock

BUNDLE = BundleId("lentigo", "0.1.0", "ab" * 32)


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    clock = Clock()
    vault, recovery_key = Vault.create(tmp_path / "vault", NAME, PASSPHRASE, cost=QUICK, clock=clock)
    found = Clinic(tmp_path / "vault", vault, recovery_key, clock)
    yield found
    found.vault.close()


@pytest.fixture
def photograph() -> Callable[[int], bytes]:
    """Bytes that begin like a JPEG file and go on at random: ``photograph(seed)``."""

    def made(seed: int, size_bytes: int = 20_000) -> bytes:
        noise = b"".join(hashlib.sha256(f"{seed} {block}".encode()).digest() for block in range(size_bytes // 32))
        return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + noise + b"\xff\xd9"

    return made


@pytest.fixture
def assessed() -> Callable[..., Assessment]:
    """What a bundle makes of some bytes: ``assessed(data, melanoma=0.25)``."""

    def made(data: bytes, melanoma: float = 0.25, bundle: BundleId = BUNDLE) -> Assessment:
        prediction = Prediction(
            probabilities={"nv": 1 - melanoma, "mel": melanoma},
            malignant=melanoma,
            top_label="nv" if melanoma < 0.5 else "mel",
            balanced_label="mel",
            activation={},
            activation_part=(0.0, 0.0, 1.0, 1.0),
        )
        sha256 = hashlib.sha256(data).hexdigest()
        flags = (CaptureFlag.BLURRED,)
        return Assessment(Status.ASSESSED, None, bundle, sha256, 640, 480, flags, prediction, None, 1.0)

    return made
