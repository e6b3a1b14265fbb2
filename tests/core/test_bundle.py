"""A bundle is opened whole and unaltered, or not at all."""

import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop.core.bundle.bundle import open_bundle
from desktop.core.bundle.probe import Probe, largest_difference, read_probe
from desktop.core.bundle.scope import read_scope
from desktop.core.errors import BundleError
from desktop.core.locations import default_bundle_dir

EVERY_FILE = ("manifest.json", "model.onnx", "probe.npz", "scope.npz")


def npz(arrays: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()


def test_the_bundle_is_named_by_the_hash_of_its_manifest(bundle_dir: Path) -> None:
    bundle = open_bundle(bundle_dir)

    assert bundle.sha256 == hashlib.sha256((bundle_dir / "manifest.json").read_bytes()).hexdigest()
    assert bundle.folder == bundle_dir


def test_a_bundle_folder_holds_no_file_without_a_hash(bundle_dir: Path) -> None:
    named = set(open_bundle(bundle_dir).manifest.files)

    assert {path.name for path in bundle_dir.iterdir()} == named | {"manifest.json"}
    assert named >= {"LICENSE", "MODEL_CARD.md"}


@pytest.mark.parametrize("name", EVERY_FILE)
def test_a_missing_file_is_refused_by_name_and_told_what_to_do(bundle_copy: Any, name: str) -> None:
    (bundle_copy.folder / name).unlink()

    with pytest.raises(BundleError, match=f"no {name}.*Reinstall"):
        open_bundle(bundle_copy.folder)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"no manifest\.json"):
        open_bundle(tmp_path / "gone")


def test_a_folder_in_a_files_place_is_refused(bundle_copy: Any) -> None:
    (bundle_copy.folder / "scope.npz").unlink()
    (bundle_copy.folder / "scope.npz").mkdir()

    with pytest.raises(BundleError, match=r"scope\.npz cannot be read"):
        open_bundle(bundle_copy.folder)


def test_any_file_that_the_manifest_names_must_have_its_hash(bundle_copy: Any) -> None:
    for name in open_bundle(bundle_copy.folder).manifest.files:
        path = bundle_copy.folder / name
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))

        with pytest.raises(BundleError, match=f"{name} has been altered"):
            open_bundle(bundle_copy.folder)
        path.write_bytes(whole)


@pytest.mark.parametrize("name", EVERY_FILE[1:])
def test_a_file_that_the_manifest_does_not_name_is_not_trusted(bundle_copy: Any, name: str) -> None:
    bundle_copy.edit(lambda fields: fields["files"].pop(name))

    with pytest.raises(BundleError, match=f"does not name {name}"):
        open_bundle(bundle_copy.folder)


@pytest.mark.parametrize(
    "name", ["../outside", "sub/file", "/etc/passwd", "..", ".", "", "sub\\..\\..\\file", "C:file"]
)
def test_a_manifest_cannot_lead_outside_its_folder(bundle_copy: Any, name: str) -> None:
    (bundle_copy.folder.parent / "outside").write_bytes(b"")
    bundle_copy.edit(lambda fields: fields["files"].update({name: hashlib.sha256(b"").hexdigest()}))

    with pytest.raises(BundleError, match="outside the bundle"):
        open_bundle(bundle_copy.folder)


@pytest.mark.parametrize("name", ["probe.npz", "scope.npz"])
@pytest.mark.parametrize(
    "contents", [b"", b"no archive", b"PK\x03\x04" + bytes(100), npz({}), npz({"means": np.ones(3)})]
)
def test_malformed_arrays_are_refused(bundle_copy: Any, name: str, contents: bytes) -> None:
    bundle_copy.replace(name, contents)

    with pytest.raises(BundleError, match="cannot be read"):
        open_bundle(bundle_copy.folder)


def test_arrays_of_python_objects_are_not_unpickled(bundle_copy: Any) -> None:
    arrays = bundle_copy.arrays("scope.npz") | {"means": np.array([print, None], dtype=object)}
    bundle_copy.replace("scope.npz", npz(arrays))

    with pytest.raises(BundleError, match="cannot be read"):
        open_bundle(bundle_copy.folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda arrays: arrays.update(components=arrays["components"][:, :-1]),
        lambda arrays: arrays.update(variances=arrays["variances"][:-1]),
        lambda arrays: arrays.update(variances=-arrays["variances"]),
        lambda arrays: arrays.update(residual_variance=np.float32(0)),
        lambda arrays: arrays.update(residual_variance=np.ones(2, np.float32)),
        lambda arrays: arrays.update(means=arrays["means"][0]),
        lambda arrays: arrays["means"].__setitem__((0, 0), np.nan),
        lambda arrays: arrays["components"].__setitem__((0, 0), np.inf),
        lambda arrays: arrays["variances"].__setitem__(0, np.nan),
        lambda arrays: arrays.update(residual_variance=np.float32(np.nan)),
    ],
)
def test_scope_statistics_that_do_not_fit_together_are_refused(bundle_copy: Any, change: Any) -> None:
    arrays = bundle_copy.arrays("scope.npz")
    change(arrays)

    with pytest.raises(BundleError, match="do not fit together"):
        read_scope(npz(arrays))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda arrays: arrays.pop("image_0"), "cannot be read"),
        (lambda arrays: arrays.pop("cam"), "cannot be read"),
        (lambda arrays: arrays.pop("tensors"), "cannot be read"),
        (lambda arrays: arrays.update(logits=arrays["logits"][:-1]), "does not fit together"),
        (lambda arrays: arrays.update(tensors=arrays["tensors"][:0]), "empty"),
    ],
)
def test_a_probe_that_does_not_fit_together_is_refused(bundle_copy: Any, change: Any, told: str) -> None:
    arrays = bundle_copy.arrays("probe.npz")
    change(arrays)

    with pytest.raises(BundleError, match=told):
        read_probe(npz(arrays))


def test_a_probe_is_read_as_it_was_written(bundle_dir: Path) -> None:
    probe = open_bundle(bundle_dir).probe

    again = read_probe(probe.to_bytes())

    assert again.images == probe.images
    assert np.array_equal(again.tensors, probe.tensors)
    assert all(np.array_equal(again.outputs[name], values) for name, values in probe.outputs.items())


def test_the_difference_of_outputs_is_absolute_up_to_one_and_relative_beyond() -> None:
    expected = {"small": np.array([0.5, 0.1], np.float32), "large": np.array([100.0, 1.0], np.float32)}
    actual = {"small": np.array([0.5, 0.3], np.float32), "large": np.array([100.0, 31.0], np.float32)}

    assert largest_difference(expected, expected) == 0
    assert largest_difference(actual, expected) == pytest.approx(0.3)


@pytest.mark.parametrize("wrong", [np.array([np.nan, 1]), np.array([np.inf, 1]), np.ones(3), np.ones((2, 1))])
def test_no_number_and_another_shape_are_infinitely_different(wrong: Any) -> None:
    expected = {"logits": np.ones(2, np.float32)}

    assert largest_difference({"logits": wrong.astype(np.float32)}, expected) == float("inf")


def test_of_several_installed_bundles_the_newest_version_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.core.locations._ROOT", tmp_path)
    with pytest.raises(BundleError, match="No bundle is installed"):
        default_bundle_dir()
    for name in ("lentigo-0.9.0", "lentigo-0.10.0", "lentigo-0.2.0", "no-manifest-9.9"):
        (tmp_path / "models" / name).mkdir(parents=True)
        if not name.startswith("no-manifest"):
            (tmp_path / "models" / name / "manifest.json").touch()

    assert default_bundle_dir().name == "lentigo-0.10.0"


def test_a_probe_of_one_image_keeps_its_bytes() -> None:
    outputs = {name: np.zeros((1, 2), np.float32) for name in ("probabilities", "logits", "embedding", "cam")}
    probe = Probe((b"\x89PNG bytes",), np.zeros((1, 2, 2, 3), np.float32), outputs)

    assert read_probe(probe.to_bytes()).images == (b"\x89PNG bytes",)
