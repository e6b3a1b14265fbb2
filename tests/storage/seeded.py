"""Images and assessments that two programs make alike."""

import hashlib
import random

from desktop.core.domain.assessment import Assessment, BundleId, CaptureFlag, Prediction, Status

BUNDLE = BundleId("lentigo", "0.1.0", "ab" * 32)


def seeded_image(seed: int, size_bytes: int = 20_000) -> bytes:
    """Bytes that begin like a JPEG file and go on at random."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + random.Random(seed).randbytes(size_bytes) + b"\xff\xd9"


def assessment_of(data: bytes, melanoma: float = 0.25, bundle: BundleId = BUNDLE) -> Assessment:
    """What a bundle might make of some bytes."""
    prediction = Prediction(
        probabilities={"nv": 1 - melanoma, "mel": melanoma},
        malignant=melanoma,
        top_label="nv" if melanoma < 0.5 else "mel",
        balanced_label="mel",
        activation={},
        activation_part=(0.0, 0.0, 1.0, 1.0),
    )
    sha256 = hashlib.sha256(data).hexdigest()
    return Assessment(Status.ASSESSED, None, bundle, sha256, 640, 480, (CaptureFlag.BLURRED,), prediction, None, 1.0)
