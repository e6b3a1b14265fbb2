"""What a run's network says, in Keras, before it is exported."""

from collections.abc import Sequence
from pathlib import Path

import keras
import numpy as np
import numpy.typing as npt
from scipy.special import softmax

from desktop.core.bundle.manifest import Calibration, Label
from desktop.core.bundle.preprocess import normalise
from training.datasets.cache import framed_photographs
from training.datasets.dataset import Dataset
from training.datasets.labels import label_indices
from training.datasets.photograph import Photograph
from training.datasets.split import Part, Split, read_split
from training.evaluation.calibration import fit_calibration
from training.evaluation.judged import Judged, JudgementError
from training.evaluation.metrics import malignant_operating_points
from training.evaluation.predictions import Predictions, lesion_ids
from training.networks.views import as_used
from training.recipes.recipe import Recipe
from training.run import Run

_BATCH = 32
_SENSITIVITIES = (0.80, 0.90, 0.95)


def predict_with_run(run: Run, dataset: Dataset, split: Split, part: Part, cache_dir: Path) -> Predictions:
    """Predict one part with the run's network, calibrated on the validation part; nothing is refused.

    Raises
    ------
    RunError
        If the run is not complete.
    """
    return _predict_parts(run, dataset, split, (part,), cache_dir)[part]


def judge_run(run: Run, dataset: Dataset, split: Split, part: Part, cache_dir: Path) -> Judged:
    """Predict one part with a run, and choose thresholds on the validation part.

    Raises
    ------
    RunError
        If the run is not complete.
    JudgementError
        If the split is not the run's own, and the run was trained on lesions of this part.
    DatasetError
        If a photograph is not in the split or cannot be read.
    """
    judged = split.of(dataset.photographs, part)
    _refuse_what_was_trained_on(run, split, judged)
    said = _predict_parts(run, dataset, split, ("validation", part), cache_dir)
    where = split.describe("validation", dataset.name)
    warnings = []
    if part == "validation":
        warnings.append(
            "Calibration and thresholds were fitted to these very photographs: calibration errors are lower here, and "
            "thresholds more exact, than elsewhere."
        )
    recipe = run.recipe()
    if recipe.data_share < 1:
        warnings.append(f"The run is a quick pass: it was trained on {recipe.data_share:.0%} of the lesions it had.")
    return Judged(
        name=recipe.name,
        said=said[part],
        photographs=tuple(judged),
        facts={
            "run": str(run.folder),
            "network": recipe.title,
            "predicted": "by the run's Keras network on cached pixels, framed as the desktop frames them; "
            "nothing was refused",
            "calibration": f"fitted on the {where}",
        },
        points=malignant_operating_points(said["validation"], _SENSITIVITIES, where),
        warnings=tuple(warnings),
    )


def _refuse_what_was_trained_on(run: Run, split: Split, judged: Sequence[Photograph]) -> None:
    own = read_split(run.split_path)
    if own.sha256 == split.sha256:
        return
    trained_on = {own.lesions[image_id] for image_id, part in own.parts.items() if part == "train"}
    known = sum(photo.lesion_id in trained_on for photo in judged)
    if known:
        raise JudgementError(
            f"{known} of the {len(judged)} photographs to be judged show lesions of the training part of "
            f"{run.split_path}. Judge the run on its own split."
        )


def _predict_parts(
    run: Run, dataset: Dataset, split: Split, parts: Sequence[Part], cache_dir: Path
) -> dict[Part, Predictions]:
    recipe = run.recipe()
    network = as_used(run.network(), recipe)
    photographs, labels = dataset.photographs, dataset.labels
    wanted: dict[Part, list[Photograph]] = {part: split.of(photographs, part) for part in ("validation", *parts)}
    logits = {part: _logits(network, members, recipe, cache_dir) for part, members in wanted.items()}
    fitting = label_indices(wanted["validation"], labels)
    calibration = fit_calibration(logits["validation"], fitting, split.describe("validation", dataset.name))
    counts = np.bincount(label_indices(split.of(photographs, "train"), labels), minlength=len(labels))
    return {
        part: _predictions(labels, wanted[part], logits[part], calibration, counts / counts.sum()) for part in parts
    }


def _predictions(
    labels: tuple[Label, ...],
    photographs: Sequence[Photograph],
    logits: npt.NDArray[np.float32],
    calibration: Calibration,
    priors: npt.NDArray[np.float64],
) -> Predictions:
    return Predictions(
        labels=labels,
        truth=label_indices(photographs, labels),
        lesions=lesion_ids(photographs),
        probabilities=softmax(logits.astype(np.float64) / calibration.temperature + calibration.bias, axis=1),
        priors=priors,
        refused=None,
    )


def _logits(
    network: keras.Model, photographs: Sequence[Photograph], recipe: Recipe, cache_dir: Path
) -> npt.NDArray[np.float32]:
    spec = recipe.photograph_input
    pixels = framed_photographs(photographs, spec, cache_dir)
    batches = [
        network.predict_on_batch(normalise(pixels[first : first + _BATCH], spec))
        for first in range(0, len(pixels), _BATCH)
    ]
    return np.concatenate(batches)
