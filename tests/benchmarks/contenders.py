"""One network in every runtime that a user might pick, each on one thread.

TensorFlow takes its number of threads once, before its first operation: `keras_network` must come first in a process.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Before TensorFlow and OpenVINO are loaded.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import numpy.typing as npt
import openvino
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

from desktop.core.bundle.manifest import OUTPUTS, Calibration
from desktop.core.bundle.preprocess import InputSpec, frame, normalise
from desktop.core.inference.session import Session
from training.export.graph import ExportNetwork, export_network
from training.export.quantise import quantise
from training.export.synthetic import synthetic_photograph
from training.export.variant import FLOAT_CONVOLUTIONS
from training.networks.build import build_network
from training.recipes.recipe import Recipe

Tensor = npt.NDArray[np.float32]
_LABELS = 7
_CALIBRATION_PHOTOGRAPHS = 16


@dataclass(frozen=True)
class Contender:
    """A runtime that has loaded the network.

    Attributes
    ----------
    name : str
    logits : callable
        float32 (1, height, width, 3), preprocessed, to float32 (1, labels); computes all outputs of the bundle.
    """

    name: str
    logits: Callable[[Tensor], Tensor]


def framed_photographs(spec: InputSpec, count: int = _CALIBRATION_PHOTOGRAPHS) -> npt.NDArray[np.uint8]:
    """Paint photographs as the network sees them, uint8 (count, height, width, 3)."""
    return np.stack([frame(synthetic_photograph(seed), spec)[0] for seed in range(count)])


def random_network(recipe: Recipe, frames: npt.NDArray[np.uint8]) -> keras.Model:
    """Build a recipe's network with random weights, and with batch statistics of the photographs.

    Without the latter, values would fade from layer to layer, and integers had nothing left to round.
    """
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    keras.utils.set_random_seed(0)
    network = build_network(recipe, _LABELS, None)
    for layer in network.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.0
    network(normalise(frames, recipe.input), training=True)
    return network


def export(network: keras.Model, recipe: Recipe) -> ExportNetwork:
    """Export as a bundle's graph is exported."""
    calibration = Calibration(1.0, (0.0,) * _LABELS, "nothing")
    return export_network(network, recipe, calibration)


def full_precision(exported: ExportNetwork, spec: InputSpec) -> list[Contender]:
    """Load a network everywhere, ours first."""
    model = exported.keras_model
    graph = tf.function(lambda tensor: model(tensor, training=False)).get_concrete_function(_signature(spec))
    return [
        _ours(exported.graph, spec),
        Contender("Keras predict", lambda tensor: np.asarray(model.predict(tensor, verbose=0)["logits"])),
        Contender("tf.function", lambda tensor: np.asarray(graph(tf.constant(tensor))["logits"].numpy())),
        _litert(_converter(model, spec).convert()),
        _openvino(exported.graph),
    ]


def integers(exported: ExportNetwork, spec: InputSpec, frames: npt.NDArray[np.uint8]) -> list[Contender]:
    """Load a network quantised everywhere that has integers, ours first, as the exporter would try it first.

    OpenVINO reads that graph, and one without any convolution in floating point, which is faster there. LiteRT gets its
    own, from the same photographs.
    """
    graph = quantise(exported.graph, spec, frames, float_convolutions=FLOAT_CONVOLUTIONS[0])
    whole = quantise(exported.graph, spec, frames, float_convolutions=0)

    def photographs() -> Iterator[list[Tensor]]:
        for row in range(len(frames)):
            yield [normalise(frames[row : row + 1], spec)]

    converter = _converter(exported.keras_model, spec)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = photographs
    return [
        _ours(graph, spec),
        _litert(converter.convert()),
        _openvino(graph),
        _openvino(whole, "OpenVINO, integers throughout"),
    ]


def _signature(spec: InputSpec) -> tf.TensorSpec:
    return tf.TensorSpec((1, spec.height_px, spec.width_px, 3), tf.float32)


def _ours(graph: bytes, spec: InputSpec) -> Contender:
    session = Session(graph, spec, {name: name for name in OUTPUTS})
    return Contender("ours", lambda tensor: session.run(tensor)["logits"])


def _converter(model: keras.Model, spec: InputSpec) -> tf.lite.TFLiteConverter:
    answer = tf.function(lambda tensor: model(tensor, training=False))
    # Left as variables, the weights would stay outside of what LiteRT's kernels optimise.
    frozen = convert_variables_to_constants_v2(answer.get_concrete_function(_signature(spec)))
    return tf.lite.TFLiteConverter.from_concrete_functions([frozen])


def _litert(flatbuffer: bytes) -> Contender:
    interpreter = Interpreter(model_content=flatbuffer, num_threads=1)
    interpreter.allocate_tensors()
    given = interpreter.get_input_details()[0]["index"]
    outputs = interpreter.get_output_details()
    # The converter drops the outputs' names and keeps those of TensorFlow's flattened dictionary, which is sorted.
    ordered = dict(zip(sorted(OUTPUTS), sorted(outputs, key=lambda output: str(output["name"])), strict=True))
    logits = ordered["logits"]["index"]

    def run(tensor: Tensor) -> Tensor:
        interpreter.set_tensor(given, tensor)
        interpreter.invoke()
        answers = {output["index"]: interpreter.get_tensor(output["index"]) for output in outputs}
        return np.asarray(answers[logits])

    return Contender("LiteRT", run)


def _openvino(graph: bytes, name: str = "OpenVINO") -> Contender:
    core = openvino.Core()
    model = core.read_model(graph)
    # Where the processor has bfloat16, OpenVINO would otherwise round to it without being asked.
    options = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "INFERENCE_PRECISION_HINT": "f32"}
    request = core.compile_model(model, "CPU", options).create_infer_request()

    def run(tensor: Tensor) -> Tensor:
        request.infer([tensor], share_inputs=True)
        answers = {name: np.array(request.get_tensor(name).data) for name in OUTPUTS}
        return answers["logits"]

    return Contender(name, run)
