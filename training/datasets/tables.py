"""CSV tables, row by row, each with its line."""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.datasets.problems import DatasetError

# What tables write where they know nothing.
_NOTHING = frozenset({"", "unknown", "na", "n/a", "nan", "null", "none"})


@dataclass(frozen=True)
class TableRow:
    """One row.

    Attributes
    ----------
    line : int
        In the file, counted from 1, the header included.
    values : dict of str to str
        By column, stripped of spaces; a row that is too short has empty values.
    """

    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def known(self, *columns: str) -> str:
        """Return the first of the columns that says something, or an empty text: ``unknown`` says nothing."""
        return next((self[column] for column in columns if self[column].lower() not in _NOTHING), "")

    def known_number(self, *columns: str) -> float | None:
        """Return the first of the columns that says something, as a number; None if it is no finite one."""
        try:
            number = float(self.known(*columns))
        except ValueError:
            return None
        return number if math.isfinite(number) else None


def columns_of(table: Path) -> tuple[str, ...]:
    """Read a table's header.

    Raises
    ------
    DatasetError
        If the file cannot be read.
    """
    try:
        with table.open(newline="", encoding="utf-8-sig", errors="replace") as stream:
            return tuple(name.strip() for name in next(csv.reader(stream), []))
    except (OSError, csv.Error) as error:
        raise DatasetError(f"{table} cannot be read: {error}.") from error


def table_rows(table: Path, needed: Sequence[str]) -> Iterator[TableRow]:
    """Read a table row by row; empty lines are passed over.

    Parameters
    ----------
    table : Path
        UTF-8, with or without byte order mark; separated by commas.
    needed : sequence of str
        Columns that must be there.

    Raises
    ------
    DatasetError
        If the file cannot be read or a column is missing.
    """
    columns = columns_of(table)
    missing = [column for column in needed if column not in columns]
    if missing:
        raise DatasetError(f"{table}: no column {', '.join(missing)}.")
    try:
        with table.open(newline="", encoding="utf-8-sig", errors="replace") as stream:
            reader = csv.reader(stream)
            next(reader)
            for cells in reader:
                if cells:
                    values = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
                    yield TableRow(reader.line_num, values)
    except (OSError, csv.Error) as error:
        raise DatasetError(f"{table} cannot be read: {error}.") from error
