"""Figures of every graph of a bundle, through the desktop's own inference code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from desktop.core.bundle.manifest import FULL_PRECISION, Manifest, Metric, OperatingPoint, ReliabilityBin
from desktop.core.inference.classifier import Classifier
from training.datasets.photograph import Photograph
from training.datasets.split import Part, Split
from training.evaluation.metrics import evaluate, malignant_operating_points
from training.evaluation.predictions import Predictions, predict_with_bundle
from training.evaluation.reliability import fit_reliability

SENSITIVITIES = (0.80, 0.90, 0.95)


@dataclass(frozen=True, eq=False)
class Measured:
    """A manifest with all figures, and what the graph in full precision said of the test part."""

    manifest: Manifest
    said: Predictions


class _Papers(NamedTuple):
    """What is measured of one graph."""

    operating_points: tuple[OperatingPoint, ...]
    reliability: tuple[ReliabilityBin, ...]
    metrics: tuple[Metric, ...]


def measure_graphs(
    folder: Path, manifest: Manifest, parts: Mapping[Part, Sequence[Photograph]], split: Split, dataset_name: str
) -> Measured:
    """Measure operating points on the validation part, reliability and figures on the test part, of each graph.

    Reliability is what a clinician is told of such chances, so it must not come from where they were calibrated.

    Parameters
    ----------
    folder : Path
        Where the bundle lies.
    manifest : Manifest
    parts : mapping of part to sequence of Photograph
    split : Split
    dataset_name : str
    """
    said, papers = {}, {}
    for name in manifest.graph_names:
        classifier = Classifier.open(folder, name)
        validation = predict_with_bundle(classifier, parts["validation"])
        said[name] = predict_with_bundle(classifier, parts["test"])
        papers[name] = _Papers(
            malignant_operating_points(validation, SENSITIVITIES, split.describe("validation", dataset_name)),
            fit_reliability(said[name], f"test photographs of {dataset_name}"),
            evaluate(said[name], split.describe("test", dataset_name)),
        )
    variants = tuple(
        replace(
            variant,
            operating_points=papers[variant.name].operating_points,
            reliability=papers[variant.name].reliability,
            metrics=papers[variant.name].metrics,
        )
        for variant in manifest.variants
    )
    full = papers[FULL_PRECISION]
    whole = replace(
        manifest,
        operating_points=full.operating_points,
        reliability=full.reliability,
        metrics=full.metrics,
        variants=variants,
    )
    return Measured(whole, said[FULL_PRECISION])
