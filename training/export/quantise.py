"""A graph in 8-bit integers: weights by channel, activations by tensor, the head in full precision.

Static quantisation in ONNX's QDQ form (Jacob et al., CVPR 2018, arXiv 1712.05877), by ONNX Runtime's own tools.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx

# Before ONNX Runtime's tools: it silences what they load.
import desktop.core.inference.runtime  # noqa: F401 - for the order alone

# isort: split
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from desktop.core.bundle.preprocess import InputSpec, normalise

_QUANTISED = ("Conv", "Add", "Clip")


class _Reader(CalibrationDataReader):  # type: ignore[misc]  # ONNX Runtime ships no types for it.
    """Hands out one preprocessed photograph after another."""

    def __init__(self, frames: npt.NDArray[np.uint8], spec: InputSpec, name: str) -> None:
        self._tensors: Iterator[dict[str, npt.NDArray[np.float32]]] = (
            {name: normalise(frames[row : row + 1], spec)} for row in range(len(frames))
        )

    def get_next(self) -> dict[str, npt.NDArray[np.float32]] | None:
        """Return the next, or None after the last."""
        return next(self._tensors, None)


def quantise(graph: bytes, spec: InputSpec, frames: npt.NDArray[np.uint8], *, float_convolutions: int) -> bytes:
    """Turn the convolutions of an exported graph, and the sums between them, into 8-bit integer arithmetic.

    The head keeps full precision, and logits and activation map are both made from the same feature map, so that the
    map is as exact as before. Weights keep seven bits: products of two bytes then never overflow 16 bits, which they
    do, without a word, on x86 processors that have no VNNI instructions.

    Parameters
    ----------
    graph : bytes
        From `training.export.graph.to_onnx`.
    spec : InputSpec
    frames : uint8 array, shape (photographs, height, width, 3)
        Framed training photographs, from which the ranges of the activations are taken.
    float_convolutions : int
        So many of the first convolutions stay in full precision. MobileNetV2's first depthwise kernels are large and
        cancel out: rounding them alone moves all that follows. They have to be the first in a row: ONNX Runtime
        quantises a single one between integers by itself, and without channels.

    Returns
    -------
    bytes
        An ONNX file with the same input and outputs.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain, folded, quantised = (Path(folder) / name for name in ("plain.onnx", "folded.onnx", "quantised.onnx"))
        plain.write_bytes(graph)
        # Folds batch normalisation into the convolutions. The symbolic inference would need SymPy, for nothing here.
        quant_pre_process(str(plain), str(folded), skip_symbolic_shape=True)
        proto = onnx.load(str(folded))
        quantize_static(
            str(folded),
            str(quantised),
            _Reader(frames, spec, proto.graph.input[0].name),
            quant_format=QuantFormat.QDQ,
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=list(_QUANTISED),
            nodes_to_exclude=_kept(proto, float_convolutions),
            extra_options={"ActivationSymmetric": False, "WeightSymmetric": True},
        )
        return quantised.read_bytes()


def _kept(proto: onnx.ModelProto, float_convolutions: int) -> list[str]:
    """Name the nodes that keep full precision: the first convolutions, and whatever no convolution builds on.

    The network may stand in the graph several times, once for each view: the first are those of each.
    """
    convolutions = [node for node in proto.graph.node if node.op_type == "Conv"]
    first = _convolutions_before(proto, float_convolutions)
    kept = {node.name for node in [*first, *_limits_of(proto, first)]}
    built_on = {node.name for node in _limits_of(proto, convolutions)}
    needed: set[str] = set()
    for node in reversed(proto.graph.node):  # What a node needs is computed before it.
        if node.op_type == "Conv" or needed & set(node.output):
            needed |= set(node.input)
            built_on.add(node.name)
    return [
        node.name
        for node in proto.graph.node
        if node.op_type in _QUANTISED and (node.name in kept or node.name not in built_on)
    ]


def _convolutions_before(proto: onnx.ModelProto, depth: int) -> list[onnx.NodeProto]:
    """Return the convolutions that see the image through fewer than so many others."""
    depths: dict[str, int] = {}
    found = []
    for node in proto.graph.node:
        seen_through = max((depths.get(name, 0) for name in node.input), default=0)
        is_convolution = node.op_type == "Conv"
        if is_convolution and seen_through < depth:
            found.append(node)
        depths |= dict.fromkeys(node.output, seen_through + is_convolution)
    return found


def _limits_of(proto: onnx.ModelProto, convolutions: list[onnx.NodeProto]) -> list[onnx.NodeProto]:
    """Return what bounds the convolutions' outputs (ReLU6)."""
    outputs = {output for node in convolutions for output in node.output}
    return [node for node in proto.graph.node if node.op_type == "Clip" and outputs & set(node.input)]
