"""Search a plain CNN's depth, widths, dropout and learning rate; the same command goes on where it was stopped.

Each trial is a run, judged by the AUC of malignant against benign on the validation part. A table, a plot and the best
trial as a recipe file, for `lentigo-train train`, are written after each.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from training.commands.options import add_data, add_split, at_least, open_data

if TYPE_CHECKING:
    from training.tuning.trials import Outcome, Trial

_INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("recipe", help="name of a recipe, or a JSON file of one; its network must be plain_cnn")
    add_data(parser)
    add_split(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the search, made if missing")
    parser.add_argument("--trials", type=at_least(1), default=20, help="those of earlier calls included; default: 20")
    parser.add_argument("--epochs", type=at_least(1), help="of each trial, instead of the recipe's number")
    parser.add_argument(
        "--data-share",
        type=_share,
        metavar="SHARE",
        help="of the training part's lesions that trials are trained on (above 0, to 1), instead of the recipe's",
    )


def run(options: argparse.Namespace) -> int:
    """Run the trials that are still to be run, write what was found, and print it."""
    from dataclasses import replace

    from training.recipes.catalogue import find_recipe
    from training.tuning.space import search_space

    recipe = find_recipe(options.recipe)
    space = search_space(recipe)

    from training.commands.progress import StepBar, asked_to_stop
    from training.datasets.split import read_split
    from training.loop.loop import TrainingStopped
    from training.loop.prepare import prepare
    from training.tuning.judge import check_judgeable
    from training.tuning.results import table_lines
    from training.tuning.search import search
    from training.tuning.tuning import Tuning

    shortened = replace(
        recipe, epochs=options.epochs or recipe.epochs, data_share=options.data_share or recipe.data_share
    )
    split = read_split(options.split)
    job = prepare(shortened, open_data(options, recipe.label_set), split, options.cache)
    check_judgeable(job.dataset.labels, job.validation)
    tuning = Tuning(recipe, job, split, options.split, options.out, options.command_line)

    def run_one(trial: "Trial") -> "Outcome":
        bar = StepBar(f"trial {trial.number} of {options.trials}")
        try:
            return tuning.run(trial, on_step=bar.show, should_stop=asked.is_set)
        finally:
            bar.close()

    try:
        with asked_to_stop() as asked:
            trials = search(
                tuning.file(space),
                space,
                seed=recipe.seed,
                count=options.trials,
                run_trial=run_one,
                on_finished=tuning.write,
            )
    except TrainingStopped as stopped:
        print(f"\na trial {stopped} and saved; the same command goes on from there")
        return _INTERRUPTED
    tuning.write(trials)
    for line in table_lines(trials, tuning.conditions, leaky=tuning.leaky):
        print(line)
    return 0


def _share(text: str) -> float:
    """Read a share for `argparse`: above 0, to 1."""
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share above 0, to 1")
    return share
