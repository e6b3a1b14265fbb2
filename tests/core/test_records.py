"""Records are a contract with other programs: their fields and their order do not change by accident."""

import csv
import dataclasses
import io
import json

import numpy as np
import pytest

from desktop.core.bundle.manifest import OperatingPoint
from desktop.core.domain.assessment import Assessment, BundleId, CaptureFlag, Prediction, Reliability, Status
from desktop.core.reporting.records import WRITERS, RecordWriter, to_record

FIELDS = [
    *("path", "sha256", "width", "height", "bundle", "status", "reason", "probabilities", "malignant"),
    *("top_label", "balanced_label", "flags", "elapsed_ms", "reliability", "must_not_miss"),
]
POINTS = [OperatingPoint("mel", 0.07, 0.906, 0.85, 0.96, 0.76, 0.73, 0.79, 1252, "nothing")]
PREDICTION = Prediction(
    probabilities={"mel": 0.25, "nv": 0.75},
    malignant=0.25,
    top_label="nv",
    balanced_label="mel",
    activation={"mel": np.zeros((2, 3), np.float32)},
    activation_part=(0.0, 0.0, 1.0, 1.0),
    reliability=Reliability(0.3, 0.2, 0.4, 120, "nothing", overall=0.19),
)
ASSESSED = Assessment(
    status=Status.ASSESSED,
    reason=None,
    bundle=BundleId("lentigo", "1.2.3", "ab" * 32),
    sha256="cd" * 32,
    width_px=600,
    height_px=450,
    flags=(CaptureFlag.BLURRED, CaptureFlag.TOO_SMALL),
    prediction=PREDICTION,
    withheld=None,
    elapsed_ms=12.34567,
)
OUT_OF_SCOPE = dataclasses.replace(
    ASSESSED, status=Status.OUT_OF_SCOPE, reason="It is a cat.", prediction=None, withheld=PREDICTION
)
UNREADABLE = dataclasses.replace(
    ASSESSED,
    status=Status.UNREADABLE,
    reason="The file is empty.",
    prediction=None,
    sha256=None,
    width_px=None,
    height_px=None,
    flags=(),
)


def written(kind: str, assessment: Assessment, path: str = "a.jpg") -> str:
    stream = io.StringIO(newline="")
    writer: RecordWriter = WRITERS[kind](stream, ["mel", "nv"])
    writer.write(to_record(path, assessment, include_out_of_scope=False, points=POINTS))
    return stream.getvalue()


def test_an_assessed_image_is_written_with_all_fields_in_their_order() -> None:
    record = to_record("folder/a.jpg", ASSESSED, include_out_of_scope=False, points=POINTS)

    assert list(record) == FIELDS
    assert record == {
        "path": "folder/a.jpg",
        "sha256": "cd" * 32,
        "width": 600,
        "height": 450,
        "bundle": {"name": "lentigo", "version": "1.2.3", "sha256": "ab" * 32},
        "status": "assessed",
        "reason": None,
        "probabilities": {"mel": 0.25, "nv": 0.75},
        "malignant": 0.25,
        "top_label": "nv",
        "balanced_label": "mel",
        "flags": ["blurred", "too_small"],
        "elapsed_ms": 12.346,
        "reliability": {
            "malignant": 0.3,
            "low": 0.2,
            "high": 0.4,
            "lesions": 120,
            "measured_on": "nothing",
            "overall": 0.19,
        },
        "must_not_miss": ["mel"],
    }


def test_without_points_of_the_bundle_no_label_is_named() -> None:
    assert to_record("a.jpg", ASSESSED, include_out_of_scope=False)["must_not_miss"] == []


@pytest.mark.parametrize("assessment", [OUT_OF_SCOPE, UNREADABLE], ids=["out of scope", "unreadable"])
def test_an_image_without_a_prediction_has_all_fields_and_no_number(assessment: Assessment) -> None:
    record = to_record("a.jpg", assessment, include_out_of_scope=False)

    assert list(record) == FIELDS
    assert record["reason"] == assessment.reason
    for name in ("probabilities", "malignant", "top_label", "balanced_label", "reliability", "must_not_miss"):
        assert record[name] is None


def test_out_of_scope_numbers_are_written_only_on_demand() -> None:
    record = to_record("a.jpg", OUT_OF_SCOPE, include_out_of_scope=True)

    assert record["status"] == "out_of_scope"
    assert record["probabilities"] == {"mel": 0.25, "nv": 0.75}
    assert to_record("a.jpg", UNREADABLE, include_out_of_scope=True)["probabilities"] is None


@pytest.mark.parametrize("assessment", [ASSESSED, OUT_OF_SCOPE, UNREADABLE])
def test_a_json_line_is_one_line_that_reads_back(assessment: Assessment) -> None:
    path = 'new\nline "quoted" é \udce9.jpg'

    line = written("jsonl", assessment, path)

    assert line.count("\n") == 1
    assert line.isascii()
    assert json.loads(line) == to_record(path, assessment, include_out_of_scope=False, points=POINTS)


def test_csv_has_a_column_for_each_number_and_empty_cells_for_none() -> None:
    for assessment, probability in ((ASSESSED, "0.25"), (OUT_OF_SCOPE, ""), (UNREADABLE, "")):
        (row,) = csv.DictReader(io.StringIO(written("csv", assessment, 'a, "b"\nc.jpg')))

        assert row["path"] == 'a, "b"\nc.jpg'
        assert row["probability_mel"] == probability
        assert row["reliability_malignant"] == ("0.3" if probability else "")
        assert row["must_not_miss"] == ("mel" if probability else "")
        assert row["status"] == assessment.status
        assert row["bundle_name"] == "lentigo"
        assert None not in row


def test_the_table_says_what_it_is_not_and_shows_a_number_only_for_an_assessed_image() -> None:
    assert "not a medical device" in written("table", ASSESSED)
    assert "25.0%" in written("table", ASSESSED)
    assert "not to be missed: mel 25%" in written("table", ASSESSED)
    for assessment in (OUT_OF_SCOPE, UNREADABLE):
        table = written("table", assessment)
        assert "%" not in table
        assert str(assessment.reason) in table
