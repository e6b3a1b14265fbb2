"""Ground truth of the ISIC challenges: CSV files with a column for each label, photographs, and metadata if there are.

ISIC 2018 Task 3 (https://challenge.isic-archive.com/landing/2018/47/) and ISIC 2019
(https://challenge.isic-archive.com/landing/2019/); Codella et al., arXiv 1902.03368; Combalia et al., arXiv 1908.02288.
Licence of both: CC BY-NC 4.0.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from training.datasets.listing import Listing, PhotographFiles, Row, files_below
from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError, Problem
from training.datasets.tables import TableRow, columns_of, table_rows

# Actinic keratosis is AKIEC in 2018, with Bowen's disease, and AK in 2019. UNK says that it is none of the others.
_DIAGNOSIS_OF_COLUMN = {
    "MEL": "mel",
    "NV": "nv",
    "BCC": "bcc",
    "AKIEC": "akiec",
    "AK": "akiec",
    "BKL": "bkl",
    "DF": "df",
    "VASC": "vasc",
    "SCC": "scc",
    "UNK": "",
}
_ID_COLUMNS = ("image", "image_id", "isic_id")
_SUFFIXES = (".jpg", ".jpeg", ".png")
_LICENCE = "CC BY-NC 4.0 (ISIC challenges; the collections' authors are named at challenge.isic-archive.com)"


def ground_truth_tables(folder: Path) -> list[Path]:
    """Find ``*GroundTruth*.csv`` anywhere below a folder; capitals do not matter."""
    return [table for table in files_below(folder, (".csv",)) if "groundtruth" in table.name.lower()]


def list_isic(folder: Path) -> Listing:
    """Read all ground truth and metadata below a folder and find each row's photograph.

    Parameters
    ----------
    folder : Path
        Holds, at any depth, one or several ``*GroundTruth*.csv`` with the columns ``image``, ``MEL``, ``NV``, …, of
        which one is 1 in each row; photographs (.jpg, .jpeg, .png) named by ``image``; and, if there are, other CSV
        files with a column ``image``, ``image_id`` or ``isic_id`` that tell lesion, age, sex, site, confirmation or
        attribution.

    Returns
    -------
    Listing
        Lesion ids are empty where no metadata tells them. ``UNK`` and rows with none or several labels are unknown
        labels.

    Raises
    ------
    DatasetError
        If there is no ground truth, or a table lacks its columns or has no rows.
    """
    tables = ground_truth_tables(folder)
    if not tables:
        raise DatasetError(f"No *GroundTruth*.csv below {folder}.")
    files = PhotographFiles(files_below(folder, _SUFFIXES))
    metadata = _metadata(folder, tables)
    found: dict[str, Row] = {}
    first_places: dict[str, str] = {}
    problems = list(files.problems)
    for table in tables:
        columns = _label_columns(table)
        for row in table_rows(table, ("image",)):
            image_id, place = row["image"], f"{table.name}, line {row.line}"
            first_place = first_places.setdefault(image_id, place)
            if first_place != place:
                text = f"{image_id} stands in the ground truth twice, first in {first_place}."
                problems.append(Problem("duplicate id", table, row.line, text))
                continue
            diagnosis, complaint = _diagnosis(row, columns)
            if complaint:
                problems.append(Problem("unknown label", table, row.line, f"{image_id}: {complaint}."))
            path = files.take(image_id)
            if path is None:
                text = f"no photograph {image_id}.jpg or .png below {folder}."
                problems.append(Problem("row without image", table, row.line, text))
            elif diagnosis:
                photograph = _photograph(metadata.get(image_id, []), image_id, diagnosis, path)
                found[image_id] = Row(photograph, table, row.line)
    if not first_places:
        raise DatasetError(f"{tables[0]} has no rows.")
    problems += files.left("any ground truth")
    origin = tables[0] if len(tables) == 1 else folder
    return Listing(_name(tables), _LICENCE, origin, tuple(found.values()), tuple(problems))


def _name(tables: Sequence[Path]) -> str:
    """Name the challenges by the years in the files' names."""
    years = sorted({year for table in tables for year in re.findall(r"ISIC_?(20\d\d)", table.name, re.IGNORECASE)})
    return " ".join(["ISIC", " and ".join(years)]).strip()


def _label_columns(table: Path) -> list[str]:
    columns = [column for column in columns_of(table) if column in _DIAGNOSIS_OF_COLUMN]
    if not columns:
        expected = ", ".join(_DIAGNOSIS_OF_COLUMN)
        raise DatasetError(f"{table} is no ground truth with a column for each label: none of {expected} is there.")
    return columns


def _diagnosis(row: TableRow, columns: Sequence[str]) -> tuple[str, str]:
    """Return the row's diagnosis, or an empty one and why."""
    marked = []
    for column in columns:
        value = row.known_number(column)
        if value not in (0.0, 1.0):
            return "", f"{column} is {row[column]!r}, neither 0 nor 1"
        if value:
            marked.append(column)
    if len(marked) != 1:
        return "", f"{' and '.join(marked) or 'none of ' + ', '.join(columns)} {'are' if marked else 'is'} 1"
    diagnosis = _DIAGNOSIS_OF_COLUMN[marked[0]]
    return diagnosis, "" if diagnosis else f"unknown label {marked[0]}"


def _metadata(folder: Path, tables: Sequence[Path]) -> dict[str, list[TableRow]]:
    """Collect by image id what the tables tell that are no ground truth."""
    told: dict[str, list[TableRow]] = {}
    for table in files_below(folder, (".csv",)):
        id_column = next((column for column in _ID_COLUMNS if column in columns_of(table)), None)
        if table not in tables and id_column is not None:
            for row in table_rows(table, (id_column,)):
                told.setdefault(row[id_column], []).append(row)
    return told


def _photograph(told: Sequence[TableRow], image_id: str, diagnosis: str, path: Path) -> Photograph:
    def known(*columns: str) -> str:
        return next((text for row in told if (text := row.known(*columns))), "")

    ages = (row.known_number("age_approx", "age") for row in told)
    return Photograph(
        image_id,
        known("lesion_id"),
        diagnosis,
        path,
        diagnosis,
        age_years=next((age for age in ages if age is not None), None),
        sex=known("sex").lower(),
        site=known("anatom_site_general", "anatom_site_general_challenge", "localization"),
        source=known("attribution", "dataset"),
        confirmation=known("diagnosis_confirm_type", "dx_type"),
    )
