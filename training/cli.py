"""``lentigo-train split | train | evaluate | export | verify``.

Imports of TensorFlow, scikit-learn and ONNX Runtime are inside the commands: ``--help`` must answer at once.
"""

import argparse
import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.errors import KnownError

if TYPE_CHECKING:
    from desktop.core.bundle.manifest import Metric
    from training.datasets.ham10000 import Photograph
    from training.datasets.split import Split

EXIT_OK, EXIT_FAILED, EXIT_REFUSED = 0, 1, 2
_INTERRUPTED = 130

# Differences between the figures in a manifest and those measured again: only rounding of other processors.
_SAME_FIGURE = 0.005


def run(arguments: Sequence[str]) -> int:
    """Run a command; 0 if all went well, 1 if a check failed, 2 for wrong usage or input, 130 if interrupted."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # TensorFlow's greetings, not its errors.
    options = _parser().parse_args(arguments)
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "split": _split,
        "train": _train,
        "evaluate": _evaluate,
        "export": _export,
        "verify": _verify,
    }
    try:
        if options.command == "train":
            options.command_line = shlex.join(["lentigo-train", *arguments])
        return commands[options.command](options)
    except KnownError as error:
        print(f"lentigo-train: {error}", file=sys.stderr)
        return EXIT_REFUSED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"lentigo-train: {where}{error.strerror or error}.", file=sys.stderr)
        return EXIT_REFUSED
    except KeyboardInterrupt:
        resumes = "; the same command goes on from the last checkpoint" if options.command == "train" else ""
        print(f"\nlentigo-train: interrupted{resumes}.", file=sys.stderr)
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("lentigo-train", description="Train, judge and export networks for Lentigo.")
    commands = parser.add_subparsers(dest="command", required=True)

    split = commands.add_parser("split", description="Split a dataset by lesion, stratified by label, into a CSV file.")
    _add_data(split)
    split.add_argument("--folds", type=_at_least(3), default=8, help="test and validation get one each; default: 8")
    split.add_argument("--seed", type=_at_least(0), default=2018, help="default: 2018")
    split.add_argument("--out", type=Path, required=True, metavar="FILE", help="the split to write")

    train = commands.add_parser(
        "train", description="Train a recipe; the same command goes on where a killed run stopped."
    )
    train.add_argument("recipe", help="name of a recipe: lentigo")
    _add_data(train)
    _add_split(train)
    train.add_argument("--run", type=Path, required=True, metavar="DIR", help="folder of the run, made if missing")
    train.add_argument(
        "--initial-weights",
        default="imagenet",
        metavar="FILE",
        help="an .npz of layer/variable arrays, or 'imagenet' to let Keras fetch its own (default), or 'none'",
    )
    train.add_argument("--epochs", type=_at_least(1), help="instead of the recipe's number")
    _add_cache(train)

    evaluate = commands.add_parser("evaluate", description="Measure a run or a bundle on one part of a split.")
    evaluate.add_argument("subject", type=Path, metavar="RUN|BUNDLE", help="folder of a run or of a bundle")
    _add_data(evaluate)
    _add_split(evaluate)
    evaluate.add_argument("--part", choices=("validation", "test"), default="validation", help="default: validation")
    evaluate.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    _add_cache(evaluate)

    export = commands.add_parser("export", description="Convert, calibrate and measure a run; write it as a bundle.")
    export.add_argument("run", type=Path, metavar="RUN", help="folder of a complete run")
    _add_data(export)
    export.add_argument("--version", type=_version, required=True, help="of the bundle, such as 1.0.0")
    export.add_argument("--out", type=Path, default=Path("models"), metavar="DIR", help="default: models")
    _add_cache(export)

    verify = commands.add_parser(
        "verify",
        description="Open a bundle as the desktop does: hashes, probe; with --data and --split also measure its "
        "test figures again and hold them against the manifest.",
    )
    verify.add_argument("bundle", type=Path, metavar="BUNDLE", help="folder of a bundle")
    verify.add_argument("--data", type=Path, metavar="DIR", help="folder of HAM10000")
    verify.add_argument("--split", type=Path, metavar="FILE", help="the split that the bundle was made with")
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="folder of HAM10000: the CSV, and images below it"
    )


def _add_split(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", type=Path, required=True, metavar="FILE", help="made by `lentigo-train split`")


def _add_cache(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cache", type=Path, default=Path(".cache"), metavar="DIR", help="for decoded photographs; default: .cache"
    )


def _at_least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text) if text.isdecimal() else least - 1
        if value < least:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least {least}")
        return value

    return number


def _version(text: str) -> str:
    if not re.fullmatch(r"\d+\.\d+\.\d+", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a version like 1.0.0")
    return text


def _split(options: argparse.Namespace) -> int:
    from training.datasets.ham10000 import read_ham10000
    from training.datasets.split import PARTS, make_split, read_split

    photographs = read_ham10000(options.data)
    text = make_split(photographs, folds=options.folds, seed=options.seed)
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise KnownError(f"{options.out} cannot be written: {error.strerror}.") from error
    split = read_split(options.out)
    for part in PARTS:
        members = split.of(photographs, part)
        print(f"{part:<11}{len(members):>6} photographs of {len({photo.lesion_id for photo in members}):>5} lesions")
    print(f"sha256 {split.sha256}")
    return EXIT_OK


def _train(options: argparse.Namespace) -> int:
    from dataclasses import replace

    from training.recipes.catalogue import RECIPES

    if options.recipe not in RECIPES:
        raise KnownError(f"There is no recipe {options.recipe!r}; known are {', '.join(RECIPES)}.")
    recipe = RECIPES[options.recipe]
    if options.epochs:
        recipe = replace(recipe, epochs=options.epochs)
    photographs, split = _photographs(options)
    members = split.of(photographs, "train")
    weights: Path | str | None = {"imagenet": "imagenet", "none": None}.get(
        options.initial_weights, Path(options.initial_weights)
    )

    from tqdm import tqdm

    from training.datasets.cache import framed_photographs
    from training.datasets.ham10000 import LABEL_KEYS
    from training.evaluation.predictions import label_indices
    from training.run import Run, train

    run = Run(options.run)
    run.begin(recipe, options.split, options.command_line)
    pixels = framed_photographs(members, recipe.training_input, options.cache)
    with tqdm(desc="training", unit="step") as progress:

        def show(step: int, steps: int, logs: dict[str, float]) -> None:
            progress.total = steps
            progress.set_postfix({name: f"{value:.3f}" for name, value in logs.items()})
            progress.update(step - progress.n)

        train(run, pixels, label_indices(members), len(LABEL_KEYS), weights, on_progress=show)
    print(f"trained: {run.network_path}")
    return EXIT_OK


def _evaluate(options: argparse.Namespace) -> int:
    from desktop.core.bundle.bundle import MANIFEST
    from desktop.core.inference.classifier import Classifier
    from training.evaluation.metrics import evaluate
    from training.evaluation.predictions import predict_with_bundle

    photographs, split = _photographs(options)
    members = split.of(photographs, options.part)
    if (options.subject / MANIFEST).exists():
        said = predict_with_bundle(Classifier.open(options.subject), members)
    else:
        from training.evaluation.run_predictions import predict_with_run
        from training.run import Run

        said = predict_with_run(Run(options.subject), photographs, split, options.part, options.cache)
    figures = evaluate(said, f"lesion-grouped {options.part} part of HAM10000")
    _print_figures(figures)
    if options.json:
        options.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=2) + "\n", encoding="utf-8")
    return EXIT_OK


def _export(options: argparse.Namespace) -> int:
    from training.datasets.ham10000 import read_ham10000
    from training.datasets.split import read_split
    from training.export.exporter import export_bundle
    from training.run import Run

    run = Run(options.run)
    run.recipe()
    exported = export_bundle(
        run,
        read_ham10000(options.data),
        read_split(run.split_path),
        version=options.version,
        models_dir=options.out,
        cache_dir=options.cache,
    )
    _print_figures(exported.manifest.metrics)
    parity = exported.parity
    print(f"Keras against ONNX on {parity.images} photographs, largest difference:")
    print(f"  tensors        {parity.preprocessing:.1e} grey levels")
    for name, difference in parity.outputs.items():
        print(f"  {name:<14} {difference:.1e}")
    print(f"written: {exported.folder}")
    return EXIT_OK


def _verify(options: argparse.Namespace) -> int:
    from desktop.core.inference.classifier import Classifier

    if (options.data is None) != (options.split is None):
        raise KnownError("Give --data and --split together, or neither.")
    classifier = Classifier.open(options.bundle)
    report, manifest = classifier.probe_report, classifier.bundle.manifest
    print(f"ok    {classifier.bundle_id}: all hashes right")
    print(f"ok    probe, pixels: largest difference {report.preprocessing_difference:.2g} grey levels")
    print(f"ok    probe, network: largest difference {report.network_difference:.2g}")
    if options.data is None:
        return EXIT_OK

    from training.evaluation.metrics import evaluate
    from training.evaluation.predictions import predict_with_bundle

    photographs, split = _photographs(options)
    if split.sha256 != manifest.split_sha256:
        raise KnownError("This is not the split that the bundle was made with: its hash differs from the manifest's.")
    said = predict_with_bundle(classifier, split.of(photographs, "test"))
    stated = {figure.name: figure.value for figure in manifest.metrics}
    worst = 0.0
    for figure in evaluate(said, "lesion-grouped test part of HAM10000"):
        difference = abs(figure.value - stated.get(figure.name, float("inf")))
        worst = max(worst, difference)
        verdict = "ok  " if difference <= _SAME_FIGURE else "FAIL"
        print(f"{verdict}  {figure.name}: {figure.value:.4f}, in the manifest {stated.get(figure.name, 'missing')}")
    return EXIT_OK if worst <= _SAME_FIGURE else EXIT_FAILED


def _photographs(options: argparse.Namespace) -> "tuple[list[Photograph], Split]":
    from training.datasets.ham10000 import read_ham10000
    from training.datasets.split import read_split

    return read_ham10000(options.data), read_split(options.split)


def _print_figures(figures: "Sequence[Metric]") -> None:
    print(f"{figures[0].n} photographs, {figures[0].measured_on}; 95 % intervals by lesion")
    for figure in figures:
        print(f"  {figure.name:<40} {figure.value:.4f}  ({figure.low:.4f} to {figure.high:.4f})")
