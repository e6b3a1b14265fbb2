"""Lesion-grouped, stratified splits, kept as files with a hash."""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError

Part = Literal["train", "validation", "test"]
PARTS: tuple[Part, ...] = get_args(Part)
_PART_OF_FOLD: dict[int, Part] = {0: "test", 1: "validation"}
_HEADER = ("image_id", "lesion_id", "label", "part")


@dataclass(frozen=True)
class Split:
    """Which photograph belongs to which part.

    Attributes
    ----------
    parts : dict of str to str
        Image id to "train", "validation" or "test".
    sha256 : str
        Of the file's bytes.
    """

    parts: dict[str, Part]
    sha256: str

    def of(self, photographs: Sequence[Photograph], part: Part) -> list[Photograph]:
        """Return the photographs of one part, in the order given.

        Raises
        ------
        DatasetError
            If a photograph is not in the split: it was made for another dataset.
        """
        strangers = [photo.image_id for photo in photographs if photo.image_id not in self.parts]
        if strangers:
            raise DatasetError(f"{len(strangers)} photographs are not in the split, {strangers[0]} the first of them.")
        return [photo for photo in photographs if self.parts[photo.image_id] == part]


def make_split(photographs: Sequence[Photograph], *, folds: int, seed: int) -> str:
    """Split into test (one fold), validation (one fold) and train (the rest), and return the file's text.

    A lesion is in one part only, whatever the number of its photographs; the labels' shares are kept as near as that
    allows (scikit-learn's `StratifiedGroupKFold`).

    Raises
    ------
    DatasetError
        If a label has fewer lesions than there are folds.
    """
    ordered = sorted(photographs, key=lambda photo: photo.image_id)
    labels = np.array([photo.diagnosis for photo in ordered])
    lesions = np.array([photo.lesion_id for photo in ordered])
    for label in sorted(set(labels.tolist())):
        count = len(np.unique(lesions[labels == label]))
        if count < folds:
            raise DatasetError(f"Label {label} has {count} lesions, too few for {folds} folds.")
    part_of: dict[int, Part] = {}
    splitter = StratifiedGroupKFold(n_splits=folds, shuffle=True, random_state=seed)
    for number, (_, held_out) in enumerate(splitter.split(labels, labels, lesions)):
        part = _PART_OF_FOLD.get(number, "train")
        part_of.update(dict.fromkeys(held_out.tolist(), part))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    for index, photo in enumerate(ordered):
        writer.writerow((photo.image_id, photo.lesion_id, photo.diagnosis, part_of[index]))
    return text.getvalue()


def read_split(path: Path) -> Split:
    """Read a split file.

    Raises
    ------
    DatasetError
        If it is missing, malformed, or has a lesion in two parts.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"The split {path} cannot be read: {error.strerror}.") from error
    rows = csv.DictReader(io.StringIO(data.decode("utf-8", errors="replace")))
    if tuple(rows.fieldnames or ()) != _HEADER:
        raise DatasetError(f"{path} is not a split: its first line should be {','.join(_HEADER)}.")
    parts: dict[str, Part] = {}
    part_of_lesion: dict[str, str] = {}
    for row in rows:
        part = next((known for known in PARTS if known == row["part"]), None)
        if part is None:
            raise DatasetError(f"{path}, line {rows.line_num}: unknown part {row['part']!r}.")
        if part_of_lesion.setdefault(row["lesion_id"], part) != part:
            raise DatasetError(f"{path}, line {rows.line_num}: lesion {row['lesion_id']} is in two parts.")
        parts[row["image_id"]] = part
    return Split(parts, hashlib.sha256(data).hexdigest())
