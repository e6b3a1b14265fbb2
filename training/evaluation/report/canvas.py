"""What all plots of a report share: size, colours, title and how a file is written."""

import textwrap
from collections.abc import Iterable
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

# Okabe and Ito's colours, which colour-blind people tell apart: https://jfly.uni-koeln.de/color/.
BLUE, VERMILION, GREY = "#0072B2", "#D55E00", "#666666"
_ALARM = "#B00020"

_WIDTH_INCHES = 8.0
_DPI = 144
_TITLE_CHARACTERS = 90
_TITLE_LINE_INCHES = 0.2


def canvas(title: str, height_inches: float, *, leaky: bool) -> Figure:
    """Return an empty figure with a title above the given height; one of a leaky split says so."""
    wrapped = [line for whole in title.splitlines() for line in textwrap.wrap(whole, _TITLE_CHARACTERS)]
    height_inches += _TITLE_LINE_INCHES * len(wrapped)
    figure = Figure(figsize=(_WIDTH_INCHES, height_inches), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    text = "\n".join(wrapped)
    figure.suptitle(
        f"LEAKY: {text}" if leaky else text, x=0.01, ha="left", fontsize=11, color=_ALARM if leaky else "black"
    )
    return figure


def tidy(axes: Axes, *, title: str = "", x: str = "", y: str = "") -> None:
    """Name the axes, draw a light grid, and drop the lines that frame nothing."""
    axes.set_title(title, loc="left", fontsize=10)
    axes.set_xlabel(x, fontsize=9)
    axes.set_ylabel(y, fontsize=9)
    axes.tick_params(labelsize=8)
    axes.grid(color="#DDDDDD", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def unit_square(axes: Iterable[Axes]) -> None:
    """Let both axes run from 0 to 1, with room for a line on the edge, at equal scale."""
    for one in axes:
        one.set_xlim(-0.02, 1.02)
        one.set_ylim(-0.02, 1.02)
        one.set_aspect("equal")
        one.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
        one.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1])


def save(figure: Figure, path: Path) -> None:
    """Write a PNG file."""
    figure.savefig(path, metadata={"Software": None})
