"""A dataset, whatever its layout."""

from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.bundle.manifest import Label
from training.datasets.ham10000 import read_ham10000
from training.datasets.labels import DIAGNOSES, MALIGNANCY, LabelSetName
from training.datasets.photograph import Photograph


@dataclass(frozen=True)
class Dataset:
    """Photographs and the labels they have.

    Attributes
    ----------
    name : str
        For people: ``HAM10000``.
    labels : tuple of Label
        In the order of a network's outputs.
    photographs : tuple of Photograph
        Ordered by image id.
    """

    name: str
    labels: tuple[Label, ...]
    photographs: tuple[Photograph, ...]


def open_dataset(
    folder: Path, *, cache_dir: Path, label_set: LabelSetName | None = None, skip_bad: bool = False
) -> Dataset:
    """Read the dataset in a folder.

    Parameters
    ----------
    folder : Path
    cache_dir : Path
    label_set : "diagnosis", "malignancy", optional
        The labels wanted; otherwise the finest that the dataset has.
    skip_bad : bool
    """
    del cache_dir, skip_bad
    photographs = tuple(read_ham10000(folder))
    if label_set != "malignancy":
        return Dataset("HAM10000", DIAGNOSES, photographs)
    malignant = {label.key for label in DIAGNOSES if label.malignant}
    told_apart = (
        replace(photo, label="malignant" if photo.diagnosis in malignant else "benign") for photo in photographs
    )
    return Dataset("HAM10000", MALIGNANCY, tuple(told_apart))
