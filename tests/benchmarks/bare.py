"""What an image costs at the least: Pillow and one run of the network, with nothing around them."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from desktop.core.bundle.bundle import open_bundle
from desktop.core.inference.runtime import onnxruntime


def bare_answer(bundle: Path, graph: str) -> Callable[[bytes], object]:
    """Load a bundle's graph and return what turns a file's bytes to the graph's outputs.

    Photographs of 4:3 alone: nothing is cut, turned or checked, and no colour profile is looked for.
    """
    opened = open_bundle(bundle)
    spec = opened.manifest.input
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(opened.graphs[graph].graph, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    size = (spec.width_px, spec.height_px)
    resample = Image.Resampling[spec.resize_filter.upper()]

    def answer(data: bytes) -> object:
        with Image.open(io.BytesIO(data)) as image:
            image.draft("RGB", size)
            picture = image.convert("RGB").resize(size, resample, reducing_gap=3.0)
        tensor: npt.NDArray[np.float32] = np.asarray(picture, np.float32) * np.float32(spec.scale)
        tensor += np.float32(spec.offset)
        return session.run(None, {name: tensor[np.newaxis]})

    return answer
