"""The network and its initial weights."""

from pathlib import Path

import keras
import numpy as np
import pytest

from training.networks.mobilenet_v2 import BATCH_NORMALISATION_MOMENTUM, WeightsError, mobilenet_v2


@pytest.fixture(scope="module")
def network() -> keras.Model:
    """An untrained network of seven labels."""
    keras.utils.set_random_seed(1)
    return mobilenet_v2(7, dropout=0.2, initial_weights=None)


def _as_npz(network: keras.Model, path: Path) -> None:
    arrays = {
        f"{layer.name}/{variable.name}": variable.numpy()
        for layer in network.layers
        for variable in layer.weights
        if layer.name != "logits"
    }
    np.savez(path, **arrays)


def test_it_takes_pictures_of_any_size(network: keras.Model) -> None:
    for height, width in ((64, 64), (48, 96)):
        assert network(np.zeros((1, height, width, 3), np.float32)).shape == (1, 7)


def test_batch_normalisation_keeps_up_with_short_runs(network: keras.Model) -> None:
    momenta = {layer.momentum for layer in network.layers if isinstance(layer, keras.layers.BatchNormalization)}

    assert momenta == {BATCH_NORMALISATION_MOMENTUM}


def test_weights_from_a_file_arrive_in_every_layer(network: keras.Model, tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    _as_npz(network, path)

    loaded = mobilenet_v2(7, dropout=0.2, initial_weights=path)

    for layer in network.layers:
        if layer.weights and layer.name != "logits":
            for expected, actual in zip(layer.weights, loaded.get_layer(layer.name).weights, strict=True):
                np.testing.assert_array_equal(actual.numpy(), expected.numpy())


def test_a_file_with_a_layer_missing_is_refused_by_the_layers_name(network: keras.Model, tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    _as_npz(network, path)
    with np.load(path) as arrays:
        np.savez(path, **{name: arrays[name] for name in arrays.files if not name.startswith("Conv_1/")})

    with pytest.raises(WeightsError, match="Conv_1"):
        mobilenet_v2(7, dropout=0.2, initial_weights=path)


def test_a_missing_file_of_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="nowhere"):
        mobilenet_v2(7, dropout=0.2, initial_weights=tmp_path / "nowhere.npz")
