"""Photographs that lie in folders named by their labels, such as ``train/benign`` and ``test/malignant``.

So lies the Kaggle set "skin-cancer-malignant-vs-benign". Its division into train and test knows no lesions and is not
used: `training.datasets.split` makes one that does.
"""

from collections import Counter
from pathlib import Path

from training.datasets.labels import KNOWN
from training.datasets.listing import Listing, Row, files_below
from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError, Problem

_SUFFIXES = (".jpg", ".jpeg", ".png")


def has_label_folders(folder: Path) -> bool:
    """Tell whether a photograph lies below a folder that is named by a label."""
    return any(_label_folder(file, folder) for file in files_below(folder, _SUFFIXES))


def list_folders(folder: Path) -> Listing:
    """Find the photographs and read their labels from the folders that they lie in.

    Parameters
    ----------
    folder : Path
        Anywhere below it are folders named by a label (``benign``, ``mel``, …; capitals do not matter), in which, or in
        folders of which, the photographs lie. If several such folders lie in each other, the innermost counts.

    Returns
    -------
    Listing
        The image id is the path below `folder`, since ``train/benign/1.jpg`` and ``test/benign/1.jpg`` are two
        photographs. There are no lesion ids. A folder of which no part is a label is told once, as an unknown label.

    Raises
    ------
    DatasetError
        If no folder is named by a label.
    """
    rows, strangers = [], Counter[Path]()
    for file in files_below(folder, _SUFFIXES):
        label_folder = _label_folder(file, folder)
        if label_folder is None:
            strangers[file.parent] += 1
        else:
            diagnosis = label_folder.name.lower()
            image_id = file.relative_to(folder).as_posix()
            rows.append(Row(Photograph(image_id, "", diagnosis, file, diagnosis), label_folder, None))
    if not rows:
        raise DatasetError(f"No photographs in folders named by a label ({', '.join(KNOWN)}) below {folder}.")
    problems = tuple(
        Problem("unknown label", stranger, None, f"no label names this folder; photographs in it: {count:,}.")
        for stranger, count in strangers.items()
    )
    return Listing(folder.resolve().name, "", folder, tuple(rows), problems)


def _label_folder(file: Path, root: Path) -> Path | None:
    depth = len(file.relative_to(root).parts) - 1
    return next((parent for parent in file.parents[:depth] if parent.name.lower() in KNOWN), None)
