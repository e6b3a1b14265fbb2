"""Calibrated probabilities at the natural frequencies of the labels."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import log_softmax

from desktop.core.bundle.manifest import Calibration

# Keeps the bias of a label with a dozen validation photographs near zero: a normal prior of standard deviation 0.32. Of
# 0.5 to 50, it had the least negative log-likelihood in a cross-validation (``training/RESULTS.md``).
_BIAS_PENALTY = 5.0
# A network that tells nothing apart would ask for an infinite temperature.
_TEMPERATURES = (0.01, 100.0)


def fit_calibration(logits: npt.NDArray[np.float32], labels: npt.NDArray[np.int64], fitted_on: str) -> Calibration:
    """Fit softmax(logits / temperature + bias) by maximum likelihood.

    The bias undoes what class-balanced sampling did to the probabilities: bias-corrected temperature scaling
    (Alexandari et al., ICML 2020, arXiv 1901.06852).

    Parameters
    ----------
    logits : float32 array, shape (images, labels)
        Of images that were not trained on, at the labels' natural frequencies.
    labels : int64 array, shape (images,)
    fitted_on : str
        What the images are, for the manifest.
    """
    label_count = logits.shape[1]
    rows = np.arange(len(labels))

    def loss(parameters: npt.NDArray[np.float64]) -> float:
        temperature, bias = np.exp(parameters[0]), parameters[1:]
        log_probabilities = log_softmax(logits / temperature + bias, axis=1)
        return float(-log_probabilities[rows, labels].sum() + _BIAS_PENALTY * np.square(bias).sum())

    bounds = [tuple(np.log(_TEMPERATURES)), *[(None, None)] * label_count]
    found = minimize(loss, np.zeros(label_count + 1), method="L-BFGS-B", bounds=bounds)
    return Calibration(float(np.exp(found.x[0])), tuple(float(value) for value in found.x[1:]), fitted_on)


def identity_calibration(label_count: int) -> Calibration:
    """Return the calibration that changes nothing, for looking at a network before it is calibrated."""
    return Calibration(1.0, (0.0,) * label_count, "nothing")
