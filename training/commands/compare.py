"""Put runs and bundles side by side: published and measured figures, cost, and any two against each other."""

import argparse
from functools import partial
from pathlib import Path

from training.commands.options import add_data, add_split, open_data


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("subjects", type=Path, nargs="+", metavar="RUN|BUNDLE", help="folders of runs or bundles")
    add_data(parser)
    add_split(parser, required=False)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="for comparison.md, comparison.json and comparison.png"
    )


def run(options: argparse.Namespace) -> int:
    """Judge every subject on its test part and write the tables."""
    from training.comparison.system import judge_system, told_apart
    from training.comparison.table import write_comparison

    systems = [
        judge_system(subject, partial(open_data, options), options.cache, options.split) for subject in options.subjects
    ]
    write_comparison(options.out, told_apart(systems, options.subjects), [options.command_line])
    print((options.out / "comparison.md").read_text(encoding="utf-8"))
    return 0
