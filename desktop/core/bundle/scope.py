"""How far a picture lies from the training photographs, by the network's scope features."""

import io
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop.core.errors import BundleError

_NAMES = ("means", "components", "variances", "residual_variance")
_MATRIX = 2


@dataclass(frozen=True, eq=False)
class ScopeStatistics:
    """Gaussians around means of the features, with one covariance for all; usually there is one mean.

    The covariance is that of probabilistic principal components: full along ``components``, and the same
    ``residual_variance`` in every other direction (Tipping and Bishop, J. R. Stat. Soc. B 61, 611, 1999). The distance
    is Mahalanobis's to the nearest mean (Lee et al., NeurIPS 2018, arXiv 1807.03888), squared and divided by the
    number of dimensions, so that photographs like those of the training set lie near 1.

    Attributes
    ----------
    means : float32 array, shape (means, dimensions)
    components : float32 array, shape (components, dimensions)
        Orthonormal rows.
    variances : float32 array, shape (components,)
    residual_variance : float
    """

    means: npt.NDArray[np.float32]
    components: npt.NDArray[np.float32]
    variances: npt.NDArray[np.float32]
    residual_variance: float

    def distance(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return each image's distance (≥ 0, no unit).

        Parameters
        ----------
        features : float32 array, shape (images, dimensions)

        Returns
        -------
        float32 array, shape (images,)
        """
        dimensions = self.means.shape[1]
        offsets = features[:, None, :] - self.means[None, :, :]
        # `einsum` and not `@`: OpenBLAS would wake its own threads, which halves the rate of images side by side.
        along = np.einsum("nd,kd->nk", features, self.components)[:, None, :] - self._means_along
        total = np.einsum("nld,nld->nl", offsets, offsets)
        residual = np.maximum(total - np.square(along).sum(axis=-1), 0.0)
        squared = (np.square(along) / self.variances).sum(axis=-1) + residual / self.residual_variance
        nearest: npt.NDArray[np.float32] = (squared.min(axis=1) / dimensions).astype(np.float32)
        return nearest

    @cached_property
    def _means_along(self) -> npt.NDArray[np.float32]:
        """The means' coordinates along the components, shape (labels, components)."""
        along: npt.NDArray[np.float32] = np.einsum("ld,kd->lk", self.means, self.components)
        return along

    def to_bytes(self) -> bytes:
        """Write as ``scope.npz``."""
        stream = io.BytesIO()
        arrays: dict[str, Any] = {name: np.asarray(getattr(self, name), dtype=np.float32) for name in _NAMES}
        np.savez(stream, **arrays)
        return stream.getvalue()


def read_scope(data: bytes) -> ScopeStatistics:
    """Read ``scope.npz``.

    Raises
    ------
    BundleError
        If arrays are missing or do not fit each other.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            means, components, variances, residual = (arrays[name].astype(np.float32) for name in _NAMES)
    except Exception as error:  # np.load raises anything at all on damaged archives.
        raise BundleError("The bundle's out-of-scope statistics cannot be read.") from error
    fits = (
        means.ndim == components.ndim == _MATRIX
        and means.shape[1] == components.shape[1]
        and variances.shape == components.shape[:1]
        and residual.size == 1
        and residual.item() > 0
        and bool((variances > 0).all())
        and all(np.isfinite(values).all() for values in (means, components, variances, residual))
    )
    if not fits:
        raise BundleError("The bundle's out-of-scope statistics do not fit together.")
    return ScopeStatistics(means, components, variances, residual.item())
