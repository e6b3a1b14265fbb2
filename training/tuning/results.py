"""What a search found: a table, a plot, and the best trial as a recipe."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from keras_tuner.engine.hyperparameters import Float, HyperParameter
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from training.evaluation.report.canvas import BLUE, VERMILION, canvas, save, tidy
from training.recipes.recipe import Recipe
from training.tuning.space import recipe_at, search_space
from training.tuning.trials import Outcome, Trial, best, finished

TABLE_NAME, PLOT_NAME, BEST_NAME = "trials.csv", "trials.png", "best.json"
_COLUMNS = 4
_MARGIN = 1.3


def write_results(folder: Path, recipe: Recipe, trials: Sequence[Trial], conditions: str, *, leaky: bool) -> None:
    """Write table and plot of the finished trials, and the best of them as a recipe; nothing if none is finished.

    Parameters
    ----------
    folder : Path
        Existing.
    recipe : Recipe
        That was tuned; the best differs from it in the network's options and the learning rate alone.
    trials : sequence of Trial
    conditions : str
        How trials were trained and what they were judged by.
    leaky : bool
        Whether the split was by photograph.
    """
    chosen = best(trials)
    if chosen is None:
        return
    _write_table(folder / TABLE_NAME, trials, conditions, leaky=leaky)
    _write_plot(folder / PLOT_NAME, recipe, trials, conditions, leaky=leaky)
    _replace(folder / BEST_NAME, recipe_at(recipe, chosen.settings).to_json())


def table_lines(trials: Sequence[Trial], conditions: str, *, leaky: bool) -> list[str]:
    """Return the finished trials as lines for the terminal, the best marked."""
    judged = list(finished(trials))
    if not judged:
        return ["no trial is finished"]
    head = ["trial", *judged[0][0].settings, "parameters", "AUC", "accuracy", "epochs", "seconds"]
    body = [_cells(trial, outcome) for trial, outcome in judged]
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, *body)]
    chosen = best(trials)
    marks = ["", *(("  best" if trial is chosen else "") + ("  LEAKY" if leaky else "") for trial, _ in judged)]
    return [
        f"AUC of malignant against benign, by which the best trial is chosen, and accuracy: {conditions}",
        *(line + mark for line, mark in zip(lines, marks, strict=True)),
    ]


def _cells(trial: Trial, outcome: Outcome) -> list[str]:
    return [
        str(trial.number),
        *(_shown(value) for value in trial.settings.values()),
        f"{outcome.parameters:,}",
        f"{outcome.malignant_auc:.4f}",
        f"{outcome.accuracy:.4f}",
        str(outcome.epochs),
        "unknown" if trial.seconds is None else f"{trial.seconds:.0f}",
    ]


def _shown(value: float) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else f"{value:.3g}"


def _write_table(path: Path, trials: Sequence[Trial], conditions: str, *, leaky: bool) -> None:
    rows: list[dict[str, Any]] = [
        {
            "trial": trial.number,
            **trial.settings,
            "parameters": outcome.parameters,
            "validation_malignant_auc": outcome.malignant_auc,
            "validation_accuracy": outcome.accuracy,
            "epochs": outcome.epochs,
            "seconds": trial.seconds,
            "conditions": conditions,
            "split": "LEAKY" if leaky else "lesion-grouped",
        }
        for trial, outcome in finished(trials)
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    _replace(path, text.getvalue())


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_name(f"unfinished-{path.name}")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def _write_plot(path: Path, recipe: Recipe, trials: Sequence[Trial], conditions: str, *, leaky: bool) -> None:
    """Draw the objective by trial, and below it against each setting."""
    space = search_space(recipe).space
    rows = -(-len(space) // _COLUMNS)
    title = "\n".join((f"{recipe.title}: trials", *conditions.split("; ")))
    figure = canvas(title, 3.0 + 2.0 * rows, leaky=leaky)
    grid = figure.add_gridspec(1 + rows, _COLUMNS, height_ratios=(1.4, *[1.0] * rows))
    by_trial = figure.add_subplot(grid[0, :])
    _draw_by_trial(by_trial, trials)
    for index, setting in enumerate(space):
        axes = figure.add_subplot(grid[1 + index // _COLUMNS, index % _COLUMNS], sharey=by_trial)
        leftmost = index % _COLUMNS == 0
        tidy(axes, x=setting.name.replace("_", " "), y="AUC" if leftmost else "")
        axes.tick_params(labelleft=leftmost)
        _draw_by_setting(axes, setting, trials)
    save(figure, path)


def _draw_by_trial(axes: Axes, trials: Sequence[Trial]) -> None:
    numbers = [trial.number for trial, _ in finished(trials)]
    aucs = [outcome.malignant_auc for _, outcome in finished(trials)]
    tidy(axes, x="trial", y="AUC of malignant")
    axes.plot(numbers, np.maximum.accumulate(aucs), drawstyle="steps-post", color=VERMILION, label="best so far")
    _draw_points(axes, numbers, aucs)
    axes.margins(y=0.1)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(frameon=False, fontsize=8, ncols=3, loc="lower right", bbox_to_anchor=(1, 1))


def _draw_by_setting(axes: Axes, setting: HyperParameter, trials: Sequence[Trial]) -> None:
    """Draw each trial's AUC over its value: on a logarithmic axis, or, where there are but few values, side by side."""
    values = [trial.settings[setting.name] for trial, _ in finished(trials)]
    aucs = [outcome.malignant_auc for _, outcome in finished(trials)]
    if isinstance(setting, Float):
        axes.set_xscale("log")
        axes.set_xlim(setting.min_value / _MARGIN, setting.max_value * _MARGIN)
        axes.xaxis.set_major_locator(LogLocator(subs=(1.0, 3.0)))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        possible = sorted(setting.values)
        axes.set_xticks(range(len(possible)), [_shown(value) for value in possible])
        axes.set_xlim(-0.5, len(possible) - 0.5)
        values = [possible.index(value) for value in values]
    _draw_points(axes, values, aucs)


def _draw_points(axes: Axes, places: Sequence[float], aucs: Sequence[float]) -> None:
    """Draw a dot for each trial and a ring around the best."""
    axes.plot(places, aucs, "o", markersize=5, color=BLUE, label="trial")
    highest = aucs.index(max(aucs))
    ring: dict[str, Any] = {"markersize": 8, "markeredgewidth": 1.5, "fillstyle": "none", "color": VERMILION}
    axes.plot(places[highest], aucs[highest], "o", label="best", **ring)
