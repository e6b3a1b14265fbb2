"""Split a dataset by lesion, stratified by diagnosis, into a CSV file."""

import argparse
from pathlib import Path

from desktop.core.errors import KnownError
from training.commands.options import add_data, at_least, open_data

_PROTOCOLS = ("lesion-grouped", "image-level")
_LABEL_SETS = ("diagnosis", "malignancy")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_data(parser)
    parser.add_argument(
        "--folds", type=at_least(3), default=8, help="parts of equal size, one of them for validation; default: 8"
    )
    parser.add_argument("--test-folds", type=at_least(1), default=1, help="how many of them are for test; default: 1")
    parser.add_argument(
        "--validation-fold",
        type=at_least(1),
        default=1,
        metavar="N",
        help="which of the other folds is for validation: each in turn, to cross-validate a recipe; default: 1",
    )
    parser.add_argument("--seed", type=at_least(0), default=2018, help="default: 2018")
    parser.add_argument(
        "--protocol",
        choices=_PROTOCOLS,
        default="lesion-grouped",
        help="'image-level' deals out photographs of one lesion to several parts: leaky, only to reproduce published "
        "figures; default: lesion-grouped",
    )
    parser.add_argument(
        "--labels", choices=_LABEL_SETS, help="of the networks that will be trained; default: the finest there are"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the split to write")


def run(options: argparse.Namespace) -> int:
    """Write the split and tell the size of its parts and what leaks."""
    from training.datasets.split import PARTS, make_split, read_split

    dataset = open_data(options, options.labels)
    text = make_split(
        dataset.photographs,
        folds=options.folds,
        seed=options.seed,
        protocol=options.protocol,
        test_folds=options.test_folds,
        validation_fold=options.validation_fold,
    )
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise KnownError(f"{options.out} cannot be written: {error.strerror}.") from error
    split = read_split(options.out)
    for part in PARTS:
        members = split.of(dataset.photographs, part)
        print(f"{part:<11}{len(members):>6} photographs of {len({photo.lesion_id for photo in members}):>5} lesions")
    print(f"sha256 {split.sha256}")
    if dataset.guessed_lesions:
        print(
            f"Photographs without lesion id: {dataset.guessed_lesions:,}. Near-duplicates among them were taken for "
            "one lesion. Other photographs of one lesion cannot be told from strangers and may be in several parts."
        )
    if split.protocol == "image-level":
        print(f"!!! {split.describe('test', dataset.name)}.")
        print("!!! Figures measured on this split are too good; they are marked as leaky wherever they are printed.")
    return 0
