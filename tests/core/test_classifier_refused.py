"""A classifier is made from an unaltered bundle that answers as in training, or not at all."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop.core.errors import BundleError
from desktop.core.inference.classifier import Classifier


def png(pixels: Any) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


def npz(arrays: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()


@pytest.mark.parametrize("graph", [b"", bytes(range(256)) * 40, b"\x08\x07\x12\x00"], ids=len)
def test_a_network_of_random_bytes_is_refused(bundle_copy: Any, graph: bytes) -> None:
    bundle_copy.replace("model.onnx", graph)

    with pytest.raises(BundleError, match="network"):
        Classifier.open(bundle_copy.folder)


def test_a_network_cut_short_is_refused(bundle_copy: Any) -> None:
    whole = (bundle_copy.folder / "model.onnx").read_bytes()
    bundle_copy.replace("model.onnx", whole[: len(whole) // 2])

    with pytest.raises(BundleError, match=r"network cannot be loaded.*Reinstall"):
        Classifier.open(bundle_copy.folder)


def test_a_probe_whose_network_answers_otherwise_is_refused(bundle_copy: Any) -> None:
    arrays = bundle_copy.arrays("probe.npz")
    arrays["logits"] = arrays["logits"] + np.float32(0.01) * np.abs(arrays["logits"]).max()
    bundle_copy.replace("probe.npz", npz(arrays))

    with pytest.raises(BundleError, match="network does not answer here as it did in training"):
        Classifier.open(bundle_copy.folder)


def test_a_probe_whose_pictures_are_prepared_otherwise_is_refused(bundle_copy: Any) -> None:
    arrays = bundle_copy.arrays("probe.npz")
    photograph = np.asarray(Image.open(io.BytesIO(arrays["image_0"].tobytes())).convert("RGB"))
    brighter = np.clip(photograph.astype(int) + 10, 0, 255).astype(np.uint8)
    arrays["image_0"] = np.frombuffer(png(brighter), np.uint8)
    bundle_copy.replace("probe.npz", npz(arrays))

    with pytest.raises(BundleError, match=r"pictures are prepared otherwise here .*1[01]\.0 grey levels"):
        Classifier.open(bundle_copy.folder)


def test_a_probe_of_another_filter_is_refused(bundle_copy: Any) -> None:
    bundle_copy.edit(lambda fields: fields["input"].update(resize_filter="bilinear"))

    with pytest.raises(BundleError, match="pictures are prepared otherwise here"):
        Classifier.open(bundle_copy.folder)


def test_a_probe_with_a_picture_that_cannot_be_read_is_refused(bundle_copy: Any) -> None:
    arrays = bundle_copy.arrays("probe.npz") | {"image_0": np.frombuffer(b"rubbish", np.uint8)}
    bundle_copy.replace("probe.npz", npz(arrays))

    with pytest.raises(BundleError, match="picture that cannot be read"):
        Classifier.open(bundle_copy.folder)


@pytest.mark.parametrize("name", ["tensors", "probabilities", "logits", "embedding", "cam", "scope_features"])
def test_a_probe_with_values_that_are_no_numbers_is_refused(bundle_copy: Any, name: str) -> None:
    arrays = bundle_copy.arrays("probe.npz")
    arrays[name].flat[0] = np.nan
    bundle_copy.replace("probe.npz", npz(arrays))

    with pytest.raises(BundleError, match="The bundle is refused"):
        Classifier.open(bundle_copy.folder)


@pytest.mark.parametrize("name", ["probabilities", "logits", "cam", "embedding", "scope_features"])
def test_a_probe_of_another_number_of_labels_or_dimensions_is_refused(bundle_copy: Any, name: str) -> None:
    arrays = bundle_copy.arrays("probe.npz")
    arrays[name] = arrays[name][..., :-1]
    bundle_copy.replace("probe.npz", npz(arrays))

    with pytest.raises(BundleError, match=r"does not fit its network|does not answer here as it did"):
        Classifier.open(bundle_copy.folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: fields["input"].update(height_px=224, width_px=224),
        lambda fields: fields["outputs"].update(cam="elsewhere"),
    ],
)
def test_a_network_with_other_inputs_or_outputs_than_the_manifest_names_is_refused(
    bundle_copy: Any, change: Any
) -> None:
    bundle_copy.edit(change)

    with pytest.raises(BundleError, match="inputs and outputs that its manifest names"):
        Classifier.open(bundle_copy.folder)


def test_nothing_is_left_behind_in_the_working_directory(
    bundle_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    Classifier.open(bundle_dir)

    assert list(tmp_path.iterdir()) == []
