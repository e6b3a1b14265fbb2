"""Open a bundle as the desktop does: hashes, probe.

With --data and --split also measure it on the test part, through the desktop's own inference code: the figures of each
graph, held against the manifest, then what changed photographs, pictures out of scope and blanked lesions do to it.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.errors import KnownError
from training.commands.options import add_data, add_split, open_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.core.bundle.manifest import Metric
    from desktop.core.inference.classifier import Classifier
    from training.datasets.photograph import Photograph
    from training.evaluation.predictions import Predictions

# Differences between the figures in a manifest and those measured again: only rounding of other processors.
_SAME_FIGURE = 0.005


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help="folder of a bundle")
    add_data(parser, required=False)
    add_split(parser, required=False)
    parser.add_argument(
        "--quick", action="store_true", help="only the figures; changed, foreign and blanked pictures take minutes"
    )


def run(options: argparse.Namespace) -> int:
    """Print each check; 1 if a figure differs from the manifest's."""
    from desktop.core.bundle.bundle import open_bundle
    from desktop.core.inference.classifier import Classifier

    if (options.data is None) != (options.split is None):
        raise KnownError("Give --data and --split together, or neither.")
    graphs = [Classifier.open(options.bundle, name) for name in open_bundle(options.bundle).manifest.graph_names]
    print(f"ok    {graphs[0].bundle_id}: all hashes right")
    print(f"ok    probe, pixels: largest difference {graphs[0].probe_report.preprocessing_difference:.2g} grey levels")
    for classifier in graphs:
        report = classifier.probe_report
        print(
            f"ok    probe, network {classifier.graph}: largest difference {report.network_difference:.2g} "
            f"of at most {report.tolerance:.2g}"
        )
    if options.data is None:
        return 0
    return _measure(options, graphs)


def _measure(options: argparse.Namespace, graphs: "list[Classifier]") -> int:
    from training.datasets.split import read_split
    from training.evaluation.judged import label_set_of
    from training.evaluation.metrics import evaluate
    from training.evaluation.predictions import predict_with_bundle

    split = read_split(options.split)
    if split.sha256 != graphs[0].manifest.split_sha256:
        raise KnownError("This is not the split that the bundle was made with: its hash differs from the manifest's.")
    dataset = open_data(options, label_set_of(graphs[0]))
    photographs = split.of(dataset.photographs, "test")
    said = [predict_with_bundle(classifier, photographs) for classifier in graphs]
    same = True
    for classifier, answers in zip(graphs, said, strict=True):
        same &= _print_figures(classifier, evaluate(answers, split.describe("test", dataset.name)))
    if not options.quick:
        _print_more(graphs, said[0], photographs)
    return 0 if same else 1


def _print_figures(classifier: "Classifier", figures: "Sequence[Metric]") -> bool:
    """Print figures with their intervals beside the manifest's; return whether these are the same."""
    stated = {figure.name: figure.value for figure in classifier.manifest.metrics}
    print(f"\n{classifier.graph}: {figures[0].n} photographs, {figures[0].measured_on}; 95 % intervals by lesion")
    worst = 0.0
    for figure in figures:
        difference = abs(figure.value - stated.get(figure.name, float("inf")))
        worst = max(worst, difference)
        verdict = "ok  " if difference <= _SAME_FIGURE else "FAIL"
        told = f"{stated[figure.name]:.4f}" if figure.name in stated else "missing"
        print(
            f"{verdict}  {figure.name:<41} {figure.value:.4f}  ({figure.low:.4f} to {figure.high:.4f}), "
            f"in the manifest {told}"
        )
    return worst <= _SAME_FIGURE


def _print_more(graphs: "Sequence[Classifier]", said: "Predictions", photographs: "Sequence[Photograph]") -> None:
    from training.evaluation.lesion_focus import measure_lesion_focus
    from training.evaluation.robustness import measure_robustness
    from training.evaluation.scope_trial import run_scope_trial

    full = graphs[0]
    robustness = measure_robustness(full, photographs, said)
    worst = robustness.worst
    print(f"\nWorst drop of balanced accuracy: {worst.drop.value:.4f}", end="  ")
    print(f"({worst.drop.low:.4f} to {worst.drop.high:.4f}), {worst.name}\n\n{robustness.markdown()}")
    for classifier in graphs:
        print(f"Pictures out of scope, {classifier.graph}\n\n{run_scope_trial(classifier, photographs).markdown()}")
    print(f"Whether it looks at the lesion\n\n{measure_lesion_focus(full, photographs).markdown()}")
