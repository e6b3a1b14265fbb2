"""An assessment exists only in states that make sense."""

import dataclasses

import numpy as np
import pytest

from desktop.core.domain.assessment import Assessment, BundleId, CaptureFlag, Prediction, Status

PREDICTION = Prediction(
    probabilities={"mel": 0.25, "nv": 0.75},
    malignant=0.25,
    top_label="nv",
    balanced_label="mel",
    activation={"mel": np.zeros((2, 3), np.float32), "nv": np.zeros((2, 3), np.float32)},
    activation_part=(0.0, 0.0, 1.0, 1.0),
)
ASSESSED = Assessment(
    status=Status.ASSESSED,
    reason=None,
    bundle=BundleId("lentigo", "1.2.3", "ab" * 32),
    sha256="cd" * 32,
    width_px=600,
    height_px=450,
    flags=(CaptureFlag.BLURRED,),
    prediction=PREDICTION,
    withheld=None,
    elapsed_ms=1.0,
)


def test_an_out_of_scope_image_may_keep_its_numbers_withheld() -> None:
    out = dataclasses.replace(
        ASSESSED, status=Status.OUT_OF_SCOPE, reason="Because.", prediction=None, withheld=PREDICTION
    )

    assert out.withheld is PREDICTION


@pytest.mark.parametrize(
    "changes",
    [
        {"prediction": None},
        {"reason": "Because."},
        {"withheld": PREDICTION},
        {"status": Status.OUT_OF_SCOPE},
        {"status": Status.OUT_OF_SCOPE, "reason": "Because."},
        {"status": Status.OUT_OF_SCOPE, "prediction": None},
        {"status": Status.UNREADABLE, "reason": "Because."},
        {"status": Status.UNREADABLE, "reason": "Because.", "prediction": None, "withheld": PREDICTION},
    ],
)
def test_a_contradictory_assessment_cannot_be_made(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"prediction|withheld"):
        dataclasses.replace(ASSESSED, **changes)  # type: ignore[arg-type]


def test_an_assessment_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ASSESSED.status = Status.UNREADABLE  # type: ignore[misc]


def test_a_bundle_is_called_by_name_and_version() -> None:
    assert str(ASSESSED.bundle) == "lentigo-1.2.3"


def test_states_and_flags_keep_the_names_that_other_programs_read() -> None:
    assert [status.value for status in Status] == ["assessed", "out_of_scope", "unreadable"]
    assert {flag.value for flag in CaptureFlag} >= {
        "blurred",
        "too_dark",
        "too_bright",
        "too_small",
        "letterbox",
        "first_frame",
        "profile_ignored",
    }
