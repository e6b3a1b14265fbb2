"""Arguments that several commands share."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.datasets.dataset import Dataset
    from training.datasets.labels import LabelSetName


def add_data(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Declare ``--data``, ``--cache`` and ``--skip-bad``."""
    parser.add_argument(
        "--data",
        type=Path,
        required=required,
        metavar="DIR",
        help="folder of a dataset: HAM10000, ISIC ground truth, or train/ and test/ with a folder for each label",
    )
    parser.add_argument(
        "--cache", type=Path, default=Path(".cache"), metavar="DIR", help="for decoded photographs; default: .cache"
    )
    parser.add_argument("--skip-bad", action="store_true", help="leave out what is wrong with the data, and list it")


def add_split(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Declare ``--split``."""
    parser.add_argument("--split", type=Path, required=required, metavar="FILE", help="made by `lentigo-train split`")


def add_initial_weights(parser: argparse.ArgumentParser) -> None:
    """Declare ``--initial-weights``."""
    parser.add_argument(
        "--initial-weights",
        default="imagenet",
        metavar="FILE",
        help="an .npz of layer/variable arrays, or 'imagenet' to let Keras fetch its own (default), or 'none'; "
        "networks that were never trained on ImageNet start at random whatever is given",
    )


def chosen_weights(options: argparse.Namespace) -> Path | str | None:
    """Return what ``--initial-weights`` says as `training.networks.build.build_network` wants it."""
    named: dict[str, str | None] = {"imagenet": "imagenet", "none": None}
    given: str = options.initial_weights
    return named[given] if given in named else Path(given)


def open_data(options: argparse.Namespace, label_set: "LabelSetName | None" = None) -> "Dataset":
    """Open the dataset that ``--data`` names, with a network's labels, and print what was left out."""
    from training.datasets.dataset import open_dataset
    from training.datasets.problems import problem_lines

    dataset = open_dataset(options.data, cache_dir=options.cache, label_set=label_set, skip_bad=options.skip_bad)
    if dataset.problems:
        print("\n".join(["Left out:", *problem_lines(dataset.problems)]))
    return dataset


def at_least(least: int) -> Callable[[str], int]:
    """Return a type for `argparse`: whole numbers from the given one on."""

    def number(text: str) -> int:
        value = int(text) if text.isdecimal() else least - 1
        if value < least:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least {least}")
        return value

    return number
