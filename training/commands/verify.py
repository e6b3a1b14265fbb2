"""Open a bundle as the desktop does: hashes, probe.

With --data and --split also measure its test figures again and hold them against the manifest.
"""

import argparse
from pathlib import Path

from desktop.core.errors import KnownError
from training.commands.options import add_data, add_split, open_data

# Differences between the figures in a manifest and those measured again: only rounding of other processors.
_SAME_FIGURE = 0.005


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help="folder of a bundle")
    add_data(parser, required=False)
    add_split(parser, required=False)


def run(options: argparse.Namespace) -> int:
    """Print each check; 1 if a figure differs from the manifest's."""
    from desktop.core.inference.classifier import Classifier

    if (options.data is None) != (options.split is None):
        raise KnownError("Give --data and --split together, or neither.")
    classifier = Classifier.open(options.bundle)
    report, manifest = classifier.probe_report, classifier.bundle.manifest
    print(f"ok    {classifier.bundle_id}: all hashes right")
    print(f"ok    probe, pixels: largest difference {report.preprocessing_difference:.2g} grey levels")
    print(f"ok    probe, network: largest difference {report.network_difference:.2g}")
    if options.data is None:
        return 0

    from training.datasets.split import read_split
    from training.evaluation.judged import label_set_of
    from training.evaluation.metrics import evaluate
    from training.evaluation.predictions import predict_with_bundle

    split = read_split(options.split)
    if split.sha256 != manifest.split_sha256:
        raise KnownError("This is not the split that the bundle was made with: its hash differs from the manifest's.")
    dataset = open_data(options, label_set_of(classifier))
    said = predict_with_bundle(classifier, split.of(dataset.photographs, "test"))
    stated = {figure.name: figure.value for figure in manifest.metrics}
    worst = 0.0
    for figure in evaluate(said, split.describe("test", dataset.name)):
        difference = abs(figure.value - stated.get(figure.name, float("inf")))
        worst = max(worst, difference)
        verdict = "ok  " if difference <= _SAME_FIGURE else "FAIL"
        print(f"{verdict}  {figure.name}: {figure.value:.4f}, in the manifest {stated.get(figure.name, 'missing')}")
    return 0 if worst <= _SAME_FIGURE else 1
