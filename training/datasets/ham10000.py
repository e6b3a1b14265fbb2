"""The HAM10000 table and its photographs.

Tschandl P., Rosendahl C., Kittler H., The HAM10000 dataset, Scientific Data 5, 180161 (2018),
doi 10.1038/sdata.2018.161. Licence CC BY-NC 4.0.
"""

from pathlib import Path

from training.datasets.labels import DIAGNOSES
from training.datasets.listing import Listing, PhotographFiles, Row, files_below
from training.datasets.photograph import Photograph
from training.datasets.problems import BadDataError, DatasetError, Problem
from training.datasets.tables import TableRow, table_rows

NAME = "HAM10000"
METADATA_NAME = "HAM10000_metadata.csv"
_LICENCE = "CC BY-NC 4.0 (Tschandl, Rosendahl, Kittler, Scientific Data 5, 180161, 2018)"
_COLUMNS = ("lesion_id", "image_id", "dx")
_KEYS = tuple(label.key for label in DIAGNOSES)
# The photographs were published as JPEG only; PNG files beside them are the segmentation masks.
_SUFFIXES = (".jpg", ".jpeg")


def list_ham10000(folder: Path) -> Listing:
    """Read the table and find each row's photograph.

    Parameters
    ----------
    folder : Path
        Holds ``HAM10000_metadata.csv`` and, anywhere below it, the photographs as ``<image_id>.jpg``.

    Returns
    -------
    Listing
        Rows without image, images without row, unknown labels and duplicate ids are among its problems.

    Raises
    ------
    DatasetError
        If the table is missing, lacks a column or has no rows.
    """
    table = folder / METADATA_NAME
    if not table.is_file():
        raise DatasetError(f"No {METADATA_NAME} in {folder}.")
    files = PhotographFiles(files_below(folder, _SUFFIXES))
    found: dict[str, Row] = {}
    first_lines: dict[str, int] = {}
    problems = list(files.problems)
    for row in table_rows(table, _COLUMNS):
        image_id, diagnosis = row["image_id"], row["dx"].lower()
        first_line = first_lines.setdefault(image_id, row.line)
        if first_line != row.line:
            text = f"{image_id} stands in the table twice, first in line {first_line}."
            problems.append(Problem("duplicate id", table, row.line, text))
            continue
        if diagnosis not in _KEYS:
            text = f"unknown label {row['dx']!r}; known are {', '.join(_KEYS)}."
            problems.append(Problem("unknown label", table, row.line, text))
        path = files.take(image_id)
        if path is None:
            text = f"no photograph {image_id}.jpg below {folder}."
            problems.append(Problem("row without image", table, row.line, text))
        elif diagnosis in _KEYS:
            found[image_id] = Row(_photograph(row, image_id, diagnosis, path), table, row.line)
    if not first_lines:
        raise DatasetError(f"{table} has no rows.")
    problems += files.left(METADATA_NAME)
    return Listing(NAME, _LICENCE, table, tuple(found.values()), tuple(problems))


def read_ham10000(folder: Path) -> list[Photograph]:
    """Read the table and find each row's photograph, without opening any.

    `training.datasets.dataset.open_dataset` is the way to a dataset of which every photograph has been checked.

    Returns
    -------
    list of Photograph
        Ordered by image id.

    Raises
    ------
    DatasetError
        As `list_ham10000`, and if anything else is wrong with the table; the message names the file and the line.
    """
    listing = list_ham10000(folder)
    if listing.problems:
        raise BadDataError(folder, listing.problems)
    return sorted((row.photograph for row in listing.rows), key=lambda photo: photo.image_id)


def _photograph(row: TableRow, image_id: str, diagnosis: str, path: Path) -> Photograph:
    return Photograph(
        image_id,
        row["lesion_id"],
        diagnosis,
        path,
        diagnosis,
        age_years=row.known_number("age"),
        sex=row.known("sex").lower(),
        site=row.known("localization"),
        source=row.known("dataset"),
        confirmation=row.known("dx_type"),
    )
