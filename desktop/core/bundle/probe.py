"""The probe: a few synthetic photographs, and what training's own programs made of them."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop.core.bundle.manifest import OUTPUTS
from desktop.core.errors import BundleError

# Pillow's resampling is the same integer arithmetic everywhere; one grey level is room for a changed rounding.
PREPROCESSING_TOLERANCE_GREY_LEVELS = 1.5
# Float32 arithmetic in another order differs by about 1e-6.
NETWORK_TOLERANCE = 1e-4


@dataclass(frozen=True, eq=False)
class Probe:
    """Probe images with their expected tensors and outputs.

    Attributes
    ----------
    images : tuple of bytes
        PNG files, which decode to the same pixels everywhere.
    tensors : float32 array, shape (images, height, width, 3)
        What preprocessing made of them.
    outputs : dict of str to float32 array
        What Keras made of the tensors, or, of a variant, its own graph at export, by the names of `OUTPUTS`; first
        axis: images.
    """

    images: tuple[bytes, ...]
    tensors: npt.NDArray[np.float32]
    outputs: dict[str, npt.NDArray[np.float32]]

    def to_bytes(self) -> bytes:
        """Write as ``probe.npz``."""
        stream = io.BytesIO()
        arrays: dict[str, Any] = {"tensors": self.tensors, **self.outputs}
        arrays |= {f"image_{index}": np.frombuffer(image, np.uint8) for index, image in enumerate(self.images)}
        np.savez_compressed(stream, **arrays)
        return stream.getvalue()


@dataclass(frozen=True)
class ProbeReport:
    """What a replay found.

    Attributes
    ----------
    preprocessing_difference : float
        Largest difference of a tensor from the expected one, in grey levels (0–255).
    network_difference : float
        Largest difference of an output from the expected one, given the expected tensor: absolute for values up to 1,
        relative to the output's largest value beyond.
    tolerance : float
        How large that may be.
    """

    preprocessing_difference: float
    network_difference: float
    tolerance: float = NETWORK_TOLERANCE

    @property
    def preprocessing_agrees(self) -> bool:
        """True if pixels become the same tensor as in training."""
        return self.preprocessing_difference <= PREPROCESSING_TOLERANCE_GREY_LEVELS

    @property
    def network_agrees(self) -> bool:
        """True if tensors become the same outputs as in training."""
        return self.network_difference <= self.tolerance


def largest_difference(
    actual: dict[str, npt.NDArray[np.float32]], expected: dict[str, npt.NDArray[np.float32]]
) -> float:
    """Compare outputs as `ProbeReport.network_difference` tells it; infinite if shapes differ or NaN appears."""
    worst = 0.0
    for name, wanted in expected.items():
        if actual[name].shape != wanted.shape:
            return float("inf")
        difference = float(np.abs(actual[name] - wanted).max()) / max(1.0, float(np.abs(wanted).max()))
        worst = max(worst, difference if np.isfinite(difference) else float("inf"))
    return worst


def read_probe(data: bytes) -> Probe:
    """Read ``probe.npz``.

    Raises
    ------
    BundleError
        If arrays are missing or do not fit each other.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            images = tuple(arrays[f"image_{index}"].tobytes() for index in range(len(arrays["tensors"])))
            tensors = arrays["tensors"].astype(np.float32)
    except Exception as error:  # np.load raises anything at all on damaged archives.
        raise BundleError("The bundle's probe cannot be read.") from error
    if not images:
        raise BundleError("The bundle's probe is empty or does not fit together.")
    return Probe(images, tensors, read_probe_outputs(data, len(images)))


def read_probe_outputs(data: bytes, images: int) -> dict[str, npt.NDArray[np.float32]]:
    """Read the outputs in a probe's file, by the names of `OUTPUTS`; the probe of a variant holds nothing else.

    Raises
    ------
    BundleError
        If arrays are missing or are not of so many images.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            # Format 1.0 judged the scope by the embedding.
            older = {} if "scope_features" in arrays else {"scope_features": "embedding"}
            outputs = {name: arrays[older.get(name, name)].astype(np.float32) for name in OUTPUTS}
    except Exception as error:  # np.load raises anything at all on damaged archives.
        raise BundleError("The bundle's probe cannot be read.") from error
    if any(len(values) != images for values in outputs.values()):
        raise BundleError("The bundle's probe is empty or does not fit together.")
    return outputs


def write_probe_outputs(outputs: Mapping[str, npt.NDArray[np.float32]]) -> bytes:
    """Write the outputs that `read_probe_outputs` reads."""
    stream = io.BytesIO()
    arrays: dict[str, Any] = dict(outputs)
    np.savez_compressed(stream, **arrays)
    return stream.getvalue()
