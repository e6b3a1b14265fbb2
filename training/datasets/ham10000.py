"""The HAM10000 table and its photographs.

Tschandl P., Rosendahl C., Kittler H., The HAM10000 dataset, Scientific Data 5, 180161 (2018),
doi 10.1038/sdata.2018.161. Licence CC BY-NC 4.0.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from desktop.core.bundle.manifest import Label
from desktop.core.errors import KnownError

# In the order of the network's outputs. Actinic keratosis and Bowen's disease are in-situ or precursor lesions of
# squamous cell carcinoma and are counted as malignant, as in the ISIC challenges.
LABELS = (
    Label("akiec", "Actinic keratosis / Bowen's disease", malignant=True),
    Label("bcc", "Basal cell carcinoma", malignant=True),
    Label("bkl", "Benign keratosis", malignant=False),
    Label("df", "Dermatofibroma", malignant=False),
    Label("mel", "Melanoma", malignant=True),
    Label("nv", "Melanocytic naevus", malignant=False),
    Label("vasc", "Vascular lesion", malignant=False),
)
LABEL_KEYS = tuple(label.key for label in LABELS)

METADATA_NAME = "HAM10000_metadata.csv"
_COLUMNS = ("lesion_id", "image_id", "dx")


class DatasetError(KnownError):
    """A dataset that cannot be used as it lies there."""


@dataclass(frozen=True)
class Photograph:
    """One labelled photograph.

    Attributes
    ----------
    image_id, lesion_id : str
        Several photographs may show one lesion.
    label : str
        Key of one of `LABELS`.
    path : Path
        The JPEG.
    """

    image_id: str
    lesion_id: str
    label: str
    path: Path


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
            if label not in LABEL_KEYS:
                raise DatasetError(f"{where}: unknown label {label!r}; known are {', '.join(LABEL_KEYS)}.")
            if image_id in photographs:
                raise DatasetError(f"{where}: {image_id} stands in the table twice.")
            if image_id not in files:
                raise DatasetError(f"{where}: no photograph {image_id}.jpg below {folder}.")
            photographs[image_id] = Photograph(image_id, row["lesion_id"], label, files[image_id])
    if not photographs:
        raise DatasetError(f"{table} has no rows.")
    return [photographs[image_id] for image_id in sorted(photographs)]
