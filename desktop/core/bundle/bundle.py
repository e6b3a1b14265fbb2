"""Opening a bundle's folder: every file there, every hash right, every paper readable."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from desktop.core.bundle.manifest import FULL_PRECISION, Manifest
from desktop.core.bundle.manifest_reader import parse_manifest
from desktop.core.bundle.probe import Probe, read_probe, read_probe_outputs
from desktop.core.bundle.scope import ScopeStatistics, read_scope
from desktop.core.errors import BundleError

MANIFEST, GRAPH, PROBE, SCOPE = "manifest.json", "model.onnx", "probe.npz", "scope.npz"
_REQUIRED = (GRAPH, PROBE, SCOPE)


@dataclass(frozen=True, eq=False)
class GraphFiles:
    """An ONNX file, and the probe that tells whether it answers as it did at export."""

    graph: bytes
    probe: Probe


@dataclass(frozen=True, eq=False)
class Bundle:
    """A bundle whose files are as its manifest says. Whether its network still answers as in training, the probe tells.

    Attributes
    ----------
    folder : Path
    manifest : Manifest
    sha256 : str
        Of ``manifest.json``, which holds the hashes of all other files: it names the whole bundle.
    graphs : mapping of str to GraphFiles
        By name, as in the manifest: ``fp32`` and the variants.
    scope : ScopeStatistics
    """

    folder: Path
    manifest: Manifest
    sha256: str
    graphs: Mapping[str, GraphFiles]
    scope: ScopeStatistics

    @property
    def graph(self) -> bytes:
        """The ONNX file in full precision."""
        return self.graphs[FULL_PRECISION].graph

    @property
    def probe(self) -> Probe:
        """The probe of the graph in full precision."""
        return self.graphs[FULL_PRECISION].probe


def open_bundle(folder: Path) -> Bundle:
    """Read a bundle and check the hash of every file that its manifest names.

    Raises
    ------
    BundleError
        If anything is missing, altered or malformed.
    """
    manifest_bytes = _read(folder, MANIFEST)
    manifest = parse_manifest(manifest_bytes)
    required = (*_REQUIRED, *(name for one in manifest.variants for name in (one.graph, one.probe)))
    unnamed = [name for name in required if name not in manifest.files]
    if unnamed:
        raise BundleError(
            "The bundle's manifest does not name {names}. Reinstall Lentigo or get the bundle again.",
            names=", ".join(unnamed),
        )
    contents = {name: _verified(folder, name, sha256) for name, sha256 in manifest.files.items()}
    return Bundle(
        folder=folder,
        manifest=manifest,
        sha256=hashlib.sha256(manifest_bytes).hexdigest(),
        graphs=_graphs(manifest, contents),
        scope=read_scope(contents[SCOPE]),
    )


def _graphs(manifest: Manifest, contents: Mapping[str, bytes]) -> dict[str, GraphFiles]:
    probe = read_probe(contents[PROBE])
    graphs = {FULL_PRECISION: GraphFiles(contents[GRAPH], probe)}
    for variant in manifest.variants:
        outputs = read_probe_outputs(contents[variant.probe], len(probe.images))
        graphs[variant.name] = GraphFiles(contents[variant.graph], Probe(probe.images, probe.tensors, outputs))
    return graphs


def _verified(folder: Path, name: str, sha256: str) -> bytes:
    # A Windows path is the stricter one: both slashes and the colon of a drive mean something in it.
    if PureWindowsPath(name).name != name or name in (".", "..", ""):
        raise BundleError("The bundle's manifest is malformed: it names a file outside the bundle.")
    contents = _read(folder, name)
    if hashlib.sha256(contents).hexdigest() != sha256:
        raise BundleError(
            "The bundle's file {name} has been altered or damaged: its hash is wrong. "
            "Reinstall Lentigo or get the bundle again.",
            name=name,
        )
    return contents


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError:
        raise BundleError("The bundle has no {name}. Reinstall Lentigo or get the bundle again.", name=name) from None
    except OSError as error:
        raise BundleError(
            "The bundle's file {name} cannot be read: {why}. Reinstall Lentigo or get the bundle again.",
            name=name,
            why=error.strerror,
        ) from error
