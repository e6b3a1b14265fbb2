"""A dataset on one page of HTML, with its figures beside it."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined

from training.datasets.problems import KINDS, Problem
from training.exploration.content import Exploration
from training.exploration.figures import write_figures
from training.exploration.pictures import write_pairs, write_samples

PAGE_NAME = "index.html"
PROBLEMS_NAME = "problems.csv"
_SHOWN_PAIRS = 24
_SHOWN_PROBLEMS_OF_EACH_KIND = 50


def write_page(found: Exploration, folder: Path) -> Path:
    """Write the page, its figures and, if there are problems, a table of all of them.

    Parameters
    ----------
    found : Exploration
    folder : Path
        Made if missing. What an earlier call wrote there is replaced.

    Returns
    -------
    Path
        The page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("pair-*.png"), *folder.glob("samples-*.png"), folder / PROBLEMS_NAME]:
        old.unlink(missing_ok=True)
    problems = found.dataset.problems
    if problems:
        _write_problems(problems, folder / PROBLEMS_NAME)
    pairs = found.duplicates.pairs[:_SHOWN_PAIRS]
    environment = Environment(
        loader=PackageLoader("training.exploration", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["thousands"] = lambda number: f"{number:,}"
    html = environment.get_template("page.html.j2").render(
        found=found,
        percentile=np.percentile,
        dataset=found.dataset,
        lesions=sum(found.photographs_per_lesion.values()),
        figures=write_figures(found, folder),
        samples=write_samples(found.samples, folder),
        pairs=list(zip(pairs, write_pairs(pairs, folder), strict=True)),
        problems_by_kind={
            kind: of_kind for kind in KINDS if (of_kind := [problem for problem in problems if problem.kind == kind])
        },
        shown_problems=_SHOWN_PROBLEMS_OF_EACH_KIND,
        problems_name=PROBLEMS_NAME,
    )
    page = folder / PAGE_NAME
    page.write_text(html, encoding="utf-8")
    return page


def _write_problems(problems: Sequence[Problem], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("kind", "file", "line", "problem"))
        writer.writerows((problem.kind, problem.file, problem.line or "", problem.text) for problem in problems)
