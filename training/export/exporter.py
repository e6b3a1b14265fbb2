"""From a trained run to a bundle that the desktop opens."""

import datetime
import hashlib
import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version as installed_version
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from desktop.core.bundle.bundle import GRAPH, MANIFEST, PROBE, SCOPE
from desktop.core.bundle.manifest import FORMAT_MAJOR, FORMAT_MINOR, OUTPUTS, Manifest, Scope, Variant
from desktop.core.bundle.preprocess import InputSpec, frame, normalise
from desktop.core.bundle.probe import Probe
from desktop.core.errors import KnownError
from desktop.core.imaging.decode import decode
from desktop.core.inference.classifier import Classifier
from desktop.core.inference.session import Session
from training.datasets import ham10000
from training.datasets.cache import framed_photographs
from training.datasets.dataset import Dataset
from training.datasets.labels import label_indices
from training.datasets.photograph import Photograph
from training.datasets.split import PARTS, Part, Split
from training.evaluation.calibration import identity_calibration
from training.evaluation.predictions import Features, compute_features
from training.export.activation import measure_activation_offset
from training.export.card_tables import counted_blind_spots
from training.export.findings import measure_findings
from training.export.graph import OPSET, ExportNetwork, export_network
from training.export.manifest_writer import manifest_to_json
from training.export.measured import measure_graphs
from training.export.papers import INTENDED_USE, LICENCE, LICENCE_TEXT, TRAINING_DATA, model_card
from training.export.parity import MIN_IMAGES, Parity, measure_parity
from training.export.scope_fit import choose_scope, fit_scope
from training.export.synthetic import LOOKS, synthetic_photograph
from training.export.variant import Answers, judge_features, make_variant, try_integers
from training.recipes.recipe import MIDDLE_SCALE, Recipe
from training.run import Run

CARD, LICENCE_FILE = "MODEL_CARD.md", "LICENSE"

_ONE_VIEW = "the photograph"
_FOUR_VIEWS = (
    f"two of the whole photograph and two of its middle at {float(MIDDLE_SCALE):g} times the scale, in which a place "
    "counts the less the nearer it lies to the rim; the mean of their logits answers"
)
_PROBE_SIZE_PX = (480, 360)
CALIBRATION_PHOTOGRAPHS = 300


class ExportError(KnownError):
    """An export whose result may not be shipped."""


@dataclass(frozen=True)
class Exported:
    """A written bundle with what was measured on the way; ``integers`` says what was tried with 8-bit integers."""

    folder: Path
    manifest: Manifest
    parity: Parity
    integers: str


@dataclass(frozen=True, eq=False)
class _Draft:
    """A bundle that has not been measured: no graph of it has operating points, reliability or metrics, no file a hash.

    ``integers`` says what was tried with 8-bit integers.
    """

    exported: ExportNetwork
    manifest: Manifest
    contents: dict[str, bytes]
    integers: str


def export_bundle(
    run: Run,
    dataset: Dataset,
    split: Split,
    *,
    version: str,
    models_dir: Path,
    cache_dir: Path,
) -> Exported:
    """Convert, calibrate, quantise, measure and write ``<models_dir>/<recipe>-<version>``.

    Calibration, out-of-scope threshold and operating points come from the validation part, reliability and figures from
    the test part, all through the desktop's own inference code on the exported files.

    Raises
    ------
    ExportError
        If the split is leaky, the dataset is not HAM10000, the bundle's folder is there already, or Keras and ONNX
        differ by more than is allowed; nothing is left behind then.
    HeadError
        If the network has no pooled linear head.
    """
    _refuse_what_may_not_ship(dataset, split)
    recipe = run.recipe()
    target = models_dir / f"{recipe.name}-{version}"
    if target.exists():
        raise ExportError(f"{target} is there already. Give another --version, or remove it.")
    photographs = dataset.photographs
    parts = {part: split.of(photographs, part) for part in PARTS}
    draft = _fit(run, dataset, split, parts, version, cache_dir)
    contents, spec = draft.contents, recipe.photograph_input
    unfinished = models_dir / f".{target.name}.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        write_bundle(unfinished, draft.manifest, contents)
        classifier = Classifier.open(unfinished)
        compared = photographs[:: max(1, len(photographs) // MIN_IMAGES)]
        parity = measure_parity(draft.exported, classifier, compared, framed_photographs(compared, spec, cache_dir))
        if not parity.holds:
            raise ExportError(f"Keras and ONNX differ too much to ship: {parity}.")
        measured = measure_graphs(unfinished, draft.manifest, parts, split, dataset.name)
        # Opened again: now its papers have figures.
        write_bundle(unfinished, measured.manifest, contents)
        graphs = [Classifier.open(unfinished, name) for name in measured.manifest.graph_names]
        findings = measure_findings(graphs, measured.said, parts["test"], cache_dir)
        findings["Arithmetic"] = f"{draft.integers}\n\n{_parity_notes(parity)}"
        card = model_card(measured.manifest, findings, counted_blind_spots(measured.manifest, photographs))
        contents[CARD] = card.encode()
        manifest = write_bundle(unfinished, measured.manifest, contents)
        for name in manifest.graph_names:
            Classifier.open(unfinished, name)
        unfinished.rename(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Exported(target, manifest, parity, draft.integers)


def _refuse_what_may_not_ship(dataset: Dataset, split: Split) -> None:
    if split.protocol != "lesion-grouped":
        raise ExportError("This run's split is leaky: its figures may not go into a bundle. Train on another split.")
    if dataset.name != ham10000.NAME:
        raise ExportError(
            f"A bundle's papers are written for {ham10000.NAME}; they would not be true of {dataset.name}."
        )


def _fit(
    run: Run,
    dataset: Dataset,
    split: Split,
    parts: Mapping[Part, Sequence[Photograph]],
    version: str,
    cache_dir: Path,
) -> _Draft:
    """Convert the network and fit to it, from training and validation part, all that the manifest says but figures."""
    recipe, labels = run.recipe(), dataset.labels
    network, spec, fitted_on = run.network(), recipe.photograph_input, split.describe("validation", dataset.name)
    uncalibrated = export_network(network, recipe, identity_calibration(len(labels)))
    session = Session(uncalibrated.graph, spec, {name: name for name in OUTPUTS})
    validation = compute_features(session, spec, parts["validation"])
    counts = np.bincount(label_indices(parts["train"], labels), minlength=len(labels))
    priors = counts / counts.sum()

    def judge(features: Features) -> Answers:
        return judge_features(features, parts["validation"], labels, priors, fitted_on)

    full = judge(validation)
    statistics = fit_scope(session, spec, parts["train"])
    exported = export_network(network, recipe, full.calibration)
    probe = make_probe(exported, spec)

    def scope_of(answers: Answers) -> Scope:
        return choose_scope(statistics.distance(answers.scope_features), fitted_on)

    frames = _calibration_frames(parts["train"], spec, cache_dir)
    quantised, integers = try_integers(uncalibrated.graph, spec, frames, parts["validation"], judge, full)
    variants: tuple[Variant, ...] = ()
    files: dict[str, bytes] = {}
    if quantised is not None:
        graph = export_network(network, recipe, quantised.answers.calibration).graph
        variant, files = make_variant(graph, spec, frames, probe, quantised, scope_of(quantised.answers))
        variants = (variant,)

    manifest = Manifest(
        format_version=(FORMAT_MAJOR, FORMAT_MINOR),
        name=recipe.name,
        version=version,
        created=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        files={},
        network=_network_facts(recipe, exported),
        input=spec,
        outputs={name: name for name in OUTPUTS},
        activation_offset=measure_activation_offset(session, spec, parts["validation"]),
        labels=labels,
        priors={label.key: float(share) for label, share in zip(labels, priors, strict=True)},
        calibration=full.calibration,
        operating_points=(),
        reliability=(),
        scope=scope_of(full),
        metrics=(),
        variants=variants,
        intended_use=INTENDED_USE,
        training_data=TRAINING_DATA,
        licence=LICENCE,
        split_sha256=split.sha256,
        command=run.provenance()["command"],
    )
    contents = {
        GRAPH: exported.graph,
        PROBE: probe.to_bytes(),
        SCOPE: statistics.to_bytes(),
        LICENCE_FILE: LICENCE_TEXT.encode(),
        **files,
    }
    return _Draft(exported, manifest, contents, integers)


def _calibration_frames(train: Sequence[Photograph], spec: InputSpec, cache_dir: Path) -> npt.NDArray[np.uint8]:
    """Frame training photographs, spread evenly, from which the ranges of a quantised graph are taken."""
    chosen = train[:: max(1, len(train) // CALIBRATION_PHOTOGRAPHS)][:CALIBRATION_PHOTOGRAPHS]
    return framed_photographs(chosen, spec, cache_dir)


def write_bundle(folder: Path, manifest: Manifest, contents: dict[str, bytes]) -> Manifest:
    """Write the files and a manifest with their hashes; return that manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(contents.items())}
    manifest = replace(manifest, files=hashes)
    (folder / MANIFEST).write_bytes(manifest_to_json(manifest))
    return manifest


def make_probe(exported: ExportNetwork, spec: InputSpec) -> Probe:
    """Paint synthetic photographs, one of them upright to be turned, and note what Keras makes of them."""
    width, height = _PROBE_SIZE_PX
    images, tensors = [], []
    for seed, look in enumerate(LOOKS.values()):
        size = (height, width) if seed == 1 else (width, height)
        pixels = synthetic_photograph(seed, *size, look)
        stream = io.BytesIO()
        Image.fromarray(pixels).save(stream, "PNG")
        images.append(stream.getvalue())
        framed, _ = frame(decode(images[-1]).pixels, spec)
        tensors.append(normalise(framed, spec))
    stacked = np.stack(tensors)
    return Probe(tuple(images), stacked, exported.keras_outputs(stacked))


def _network_facts(recipe: Recipe, exported: ExportNetwork) -> dict[str, str]:
    producers = ("tensorflow", "keras", "tf2onnx", "onnx")
    return {
        "architecture": recipe.title,
        "views": _FOUR_VIEWS if recipe.two_scales else _ONE_VIEW,
        "parameters": str(exported.keras_model.count_params()),
        "opset": str(OPSET),
        **{name: installed_version(name) for name in producers},
    }


def _parity_notes(parity: Parity) -> str:
    outputs = ", ".join(f"{name} {difference:.1e}" for name, difference in parity.outputs.items())
    return f"""\
Keras against ONNX Runtime on {parity.images} photographs, largest absolute difference: tensors
{parity.preprocessing:.1e} grey levels; {outputs}.
"""
