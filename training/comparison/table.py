"""Systems side by side: a table for people, the same as JSON, and a picture."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from desktop.core.bundle.manifest import Metric
from training.comparison.equal_terms import paired_difference
from training.comparison.system import System
from training.evaluation.intervals import Estimate
from training.recipes.catalogue import PUBLISHED, RECIPES
from training.recipes.published import Published

LEAKY = "LEAKY"
_EQUAL_TERMS = ("malignant accuracy", "malignant precision", "malignant recall", "malignant F1", "malignant AUC")
_PROTOCOL_COLOURS = {"lesion-grouped": "#0072b2", "image-level": "#d55e00"}


@dataclass(frozen=True)
class Pair:
    """Two systems on the same test part, and by how much the first is better."""

    one: str
    other: str
    measured_on: str
    differences: dict[str, Estimate]


def pairs_of(systems: Sequence[System]) -> list[Pair]:
    """Compare any two that were judged on the same photographs."""
    return [
        Pair(one.name, other.name, one.measured_on, paired_difference(one.said, other.said))
        for one, other in combinations(systems, 2)
        if one.split.sha256 == other.split.sha256 and np.array_equal(one.said.lesions, other.said.lesions)
    ]


def write_comparison(folder: Path, systems: Sequence[System], commands: Sequence[str]) -> None:
    """Write ``comparison.md``, ``comparison.json`` and ``comparison.png``.

    Parameters
    ----------
    folder : Path
        Made if missing.
    systems : sequence of System
    commands : sequence of str
        That made the comparison.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pairs = pairs_of(systems)
    (folder / "comparison.md").write_text(as_markdown(systems, pairs, commands), encoding="utf-8")
    (folder / "comparison.json").write_text(as_json(systems, pairs, commands), encoding="utf-8")
    draw(systems).savefig(folder / "comparison.png", dpi=120)


def as_json(systems: Sequence[System], pairs: Sequence[Pair], commands: Sequence[str]) -> str:
    """Write all figures as JSON."""
    told = {
        "commands": list(commands),
        "systems": [
            {
                "name": system.name,
                "title": system.title,
                "published": asdict(PUBLISHED[system.recipe]) if system.recipe in PUBLISHED else None,
                "protocol": system.split.protocol,
                "leaky": system.split.protocol == "image-level",
                "split_sha256": system.split.sha256,
                "trained": system.trained,
                "cost": asdict(system.cost),
                "figures": {name: asdict(figure) for name, figure in system.figures.items()},
            }
            for system in systems
        ],
        "pairs": [asdict(pair) for pair in pairs],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def as_markdown(systems: Sequence[System], pairs: Sequence[Pair], commands: Sequence[str]) -> str:
    """Write the tables."""
    parts = [
        "## Side by side",
        _side_by_side(systems),
        (
            "Accuracy is of each system's own labels; balanced accuracy counts the label whose chance most exceeds its "
            "share of the training part. Intervals are 95 %, by a bootstrap of lesions. Milliseconds are for one image "
            "through the network in ONNX Runtime on one thread of the machine that made this table."
        ),
        "## What was published",
        _published(systems),
        "## On equal terms: benign or malignant",
        "A photograph is called malignant when the chance of all malignant labels together is at least one half.",
        *_equal_terms(systems),
        "## Any two on the same photographs",
        (
            "By how much the first is better than the second, drawn together in a bootstrap of lesions. Where the "
            "interval leaves out 0, it is printed in bold."
        ),
        *_pairs(pairs),
        "## Made by",
        "\n".join(f"    {command}" for command in commands),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _side_by_side(systems: Sequence[System]) -> str:
    rows = []
    for name in dict.fromkeys(system.name for system in systems):
        own = {system.split.protocol: system for system in systems if system.name == name}
        leaky, grouped = own.get("image-level"), own.get("lesion-grouped")
        one = grouped or leaky
        if one is None:
            continue
        published = PUBLISHED[one.recipe].figures if one.recipe in PUBLISHED else {}
        said = ", ".join(f"{value:.4f}" for figure, value in published.items() if figure.startswith("accuracy"))
        rows.append(
            (
                _called(one),
                str(len(one.said.labels)),
                said or "–",
                _interval(leaky.figures["accuracy"]) + f" {LEAKY}" if leaky else "–",
                _interval(grouped.figures["accuracy"]) if grouped else "–",
                _interval(grouped.figures["balanced accuracy"]) if grouped else "–",
                _interval(grouped.figures["malignant AUC"]) if grouped else "–",
                f"{one.cost.parameters:,}",
                f"{one.cost.size_mb:.1f}",
                f"{one.cost.milliseconds:.1f}",
                "; ".join(dict.fromkeys(system.trained for system in (grouped, leaky) if system)),
            )
        )
    head = (
        "system",
        "labels",
        "published accuracy",
        "our accuracy, image-level",
        "our accuracy, lesion-grouped",
        "balanced accuracy, lesion-grouped",
        "malignant AUC, lesion-grouped",
        "parameters",
        "MB",
        "ms",
        "trained",
    )
    return _table(head, rows, left=("system", "trained"))


def _called(system: System) -> str:
    return system.title if system.name == system.recipe else f"{system.name}: {system.title}"


def _published(systems: Sequence[System]) -> str:
    lines = []
    for name in dict.fromkeys(system.recipe for system in systems if system.recipe in PUBLISHED):
        published: Published = PUBLISHED[name]
        figures = ", ".join(f"{figure} {value:.4f}" for figure, value in published.figures.items())
        if published.confusion:
            figures += f", confusion matrix {[list(row) for row in published.confusion]}"
        remarks = " ".join([published.remark, *published.contradictions()]).strip()
        lines.append(f"* **{RECIPES[name].title}**: {figures or 'no figure'} ({published.data}). {remarks}".rstrip())
    return "\n".join(lines)


def _equal_terms(systems: Sequence[System]) -> list[str]:
    tables = []
    for measured_on in dict.fromkeys(system.measured_on for system in systems):
        rows = [
            (_called(system), *(_interval(system.figures[name]) for name in _EQUAL_TERMS))
            for system in systems
            if system.measured_on == measured_on
        ]
        head = ("system", *(name.removeprefix("malignant ") for name in _EQUAL_TERMS))
        tables += [f"On the {measured_on}:", _table(head, rows, left=("system",))]
    return tables


def _pairs(pairs: Sequence[Pair]) -> list[str]:
    tables = []
    for measured_on in dict.fromkeys(pair.measured_on for pair in pairs):
        rows = [
            (pair.one, pair.other, *(_difference(one) for one in pair.differences.values()))
            for pair in pairs
            if pair.measured_on == measured_on
        ]
        head = ("first", "second", "malignant AUC", "malignant accuracy")
        tables += [f"On the {measured_on}:", _table(head, rows, left=("first", "second"))]
    return tables


def _interval(figure: Metric) -> str:
    return f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})"


def _difference(figure: Estimate) -> str:
    text = f"{figure.value:+.3f} ({figure.low:+.3f} to {figure.high:+.3f})"
    return f"**{text}**" if figure.low > 0 or figure.high < 0 else text


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], left: Sequence[str]) -> str:
    lines = [head, ["---" if name in left else "---:" for name in head], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def draw(systems: Sequence[System]) -> Figure:
    """Draw accuracy and malignant AUC of every system, with intervals, by protocol."""
    names = list(dict.fromkeys(system.name for system in systems))
    figure = Figure(figsize=(11, 1.6 + 0.5 * len(names)), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    for axes, measure in ((left, "accuracy"), (right, "malignant AUC")):
        for protocol, colour in _PROTOCOL_COLOURS.items():
            shown = [system for system in systems if system.split.protocol == protocol]
            if shown:
                down = 0.12 if protocol == "image-level" else -0.12
                axes.errorbar(
                    [system.figures[measure].value for system in shown],
                    [names.index(system.name) + down for system in shown],
                    xerr=_reach([system.figures[measure] for system in shown]),
                    fmt="s" if down > 0 else "o",
                    color=colour,
                    capsize=3,
                    label=f"ours, {protocol}" + (f", {LEAKY}" if down > 0 else ""),
                )
        axes.set_xlabel(f"{measure} (0–1)")
        axes.grid(alpha=0.3)
    recipe_of = {system.name: system.recipe for system in systems}
    told = [
        (index, PUBLISHED[recipe_of[name]].figures.get("accuracy"))
        for index, name in enumerate(names)
        if recipe_of[name] in PUBLISHED
    ]
    known = [(index, value) for index, value in told if value is not None]
    if known:
        left.plot([value for _, value in known], [index for index, _ in known], "k|", markersize=16, label="published")
    left.set_yticks(range(len(names)), names)
    left.set_ylim(len(names) - 0.5, -0.5)
    figure.legend(*left.get_legend_handles_labels(), loc="outside upper center", ncols=3, frameon=False)
    return figure


def _reach(figures: Sequence[Metric]) -> list[list[float]]:
    return [
        [max(0.0, figure.value - figure.low) for figure in figures],
        [max(0.0, figure.high - figure.value) for figure in figures],
    ]
