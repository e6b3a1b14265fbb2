"""A report as JSON and as tables in CSV, for programs."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import confusion_matrix

from desktop.core.bundle.manifest import Metric
from training.evaluation.intervals import Estimate, Figure, Unmeasured
from training.evaluation.metrics import is_leaky
from training.evaluation.per_label import GRID, Curve, Ranking
from training.evaluation.report.content import Reliability, Report, RiskCoverage
from training.evaluation.subgroups import Group

JSON_NAME = "report.json"
FIGURES_NAME, LABELS_NAME, GROUPS_NAME = "figures.csv", "per_label.csv", "subgroups.csv"
PREDICTIONS_NAME = "predictions.csv"

_GROUP_COLUMNS = ("name", "photographs", "lesions", "malignant", "labels_present")
_FIGURE_COLUMNS = ("figure", "value", "low", "high", "why", "split")


def figures_json(figures: Iterable[Metric]) -> list[dict[str, Any]]:
    """Return figures as JSON values, each with the mark of a leaky split."""
    return [asdict(figure) | {"leaky": is_leaky(figure.measured_on)} for figure in figures]


def report_json(report: Report) -> dict[str, Any]:
    """Return a whole report as JSON values; what was not measured is null, with the reason beside it."""
    said = report.judged.said
    mark = {"leaky": report.leaky}
    return {
        "subject": report.judged.name,
        "measured_on": report.measured_on,
        **mark,
        "facts": dict(report.facts),
        "warnings": list(report.judged.warnings),
        "left_out": list(report.problems),
        "bootstrap_samples": {"figures": report.resamples, "all_else": report.group_resamples},
        "figures": figures_json(report.figures),
        "operating_points": [
            {
                "chosen": asdict(one.point),
                "sensitivity": _figure(one.sensitivity),
                "specificity": _figure(one.specificity),
                **mark,
            }
            for one in report.points
        ],
        "labels": [
            {
                **asdict(one.label),
                "photographs": one.photographs,
                "lesions": one.lesions,
                "figures": {name: _figure(figure) for name, figure in one.figures.items()},
                **_curves(one.ranking),
                **mark,
            }
            for one in report.labels
        ],
        "rankings": {name: _curves(ranking) | mark for name, ranking in report.rankings.items()},
        "confusion": {
            "labels": [label.key for label in said.labels],
            "counts": report.confusion.tolist(),
            "rates": rates(report).tolist(),
            **mark,
        },
        "reliability": {name: _reliability(one) | mark for name, one in report.reliability.items()},
        "risk_coverage": _risk_coverage(report.risk) | mark,
        "subgroups": {
            "threshold": asdict(report.threshold),
            "all": _group(report.everything) | mark,
            "by": {
                attribute: [_group(group) | mark for group in groups] for attribute, groups in report.groups.items()
            },
        },
    }


def rates(report: Report) -> npt.NDArray[np.float64]:
    """Return the confusion matrix as shares (0–1) of each true label, float64, shape (labels, labels)."""
    said = report.judged.said
    found: npt.NDArray[np.float64] = confusion_matrix(
        said.truth, said.probabilities.argmax(axis=1), labels=np.arange(len(said.labels)), normalize="true"
    )
    return found


def write_files(report: Report, folder: Path) -> None:
    """Write the JSON file and the tables into an existing folder."""
    text = json.dumps(report_json(report), indent=2, ensure_ascii=False, allow_nan=False)
    (folder / JSON_NAME).write_text(text + "\n", encoding="utf-8")
    split = "image-level, LEAKY" if report.leaky else "lesion-grouped"
    _write_table(
        folder / FIGURES_NAME,
        ("figure", "value", "low", "high", "n", "measured_on", "split"),
        ((one.name, one.value, one.low, one.high, one.n, one.measured_on, split) for one in report.figures),
    )
    _write_table(
        folder / LABELS_NAME,
        ("label", "title", "malignant", "photographs", "lesions", *_FIGURE_COLUMNS),
        (
            (one.label.key, one.label.title, one.label.malignant, one.photographs, one.lesions, *cells, split)
            for one in report.labels
            for cells in map(_cells, one.figures.items())
        ),
    )
    _write_table(
        folder / GROUPS_NAME,
        ("attribute", *_GROUP_COLUMNS, *_FIGURE_COLUMNS),
        (
            (attribute, *(getattr(group, column) for column in _GROUP_COLUMNS), *cells, split)
            for attribute, groups in {"all": [report.everything], **report.groups}.items()
            for group in groups
            for cells in map(_cells, group.figures.items())
        ),
    )
    _write_predictions(report, folder / PREDICTIONS_NAME, split)


def _write_predictions(report: Report, path: Path, split: str) -> None:
    said = report.judged.said
    keys = [label.key for label in said.labels]
    refused: Sequence[bool | str] = [""] * len(said.truth) if said.refused is None else said.refused.tolist()
    _write_table(
        path,
        ("image_id", "lesion_id", "truth", *keys, "refused", "split"),
        (
            (photo.image_id, photo.lesion_id, keys[truth], *probabilities, was_refused, split)
            for photo, truth, probabilities, was_refused in zip(
                report.judged.photographs, said.truth, said.probabilities.tolist(), refused, strict=True
            )
        ),
    )


def _write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _cells(named: tuple[str, Figure]) -> tuple[float | str, ...]:
    """Return a figure's name, value, low and high, and the reason why they are missing."""
    name, figure = named
    if isinstance(figure, Unmeasured):
        return (name, "", "", "", figure.why)
    return (name, figure.value, figure.low, figure.high, "")


def _figure(figure: Figure) -> dict[str, Any]:
    return asdict(figure) if isinstance(figure, Estimate) else {"value": None, "why": figure.why}


def _curves(ranking: Ranking) -> dict[str, Any]:
    return {
        "share": ranking.share,
        **{name: _figure(figure) for name, figure in ranking.figures.items()},
        "roc": _curve(ranking.roc, "false_positive_rate", "sensitivity"),
        "pr": _curve(ranking.pr, "recall", "precision"),
    }


def _curve(curve: Curve, x: str, y: str) -> dict[str, Any]:
    band = {"at": GRID.tolist(), "low": curve.low.tolist(), "high": curve.high.tolist()}
    return {x: curve.x.tolist(), y: curve.y.tolist(), "band": band}


def _reliability(one: Reliability) -> dict[str, Any]:
    columns: Mapping[str, npt.NDArray[np.float64]] = {
        "chance": one.chance,
        "came_true": one.came_true,
        "low": one.low,
        "high": one.high,
    }
    bins = {name: [None if np.isnan(value) else float(value) for value in column] for name, column in columns.items()}
    return {"photographs": one.counts.tolist(), **bins}


def _risk_coverage(risk: RiskCoverage) -> dict[str, Any]:
    return {
        "answered": risk.answered,
        "coverage": risk.coverage.tolist(),
        "risk": risk.risk.tolist(),
        "low": risk.low.tolist(),
        "high": risk.high.tolist(),
    }


def _group(group: Group) -> dict[str, Any]:
    counts = {column: getattr(group, column) for column in _GROUP_COLUMNS}
    return counts | {"figures": {name: _figure(figure) for name, figure in group.figures.items()}}
