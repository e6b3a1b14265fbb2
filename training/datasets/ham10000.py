"""The HAM10000 table and its photographs.

Tschandl P., Rosendahl C., Kittler H., The HAM10000 dataset, Scientific Data 5, 180161 (2018),
doi 10.1038/sdata.2018.161. Licence CC BY-NC 4.0.
"""

import csv
from pathlib import Path

from training.datasets.labels import DIAGNOSES
from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError

METADATA_NAME = "HAM10000_metadata.csv"
_COLUMNS = ("lesion_id", "image_id", "dx")
_KEYS = tuple(label.key for label in DIAGNOSES)


def read_ham10000(folder: Path) -> list[Photograph]:
    """Read the table and find each row's photograph.

    Parameters
    ----------
    folder : Path
        Holds ``HAM10000_metadata.csv`` and, anywhere below it, the photographs as ``<image_id>.jpg``.

    Returns
    -------
    list of Photograph
        Ordered by image id.

    Raises
    ------
    DatasetError
        If the table is missing or lacks a column, or a row has an unknown label, a second row with its image id, or no
        photograph. The message names the file and the line.
    """
    table = folder / METADATA_NAME
    if not table.is_file():
        raise DatasetError(f"No {METADATA_NAME} in {folder}.")
    files = {path.stem: path for path in sorted(folder.rglob("*.jpg"))}
    photographs: dict[str, Photograph] = {}
    with table.open(newline="", encoding="utf-8", errors="replace") as stream:
        rows = csv.DictReader(stream)
        missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise DatasetError(f"{table}: no column {', '.join(missing)}.")
        for row in rows:
            where = f"{table}, line {rows.line_num}"
            image_id, label = row["image_id"], row["dx"]
            if label not in _KEYS:
                raise DatasetError(f"{where}: unknown label {label!r}; known are {', '.join(_KEYS)}.")
            if image_id in photographs:
                raise DatasetError(f"{where}: {image_id} stands in the table twice.")
            if image_id not in files:
                raise DatasetError(f"{where}: no photograph {image_id}.jpg below {folder}.")
            photographs[image_id] = Photograph(image_id, row["lesion_id"], label, files[image_id], label)
    if not photographs:
        raise DatasetError(f"{table} has no rows.")
    return [photographs[image_id] for image_id in sorted(photographs)]
