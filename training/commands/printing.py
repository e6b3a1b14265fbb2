"""Figures as lines on the terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.core.bundle.manifest import Metric


def print_figures(figures: "Sequence[Metric]") -> None:
    """Print each figure with its interval, below what it was measured on; each marked if the split was leaky."""
    from training.evaluation.metrics import is_leaky

    print(f"{figures[0].n} photographs, {figures[0].measured_on}; 95 % intervals by lesion")
    for figure in figures:
        mark = "  LEAKY" if is_leaky(figure.measured_on) else ""
        print(f"  {figure.name:<41} {figure.value:.4f}  ({figure.low:.4f} to {figure.high:.4f}){mark}")
