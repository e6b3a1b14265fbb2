"""How good a trial's network is."""

import keras
import numpy as np
import numpy.typing as npt
from scipy.special import softmax
from sklearn.metrics import roc_auc_score

from desktop.core.bundle.manifest import Label
from desktop.core.bundle.preprocess import InputSpec, normalise
from training.loop.loop import Examples
from training.tuning.trials import Outcome, SearchError

_BATCH = 32


def judge(
    network: keras.Model, spec: InputSpec, labels: tuple[Label, ...], validation: Examples, epochs: int
) -> Outcome:
    """Judge a network by the validation part.

    Where the numbers of the network have run out of range, it says nothing: no label is found, and all such
    photographs are equally suspicious, so that the AUC of a network that says nothing at all is 0.5.

    Parameters
    ----------
    network : keras.Model
        Preprocessed pixels to logits, in the order of `labels`.
    spec : InputSpec
    labels : tuple of Label
    validation : Examples
        Framed at the input's size; see `check_judgeable`.
    epochs : int
        That it was trained for.
    """
    pixels = validation.pixels
    batches = (pixels[first : first + _BATCH] for first in range(0, len(pixels), _BATCH))
    logits = np.concatenate([network.predict_on_batch(normalise(batch, spec)) for batch in batches])
    said = np.isfinite(logits).all(axis=1)
    probabilities = softmax(np.where(said[:, np.newaxis], logits, 0).astype(np.float64), axis=1)
    malignant = _malignant(labels)
    score = np.where(said, probabilities[:, malignant].sum(axis=1), 0)
    return Outcome(
        parameters=network.count_params(),
        malignant_auc=float(roc_auc_score(malignant[validation.labels], score)),
        accuracy=float((said & (probabilities.argmax(axis=1) == validation.labels)).mean()),
        epochs=epochs,
    )


def check_judgeable(labels: tuple[Label, ...], validation: Examples) -> None:
    """Refuse a validation part on which no AUC can be measured.

    Raises
    ------
    SearchError
        If all its photographs are benign, or all malignant.
    """
    if len(np.unique(_malignant(labels)[validation.labels])) < len((True, False)):
        raise SearchError(
            "The validation part has not both benign and malignant photographs: there is nothing to judge trials by."
        )


def _malignant(labels: tuple[Label, ...]) -> npt.NDArray[np.bool_]:
    return np.array([label.malignant for label in labels])
