"""The report: what is computed for it, and that all its files say the same."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from scipy.special import softmax

from desktop.core.bundle.manifest import Label, OperatingPoint
from training.datasets.labels import DIAGNOSES, MALIGNANCY
from training.datasets.photograph import Photograph
from training.evaluation.intervals import Estimate, Unmeasured
from training.evaluation.judged import Judged
from training.evaluation.metrics import malignant_operating_points
from training.evaluation.predictions import Predictions
from training.evaluation.report.content import Report, all_figures, make_report
from training.evaluation.report.page import write_report
from training.evaluation.report.plots import PLOTS

_HONEST = "lesion-grouped test part of Nowhere"
_LEAKY = "image-level test part of Nowhere, LEAKY: 3 of 90 lesions are also in the training part"
_TABLES = ("figures.csv", "per_label.csv", "subgroups.csv", "predictions.csv")


def _judged(labels: tuple[Label, ...], per_label: int = 24, *, refusing: bool = True) -> Judged:
    """Noisy predictions for photographs of two to a lesion."""
    generator = np.random.default_rng(8)
    count = len(labels) * per_label
    truth = np.repeat(np.arange(len(labels)), per_label)
    logits = generator.normal(size=(count, len(labels))) + 2 * np.eye(len(labels))[truth]
    lesions = np.array([f"HAM_{number // 2}" for number in range(count)])
    photographs = tuple(
        Photograph(
            image_id=f"ISIC_{number}",
            lesion_id=lesions[number],
            label=labels[truth[number]].key,
            path=Path(f"{number}.jpg"),
            diagnosis=labels[truth[number]].key,
            age_years=float(number % 90),
            sex=("female", "male", "")[number % 3],
        )
        for number in range(count)
    )
    refused = np.arange(count) % 20 == 0 if refusing else None
    said = Predictions(labels, truth, lesions, softmax(logits, axis=1), np.full(len(labels), 1 / len(labels)), refused)
    return Judged(
        name="nobody-0.0.1",
        said=said,
        photographs=photographs,
        facts={"bundle": "nobody-0.0.1"},
        points=malignant_operating_points(said, (0.8, 0.9), _HONEST),
        warnings=("Take <care>.",),
    )


def _report(judged: Judged, measured_on: str = _HONEST) -> Report:
    lightness = {photo.image_id: 40.0 + number % 37 for number, photo in enumerate(judged.photographs)}
    return make_report(
        judged,
        all_figures(judged, measured_on),
        facts={"split": "split.csv"},
        problems=("corrupt image: 1", "  gone.jpg: nothing in it"),
        lightness=lightness,
    )


@pytest.fixture(scope="module")
def report() -> Report:
    """Seven labels, some photographs refused."""
    return _report(_judged(DIAGNOSES))


@pytest.fixture(scope="module")
def written(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of that report's files."""
    folder = tmp_path_factory.mktemp("report")
    write_report(report, folder)
    return folder


@pytest.fixture(scope="module")
def leaky(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The same on a leaky split."""
    folder = tmp_path_factory.mktemp("leaky") / "made" / "here"
    judged = _judged(DIAGNOSES)
    points = tuple(replace(point, measured_on=_LEAKY) for point in judged.points)
    made = _report(replace(judged, points=points), _LEAKY)
    write_report(made, folder)
    return made, folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


class _Cells(HTMLParser):
    """Collects the text of all cells of tables and definition lists."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"td", "dd"}:
            self._inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "dd"}:
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Walk through all objects of a JSON value."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(inner)


def test_the_confusion_matrix_counts_every_photograph_once(report: Report) -> None:
    said = report.judged.said

    assert report.confusion.sum() == len(said.truth)
    assert report.confusion.sum(axis=1).tolist() == [24] * 7
    assert report.confusion.trace() / len(said.truth) == next(
        one.value for one in report.figures if one.name == "accuracy"
    )


def test_recall_precision_and_f1_are_those_of_a_confusion_made_by_hand() -> None:
    """Of ten naevi, eight are found; of ten melanomas, five, and the other five are called naevi."""
    truth = np.repeat([0, 1], 10)
    chosen = np.array([0] * 8 + [1] * 2 + [0] * 5 + [1] * 5)
    said = Predictions(
        MALIGNANCY,
        truth,
        np.arange(20).astype(str),
        np.where(np.eye(2)[chosen] == 1, 0.7, 0.3),
        np.full(2, 0.5),
        None,
    )
    photographs = tuple(Photograph(str(n), str(n), "benign", Path("a.jpg"), "benign") for n in range(20))

    benign, malignant = _report(Judged("x", said, photographs, {}, (), ())).labels

    values = [
        {name: one.value for name, one in label.figures.items() if isinstance(one, Estimate)}
        for label in (benign, malignant)
    ]
    assert values[0]["precision"] == pytest.approx(8 / 13)
    assert values[0]["recall"] == pytest.approx(0.8)
    assert values[0]["F1"] == pytest.approx(16 / 23)
    assert values[1]["precision"] == pytest.approx(5 / 7)
    assert values[1]["recall"] == pytest.approx(0.5)
    assert values[1]["F1"] == pytest.approx(10 / 17)


def test_a_label_that_is_never_the_most_probable_has_no_precision() -> None:
    judged = _judged(MALIGNANCY, refusing=False)
    probabilities = judged.said.probabilities * [1, 0.01]
    said = replace(judged.said, probabilities=probabilities / probabilities.sum(axis=1, keepdims=True))

    malignant = _report(replace(judged, said=said)).labels[1]

    assert malignant.figures["precision"] == Unmeasured("never the most probable label")
    assert malignant.figures["recall"] == Estimate(0.0, 0.0, 0.0)


def test_every_curve_lies_in_its_band(report: Report) -> None:
    for label in report.labels:
        roc = label.ranking.roc
        at_grid = roc.y[np.searchsorted(roc.x, np.linspace(0, 1, len(roc.low)), side="right") - 1]
        assert (roc.low <= roc.high).all()
        assert ((roc.low <= at_grid) & (at_grid <= roc.high)).mean() > 0.9


def test_reliability_counts_every_photograph_and_knows_empty_bins(report: Report) -> None:
    for one in report.reliability.values():
        assert one.counts.sum() == len(report.judged.said.truth)
        np.testing.assert_array_equal(np.isnan(one.came_true), one.counts == 0)


def test_risk_at_full_coverage_is_the_share_of_errors(report: Report) -> None:
    accuracy = next(one.value for one in report.figures if one.name == "accuracy")

    assert report.risk.risk[-1] == pytest.approx(1 - accuracy)
    assert report.risk.answered == pytest.approx(1 - 9 / 168)


def test_refused_photographs_are_a_subgroup_of_their_own(report: Report) -> None:
    answered, refused = report.groups["scope"]

    assert refused.photographs == 9
    assert answered.photographs + refused.photographs == report.everything.photographs


def test_the_threshold_of_the_subgroups_is_the_one_for_nine_in_ten(report: Report) -> None:
    nearest = min(report.judged.points, key=lambda point: (point.target != "malignant", abs(point.sensitivity - 0.9)))

    assert report.threshold.value == nearest.threshold
    assert _HONEST in report.threshold.chosen


def test_without_operating_points_the_threshold_is_one_half() -> None:
    made = _report(replace(_judged(MALIGNANCY), points=()))

    assert made.threshold.value == 0.5


def test_an_operating_point_is_measured_again_here() -> None:
    judged = _judged(MALIGNANCY)
    point = OperatingPoint("malignant", 0.0, 0.5, 0.4, 0.6, 0.5, 0.4, 0.6, 10, "elsewhere")

    measured = _report(replace(judged, points=(point,))).points[0]

    assert (measured.sensitivity.value, measured.specificity.value) == (1.0, 0.0)


def test_the_json_file_holds_what_was_computed(report: Report, written: Path) -> None:
    told = json.loads((written / "report.json").read_text(encoding="utf-8"))

    assert [one["value"] for one in told["figures"]] == [one.value for one in report.figures]
    assert told["confusion"]["counts"] == report.confusion.tolist()
    assert np.sum(told["confusion"]["rates"], axis=1) == pytest.approx(np.ones(7))
    assert told["subgroups"]["by"].keys() == {"age", "sex", "lightness", "scope"}
    assert told["left_out"] == list(report.problems)
    assert not any(one.get("leaky") for one in _objects(told))


def test_what_was_not_measured_is_null_with_its_reason(written: Path) -> None:
    told = json.loads((written / "report.json").read_text(encoding="utf-8"))
    refused = told["subgroups"]["by"]["scope"][1]["figures"]

    rows = {(row["name"], row["figure"]): row for row in _rows(written / "subgroups.csv")}

    assert refused["malignant AUC"]["value"] is None
    assert "malignant lesions" in refused["malignant AUC"]["why"]
    assert rows["refused", "malignant AUC"]["value"] == ""
    assert rows["refused", "malignant AUC"]["why"] == refused["malignant AUC"]["why"]


def test_the_tables_hold_what_the_json_file_holds(written: Path) -> None:
    told = json.loads((written / "report.json").read_text(encoding="utf-8"))

    figures = {row["figure"]: float(row["value"]) for row in _rows(written / "figures.csv")}
    labels = {(row["label"], row["figure"]): row["value"] for row in _rows(written / "per_label.csv")}

    assert figures == {one["name"]: one["value"] for one in told["figures"]}
    assert labels == {
        (label["key"], name): str(one["value"]) for label in told["labels"] for name, one in label["figures"].items()
    }


def test_every_photographs_prediction_is_written(report: Report, written: Path) -> None:
    said = report.judged.said

    rows = _rows(written / "predictions.csv")

    assert [row["image_id"] for row in rows] == [photo.image_id for photo in report.judged.photographs]
    assert [row["truth"] for row in rows] == [photo.label for photo in report.judged.photographs]
    assert [float(row["mel"]) for row in rows] == said.probabilities[:, 4].tolist()
    assert {row["refused"] for row in rows} == {"True", "False"}


def test_where_nobody_could_refuse_the_table_leaves_that_open(tmp_path: Path) -> None:
    write_report(_report(_judged(MALIGNANCY, refusing=False)), tmp_path)

    assert {row["refused"] for row in _rows(tmp_path / "predictions.csv")} == {""}


def test_the_page_holds_the_numbers_of_the_json_file(written: Path) -> None:
    told = json.loads((written / "report.json").read_text(encoding="utf-8"))
    page = (written / "index.html").read_text(encoding="utf-8")
    cells = [re.sub(r"\s+", " ", text).strip() for text in _Cells(page).texts]

    expected = [f"{one['value']:.3f}" for one in told["figures"]]
    expected += [f"{one['low']:.3f} to {one['high']:.3f}" for one in told["figures"]]
    measured = [one for label in told["labels"] for one in label["figures"].values()]
    measured += [
        one for groups in told["subgroups"]["by"].values() for group in groups for one in group["figures"].values()
    ]
    expected += [
        f"– {one['why']}" if one["value"] is None else f"{one['value']:.3f} {one['low']:.3f} to {one['high']:.3f}"
        for one in measured
    ]
    assert set(expected) <= set(cells)


def test_the_page_and_its_pictures_lie_side_by_side(written: Path) -> None:
    page = (written / "index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<img src="([^"]+)"', page)

    assert sorted(shown) == sorted(PLOTS)
    for name in shown:
        with Image.open(written / name) as picture:
            assert picture.format == "PNG"
            assert picture.width > 1000
    assert "http" not in page


def test_the_page_tells_warnings_and_what_was_left_out_and_escapes_them(written: Path) -> None:
    page = (written / "index.html").read_text(encoding="utf-8")

    assert "Take &lt;care&gt;." in page
    assert "gone.jpg: nothing in it" in page


def test_an_honest_report_never_says_leaky(report: Report, written: Path) -> None:
    assert not report.leaky
    for name in ("report.json", *_TABLES):
        assert "LEAKY" not in (written / name).read_text(encoding="utf-8")
    assert "LEAKY" not in (written / "index.html").read_text(encoding="utf-8")


def test_every_row_of_a_leaky_reports_tables_says_so(leaky: tuple[Report, Path]) -> None:
    for name in _TABLES:
        rows = _rows(leaky[1] / name)
        assert rows
        assert all("LEAKY" in row["split"] for row in rows), name


def test_everything_measured_in_a_leaky_reports_json_file_is_marked(leaky: tuple[Report, Path]) -> None:
    told = json.loads((leaky[1] / "report.json").read_text(encoding="utf-8"))

    assert told["leaky"]
    marked = [one for one in _objects(told) if "leaky" in one]
    assert all(one["leaky"] for one in marked)
    found_inside = {id(inner) for one in marked if one is not told for inner in _objects(one)}
    for one in _objects(told):
        if "value" in one and "chosen" not in one:
            assert id(one) in found_inside, one


def test_every_number_on_a_leaky_page_is_marked(leaky: tuple[Report, Path]) -> None:
    page = (leaky[1] / "index.html").read_text(encoding="utf-8")

    numbers = [text for text in _Cells(page).texts if re.search(r"\d\.\d{3}", text)]

    assert len(numbers) > 100
    assert all("LEAKY" in text for text in numbers)
    assert all(line.startswith("<title>LEAKY") for line in page.splitlines() if "<title>" in line)


@pytest.mark.parametrize("name", PLOTS)
def test_every_plot_of_a_leaky_report_is_titled_so(leaky: tuple[Report, Path], name: str) -> None:
    assert PLOTS[name](leaky[0]).get_suptitle().startswith("LEAKY: ")


@pytest.mark.parametrize("name", PLOTS)
def test_every_plot_says_of_whom_and_of_what_it_is(report: Report, name: str) -> None:
    title = PLOTS[name](report).get_suptitle()

    assert "nobody-0.0.1" in title
    assert _HONEST in title


def test_two_labels_make_a_report_without_melanoma(tmp_path: Path) -> None:
    made = _report(_judged(MALIGNANCY, refusing=False))
    page = write_report(made, tmp_path).read_text(encoding="utf-8")

    assert made.rankings.keys() == {"malignant"}
    assert len(made.labels) == 2
    assert "scope" not in made.groups
    assert "melanoma" not in " ".join(_Cells(page).texts)
