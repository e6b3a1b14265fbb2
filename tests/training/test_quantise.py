"""A graph in 8-bit integers answers nearly the same, explains itself as exactly, and is left out if it loses much."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import onnx
import pytest

from desktop.core.bundle.manifest import OUTPUTS, Calibration
from desktop.core.bundle.preprocess import normalise
from desktop.core.inference.session import Session
from training.datasets.photograph import Photograph
from training.evaluation.calibration import identity_calibration
from training.evaluation.predictions import Features
from training.export import variant
from training.export.graph import export_network
from training.export.quantise import quantise
from training.export.synthetic import synthetic_photograph
from training.export.variant import Answers, try_integers
from training.networks.mobilenet_v2 import mobilenet_v2
from training.recipes.catalogue import RECIPES

_RECIPE = replace(RECIPES["lentigo"], input=replace(RECIPES["lentigo"].input, height_px=64, width_px=96))
_SPEC = _RECIPE.photograph_input
_NAMES = {name: name for name in OUTPUTS}
_VIEWS, _CONVOLUTIONS = 4, 52


@pytest.fixture(scope="module")
def frames() -> npt.NDArray[np.uint8]:
    return np.stack([synthetic_photograph(seed, _SPEC.width_px, _SPEC.height_px) for seed in range(6)])


@pytest.fixture(scope="module")
def graph() -> bytes:
    network = mobilenet_v2(3, initial_weights=None, dropout=0.0)
    return export_network(network, _RECIPE, identity_calibration(3)).graph


@pytest.fixture(scope="module")
def integers(graph: bytes, frames: npt.NDArray[np.uint8]) -> bytes:
    return quantise(graph, _SPEC, frames, float_convolutions=3)


def test_the_graph_is_smaller_and_answers_nearly_the_same(
    graph: bytes, integers: bytes, frames: npt.NDArray[np.uint8]
) -> None:
    full = Session(graph, _SPEC, _NAMES).run(normalise(frames, _SPEC))
    small = Session(integers, _SPEC, _NAMES).run(normalise(frames, _SPEC))

    assert len(integers) < len(graph) / 2
    assert set(small) == set(OUTPUTS)
    spread = np.abs(full["embedding"]).max()
    assert 0 < np.abs(small["embedding"] - full["embedding"]).max() < 0.2 * spread


def test_each_activation_map_averages_to_its_logit_exactly(integers: bytes, frames: npt.NDArray[np.uint8]) -> None:
    outputs = Session(integers, _SPEC, _NAMES).run(normalise(frames, _SPEC))

    np.testing.assert_allclose(outputs["cam"].mean(axis=(1, 2)), outputs["logits"], atol=1e-5)


def test_weights_are_signed_bytes_by_channel_of_seven_bits_and_those_of_each_views_first_stay_as_they_are(
    integers: bytes,
) -> None:
    proto = onnx.load_from_string(integers)
    arrays = {one.name: onnx.numpy_helper.to_array(one) for one in proto.graph.initializer}
    makers = {output: node for node in proto.graph.node for output in node.output}
    weights = [node.input[1] for node in proto.graph.node if node.op_type == "Conv"]

    in_full_precision = [name for name in weights if name in arrays]

    assert len(weights) == _VIEWS * _CONVOLUTIONS
    assert len(in_full_precision) == _VIEWS * 3
    assert all(arrays[name].dtype == np.float32 for name in in_full_precision)
    for name in weights:
        if name in in_full_precision:
            continue
        dequantised = makers[name]
        values, scales = arrays[dequantised.input[0]], arrays[dequantised.input[1]]
        assert dequantised.op_type == "DequantizeLinear"
        assert values.dtype == np.int8
        assert np.abs(values.astype(int)).max() <= 64
        assert scales.shape == values.shape[:1]


def test_the_same_photographs_give_the_same_bytes(graph: bytes, integers: bytes, frames: npt.NDArray[np.uint8]) -> None:
    assert quantise(graph, _SPEC, frames, float_convolutions=3) == integers


def _answers(balanced: float, error: float, melanoma_auc: float = 0.93) -> Answers:
    figures = {"balanced accuracy": balanced, "melanoma AUC": melanoma_auc, "malignant AUC": 0.94}
    figures |= {"ECE of probabilities": error, "ECE of malignant": 0.02}
    return Answers(Calibration(1.0, (0.0,) * 3, "a test"), figures, np.zeros(4, np.int64), np.zeros((4, 2), np.float32))


@pytest.mark.parametrize(
    ("found", "accepted"),
    [
        ([_answers(0.800, 0.03)], 3),
        ([_answers(0.796, 0.034)], 3),
        ([_answers(0.790, 0.03), _answers(0.799, 0.03)], 6),
        ([_answers(0.800, 0.03, melanoma_auc=0.927), _answers(0.800, 0.03, melanoma_auc=0.9285)], 6),
        ([_answers(0.800, 0.05), _answers(0.790, 0.03), _answers(0.81, 0.01)], 9),
        ([_answers(0.790, 0.03)] * 3, None),
        ([_answers(0.800, 0.036)] * 3, None),
    ],
)
def test_more_stays_in_full_precision_until_little_is_lost_and_otherwise_there_is_no_such_graph(
    found: list[Answers], accepted: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(found)
    features = Features(np.zeros((4, 3), np.float32), np.zeros((4, 2), np.float32))
    monkeypatch.setattr(variant, "quantise", lambda graph, *_args, **_options: graph)
    monkeypatch.setattr(variant, "Session", lambda *_args: None)
    monkeypatch.setattr(variant, "compute_features", lambda *_args: features)
    photographs: list[Photograph] = []

    quantised, told = try_integers(
        b"", _SPEC, np.zeros((5, 1, 1, 3), np.uint8), photographs, lambda _features: next(answers), _answers(0.8, 0.03)
    )

    assert (quantised.float_convolutions if quantised else None) == accepted
    assert told.count("Static quantisation") == len(found)
    assert ("There is no graph in 8-bit integers" in told) is (accepted is None)
    assert f"{found[-1].figures['balanced accuracy']:.4f} (0.8000 in full precision)" in told
