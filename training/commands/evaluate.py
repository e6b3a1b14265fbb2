"""Measure a run or a bundle on one part of a split."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from training.commands.options import add_data, add_split, open_data
from training.commands.printing import print_figures


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("subject", type=Path, metavar="RUN|BUNDLE", help="folder of a run or of a bundle")
    add_data(parser)
    add_split(parser)
    parser.add_argument("--part", choices=("validation", "test"), default="validation", help="default: validation")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")


def run(options: argparse.Namespace) -> int:
    """Predict and print the figures."""
    from desktop.core.bundle.bundle import MANIFEST
    from desktop.core.inference.classifier import Classifier
    from training.datasets.split import read_split
    from training.evaluation.metrics import evaluate
    from training.evaluation.predictions import predict_with_bundle

    split = read_split(options.split)
    if (options.subject / MANIFEST).exists():
        classifier = Classifier.open(options.subject)
        dataset = open_data(options, "diagnosis")
        said = predict_with_bundle(classifier, split.of(dataset.photographs, options.part))
    else:
        from training.evaluation.run_predictions import predict_with_run
        from training.run import Run

        trained = Run(options.subject)
        dataset = open_data(options, trained.recipe().label_set)
        said = predict_with_run(trained, dataset, split, options.part, options.cache)
    figures = evaluate(said, f"lesion-grouped {options.part} part of {dataset.name}")
    print_figures(figures)
    if options.json:
        options.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=2) + "\n", encoding="utf-8")
    return 0
