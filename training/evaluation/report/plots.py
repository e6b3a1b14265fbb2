"""The plots of a report, as PNG files."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from training.evaluation.intervals import Estimate
from training.evaluation.metrics import MALIGNANT, MELANOMA
from training.evaluation.per_label import AUC as AREA
from training.evaluation.per_label import AVERAGE_PRECISION, GRID, Curve, Ranking
from training.evaluation.report.canvas import BLUE, GREY, VERMILION, canvas, save, tidy, unit_square
from training.evaluation.report.content import Report
from training.evaluation.report.files import rates
from training.evaluation.subgroups import AUC, BALANCED, SENSITIVITY, SPECIFICITY

_COLOURS = {MALIGNANT: BLUE, MELANOMA: VERMILION}
_TITLES = {MALIGNANT: "malignant", MELANOMA: "melanoma"}
_COLUMNS = 4
_ROW_INCHES = 0.23
# Of a figure with two squares side by side.
_SQUARE_INCHES = 4.7


def write_plots(report: Report, folder: Path) -> None:
    """Write every plot of `PLOTS` into an existing folder."""
    for name, plot in PLOTS.items():
        save(plot(report), folder / name)


def _roc_targets(report: Report) -> Figure:
    figure = _canvas(report, "ROC curves", _SQUARE_INCHES)
    axes = figure.subplots(1, len(report.rankings), squeeze=False)[0]
    for one, (name, ranking) in zip(axes, report.rankings.items(), strict=True):
        tidy(one, title=_headed(report, f"{_TITLES[name]} {AREA}"), x="1 - specificity", y="sensitivity")
        _roc(one, ranking, _COLOURS[name])
        reached = sorted(
            (measured for measured in report.points if measured.point.target == name),
            key=lambda measured: -measured.point.threshold,
        )
        if reached:
            one.plot(
                [1 - measured.specificity.value for measured in reached],
                [measured.sensitivity.value for measured in reached],
                "o",
                color="black",
                markersize=4,
            )
            thresholds = ", ".join(f"{measured.point.threshold:.3f}" for measured in reached)
            one.text(0.98, 0.05, f"thresholds, upwards: {thresholds}", ha="right", fontsize=8)
    unit_square(axes)
    return figure


def _pr_targets(report: Report) -> Figure:
    figure = _canvas(report, "Precision–recall curves", _SQUARE_INCHES)
    axes = figure.subplots(1, len(report.rankings), squeeze=False)[0]
    for one, (name, ranking) in zip(axes, report.rankings.items(), strict=True):
        tidy(
            one, title=_headed(report, f"{_TITLES[name]} {AVERAGE_PRECISION}"), x="recall (sensitivity)", y="precision"
        )
        _pr(one, ranking, _COLOURS[name])
    unit_square(axes)
    return figure


def _roc_labels(report: Report) -> Figure:
    return _small_multiples(report, "ROC curve of each label against the rest", _roc, AREA, "1 - specificity")


def _pr_labels(report: Report) -> Figure:
    return _small_multiples(report, "Precision–recall curve of each label", _pr, AVERAGE_PRECISION, "recall")


def _small_multiples(
    report: Report, title: str, draw: Callable[[Axes, Ranking, str], None], figure_name: str, x: str
) -> Figure:
    columns = min(_COLUMNS, len(report.labels))
    rows = -(-len(report.labels) // columns)
    figure = _canvas(report, title, 0.2 + 2.5 * rows if columns == _COLUMNS else _SQUARE_INCHES)
    axes = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True)
    y = "sensitivity" if draw is _roc else "precision"
    for index, (one, label) in enumerate(zip(axes.flat, report.labels, strict=False)):
        below, left = index + columns >= len(report.labels), index % columns == 0
        heading = f"{label.label.key} ({label.photographs})\n{_number(label.ranking.figures[figure_name])}"
        tidy(one, title=heading, x=x if below else "", y=y if left else "")
        one.tick_params(labelbottom=below)
        draw(one, label.ranking, VERMILION if label.label.malignant else BLUE)
    unit_square(axes.flat)
    for one in list(axes.flat)[len(report.labels) :]:
        one.set_visible(False)
    return figure


def _roc(axes: Axes, ranking: Ranking, colour: str) -> None:
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.8, linestyle=":")
    _curve(axes, ranking.roc, colour)


def _pr(axes: Axes, ranking: Ranking, colour: str) -> None:
    axes.axhline(ranking.share, color=GREY, linewidth=0.8, linestyle=":")
    _curve(axes, ranking.pr, colour, drawstyle="steps-pre")


def _curve(axes: Axes, curve: Curve, colour: str, drawstyle: str = "default") -> None:
    axes.fill_between(GRID, curve.low, curve.high, color=colour, alpha=0.2, linewidth=0)
    axes.plot(curve.x, curve.y, color=colour, linewidth=1.4, drawstyle=drawstyle)


def _confusion(report: Report) -> Figure:
    keys = [label.label.key for label in report.labels]
    figure = _canvas(report, "Confusion matrix: true label by row, most probable label by column", _SQUARE_INCHES)
    shares = rates(report)
    counts, shown = figure.subplots(1, 2)
    _matrix(counts, shares, [[str(value) for value in row] for row in report.confusion.tolist()], keys)
    _matrix(shown, shares, [[f"{value:.2f}" for value in row] for row in shares.tolist()], keys)
    tidy(counts, title="photographs", x="most probable label", y="true label")
    tidy(shown, title="share of the true label's photographs", x="most probable label")
    for one in (counts, shown):
        one.grid(visible=False)
    return figure


def _matrix(axes: Axes, shares: npt.NDArray[np.float64], texts: list[list[str]], keys: list[str]) -> None:
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(keys)), keys)
    axes.set_yticks(range(len(keys)), keys)
    for row, column in np.ndindex(shares.shape):
        dark = shares[row, column] > 0.6  # noqa: PLR2004 - where the colour map turns dark.
        axes.text(
            column, row, texts[row][column], ha="center", va="center", fontsize=8, color="white" if dark else "black"
        )


def _reliability(report: Report) -> Figure:
    figure = _canvas(report, "Reliability: does what is called likely come true as often?", 4.9)
    axes = figure.subplots(2, 2, height_ratios=(3, 1), sharex=True)
    for column, (name, one) in enumerate(report.reliability.items()):
        upper, lower = axes[0, column], axes[1, column]
        filled = one.counts > 0
        chance, came_true = one.chance[filled], one.came_true[filled]
        tidy(upper, title=f"chance of {'malignancy' if name == MALIGNANT else f'the {name}'}", y="share that came true")
        upper.plot([0, 1], [0, 1], color=GREY, linewidth=0.8, linestyle=":")
        upper.vlines(chance, one.low[filled], one.high[filled], color=BLUE, linewidth=1.2)
        upper.plot(chance, came_true, "o", color=BLUE, markersize=4)
        edges = np.linspace(0, 1, len(one.counts) + 1)
        tidy(lower, x="mean chance of the bin", y="photographs")
        lower.bar(edges[:-1], one.counts, width=np.diff(edges), align="edge", color=BLUE, edgecolor="white")
        upper.set_ylim(-0.02, 1.02)
        upper.set_xlim(-0.02, 1.02)
    return figure


def _risk_coverage(report: Report) -> Figure:
    risk = report.risk
    figure = _canvas(report, "Risk–coverage: errors if only the most certain photographs were answered", 3.7)
    axes = figure.subplots()
    tidy(axes, x="coverage: share of photographs answered", y="risk: share of them that is wrong")
    answered = risk.coverage <= risk.answered + 1 / len(risk.coverage) / 2
    axes.fill_between(risk.coverage, risk.low, risk.high, color=BLUE, alpha=0.2, linewidth=0)
    axes.plot(risk.coverage[answered], risk.risk[answered], color=BLUE, linewidth=1.4)
    if not answered.all():
        axes.plot(risk.coverage[~answered], risk.risk[~answered], color=VERMILION, linewidth=2)
        axes.axvline(risk.answered, color=VERMILION, linewidth=0.8, linestyle="--")
        axes.annotate(
            f"{1 - risk.answered:.1%} refused as out of scope ",
            (risk.answered, 0),
            ha="right",
            va="bottom",
            fontsize=8,
            color=VERMILION,
        )
    axes.set_xlim(0, 1.01)
    axes.set_ylim(0, max(0.05, float(risk.risk.max()), float(risk.high[len(risk.high) // 20 :].max())) * 1.1)
    return figure


def _subgroups(report: Report) -> Figure:
    rows: list[tuple[str, dict[str, Estimate]]] = []
    headings: list[int] = []
    for attribute, groups in report.groups.items():
        headings.append(len(rows))
        rows.append((attribute, {}))
        for group in groups:
            found = {name: one for name, one in group.figures.items() if isinstance(one, Estimate)}
            rows.append((f"{group.name} ({group.photographs})", found))
    figure = _canvas(report, "Subgroups, with the number of photographs", 0.6 + _ROW_INCHES * len(rows))
    panels = (BALANCED, AUC, SENSITIVITY, SPECIFICITY)
    axes = figure.subplots(1, len(panels), sharey=True)
    for one, name in zip(axes, panels, strict=True):
        tidy(one, title=name.removeprefix("malignant ") if name != AUC else name)
        across = one.get_yaxis_transform()
        overall = report.everything.figures[name]
        if isinstance(overall, Estimate):
            one.axvline(overall.value, color=VERMILION, linewidth=1)
        for row, (_, found) in enumerate(rows):
            if name in found:
                one.hlines(row, found[name].low, found[name].high, color=BLUE, linewidth=1.4)
                one.plot(found[name].value, row, "o", color=BLUE, markersize=4)
            elif row not in headings:
                one.text(0.5, row, "–", color=GREY, ha="center", va="center", transform=across, fontsize=8)
        one.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
        one.set_ylim(len(rows) - 0.5, -0.5)
        one.grid(visible=False, axis="y")
    axes[0].set_yticks(range(len(rows)), [name for name, _ in rows])
    for row in headings:
        axes[0].get_yticklabels()[row].set_fontweight("bold")
    return figure


def _canvas(report: Report, title: str, height_inches: float) -> Figure:
    return canvas(f"{title}\n{report.judged.name} on the {report.measured_on}", height_inches, leaky=report.leaky)


def _headed(report: Report, name: str) -> str:
    """Name a figure with its value, as the page's table has it."""
    one = next(figure for figure in report.figures if figure.name == name)
    return f"{name}\n{_number(Estimate(one.value, one.low, one.high))}"


def _number(one: Estimate) -> str:
    return f"{one.value:.3f} ({one.low:.3f}–{one.high:.3f})"


PLOTS: dict[str, Callable[[Report], Figure]] = {
    "roc.png": _roc_targets,
    "pr.png": _pr_targets,
    "roc_labels.png": _roc_labels,
    "pr_labels.png": _pr_labels,
    "confusion.png": _confusion,
    "reliability.png": _reliability,
    "risk_coverage.png": _risk_coverage,
    "subgroups.png": _subgroups,
}
