"""What a reader found in a folder, before any photograph is opened."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from training.datasets.photograph import Photograph
from training.datasets.problems import Problem


@dataclass(frozen=True)
class Row:
    """A labelled photograph and the place where its label stands.

    Attributes
    ----------
    photograph : Photograph
        Its label is its diagnosis still; its lesion id is empty if the dataset tells none.
    file : Path
        The table, or the folder that is named by the label.
    line : int or None
        Of the table.
    """

    photograph: Photograph
    file: Path
    line: int | None


@dataclass(frozen=True)
class Listing:
    """A dataset as it lies there.

    Attributes
    ----------
    name : str
        For people: ``HAM10000``.
    licence : str
        Of the photographs, if known; otherwise empty.
    origin : Path
        The table or folder that all labels come from.
    rows : tuple of Row
        Each with a file and with an image id of its own.
    problems : tuple of Problem
    """

    name: str
    licence: str
    origin: Path
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def files_below(folder: Path, suffixes: Iterable[str]) -> list[Path]:
    """Find files anywhere below a folder, in order of their paths.

    Hidden files and folders are passed over, and ``__MACOSX`` with them: archives bring both.

    Parameters
    ----------
    folder : Path
    suffixes : iterable of str
        In lower case, with the dot; capitals are found as well.
    """
    wanted = frozenset(suffixes)
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__MACOSX"))]
        found += [
            Path(root, name)
            for name in names
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in wanted  # noqa: PTH122 - in a hurry.
        ]
    return sorted(found)


class PhotographFiles:
    """Files by image id, from which each is taken once.

    Parameters
    ----------
    files : iterable of Path
        The id is the name without its suffix. Of two files with one id the first is kept.

    Attributes
    ----------
    problems : list of Problem
        The files that were not kept.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self.problems: list[Problem] = []
        self._files: dict[str, Path] = {}
        self._taken: set[str] = set()
        for file in files:
            first = self._files.setdefault(file.stem, file)
            if first is not file:
                self.problems.append(Problem("duplicate id", file, None, f"{file.stem} is also the name of {first}."))

    def take(self, image_id: str) -> Path | None:
        """Return the file of an image id, or None if there is none."""
        self._taken.add(image_id)
        return self._files.get(image_id)

    def left(self, tables: str) -> list[Problem]:
        """Tell the files that were not taken, as images without a row in the tables of that name."""
        return [
            Problem("image without row", file, None, f"{image_id} does not stand in {tables}.")
            for image_id, file in self._files.items()
            if image_id not in self._taken
        ]
