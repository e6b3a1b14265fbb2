"""Predictions for one part of a split, with all that one must know to read figures made from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.core.bundle.manifest import Label, OperatingPoint
from desktop.core.errors import KnownError
from desktop.core.inference.classifier import Classifier
from training.datasets.labels import LABEL_SETS, LabelSetName
from training.datasets.photograph import Photograph
from training.datasets.split import Part, Split
from training.evaluation.predictions import Predictions, predict_with_bundle, predict_with_graph


class JudgementError(KnownError):
    """A run or a bundle that cannot be judged in the way that was asked for."""


@dataclass(frozen=True, eq=False)
class Judged:
    """What a run or a bundle said of one part of a split.

    Attributes
    ----------
    name : str
        Of the run or bundle, for titles.
    said : Predictions
    photographs : tuple of Photograph
        In the order of `said`.
    facts : mapping of str to str
        What was judged and how, for people.
    points : tuple of OperatingPoint
        Thresholds that were chosen before these photographs were looked at, or on them: the warnings say so.
    warnings : tuple of str
        Whole sentences about what makes the figures look better or worse than they are.
    """

    name: str
    said: Predictions
    photographs: tuple[Photograph, ...]
    facts: Mapping[str, str]
    points: tuple[OperatingPoint, ...]
    warnings: tuple[str, ...]


def label_set_of(classifier: Classifier) -> LabelSetName:
    """Return which set of labels a bundle knows.

    Raises
    ------
    JudgementError
        If none of ours has the same keys in the same order.
    """
    keys = _keys(classifier.bundle.manifest.labels)
    for name, labels in LABEL_SETS.items():
        if _keys(labels) == keys:
            return name
    known = " or ".join(", ".join(_keys(labels)) for labels in LABEL_SETS.values())
    raise JudgementError(f"The labels of {classifier.bundle_id} are {', '.join(keys)}; they should be {known}.")


def judge_bundle(
    classifier: Classifier,
    photographs: Sequence[Photograph],
    split: Split,
    part: Part,
    cache_dir: Path,
    *,
    from_files: bool,
) -> Judged:
    """Predict one part with a bundle.

    Parameters
    ----------
    classifier : Classifier
    photographs : sequence of Photograph
        Of the whole dataset.
    split : Split
    part : "train", "validation" or "test"
    cache_dir : Path
        For framed photographs.
    from_files : bool
        Assess the image files exactly as the desktop does, refusals and all. Otherwise the graph alone is run, on the
        cache, and nothing is refused.

    Raises
    ------
    DatasetError
        If a photograph is not in the split or cannot be read.
    """
    judged = split.of(photographs, part)
    if from_files:
        said = predict_with_bundle(classifier, judged)
        how = "through the desktop's own inference code, from the image files; what it refuses is counted all the same"
    else:
        said = predict_with_graph(classifier, judged, cache_dir)
        how = "by the bundle's graph on cached pixels, framed as the desktop frames them; nothing was refused"
    manifest = classifier.manifest
    warnings = []
    if split.sha256 != manifest.split_sha256:
        warnings.append(
            "This is not the split that the bundle was made with: its network may have been trained on photographs "
            "that are judged here."
        )
    elif part == "validation":
        warnings.append(
            "The bundle's calibration and thresholds were fitted to these very photographs: its calibration errors are "
            "lower here, and its thresholds more exact, than elsewhere."
        )
    return Judged(
        name=str(classifier.bundle_id),
        said=said,
        photographs=tuple(judged),
        facts={
            "bundle": f"{classifier.bundle_id}, SHA-256 {classifier.bundle_id.sha256}",
            "network": manifest.network.get("architecture", "unknown"),
            "predicted": how,
            "calibration": f"in the bundle's graph; fitted on the {manifest.calibration.fitted_on}",
        },
        points=manifest.operating_points,
        warnings=tuple(warnings),
    )


def _keys(labels: tuple[Label, ...]) -> list[str]:
    return [label.key for label in labels]
