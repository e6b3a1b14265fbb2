"""The figures of the page, as PNG files."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from training.exploration.content import Breakdown, Exploration, Measured

# Okabe and Ito's colours, which colour-blind people tell apart: https://jfly.uni-koeln.de/color/.
_BLUE, _ORANGE, _VERMILION = "#0072B2", "#E69F00", "#D55E00"
_WIDTH_INCHES = 8.0
_DPI = 144
_ROW_INCHES = 0.32
_FRAME_INCHES = 1.1
_AGE_COLUMNS = 4
_YEARS_PER_BIN = 5
_DARK_CELL = 0.55

_THOUSANDS = FuncFormatter(lambda value, _: f"{value:,.0f}")


def write_figures(found: Exploration, folder: Path) -> dict[str, str]:
    """Draw all figures for which there is something to draw.

    Parameters
    ----------
    found : Exploration
    folder : Path
        Is there already.

    Returns
    -------
    dict of str to str
        What a figure shows (``labels``, ``age``, ``site``, …) to the name of its file.
    """
    drawn: dict[str, Callable[[], Figure]] = {
        "labels": lambda: _labels(found),
        "repeats": lambda: _repeats(found.photographs_per_lesion),
        "sizes": lambda: _sizes(found.sizes),
        "lightness": lambda: _boxes(found.lightness),
        "brightness": lambda: _boxes(found.brightness),
    }
    if found.age is not None:
        age = found.age
        drawn["age"] = lambda: _ages(age)
    for breakdown in found.breakdowns:
        drawn[breakdown.title.lower()] = lambda shown=breakdown: _shares(shown, found)  # type: ignore[misc]
    if found.duplicates.pairs:
        drawn["distances"] = lambda: _distances(found)
    names = {}
    for name, draw in drawn.items():
        draw().savefig(folder / f"{name}.png", metadata={"Software": None})
        names[name] = f"{name}.png"
    return names


def _canvas(height_inches: float) -> Figure:
    figure = Figure(figsize=(_WIDTH_INCHES, height_inches), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _tidy(axes: Axes, *, x: str = "", y: str = "", grid: str = "x") -> None:
    axes.set_xlabel(x, fontsize=9)
    axes.set_ylabel(y, fontsize=9)
    axes.tick_params(labelsize=8)
    if grid == "x":
        axes.xaxis.grid(visible=True, color="#DDDDDD", linewidth=0.6)
    else:
        axes.yaxis.grid(visible=True, color="#DDDDDD", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def _count_along(axes: Axes) -> None:
    """Let the horizontal axis count: whole numbers, with commas."""
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_formatter(_THOUSANDS)


def _labels(found: Exploration) -> Figure:
    figure = _canvas(_FRAME_INCHES + 2 * _ROW_INCHES * len(found.counts))
    axes = figure.subplots()
    rows = np.arange(len(found.counts))
    for shift, title, colour, values in (
        (-0.2, "photographs", _BLUE, [count.photographs for count in found.counts]),
        (0.2, "lesions", _ORANGE, [count.lesions for count in found.counts]),
    ):
        bars = axes.barh(rows + shift, values, 0.38, color=colour, label=title)
        axes.bar_label(bars, [f"{value:,}" for value in values], padding=3, fontsize=8)
    axes.set_yticks(rows, [count.label.title for count in found.counts])
    axes.invert_yaxis()
    axes.margins(x=0.12)
    _count_along(axes)
    axes.legend(fontsize=8, frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    _tidy(axes, x="number")
    return figure


def _repeats(photographs_per_lesion: Mapping[int, int]) -> Figure:
    figure = _canvas(3.0)
    axes = figure.subplots()
    lesions = list(photographs_per_lesion.values())
    bars = axes.bar([str(photographs) for photographs in photographs_per_lesion], lesions, 0.7, color=_BLUE)
    axes.bar_label(bars, [f"{count:,}" for count in lesions], padding=2, fontsize=8)
    axes.set_yscale("log")
    axes.set_ylim(0.7, max(lesions) * 2.5)
    axes.set_xlim(-0.8, max(len(lesions), 6) - 0.2)
    axes.yaxis.set_major_formatter(_THOUSANDS)
    axes.yaxis.set_minor_formatter(NullFormatter())
    _tidy(axes, x="photographs of one lesion", y="lesions (logarithmic)", grid="y")
    return figure


def _ages(age: Measured) -> Figure:
    everybody = np.concatenate(list(age.by_label.values()))
    panels = {"all labels": everybody, **age.by_label} if len(age.by_label) > 1 else dict(age.by_label)
    columns = min(_AGE_COLUMNS, len(panels))
    rows = -(-len(panels) // columns)
    figure = _canvas(0.5 + 1.9 * rows)
    grid = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True)
    bins = np.arange(0, max(100.0, float(everybody.max()) + _YEARS_PER_BIN) + 1, _YEARS_PER_BIN)
    for number, (axes, (name, years)) in enumerate(zip(grid.ravel(), panels.items(), strict=False)):
        share = np.full(len(years), 100 / len(years))
        axes.hist(years, bins=bins, weights=share, color=_ORANGE if name == "all labels" else _BLUE)
        axes.axvline(float(np.median(years)), color="black", linewidth=1)
        axes.set_title(f"{name} (n = {len(years):,})", loc="left", fontsize=9)
        axes.set_xticks(np.arange(0, bins[-1] + 1, 20))
        _tidy(axes, x="age (years)", y="share (%)" if number % columns == 0 else "", grid="y")
    for axes in grid.ravel()[len(panels) :]:
        axes.set_visible(False)
    # Where the panel below is missing, the axis is written here.
    for axes in grid.ravel()[: len(panels)][-columns:]:
        axes.tick_params(labelbottom=True)
    for axes in grid[:-1].ravel()[: max(0, len(panels) - columns)]:
        axes.set_xlabel("")
    return figure


def _shares(breakdown: Breakdown, found: Exploration) -> Figure:
    """Draw how each label's photographs divide among the values, in percent, darker for more."""
    totals = breakdown.counts.sum(axis=0)
    shares = breakdown.counts / np.maximum(totals, 1)
    figure = _canvas(_FRAME_INCHES + _ROW_INCHES * len(breakdown.values))
    axes = figure.subplots()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=max(1e-9, float(shares.max())), aspect="auto")
    strongest = max(float(shares.max()), 1e-9)
    for (row, column), share in np.ndenumerate(shares):
        if breakdown.counts[row, column]:
            colour = "white" if share / strongest > _DARK_CELL else "black"
            axes.text(column, row, _percent(share), ha="center", va="center", fontsize=8, color=colour)
    sums = breakdown.counts.sum(axis=1)
    axes.set_yticks(
        range(len(breakdown.values)),
        [f"{value} ({count:,})" for value, count in zip(breakdown.values, sums, strict=True)],
    )
    axes.set_xticks(range(len(totals)), [f"{count.label.key}\n(n = {count.photographs:,})" for count in found.counts])
    axes.tick_params(labelsize=8, length=0)
    axes.xaxis.tick_top()
    axes.spines[:].set_visible(False)
    axes.set_xlabel("share of the label's photographs (%)", fontsize=9)
    return figure


def _percent(share: float) -> str:
    return f"{100 * share:.0f}" if share >= 0.01 else "<1"  # noqa: PLR2004 - one percent.


def _sizes(sizes: Mapping[str, int]) -> Figure:
    figure = _canvas(_FRAME_INCHES + _ROW_INCHES * len(sizes))
    axes = figure.subplots()
    counts = list(sizes.values())
    bars = axes.barh(list(sizes), counts, 0.6, color=_BLUE)
    axes.bar_label(bars, [f"{count:,}" for count in counts], padding=3, fontsize=8)
    axes.set_ylim(len(sizes) - 0.5, -0.5)
    axes.margins(x=0.12)
    _count_along(axes)
    _tidy(axes, x="photographs")
    return figure


def _boxes(measured: Measured) -> Figure:
    groupings = {"by label": measured.by_label, "by source": measured.by_source}
    shown = {title: groups for title, groups in groupings.items() if groups}
    figure = _canvas(_FRAME_INCHES + _ROW_INCHES * max(map(len, shown.values())))
    for axes, (title, groups) in zip(
        figure.subplots(1, len(shown), squeeze=False, sharex=True)[0], shown.items(), strict=True
    ):
        axes.boxplot(
            list(groups.values()),
            orientation="horizontal",
            whis=(5, 95),
            showfliers=False,
            widths=0.6,
            patch_artist=True,
            boxprops={"facecolor": "#BFD9EA", "edgecolor": _BLUE},
            medianprops={"color": "black"},
            whiskerprops={"color": _BLUE},
            capprops={"color": _BLUE},
        )
        axes.set_yticks(range(1, len(groups) + 1), [f"{name} ({len(values):,})" for name, values in groups.items()])
        axes.invert_yaxis()
        axes.set_title(title, loc="left", fontsize=10)
        _tidy(axes, x=measured.unit)
    return figure


def _distances(found: Exploration) -> Figure:
    pairs = found.duplicates.pairs
    kinds: dict[str, tuple[str, list[int]]] = {
        "of one lesion": (_BLUE, [pair.distance_bits for pair in pairs if not pair.across_lesions]),
        "of two lesions": (_VERMILION, [pair.distance_bits for pair in pairs if pair.across_lesions]),
    }
    figure = _canvas(2.8)
    axes = figure.subplots()
    # The hashes of real photographs differ by even numbers of bits: as many frequencies are strong in each.
    bins: npt.NDArray[np.int64] = np.arange(-1, max(pair.distance_bits for pair in pairs) + 3, 2)
    axes.hist(
        [bits for _, bits in kinds.values()],
        bins=bins.tolist(),
        stacked=True,
        color=[colour for colour, _ in kinds.values()],
        label=[f"{name} ({len(bits):,})" for name, (_, bits) in kinds.items()],
        rwidth=0.85,
    )
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(fontsize=8, frameon=False, title="pairs", title_fontsize=8)
    _tidy(axes, x="differing bits of 256", y="pairs", grid="y")
    return figure
