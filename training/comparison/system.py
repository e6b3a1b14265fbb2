"""A trained system and all that a comparison tells of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.bundle.bundle import MANIFEST
from desktop.core.bundle.manifest import Metric
from desktop.core.errors import KnownError
from desktop.core.inference.classifier import Classifier
from training.comparison.equal_terms import COMPARED
from training.comparison.speed import Cost, measure_cost
from training.datasets.dataset import Dataset
from training.datasets.labels import LabelSetName
from training.datasets.split import Split, read_split
from training.evaluation.judged import label_set_of
from training.evaluation.metrics import evaluate
from training.evaluation.predictions import Predictions, predict_with_graph
from training.evaluation.run_predictions import predict_with_run
from training.export.graph import to_onnx
from training.recipes.catalogue import RECIPES
from training.run import Run


class ComparisonError(KnownError):
    """Systems that cannot be compared as was asked."""


@dataclass(frozen=True, eq=False)
class System:
    """A trained system, judged on the test part of its split.

    Attributes
    ----------
    name : str
        Of the recipe, with the run's folder where several runs have one recipe; of a bundle, its name and version.
    recipe : str
        The recipe's name; empty for a bundle.
    title : str
        What it is.
    split : Split
    measured_on : str
        See `Split.describe`.
    trained : str
        On how much, and what of the recipe was cut.
    cost : Cost
    said : Predictions
        Of the test part.
    figures : dict of str to Metric
        Those of `COMPARED`, with intervals.
    """

    name: str
    recipe: str
    title: str
    split: Split
    measured_on: str
    trained: str
    cost: Cost
    said: Predictions
    figures: dict[str, Metric]


def judge_system(
    folder: Path, open_data: Callable[[LabelSetName], Dataset], cache_dir: Path, bundle_split: Path | None
) -> System:
    """Judge the run or the bundle in a folder on the test part of its split.

    Parameters
    ----------
    folder : Path
    open_data : callable
        Opens the dataset with a set of labels.
    cache_dir : Path
    bundle_split : Path, optional
        The split that a bundle was made with: it holds only the split's hash.

    Raises
    ------
    RunError, BundleError
        If the folder holds neither a complete run nor a bundle.
    ComparisonError
        If a bundle's split is missing or another one.
    DatasetError
        If the photographs do not fit the split.
    """
    if (folder / MANIFEST).exists():
        return _judge_bundle(folder, open_data, cache_dir, bundle_split)
    run = Run(folder)
    recipe, split, network = run.recipe(), read_split(run.split_path), run.network()
    dataset = open_data(recipe.label_set)
    cost = measure_cost(to_onnx(network, recipe.input), recipe.input, network.count_params())
    said = predict_with_run(run, dataset, split, "test", cache_dir)
    return _system((recipe.name, recipe.name, recipe.title), split, dataset, how_trained(run), cost, said)


def _judge_bundle(
    folder: Path, open_data: Callable[[LabelSetName], Dataset], cache_dir: Path, bundle_split: Path | None
) -> System:
    classifier = Classifier.open(folder)
    bundle, name = classifier.bundle, str(classifier.bundle_id)
    split = read_split(bundle_split) if bundle_split else None
    if split is None or split.sha256 != bundle.manifest.split_sha256:
        raise ComparisonError(f"Give the split that {name} was made with by --split: its test part is what counts.")
    dataset = open_data(label_set_of(classifier))
    said = predict_with_graph(classifier, split.of(dataset.photographs, "test"), cache_dir)
    network = bundle.manifest.network
    cost = measure_cost(bundle.graph, bundle.manifest.input, int(network["parameters"]))
    return _system((name, "", network["architecture"]), split, dataset, "the bundle as it is", cost, said)


def told_apart(systems: Sequence[System], folders: Sequence[Path]) -> list[System]:
    """Add its folder to the name of every run that shares recipe and protocol with another."""
    kinds = [(system.name, system.split.protocol) for system in systems]
    return [
        replace(system, name=f"{system.name} ({folder})") if kinds.count(kind) > 1 else system
        for system, folder, kind in zip(systems, folders, kinds, strict=True)
    ]


def _system(
    called: tuple[str, str, str], split: Split, dataset: Dataset, trained: str, cost: Cost, said: Predictions
) -> System:
    measured_on = split.describe("test", dataset.name)
    figures = {figure.name: figure for figure in evaluate(said, measured_on, COMPARED)}
    return System(*called, split, measured_on, trained, cost, said, figures)


def how_trained(run: Run) -> str:
    """Say on how much a run was trained, and what was cut of the recipe of its name."""
    recipe = run.recipe()
    whole = RECIPES.get(recipe.name, recipe)
    epochs = f"{recipe.epochs} epochs" if recipe.epochs == whole.epochs else f"{recipe.epochs} of {whole.epochs} epochs"
    photographs = f"{run.provenance()['training_photographs']:,} photographs"
    if recipe.data_share < 1:
        photographs += f" ({recipe.data_share:.0%} of the lesions)"
    size = f"{recipe.view.height_px} × {recipe.view.width_px} px"
    return f"{epochs}, {photographs}, {size}"
