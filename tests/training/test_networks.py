"""The networks and their initial weights."""

from pathlib import Path

import keras
import numpy as np
import pytest

from training.networks.build import build_network
from training.networks.imagenet import BATCH_NORMALISATION_MOMENTUM, WeightsError
from training.networks.mobilenet_v1 import mobilenet_v1
from training.networks.mobilenet_v2 import mobilenet_v2
from training.recipes.catalogue import RECIPES


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


@pytest.mark.parametrize("name", list(RECIPES))
def test_every_recipe_builds_a_network_for_its_labels_and_its_input(name: str) -> None:
    recipe = RECIPES[name]
    labels = 2 if recipe.label_set == "malignancy" else 7

    built = build_network(recipe, labels, None)

    picture = np.zeros((1, recipe.input.height_px, recipe.input.width_px, 3), np.float32)
    assert built(picture).shape == (1, labels)
    assert recipe.view.height_px <= recipe.training_height_px
    assert recipe.view.width_px <= recipe.training_width_px


def test_the_small_cnn_has_exactly_its_published_number_of_parameters() -> None:
    assert build_network(RECIPES["small-cnn"], 7, None).count_params() == 672_007


def test_its_variant_normalises_after_each_pooling_and_each_dense_layer() -> None:
    layers = build_network(RECIPES["small-cnn-bn"], 7, None).layers

    before = [layers[index - 1] for index, layer in enumerate(layers) if type(layer).__name__ == "BatchNormalization"]
    assert [type(layer).__name__ for layer in before] == ["MaxPooling2D"] * 3 + ["Dense"] * 2


def test_only_the_last_25_layers_of_mobilenet_v1_are_trained() -> None:
    trained = [
        layer.trainable for layer in mobilenet_v1(7, initial_weights=None, dropout=0.25, trained_layers=25).layers
    ]

    assert sum(trained) == 25
    assert all(trained[-25:])


def test_one_branch_of_the_fused_network_is_frozen_early_and_the_other_not_at_all() -> None:
    built = build_network(RECIPES["fused-mobilenet-v2"], 2, None)

    frozen, tuned = built.get_layer("partly_frozen"), built.get_layer("fine_tuned")
    names = [layer.name for layer in frozen.layers]
    cut = names.index("block_5_add") + 1
    assert not any(layer.trainable for layer in frozen.layers[:cut])
    assert all(layer.trainable for layer in [*frozen.layers[cut:], *tuned.layers])
    assert names[-1] == tuned.layers[-1].name == "block_12_add"
    assert built.get_layer("embedding").output.shape[-1] == 2 * frozen.output.shape[-1]


def test_frozen_bottlenecks_keep_their_weights_and_batch_statistics() -> None:
    layers = mobilenet_v2(7, initial_weights=None, dropout=0.2, frozen_bottlenecks=3).layers

    with_weights = [layer for layer in layers if layer.weights]
    cut = [layer.name for layer in with_weights].index("block_2_project_BN") + 1
    assert not any(layer.trainable for layer in with_weights[:cut])
    assert all(layer.trainable for layer in with_weights[cut:])


def test_without_frozen_bottlenecks_every_layer_is_trained(network: keras.Model) -> None:
    assert all(layer.trainable for layer in network.layers)
