"""Train the published systems, leaky and lesion-grouped, and put them side by side."""

import argparse
from functools import partial
from pathlib import Path

from training.commands.options import add_data, at_least, open_data

_INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("recipes", nargs="*", metavar="RECIPE", help="default: all published ones")
    add_data(parser)
    parser.add_argument(
        "--weights",
        type=Path,
        metavar="DIR",
        help="folder of initial weights, mobilenet_v1*.npz and mobilenet_v2*.npz; default: Keras fetches its own",
    )
    parser.add_argument(
        "--budget",
        type=at_least(1),
        metavar="PHOTOGRAPHS",
        help="show each network at most so many, by fewer epochs and, below one, fewer lesions; the table says so",
    )
    parser.add_argument(
        "--bundle", type=Path, action="append", default=[], metavar="DIR", help="bundles to put beside them"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="for splits, runs and the comparison")


def run(options: argparse.Namespace) -> int:
    """Train what is not trained yet, then compare all runs below ``--out``."""
    from training.commands.progress import StepBar, asked_to_stop
    from training.comparison.reproduction import Reproduction, within_budget
    from training.comparison.system import judge_system
    from training.comparison.table import write_comparison
    from training.loop.loop import TrainingStopped
    from training.recipes.catalogue import PUBLISHED, find_recipe

    chosen = [find_recipe(name) for name in options.recipes or PUBLISHED]
    reproduction = Reproduction(options.out, partial(open_data, options), options.cache, options.weights)
    commands = reproduction.remember(options.command_line)
    for label_set in {recipe.label_set for recipe in chosen}:
        open_data(options, label_set)  # What is wrong with it is better known before hours of training.
    for protocol in reproduction.make_splits():
        for recipe in chosen:
            cut = within_budget(recipe, reproduction.training_photographs(protocol), options.budget)
            bar = StepBar(f"{recipe.name}, {protocol}")
            try:
                with asked_to_stop() as asked:
                    reproduction.train(cut, protocol, options.command_line, on_step=bar.show, should_stop=asked.is_set)
            except TrainingStopped as stopped:
                print(f"\n{stopped} and saved; the same command goes on from there")
                return _INTERRUPTED
            finally:
                bar.close()
    subjects = [*reproduction.finished_runs(), *options.bundle]
    bundle_split = reproduction.split_path("lesion-grouped")
    systems = [judge_system(subject, partial(open_data, options), options.cache, bundle_split) for subject in subjects]
    write_comparison(options.out, systems, commands)
    print((options.out / "comparison.md").read_text(encoding="utf-8"))
    return 0
