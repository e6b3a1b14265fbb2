"""A bundle's graph in ONNX Runtime."""

from collections.abc import Mapping
from typing import cast

import numpy as np
import numpy.typing as npt

from desktop.core.bundle.manifest import OUTPUTS
from desktop.core.bundle.preprocess import InputSpec
from desktop.core.errors import BundleError
from desktop.core.inference.runtime import onnxruntime

_SEVERITY_FATAL = 4


class Session:
    """Tensors to outputs. May be called from several threads at once; each call runs on its caller's thread alone.

    Parameters
    ----------
    graph : bytes
        The ONNX file.
    spec : InputSpec
        What its one input should be.
    output_names : mapping of str to str
        Each of `OUTPUTS` to its name in the graph.
    fused : bool
        Let ONNX Runtime put its own kernels in the place of the graph's operators. Without, a quantised graph is
        computed in rounded floating point: the same arithmetic, as far from this processor's kernels as another's are.

    Raises
    ------
    BundleError
        If ONNX Runtime cannot load the graph, or its inputs and outputs are not as described.
    """

    def __init__(self, graph: bytes, spec: InputSpec, output_names: Mapping[str, str], *, fused: bool = True) -> None:
        options = onnxruntime.SessionOptions()
        # Images run side by side on threads of ours, which scales better than one small image on several threads.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        if not fused:
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.log_severity_level = _SEVERITY_FATAL  # Errors are raised; nothing is printed beside.
        try:
            # Without its second attempt, which would print.
            self._session = onnxruntime.InferenceSession(
                graph, options, providers=["CPUExecutionProvider"], enable_fallback=0
            )
        except Exception as error:  # ONNX Runtime's exceptions share no base class.
            raise BundleError(
                "The bundle's network cannot be loaded: it is damaged or needs a newer Lentigo. "
                "Reinstall Lentigo or get the bundle again."
            ) from error
        self._names = [output_names[name] for name in OUTPUTS]
        inputs = self._session.get_inputs()
        offered = {output.name for output in self._session.get_outputs()}
        shape = (spec.height_px, spec.width_px, 3)
        if len(inputs) != 1 or tuple(inputs[0].shape[1:]) != shape or not offered.issuperset(self._names):
            raise BundleError("The bundle's network does not have the inputs and outputs that its manifest names.")
        self._input = inputs[0].name

    def run(self, tensors: npt.NDArray[np.float32]) -> dict[str, npt.NDArray[np.float32]]:
        """Compute all outputs.

        Parameters
        ----------
        tensors : float32 array, shape (images, height, width, 3)
            Preprocessed.

        Returns
        -------
        dict of str to float32 array
            By the names of `OUTPUTS`: ``probabilities`` and ``logits`` (images, labels), ``embedding`` (images,
            dimensions), ``scope_features`` (images, channels), ``cam`` (images, rows, columns, labels).
        """
        values = self._session.run(self._names, {self._input: tensors})
        return dict(zip(OUTPUTS, cast("list[npt.NDArray[np.float32]]", values), strict=True))
