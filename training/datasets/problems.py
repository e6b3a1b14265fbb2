"""What can be wrong with a dataset, and how it is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from desktop.core.errors import KnownError

ProblemKind = Literal[
    "row without image", "image without row", "unknown label", "corrupt image", "duplicate id", "empty label"
]
KINDS: tuple[ProblemKind, ...] = get_args(ProblemKind)
_SHOWN_OF_EACH_KIND = 5


class DatasetError(KnownError):
    """A dataset that cannot be used as it lies there."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a dataset.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    file : Path
        The table, photograph or folder in which it is wrong.
    line : int or None
        Of the table, counted from 1; None if the file is none.
    text : str
        What is wrong, without the place.
    """

    kind: ProblemKind
    file: Path
    line: int | None
    text: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else f"{self.file}"
        return f"{where}: {self.text}"


class BadDataError(DatasetError):
    """A dataset of which some part is bad, and nobody said that this may be left out.

    Attributes
    ----------
    problems : tuple of Problem
        All of them; the message shows the first few of each kind.
    """

    def __init__(self, folder: Path, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = f"{len(self.problems):,} problem" + ("s" if len(self.problems) != 1 else "")
        advice = "--skip-bad leaves out what is bad, and lists it."
        super().__init__("\n".join([f"{folder} has {count}. {advice}", *problem_lines(self.problems)]))


def problem_lines(problems: Sequence[Problem], shown: int = _SHOWN_OF_EACH_KIND) -> list[str]:
    """Count problems by kind and tell the first few of each with file and line.

    Parameters
    ----------
    problems : sequence of Problem
    shown : int
        At most so many of each kind.

    Returns
    -------
    list of str
        Lines for a terminal; none if there are no problems.
    """
    lines = []
    for kind in KINDS:
        of_kind = [problem for problem in problems if problem.kind == kind]
        if of_kind:
            lines.append(f"{kind}: {len(of_kind):,}")
            lines += [f"  {problem}" for problem in of_kind[:shown]]
            if len(of_kind) > shown:
                lines.append(f"  … and {len(of_kind) - shown:,} more")
    return lines
