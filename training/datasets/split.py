"""Stratified splits, kept as files with a hash: by lesion, or, to reproduce leaky figures, by photograph."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError

Part = Literal["train", "validation", "test"]
PARTS: tuple[Part, ...] = get_args(Part)
Protocol = Literal["lesion-grouped", "image-level"]
PROTOCOLS: tuple[Protocol, ...] = get_args(Protocol)
_HEADER = ("image_id", "lesion_id", "label", "part")
# Only image-level splits have the further column, so that they tell what they are wherever they are taken.
_LEAKY_HEADER = (*_HEADER, "protocol")


@dataclass(frozen=True)
class Split:
    """Which photograph belongs to which part.

    Attributes
    ----------
    parts : dict of str to str
        Image id to "train", "validation" or "test".
    sha256 : str
        Of the file's bytes.
    protocol : "lesion-grouped" or "image-level"
        The latter is leaky: a lesion's photographs may be in several parts.
    lesions : dict of str to str
        Image id to lesion id.
    """

    parts: dict[str, Part]
    sha256: str
    protocol: Protocol
    lesions: dict[str, str]

    @property
    def leaking_lesions(self) -> int:
        """Number of lesions of the test part that are also in the training part; 0 if split by lesion."""
        return len(self._lesions_of("test") & self._lesions_of("train"))

    def of(self, photographs: Sequence[Photograph], part: Part) -> list[Photograph]:
        """Return the photographs of one part, in the order given.

        Raises
        ------
        DatasetError
            If a photograph is not in the split: it was made for another dataset.
        """
        strangers = [photo.image_id for photo in photographs if photo.image_id not in self.parts]
        if strangers:
            raise DatasetError(
                f"{len(strangers)} photographs are not in the split, {strangers[0]} the first of them: it was made for "
                "another dataset, or with other --labels."
            )
        return [photo for photo in photographs if self.parts[photo.image_id] == part]

    def describe(self, part: Part, dataset_name: str) -> str:
        """Say what a figure was measured on, for wherever it is printed.

        Returns
        -------
        str
            ``lesion-grouped test part of HAM10000``, or ``image-level test part of HAM10000, LEAKY: 312 of 1,400
            lesions are also in the training part``.
        """
        described = f"{self.protocol} {part} part of {dataset_name}"
        if self.protocol == "lesion-grouped":
            return described
        if part == "train":
            return f"{described}, LEAKY split"
        lesions = self._lesions_of(part)
        leaking = len(lesions & self._lesions_of("train"))
        return f"{described}, LEAKY: {leaking:,} of {len(lesions):,} lesions are also in the training part"

    def _lesions_of(self, part: Part) -> set[str]:
        return {self.lesions[image_id] for image_id, its_part in self.parts.items() if its_part == part}


def make_split(
    photographs: Sequence[Photograph],
    *,
    folds: int,
    seed: int,
    protocol: Protocol = "lesion-grouped",
    test_folds: int = 1,
    validation_fold: int = 1,
) -> str:
    """Split into test (some folds), validation (one fold) and train (the rest), and return the file's text.

    The diagnoses' shares are kept as near as can be.

    Parameters
    ----------
    photographs : sequence of Photograph
        In any order.
    folds : int
        How many parts of equal size are cut.
    seed : int
    protocol : "lesion-grouped", "image-level"
        By the former, a lesion is in one part only, whatever the number of its photographs (scikit-learn's
        `StratifiedGroupKFold`). By the latter, photographs are dealt out singly (`StratifiedKFold`), as they were for
        many published figures: photographs of the same lesion are then trained on and tested on.
    test_folds : int
        How many of the folds are the test part.
    validation_fold : int
        Which of the other folds, counted from 1, is the validation part: each in turn cross-validates a recipe without
        the test part being seen.

    Raises
    ------
    DatasetError
        If there is no such fold, a diagnosis has fewer lesions (photographs, if these are dealt out singly) than there
        are folds, or no fold is left to train on.
    """
    if not 1 <= test_folds <= folds - 2:
        raise DatasetError(
            f"Of {folds} folds, {test_folds} cannot be the test part: validation takes one, and one must be left to "
            "train on."
        )
    if not 1 <= validation_fold <= folds - test_folds:
        raise DatasetError(
            f"There is no validation fold {validation_fold}: beside the test part there are {folds - test_folds}."
        )
    ordered = sorted(photographs, key=lambda photo: photo.image_id)
    labels = np.array([photo.diagnosis for photo in ordered])
    lesions = np.array([photo.lesion_id for photo in ordered])
    _refuse_rare_labels(labels, lesions, folds, protocol)
    part_of: dict[int, Part] = {}
    for number, held_out in enumerate(_folds(labels, lesions, folds, seed, protocol)):
        validates = number == test_folds + validation_fold - 1
        part: Part = "test" if number < test_folds else "validation" if validates else "train"
        part_of.update(dict.fromkeys(held_out.tolist(), part))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER if protocol == "lesion-grouped" else _LEAKY_HEADER)
    for index, photo in enumerate(ordered):
        row = (photo.image_id, photo.lesion_id, photo.diagnosis, part_of[index])
        writer.writerow(row if protocol == "lesion-grouped" else (*row, protocol))
    return text.getvalue()


def read_split(path: Path) -> Split:
    """Read a split file.

    Raises
    ------
    DatasetError
        If it is missing, malformed, or has a photograph twice; or a lesion in two parts, unless it says of every row
        that it is image-level.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"The split {path} cannot be read: {error.strerror}.") from error
    rows = csv.DictReader(io.StringIO(data.decode("utf-8", errors="replace")), restval="")
    header = tuple(rows.fieldnames or ())
    if header not in (_HEADER, _LEAKY_HEADER):
        raise DatasetError(f"{path} is not a split: its first line should be {','.join(_HEADER)}.")
    protocol: Protocol = "lesion-grouped" if header == _HEADER else "image-level"
    parts: dict[str, Part] = {}
    lesions: dict[str, str] = {}
    part_of_lesion: dict[str, str] = {}
    for row in rows:
        where = f"{path}, line {rows.line_num}"
        image_id, lesion_id = row["image_id"], row["lesion_id"]
        part = next((known for known in PARTS if known == row["part"]), None)
        if part is None:
            raise DatasetError(f"{where}: unknown part {row['part']!r}.")
        if image_id in parts:
            raise DatasetError(f"{where}: {image_id} stands in the split twice.")
        if protocol == "image-level" and row["protocol"] != protocol:
            raise DatasetError(f"{where}: unknown protocol {row['protocol']!r}; the column is for {protocol} alone.")
        if protocol == "lesion-grouped" and part_of_lesion.setdefault(lesion_id, part) != part:
            raise DatasetError(f"{where}: lesion {lesion_id} is in two parts.")
        parts[image_id], lesions[image_id] = part, lesion_id
    return Split(parts, hashlib.sha256(data).hexdigest(), protocol, lesions)


def _refuse_rare_labels(
    labels: npt.NDArray[np.str_], lesions: npt.NDArray[np.str_], folds: int, protocol: Protocol
) -> None:
    for label in sorted(set(labels.tolist())):
        those = lesions[labels == label]
        count, what = (
            (len(np.unique(those)), "lesions") if protocol == "lesion-grouped" else (len(those), "photographs")
        )
        if count < folds:
            raise DatasetError(f"Label {label} has {count} {what}, too few for {folds} folds.")


def _folds(
    labels: npt.NDArray[np.str_], lesions: npt.NDArray[np.str_], folds: int, seed: int, protocol: Protocol
) -> Iterator[npt.NDArray[np.int64]]:
    """Cut into folds; yield the indices of each."""
    kind = StratifiedGroupKFold if protocol == "lesion-grouped" else StratifiedKFold
    splitter = kind(n_splits=folds, shuffle=True, random_state=seed)
    groups = lesions if protocol == "lesion-grouped" else None
    return (held_out for _, held_out in splitter.split(labels, labels, groups))
