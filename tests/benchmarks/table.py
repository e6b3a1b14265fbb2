"""How what the benchmarks found is shown."""

from collections.abc import Sequence

from tests.benchmarks.ratio import Ratio

_HEADINGS = ("Measured", "Ours", "Against", "Ratio", "Wanted")


def as_table(ratios: Sequence[Ratio]) -> str:
    """Return a table in Markdown, its columns aligned for a terminal."""
    rows: list[tuple[str, ...]] = [
        _HEADINGS,
        *((one.name, one.ours, one.reference, f"{one.ratio:.3f}", one.wanted) for one in ratios),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    )
