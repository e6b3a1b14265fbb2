"""Measure a run or a bundle on one part of a split.

With --out also write a report: figures by label and by subgroup, curves and plots, as HTML, JSON, CSV and PNG.
"""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.errors import KnownError
from training.commands.options import add_data, add_split, open_data
from training.commands.printing import print_figures

if TYPE_CHECKING:
    from desktop.core.bundle.manifest import Metric
    from training.datasets.dataset import Dataset
    from training.datasets.split import Split
    from training.evaluation.judged import Judged


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("subject", type=Path, metavar="RUN|BUNDLE", help="folder of a run or of a bundle")
    add_data(parser)
    add_split(parser, required=False)
    parser.add_argument("--part", choices=("validation", "test"), default="validation", help="default: validation")
    parser.add_argument(
        "--images",
        action="store_true",
        help="of a bundle: assess the image files as the desktop does, refusals and all, rather than cached pixels",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write the whole report there; made if missing")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")


def run(options: argparse.Namespace) -> int:
    """Predict, print the figures, and write the report."""
    from desktop.core.bundle.bundle import MANIFEST
    from training.evaluation.report.content import all_figures
    from training.evaluation.report.files import figures_json

    is_bundle = (options.subject / MANIFEST).exists()
    judged, dataset, split = _judge_bundle(options) if is_bundle else _judge_run(options)
    figures = all_figures(judged, split.describe(options.part, dataset.name))
    for line in judged.warnings:
        print(line)
    print(f"predicted {judged.facts['predicted']}")
    print_figures(figures)
    if options.json:
        text = json.dumps(figures_json(figures), indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")
    if options.out:
        print(f"written: {_report(options, judged, dataset, split, figures)}")
    return 0


def _judge_bundle(options: argparse.Namespace) -> "tuple[Judged, Dataset, Split]":
    from desktop.core.inference.classifier import Classifier
    from training.datasets.split import read_split
    from training.evaluation.judged import judge_bundle, label_set_of

    if options.split is None:
        raise KnownError("Give --split: a bundle knows only the hash of the split that it was made with.")
    classifier = Classifier.open(options.subject)
    dataset = open_data(options, label_set_of(classifier))
    split = read_split(options.split)
    judged = judge_bundle(
        classifier, dataset.photographs, split, options.part, options.cache, from_files=options.images
    )
    return judged, dataset, split


def _judge_run(options: argparse.Namespace) -> "tuple[Judged, Dataset, Split]":
    if options.images:
        raise KnownError(
            f"--images is for bundles, and {options.subject} is none: the desktop's inference code runs nothing else. "
            "Make one with `lentigo-train export`."
        )
    from training.datasets.split import read_split
    from training.evaluation.run_predictions import judge_run
    from training.run import Run

    trained = Run(options.subject)
    dataset = open_data(options, trained.recipe().label_set)
    split = read_split(options.split or trained.split_path)
    return judge_run(trained, dataset, split, options.part, options.cache), dataset, split


def _report(
    options: argparse.Namespace,
    judged: "Judged",
    dataset: "Dataset",
    split: "Split",
    figures: "tuple[Metric, ...]",
) -> Path:
    """Write the report; return the page's path."""
    from training.datasets.problems import problem_lines
    from training.datasets.scan import image_facts
    from training.evaluation.report.content import make_report
    from training.evaluation.report.page import write_report

    facts = {
        "dataset": ", ".join(text for text in (dataset.name, dataset.licence) if text),
        "part": options.part,
        "split": f"{options.split or options.subject / 'split.csv'}, SHA-256 {split.sha256}",
        "protocol": split.protocol,
        "command": options.command_line,
    }
    if dataset.guessed_lesions:
        facts["lesions"] = (
            f"{dataset.guessed_lesions:,} photographs of the dataset have no lesion told; near-duplicates count as one"
        )
    lightness = {key: one.lightness for key, one in image_facts(judged.photographs, options.cache).items()}
    report = make_report(
        judged,
        figures,
        facts=facts,
        problems=tuple(problem_lines(dataset.problems, shown=len(dataset.problems))),
        lightness=lightness,
    )
    return write_report(report, options.out)
