"""The bundle's second graph, in 8-bit integers, or why there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import softmax

from desktop.core.bundle.manifest import OUTPUTS, Calibration, Label, Scope, Variant
from desktop.core.bundle.preprocess import InputSpec, normalise
from desktop.core.bundle.probe import Probe, largest_difference, write_probe_outputs
from desktop.core.inference.session import Session
from training.datasets.labels import label_indices
from training.datasets.photograph import Photograph
from training.evaluation.calibration import fit_calibration
from training.evaluation.metrics import FIGURES
from training.evaluation.predictions import Features, Predictions, compute_features, lesion_ids
from training.export.quantise import quantise

NAME, GRAPH, PROBE = "int8", "model-int8.onnx", "probe-int8.npz"

# What the graph may lose on the validation part.
MAX_FALL = 0.005
MAX_AUC_FALL = 0.002
MAX_CALIBRATION_ERROR_RISE = 0.005
# Tried in this order: so many of the first convolutions stay in full precision.
FLOAT_CONVOLUTIONS = (3, 6, 9)

_BALANCED, _AREAS = "balanced accuracy", ("melanoma AUC", "malignant AUC")
_ERRORS = ("ECE of probabilities", "ECE of malignant")
_TOLERANCE_PHOTOGRAPHS = 32
# Another processor's kernels may be further from this one's than the plain arithmetic is.
_TOLERANCE_FACTOR = 2.0


@dataclass(frozen=True, eq=False)
class Answers:
    """What a graph makes of the validation part, and what was fitted to that.

    Attributes
    ----------
    calibration : Calibration
    figures : dict of str to float
        Balanced accuracy, both areas under the curve and both calibration errors.
    top : int64 array, shape (images,)
        The most probable label.
    scope_features : float32 array, shape (images, channels)
    """

    calibration: Calibration
    figures: dict[str, float]
    top: npt.NDArray[np.int64]
    scope_features: npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Quantised:
    """A trial of 8-bit integers.

    Attributes
    ----------
    told : str
        What was tried and found, in sentences.
    float_convolutions : int
        How many of the first convolutions stay in full precision.
    answers : Answers
    """

    told: str
    float_convolutions: int
    answers: Answers


def judge_features(
    features: Features,
    photographs: Sequence[Photograph],
    labels: tuple[Label, ...],
    priors: npt.NDArray[np.float64],
    fitted_on: str,
) -> Answers:
    """Calibrate logits of the validation part and compute what graphs are compared by."""
    truth = label_indices(photographs, labels)
    calibration = fit_calibration(features.logits, truth, fitted_on)
    logits = features.logits.astype(np.float64)
    probabilities = softmax(logits / calibration.temperature + np.array(calibration.bias), axis=1)
    said = Predictions(labels, truth, lesion_ids(photographs), probabilities, priors, None)
    figures = {name: FIGURES[name](said) for name in (_BALANCED, *_AREAS, *_ERRORS)}
    return Answers(calibration, figures, probabilities.argmax(axis=1), features.scope_features)


def try_integers(
    graph: bytes,
    spec: InputSpec,
    frames: npt.NDArray[np.uint8],
    validation: Sequence[Photograph],
    judge: Callable[[Features], Answers],
    full: Answers,
) -> tuple[Quantised | None, str]:
    """Quantise an uncalibrated graph, with more and more of it left as it is, until it loses little enough.

    Parameters
    ----------
    graph : bytes
        The ONNX file in full precision.
    spec : InputSpec
    frames : uint8 array, shape (photographs, height, width, 3)
        Of the training part, for the ranges of activations.
    validation : sequence of Photograph
    judge : callable
        `judge_features` for these photographs.
    full : Answers
        What the graph in full precision says of them.

    Returns
    -------
    Quantised or None
        The first trial that was good enough.
    str
        What was tried, in sentences.
    """
    told = []
    for count in FLOAT_CONVOLUTIONS:
        quantised = quantise(graph, spec, frames, float_convolutions=count)
        session = Session(quantised, spec, {name: name for name in OUTPUTS})
        answers = judge(compute_features(session, spec, validation))
        told.append(_told(count, len(frames), answers, full))
        if _is_good_enough(answers, full):
            return Quantised(told[-1], count, answers), " ".join(told)
    limits = (
        f"at most {MAX_FALL} of balanced accuracy, {MAX_AUC_FALL} of either area under the curve and "
        f"{MAX_CALIBRATION_ERROR_RISE} of calibration error"
    )
    return None, " ".join([f"There is no graph in 8-bit integers: it may lose {limits}.", *told])


def make_variant(
    graph: bytes, spec: InputSpec, frames: npt.NDArray[np.uint8], probe: Probe, quantised: Quantised, scope: Scope
) -> tuple[Variant, dict[str, bytes]]:
    """Quantise the graph that holds the variant's own calibration.

    Parameters
    ----------
    graph : bytes
        The ONNX file in full precision, with ``quantised.answers.calibration``.
    spec, frames
        As in `try_integers`.
    probe : Probe
        Of the graph in full precision.
    quantised : Quantised
    scope : Scope
        For the variant's features.

    Returns
    -------
    Variant
        Without operating points, reliability and metrics.
    dict of str to bytes
        Its files.
    """
    integers = quantise(graph, spec, frames, float_convolutions=quantised.float_convolutions)
    names = {name: name for name in OUTPUTS}
    session, plain = Session(integers, spec, names), Session(integers, spec, names, fused=False)
    difference = 0.0
    for tensor in (*probe.tensors, *normalise(frames[:_TOLERANCE_PHOTOGRAPHS], spec)):
        difference = max(difference, largest_difference(plain.run(tensor[None]), session.run(tensor[None])))
    variant = Variant(
        name=NAME,
        graph=GRAPH,
        probe=PROBE,
        tolerance=min(1.0, _TOLERANCE_FACTOR * difference),
        made=quantised.told,
        calibration=quantised.answers.calibration,
        operating_points=(),
        reliability=(),
        scope=scope,
        metrics=(),
    )
    return variant, {GRAPH: integers, PROBE: write_probe_outputs(session.run(probe.tensors))}


def _is_good_enough(answers: Answers, full: Answers) -> bool:
    risen = max(answers.figures[name] - full.figures[name] for name in _ERRORS)
    fallen = full.figures[_BALANCED] - answers.figures[_BALANCED]
    area_lost = max(full.figures[name] - answers.figures[name] for name in _AREAS)
    return fallen <= MAX_FALL and area_lost <= MAX_AUC_FALL and risen <= MAX_CALIBRATION_ERROR_RISE


def _told(count: int, photographs: int, answers: Answers, full: Answers) -> str:
    changes = ", ".join(
        f"{name} {answers.figures[name]:.4f} ({full.figures[name]:.4f} in full precision)" for name in answers.figures
    )
    same = float((answers.top == full.top).mean())
    return (
        f"Static quantisation to 8-bit integers, weights by channel, activation ranges from {photographs} training "
        f"photographs, the first {count} convolutions and the head in full precision: on the validation part "
        f"{changes}, and {same:.1%} of the most probable labels are the same."
    )
