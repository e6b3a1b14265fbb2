"""A dataset, whatever its layout."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.bundle.manifest import Label
from training.datasets.folders import has_label_folders, list_folders
from training.datasets.ham10000 import METADATA_NAME, list_ham10000
from training.datasets.isic import ground_truth_tables, list_isic
from training.datasets.labels import KNOWN, LABEL_SETS, LabelSetName, finest_label_set, label_under
from training.datasets.listing import Listing, Row
from training.datasets.near_duplicates import lesion_ids
from training.datasets.photograph import Photograph
from training.datasets.problems import KINDS, BadDataError, DatasetError, Problem
from training.datasets.scan import ImageFacts, scan


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
        Ordered by image id. All can be decoded, and all have a lesion id.
    problems : tuple of Problem
        What was left out, if it was said that bad data may be.
    licence : str
        Of the photographs; empty if unknown.
    guessed_lesions : int
        Number of photographs whose lesion id the dataset does not tell: it was found from near-duplicates.
    """

    name: str
    labels: tuple[Label, ...]
    photographs: tuple[Photograph, ...]
    problems: tuple[Problem, ...] = ()
    licence: str = ""
    guessed_lesions: int = 0


def open_dataset(
    folder: Path, *, cache_dir: Path, label_set: LabelSetName | None = None, skip_bad: bool = False
) -> Dataset:
    """Read the dataset in a folder and check every photograph.

    Parameters
    ----------
    folder : Path
        Laid out as HAM10000, as an ISIC challenge's ground truth, or with folders named by labels.
    cache_dir : Path
        What was found of the photographs is kept there: the first time takes a minute or so for ten thousand, later
        times a second.
    label_set : "diagnosis", "malignancy", optional
        The labels wanted; otherwise the finest that the dataset has.
    skip_bad : bool
        Leave out what is bad and list it in `Dataset.problems`, rather than refuse.

    Returns
    -------
    Dataset

    Raises
    ------
    BadDataError
        If anything is bad and `skip_bad` is not given: a row without image, an image without row, an unknown label, a
        corrupt image, a duplicate id, a label without photographs.
    DatasetError
        If there is no dataset, it cannot give the labels wanted, or nothing of it can be used.
    """
    listing = _read(folder)
    finest = finest_label_set(row.photograph.diagnosis for row in listing.rows)
    chosen = label_set or finest
    if chosen == "diagnosis" and finest == "malignancy":
        wanted = ", ".join(label.key for label in LABEL_SETS[chosen])
        raise DatasetError(f"{folder} tells only benign from malignant: it cannot give the labels {wanted}.")
    labelled, problems = _label(listing.rows, chosen)
    whole, facts, corrupt = _decodable(labelled, cache_dir)
    problems += [*listing.problems, *corrupt, *_empty_labels(whole, chosen, listing.origin)]
    problems.sort(key=lambda problem: (KINDS.index(problem.kind), problem.file, problem.line or 0))
    if problems and not skip_bad:
        raise BadDataError(folder, problems)
    if not whole:
        raise DatasetError(f"Nothing of {folder} can be used: {problems[0]}")
    found_ids = lesion_ids(whole, facts)
    photographs = tuple(
        photo if photo.lesion_id else replace(photo, lesion_id=lesion_id)
        for photo, lesion_id in zip(whole, found_ids, strict=True)
    )
    guessed = sum(not photo.lesion_id for photo in whole)
    return Dataset(listing.name, LABEL_SETS[chosen], photographs, tuple(problems), listing.licence, guessed)


def _read(folder: Path) -> Listing:
    if not folder.is_dir():
        raise DatasetError(f"{folder} is not a folder.")
    if (folder / METADATA_NAME).is_file():
        return list_ham10000(folder)
    if ground_truth_tables(folder):
        return list_isic(folder)
    if has_label_folders(folder):
        return list_folders(folder)
    raise DatasetError(
        f"{folder} is no dataset. No {METADATA_NAME} is in it (HAM10000), no *GroundTruth*.csv below it (ISIC), and no "
        f"photographs in folders named by labels, such as train/benign and train/malignant ({', '.join(KNOWN)})."
    )


def _label(rows: Sequence[Row], label_set: LabelSetName) -> tuple[list[Photograph], list[Problem]]:
    """Give each photograph its label, in order of image ids; tell those for which the set has none."""
    labelled, problems = [], []
    for row in sorted(rows, key=lambda row: row.photograph.image_id):
        diagnosis = row.photograph.diagnosis
        label = label_under(diagnosis, label_set)
        if label is None:
            keys = ", ".join(label.key for label in LABEL_SETS[label_set])
            text = f"{row.photograph.image_id}: unknown label {diagnosis!r}; asked for are {keys}."
            problems.append(Problem("unknown label", row.file, row.line, text))
        else:
            labelled.append(replace(row.photograph, label=label))
    return labelled, problems


def _decodable(
    photographs: Sequence[Photograph], cache_dir: Path
) -> tuple[list[Photograph], list[ImageFacts], list[Problem]]:
    outcomes = scan((photo.path for photo in photographs), cache_dir)
    whole, facts, problems = [], [], []
    for photo in photographs:
        outcome = outcomes[photo.path]
        if isinstance(outcome, ImageFacts):
            whole.append(photo)
            facts.append(outcome)
        else:
            problems.append(Problem("corrupt image", photo.path, None, outcome))
    return whole, facts, problems


def _empty_labels(photographs: Sequence[Photograph], label_set: LabelSetName, origin: Path) -> list[Problem]:
    present = {photo.label for photo in photographs}
    return [
        Problem("empty label", origin, None, f"no photograph of {label.key} ({label.title}).")
        for label in LABEL_SETS[label_set]
        if label.key not in present
    ]
