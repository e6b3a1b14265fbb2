"""Split a dataset by lesion, stratified by diagnosis, into a CSV file."""

import argparse
from pathlib import Path

from desktop.core.errors import KnownError
from training.commands.options import add_data, at_least, open_data


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_data(parser)
    parser.add_argument("--folds", type=at_least(3), default=8, help="test and validation get one each; default: 8")
    parser.add_argument("--seed", type=at_least(0), default=2018, help="default: 2018")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the split to write")


def run(options: argparse.Namespace) -> int:
    """Write the split and tell the size of its parts."""
    from training.datasets.split import PARTS, make_split, read_split

    photographs = open_data(options).photographs
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
    return 0
