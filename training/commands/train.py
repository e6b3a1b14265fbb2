"""Train a recipe; the same command goes on where a stopped or killed run was."""

import argparse
from pathlib import Path

from training.commands.options import add_data, add_initial_weights, add_split, at_least, chosen_weights, open_data

_INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("recipe", help="name of a recipe, or a JSON file of one")
    add_data(parser)
    add_split(parser)
    parser.add_argument("--run", type=Path, required=True, metavar="DIR", help="folder of the run, made if missing")
    add_initial_weights(parser)
    parser.add_argument("--epochs", type=at_least(1), help="instead of the recipe's number")
    parser.add_argument(
        "--precision", choices=("float32", "mixed_bfloat16", "mixed_float16"), help="instead of the recipe's"
    )
    parser.add_argument(
        "--strategy",
        choices=("single", "mirrored", "multiworker"),
        default="single",
        help="mirrored: all GPUs of this machine; multiworker: all processes that TF_CONFIG names",
    )


def run(options: argparse.Namespace) -> int:
    """Train to the end of the recipe."""
    from dataclasses import replace

    from training.loop.distribution import Distribution
    from training.networks.build import weights_family
    from training.recipes.catalogue import find_recipe

    # TensorFlow wants this before anything else of it is used.
    distribution = Distribution(options.strategy)
    recipe = find_recipe(options.recipe)
    if options.epochs:
        recipe = replace(recipe, epochs=options.epochs)
    if options.precision:
        recipe = replace(recipe, precision=options.precision)

    from training.commands.progress import StepBar, asked_to_stop
    from training.datasets.split import read_split
    from training.loop.loop import TrainingStopped, train
    from training.loop.prepare import prepare

    dataset = open_data(options, recipe.label_set)
    weights = chosen_weights(options) if weights_family(recipe) else None
    job = prepare(recipe, dataset, read_split(options.split), options.cache)
    trained = job.begin(options.run, options.split, weights, options.command_line)
    print(f"validation: {job.judged_on}")
    bar = StepBar(recipe.name)
    try:
        with asked_to_stop() as asked:
            train(
                trained,
                job.training,
                job.validation,
                len(dataset.labels),
                weights,
                distribution=distribution,
                on_step=bar.show if distribution.is_chief else None,
                should_stop=asked.is_set,
            )
    except TrainingStopped as stopped:
        print(f"\n{stopped} and saved; the same command goes on from there")
        return _INTERRUPTED
    finally:
        bar.close()
    print(f"trained: {trained.network_path}")
    return 0
