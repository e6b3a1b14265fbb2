"""Assessments as records, a contract with other programs: JSON lines, CSV, and a table for a terminal."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import IO, Any, Protocol

from desktop.core.bundle.manifest import OperatingPoint
from desktop.core.bundle.operating_points import DEFAULT_SENSITIVITY, must_not_miss
from desktop.core.domain.assessment import Assessment, Reliability

RESEARCH_USE = "Research and education only, not a medical device."

_Record = dict[str, Any]
_RELIABILITY = [field.name for field in fields(Reliability)]


def to_record(
    path: str, assessment: Assessment, *, include_out_of_scope: bool, points: Sequence[OperatingPoint] = ()
) -> _Record:
    """Describe one image's assessment with JSON types.

    Parameters
    ----------
    path : str
        As the caller named the file.
    assessment : Assessment
    include_out_of_scope : bool
        Give the withheld numbers of out-of-scope images too.
    points : sequence of OperatingPoint, optional
        The bundle's. Labels that must not be missed are named at those that find 90 % of their lesions.
    """
    prediction = assessment.prediction or (assessment.withheld if include_out_of_scope else None)
    return {
        "path": path,
        "sha256": assessment.sha256,
        "width": assessment.width_px,
        "height": assessment.height_px,
        "bundle": {
            "name": assessment.bundle.name,
            "version": assessment.bundle.version,
            "sha256": assessment.bundle.sha256,
        },
        "status": assessment.status.value,
        "reason": assessment.reason,
        "probabilities": dict(prediction.probabilities) if prediction else None,
        "malignant": prediction.malignant if prediction else None,
        "top_label": prediction.top_label if prediction else None,
        "balanced_label": prediction.balanced_label if prediction else None,
        "flags": [flag.value for flag in assessment.flags],
        "elapsed_ms": round(assessment.elapsed_ms, 3),
        "reliability": asdict(prediction.reliability) if prediction and prediction.reliability else None,
        "must_not_miss": list(must_not_miss(points, prediction.probabilities, DEFAULT_SENSITIVITY))
        if prediction
        else None,
    }


class RecordWriter(Protocol):
    """Writes records to a stream, one at a time."""

    def write(self, record: _Record) -> None:
        """Write one record."""


class JsonLinesWriter:
    """One JSON object a line, ASCII only, so that a file name that is no valid Unicode survives."""

    def __init__(self, stream: IO[str], label_keys: Sequence[str]) -> None:
        del label_keys  # Every object names its labels.
        self._stream = stream

    def write(self, record: _Record) -> None:
        """Write one record."""
        self._stream.write(json.dumps(record) + "\n")


class CsvWriter:
    """One row a record; nested fields become columns such as ``bundle_name`` and ``probability_mel``."""

    def __init__(self, stream: IO[str], label_keys: Sequence[str]) -> None:
        self._label_keys = label_keys
        self._rows = csv.writer(stream, lineterminator="\n")
        self._rows.writerow(
            [
                *("path", "sha256", "width", "height", "bundle_name", "bundle_version", "bundle_sha256"),
                *("status", "reason"),
                *(f"probability_{key}" for key in label_keys),
                *("malignant", "top_label", "balanced_label", "flags", "elapsed_ms"),
                *(f"reliability_{name}" for name in _RELIABILITY),
                "must_not_miss",
            ]
        )

    def write(self, record: _Record) -> None:
        """Write one record."""
        probabilities, reliability = record["probabilities"] or {}, record["reliability"] or {}
        self._rows.writerow(
            [
                *(record[name] for name in ("path", "sha256", "width", "height")),
                *(record["bundle"][name] for name in ("name", "version", "sha256")),
                *(record[name] for name in ("status", "reason")),
                *(probabilities.get(key) for key in self._label_keys),
                *(record[name] for name in ("malignant", "top_label", "balanced_label")),
                " ".join(record["flags"]),
                record["elapsed_ms"],
                *(reliability.get(name) for name in _RELIABILITY),
                " ".join(record["must_not_miss"] or ()),
            ]
        )


class TableWriter:
    """For people: malignancy and the most probable label, or why there is none."""

    _ROW = "{malignant:>9}  {label:<16}  {path}{remark}\n"

    def __init__(self, stream: IO[str], label_keys: Sequence[str]) -> None:
        del label_keys  # The table names only the most probable one.
        self._stream = stream
        stream.write(RESEARCH_USE + "\n")
        stream.write(self._ROW.format(malignant="malignant", label="most probable", path="image", remark=""))

    def write(self, record: _Record) -> None:
        """Write one record."""
        if record["probabilities"] is None:
            malignant, label = "-", record["status"].replace("_", " ")
        else:
            malignant = f"{record['malignant']:.1%}"
            label = f"{record['top_label']} {record['probabilities'][record['top_label']]:.0%}"
        behind = (f"{key} {record['probabilities'][key]:.0%}" for key in record["must_not_miss"] or ())
        named = [f"not to be missed: {text}" for text in behind]
        remarks = [record["reason"], *named, ", ".join(record["flags"]).replace("_", " ")]
        remark = "".join(f"\n{'':<29}{text}" for text in remarks if text)
        self._stream.write(self._ROW.format(malignant=malignant, label=label, path=record["path"], remark=remark))


WRITERS: Mapping[str, Callable[[IO[str], Sequence[str]], RecordWriter]] = {
    "table": TableWriter,
    "jsonl": JsonLinesWriter,
    "csv": CsvWriter,
}
