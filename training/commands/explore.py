"""Show what a dataset holds: counts, people, pictures, near-duplicates and problems, on one page of HTML."""

import argparse
from pathlib import Path

from training.commands.options import open_data


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("data", type=Path, metavar="DATASET", help="folder of a dataset, as for `split --data`")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the page, made if missing")
    parser.add_argument(
        "--cache", type=Path, default=Path(".cache"), metavar="DIR", help="for what was found; default: .cache"
    )
    parser.add_argument("--skip-bad", action="store_true", help="leave out what is wrong with the data, and list it")
    parser.add_argument(
        "--labels", choices=("diagnosis", "malignancy"), help="to tell apart; default: the finest there are"
    )


def run(options: argparse.Namespace) -> int:
    """Write the page and tell where it is."""
    from training.datasets.problems import problem_lines
    from training.datasets.scan import image_facts
    from training.exploration.content import explore
    from training.exploration.page import write_page

    dataset = open_data(options, options.labels)
    found = explore(dataset, image_facts(dataset.photographs, options.cache))
    page = write_page(found, options.out)
    lesions = sum(found.photographs_per_lesion.values())
    print(f"{dataset.name}: {len(dataset.photographs):,} photographs of {lesions:,} lesions")
    near = found.duplicates
    print(
        f"near-duplicates: {len(near.pairs):,} pairs, {near.across_lesions:,} of two lesions, "
        f"{near.across_labels:,} with two labels"
    )
    if dataset.problems:
        print("Left out:")
        print("\n".join(problem_lines(dataset.problems)))
    print(f"written: {page}")
    return 0
