"""What the tests of the core share. None of it needs PySide6 or TensorFlow."""

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop.core.bundle.manifest import FORMAT_MAJOR, FORMAT_MINOR, OUTPUTS
from desktop.core.inference.classifier import Classifier

_SMALL_MANIFEST = Path(__file__).resolve().parents[1] / "data" / "manifest.json"


@pytest.fixture
def manifest() -> dict[str, Any]:
    """Return the fields of a small valid manifest, with at least one of everything."""
    fields: dict[str, Any] = json.loads(_SMALL_MANIFEST.read_text(encoding="utf-8"))
    return fields


@dataclass(frozen=True)
class BundleCopy:
    """A bundle of one's own, to break."""

    folder: Path

    def edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the manifest."""
        path = self.folder / "manifest.json"
        fields = json.loads(path.read_text(encoding="utf-8"))
        change(fields)
        path.write_text(json.dumps(fields), encoding="utf-8")

    def replace(self, name: str, contents: bytes) -> None:
        """Replace a file and tell the manifest its new hash, as somebody would who means it."""
        (self.folder / name).write_bytes(contents)
        self.edit(lambda fields: fields["files"].update({name: hashlib.sha256(contents).hexdigest()}))

    def arrays(self, name: str) -> dict[str, Any]:
        """Read an ``.npz`` of the bundle."""
        with np.load(self.folder / name, allow_pickle=False) as arrays:
            return dict(arrays)

    def upgrade(self) -> None:
        """Give a manifest of format 1.0 the fields of the newest one, as empty as they may be."""

        def change(fields: dict[str, Any]) -> None:
            fields["format_version"] = f"{FORMAT_MAJOR}.{FORMAT_MINOR}"
            fields.setdefault("reliability", [])
            fields.setdefault("variants", [])
            fields["outputs"].setdefault("scope_features", fields["outputs"]["embedding"])
            fields["scope"].setdefault("flag_threshold", fields["scope"]["threshold"])
            for point in fields["operating_points"]:
                point.setdefault("sensitivity_low", 0)
                point.setdefault("sensitivity_high", 1)

        self.edit(change)

    def add_variant(self, name: str = "int8", **papers: Any) -> None:
        """Add a second graph: the first once more, with calibration, scope and the rest of its own."""
        self.upgrade()
        probe = self.arrays("probe.npz")
        probe.setdefault("scope_features", probe["embedding"])
        stream = io.BytesIO()
        np.savez(stream, **{output: probe[output] for output in OUTPUTS})
        graph_file, probe_file = f"model-{name}.onnx", f"probe-{name}.npz"
        self.replace(graph_file, (self.folder / "model.onnx").read_bytes())
        self.replace(probe_file, stream.getvalue())

        def change(fields: dict[str, Any]) -> None:
            own = ("calibration", "operating_points", "reliability", "scope", "metrics")
            variant = {"name": name, "graph": graph_file, "probe": probe_file, "tolerance": 0.01, "made": "by a test"}
            fields["variants"] = [variant | {key: fields[key] for key in own} | papers]

        self.edit(change)


@pytest.fixture
def bundle_copy(bundle_dir: Path, tmp_path: Path) -> BundleCopy:
    """Copy the bundle under test."""
    return BundleCopy(Path(shutil.copytree(bundle_dir, tmp_path / "bundle")))


@pytest.fixture(scope="session")
def classifier(bundle_dir: Path) -> Classifier:
    """Open the bundle under test, in full precision."""
    return Classifier.open(bundle_dir)
