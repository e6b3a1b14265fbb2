"""What a network costs: the size of its ONNX file and the time it takes for one image."""

import time
from dataclasses import dataclass

import numpy as np

from desktop.core.bundle.preprocess import InputSpec
from desktop.core.inference.runtime import onnxruntime

_WARM_UP, _TIMES = 5, 100
_MEGABYTE = 1e6


@dataclass(frozen=True)
class Cost:
    """What a network costs.

    Attributes
    ----------
    parameters : int
    size_mb : float
        Of its ONNX file, in 10⁶ bytes.
    milliseconds : float
        For one image on one thread of this machine's processor, without preprocessing: the least of 100, since whatever
        else the machine does can only add to it.
    """

    parameters: int
    size_mb: float
    milliseconds: float


def measure_cost(graph: bytes, spec: InputSpec, parameters: int) -> Cost:
    """Weigh and time an ONNX file."""
    return Cost(parameters, len(graph) / _MEGABYTE, _milliseconds(graph, spec))


def _milliseconds(graph: bytes, spec: InputSpec) -> float:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    image = np.random.default_rng(0).normal(size=(1, spec.height_px, spec.width_px, 3)).astype(np.float32)
    taken_ms = []
    for _ in range(_WARM_UP + _TIMES):
        begun = time.perf_counter()
        session.run(None, {name: image})
        taken_ms.append(1000 * (time.perf_counter() - begun))
    return min(taken_ms[_WARM_UP:])
