"""Out-of-scope statistics from the training photographs' embeddings."""

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import PCA

from desktop.core.bundle.manifest import Scope
from desktop.core.bundle.scope import ScopeStatistics

# Enough for nearly all of the pooled features' variance between photographs; more only lengthens the file.
_COMPONENTS = 128


def fit_scope(embeddings: npt.NDArray[np.float32], labels: npt.NDArray[np.int64]) -> ScopeStatistics:
    """Fit label means and the shared covariance.

    Parameters
    ----------
    embeddings : float32 array, shape (images, dimensions)
        Of the training part.
    labels : int64 array, shape (images,)
    """
    means = np.stack([embeddings[labels == label].mean(axis=0) for label in np.unique(labels)])
    components = min(_COMPONENTS, *(size - 1 for size in embeddings.shape))
    principal = PCA(n_components=components, svd_solver="covariance_eigh").fit(embeddings - means[labels])
    return ScopeStatistics(
        means=means.astype(np.float32),
        components=principal.components_.astype(np.float32),
        variances=principal.explained_variance_.astype(np.float32),
        residual_variance=float(principal.noise_variance_),
    )


def choose_threshold(distances: npt.NDArray[np.float32], refused_share: float, measured_on: str) -> Scope:
    """Set the threshold so that the given share (0–1) of in-scope photographs, none trained on, would be refused."""
    threshold = float(np.quantile(distances, 1 - refused_share))
    chosen = f"{refused_share:.1%} of {len(distances)} {measured_on} lie beyond it"
    return Scope(threshold=threshold, chosen=chosen)
