"""A report as one page of HTML, with its plots beside it."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from training.evaluation.intervals import Estimate, Figure
from training.evaluation.metrics import is_leaky
from training.evaluation.report.content import Report
from training.evaluation.report.files import (
    FIGURES_NAME,
    GROUPS_NAME,
    JSON_NAME,
    LABELS_NAME,
    PREDICTIONS_NAME,
    rates,
    write_files,
)
from training.evaluation.report.plots import write_plots
from training.evaluation.subgroups import MIN_LESIONS

PAGE_NAME = "index.html"
# Those that the page begins with, where they were measured.
_SUMMARY = (
    "balanced accuracy",
    "accuracy",
    "malignant AUC",
    "melanoma AUC",
    "malignant sensitivity at 80 % specificity",
    "ECE of malignant",
    "share refused as out of scope",
)
_FILES = (JSON_NAME, FIGURES_NAME, LABELS_NAME, GROUPS_NAME, PREDICTIONS_NAME)


def write_report(report: Report, folder: Path) -> Path:
    """Write page, plots, JSON and tables into a folder, which is made if missing; return the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    write_files(report, folder)
    write_plots(report, folder)
    page = folder / PAGE_NAME
    page.write_text(render(report), encoding="utf-8")
    return page


def render(report: Report) -> str:
    """Return the page's HTML; its plots are looked for beside it."""
    environment = Environment(
        loader=PackageLoader("training.evaluation.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    mark = _mark(report.measured_on)
    figures = {one.name: Estimate(one.value, one.low, one.high) for one in report.figures}
    return environment.get_template("page.html.j2").render(
        report=report,
        said=report.judged.said,
        figures=figures,
        summary={name: figures[name] for name in _SUMMARY if name in figures},
        rates=rates(report),
        mark=mark,
        mark_of=lambda point: _mark(point.measured_on),
        number=lambda one: _number(one, mark),
        group_columns=list(report.everything.figures),
        label_columns=list(report.labels[0].figures),
        min_lesions=MIN_LESIONS,
        lesions=len(set(report.judged.said.lesions.tolist())),
        counted=_counted(report),
        files=_FILES,
    )


def _mark(measured_on: str) -> Markup:
    return Markup(' <span class="leaky">LEAKY</span>') if is_leaky(measured_on) else Markup()


def _number(figure: Figure, mark: Markup) -> Markup:
    """Write a figure with its interval, or a dash and why there is none."""
    if isinstance(figure, Estimate):
        interval = f"{figure.low:.3f} to {figure.high:.3f}"
        return Markup('{:.3f} <span class="interval">{}</span>{}').format(figure.value, interval, mark)
    return Markup('– <span class="why">{}</span>').format(figure.why)


def _counted(report: Report) -> Sequence[str]:
    """Tell how many photographs have each label."""
    return [f"{one.label.key} {one.photographs:,}" for one in report.labels]
