"""Out-of-scope statistics and thresholds from dermoscopic photographs alone; no picture out of scope is fitted to."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import PCA

from desktop.core.bundle.manifest import Scope
from desktop.core.bundle.preprocess import InputSpec
from desktop.core.bundle.scope import ScopeStatistics
from desktop.core.inference.session import Session
from training.datasets.photograph import Photograph
from training.evaluation.predictions import compute_features
from training.export.capture_variation import varied

# Enough for nearly all of the features' variance between photographs; more only lengthens the file.
_COMPONENTS = 128
# Added to every variance: features, which ReLU6 keeps in 0–6, are never trusted to less than a thousandth. A trained
# network's smallest variances are hundreds of times as large; without it, one that has learnt nothing would have none.
_SMALLEST_VARIANCE = 1e-6
# Of the training part, evenly spread: so many as they are, and as many others varied.
_PHOTOGRAPHS = 2500
# Of validation photographs: beyond the threshold, which leaves room below the 2 % of test photographs that may be
# refused, and beyond the threshold for the flag.
_REFUSED_SHARE, _FLAGGED_SHARE = 0.015, 0.04


def fit_scope(session: Session, spec: InputSpec, train: Sequence[Photograph]) -> ScopeStatistics:
    """Fit the mean and the covariance of the scope features of training photographs.

    Half of the photographs are varied as other cameras, lights and distances would have it, so that these do not put
    a photograph out of scope.

    Parameters
    ----------
    session : Session
    spec : InputSpec
    train : sequence of Photograph
        The training part.
    """
    chosen = [train[index] for index in np.linspace(0, len(train) - 1, min(len(train), 2 * _PHOTOGRAPHS), dtype=int)]
    plain = compute_features(session, spec, chosen[::2])
    altered = compute_features(session, spec, chosen[1::2], alter=varied)
    return fit_statistics(np.concatenate([plain.scope_features, altered.scope_features]))


def fit_statistics(features: npt.NDArray[np.float32]) -> ScopeStatistics:
    """Fit mean and covariance of scope features, shape (images, channels)."""
    # Half of the photographs at the most: the rest of the variance must be left to be measured.
    components = min(_COMPONENTS, features.shape[0] // 2, features.shape[1] - 1)
    principal = PCA(n_components=components, svd_solver="covariance_eigh").fit(features.astype(np.float64))
    return ScopeStatistics(
        means=principal.mean_[np.newaxis].astype(np.float32),
        components=principal.components_.astype(np.float32),
        variances=(principal.explained_variance_ + _SMALLEST_VARIANCE).astype(np.float32),
        residual_variance=float(principal.noise_variance_) + _SMALLEST_VARIANCE,
    )


def choose_scope(distances: npt.NDArray[np.float32], measured_on: str) -> Scope:
    """Set the thresholds so that given shares of in-scope photographs, none trained on, lie beyond them."""
    threshold, flag_threshold = (float(np.quantile(distances, 1 - share)) for share in (_REFUSED_SHARE, _FLAGGED_SHARE))
    chosen = (
        f"{_REFUSED_SHARE:.1%} of {len(distances)} {measured_on} lie beyond the threshold, {_FLAGGED_SHARE:.1%} beyond "
        "that of the flag; mean and covariance are those of training photographs, half of them varied in scale, light, "
        "tint, sharpness and compression, and no picture out of scope was used"
    )
    return Scope(threshold=threshold, flag_threshold=flag_threshold, chosen=chosen)
