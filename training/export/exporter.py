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
from PIL import Image

from desktop.core.bundle.bundle import GRAPH, MANIFEST, PROBE, SCOPE
from desktop.core.bundle.manifest import FORMAT_MAJOR, FORMAT_MINOR, OUTPUTS, Manifest
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
from training.evaluation.calibration import fit_calibration, identity_calibration
from training.evaluation.metrics import evaluate, malignant_operating_points
from training.evaluation.predictions import compute_features, predict_with_bundle
from training.export.activation import measure_activation_offset
from training.export.graph import OPSET, ExportNetwork, export_network
from training.export.manifest_writer import manifest_to_json
from training.export.papers import INTENDED_USE, LICENCE, LICENCE_TEXT, TRAINING_DATA, model_card
from training.export.parity import MIN_IMAGES, Parity, measure_parity
from training.export.scope_fit import choose_threshold, fit_scope
from training.export.synthetic import LOOKS, synthetic_photograph
from training.recipes.recipe import Recipe
from training.run import Run

CARD, LICENCE_FILE = "MODEL_CARD.md", "LICENSE"

# Of validation photographs; leaves room below the 2 % of test photographs that may be refused.
_REFUSED_SHARE = 0.015
_SENSITIVITIES = (0.80, 0.90, 0.95)
_PROBE_SIZE_PX = (480, 360)


class ExportError(KnownError):
    """An export whose result may not be shipped."""


@dataclass(frozen=True)
class Exported:
    """A written bundle with what was measured on the way."""

    folder: Path
    manifest: Manifest
    parity: Parity


@dataclass(frozen=True, eq=False)
class _Draft:
    """A bundle that has not been measured: its manifest has neither operating points, nor metrics, nor hashes."""

    exported: ExportNetwork
    manifest: Manifest
    contents: dict[str, bytes]


def export_bundle(
    run: Run,
    dataset: Dataset,
    split: Split,
    *,
    version: str,
    models_dir: Path,
    cache_dir: Path,
) -> Exported:
    """Convert, calibrate, measure and write ``<models_dir>/<recipe>-<version>``.

    Calibration, out-of-scope threshold and operating points come from the validation part, the figures from the test
    part, all through the desktop's own inference code on the exported files.

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
    draft = _fit(run, dataset, split, parts, version)
    manifest, contents, spec = draft.manifest, draft.contents, recipe.input
    unfinished = models_dir / f".{target.name}.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        write_bundle(unfinished, manifest, contents)
        classifier = Classifier.open(unfinished)
        compared = photographs[:: max(1, len(photographs) // MIN_IMAGES)]
        parity = measure_parity(draft.exported, classifier, compared, framed_photographs(compared, spec, cache_dir))
        if not parity.holds:
            raise ExportError(f"Keras and ONNX differ too much to ship: {parity}.")
        manifest = replace(
            manifest,
            operating_points=malignant_operating_points(
                predict_with_bundle(classifier, parts["validation"]),
                _SENSITIVITIES,
                split.describe("validation", dataset.name),
            ),
            metrics=evaluate(predict_with_bundle(classifier, parts["test"]), split.describe("test", dataset.name)),
        )
        contents[CARD] = model_card(manifest, _parity_notes(parity)).encode()
        manifest = write_bundle(unfinished, manifest, contents)
        Classifier.open(unfinished)
        unfinished.rename(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Exported(target, manifest, parity)


def _refuse_what_may_not_ship(dataset: Dataset, split: Split) -> None:
    if split.protocol != "lesion-grouped":
        raise ExportError("This run's split is leaky: its figures may not go into a bundle. Train on another split.")
    if dataset.name != ham10000.NAME:
        raise ExportError(
            f"A bundle's papers are written for {ham10000.NAME}; they would not be true of {dataset.name}."
        )


def _fit(run: Run, dataset: Dataset, split: Split, parts: Mapping[Part, Sequence[Photograph]], version: str) -> _Draft:
    """Convert the network and fit to it, from training and validation part, all that the manifest says but figures."""
    recipe, labels = run.recipe(), dataset.labels
    network, spec, fitted_on = run.network(), recipe.input, split.describe("validation", dataset.name)
    uncalibrated = export_network(network, spec, identity_calibration(len(labels)))
    session = Session(uncalibrated.graph, spec, {name: name for name in OUTPUTS})
    train = compute_features(session, spec, parts["train"])
    validation = compute_features(session, spec, parts["validation"])
    calibration = fit_calibration(validation.logits, label_indices(parts["validation"], labels), fitted_on)
    statistics = fit_scope(train.embeddings, label_indices(parts["train"], labels))
    exported = export_network(network, spec, calibration)

    train_counts = np.bincount(label_indices(parts["train"], labels), minlength=len(labels))
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
        priors={
            label.key: float(share) for label, share in zip(labels, train_counts / train_counts.sum(), strict=True)
        },
        calibration=calibration,
        operating_points=(),
        scope=choose_threshold(statistics.distance(validation.embeddings), _REFUSED_SHARE, fitted_on),
        metrics=(),
        intended_use=INTENDED_USE,
        training_data=TRAINING_DATA,
        licence=LICENCE,
        split_sha256=split.sha256,
        command=run.provenance()["command"],
    )
    contents = {
        GRAPH: exported.graph,
        PROBE: make_probe(exported, spec).to_bytes(),
        SCOPE: statistics.to_bytes(),
        LICENCE_FILE: LICENCE_TEXT.encode(),
    }
    return _Draft(exported, manifest, contents)


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
