"""Train a recipe; the same command goes on where a killed run stopped."""

import argparse
from pathlib import Path

from training.commands.options import add_data, add_split, at_least, open_data


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("recipe", help="name of a recipe (see `lentigo-train recipes`) or a file of one")
    add_data(parser)
    add_split(parser)
    parser.add_argument("--run", type=Path, required=True, metavar="DIR", help="folder of the run, made if missing")
    parser.add_argument(
        "--initial-weights",
        default="imagenet",
        metavar="FILE",
        help="an .npz of layer/variable arrays, or 'imagenet' to let Keras fetch its own (default), or 'none'",
    )
    parser.add_argument("--epochs", type=at_least(1), help="instead of the recipe's number")


def run(options: argparse.Namespace) -> int:
    """Train to the end of the recipe."""
    raise NotImplementedError
