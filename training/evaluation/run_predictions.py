"""What a run's network says, in Keras, before it is exported."""

from collections.abc import Sequence
from pathlib import Path

import keras
import numpy as np
import numpy.typing as npt
from scipy.special import softmax

from desktop.core.bundle.preprocess import InputSpec, normalise
from training.datasets.cache import framed_photographs
from training.datasets.dataset import Dataset
from training.datasets.labels import label_indices
from training.datasets.photograph import Photograph
from training.datasets.split import Part, Split
from training.evaluation.calibration import fit_calibration
from training.evaluation.predictions import Predictions, lesion_ids
from training.run import Run

_BATCH = 32


def predict_with_run(run: Run, dataset: Dataset, split: Split, part: Part, cache_dir: Path) -> Predictions:
    """Predict one part with the run's network, calibrated on the validation part; nothing is refused.

    Raises
    ------
    RunError
        If the run is not complete.
    """
    network, spec = run.network(), run.recipe().input
    photographs, labels = dataset.photographs, dataset.labels
    fitting, judged = split.of(photographs, "validation"), split.of(photographs, part)
    calibration = fit_calibration(_logits(network, fitting, spec, cache_dir), label_indices(fitting, labels), "validation")
    logits = _logits(network, judged, spec, cache_dir)
    trained_on = label_indices(split.of(photographs, "train"), labels)
    counts = np.bincount(trained_on, minlength=len(labels))
    return Predictions(
        labels=labels,
        truth=label_indices(judged, labels),
        lesions=lesion_ids(judged),
        probabilities=softmax(logits.astype(np.float64) / calibration.temperature + calibration.bias, axis=1),
        priors=counts / counts.sum(),
        refused=np.zeros(len(judged), dtype=bool),
    )


def _logits(
    network: keras.Model, photographs: Sequence[Photograph], spec: InputSpec, cache_dir: Path
) -> npt.NDArray[np.float32]:
    pixels = framed_photographs(photographs, spec, cache_dir)
    batches = [
        network.predict_on_batch(normalise(pixels[first : first + _BATCH], spec))
        for first in range(0, len(pixels), _BATCH)
    ]
    return np.concatenate(batches)
