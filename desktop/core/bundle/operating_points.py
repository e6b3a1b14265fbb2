"""Reading a bundle's operating points: which one serves, and which labels must not be passed over."""

from collections.abc import Mapping, Sequence

from desktop.core.bundle.manifest import Manifest, OperatingPoint

MALIGNANT = "malignant"

# What counts where a clinic has chosen no point: labels that must not be missed are named all the same.
DEFAULT_SENSITIVITY = 0.9


def point_at(points: Sequence[OperatingPoint], target: str, sensitivity: float) -> OperatingPoint | None:
    """Return the point of a target with the highest threshold that still finds so many.

    Parameters
    ----------
    points : sequence of OperatingPoint
        The bundle's.
    target : str
        ``malignant`` or a label's key.
    sensitivity : float
        Share (0–1) of the target's lesions that are to be found at least.

    Returns
    -------
    OperatingPoint or None
        None where the bundle has no point that finds so many.
    """
    reaching = [point for point in points if point.target == target and point.sensitivity >= sensitivity]
    return max(reaching, key=lambda point: point.threshold, default=None)


def must_not_miss(
    points: Sequence[OperatingPoint], probabilities: Mapping[str, float], sensitivity: float
) -> tuple[str, ...]:
    """Return the labels that are to be named though another one is more probable.

    A bundle gives points of their own to the labels that must not be missed. Such a label is named if its chance
    reaches the threshold of the point at which so many of its lesions are found; the most probable label, which stands
    first anyway, is not. Without such points nothing is named.

    Parameters
    ----------
    points : sequence of OperatingPoint
        The bundle's.
    probabilities : mapping of str to float
        Chance (0–1) of each label.
    sensitivity : float
        Share (0–1) of a label's lesions that are to be found at least.

    Returns
    -------
    tuple of str
        Keys of labels, the most probable first.
    """
    behind = sorted(probabilities, key=lambda key: probabilities[key], reverse=True)[1:]
    serving = ((key, point_at(points, key, sensitivity)) for key in behind)
    return tuple(key for key, point in serving if point is not None and probabilities[key] >= point.threshold)


def measured_prevalence(papers: Manifest) -> float | None:
    """Return the share (0–1) of malignant lesions where reliability was counted; None in bundles that do not tell."""
    lesions = sum(one.lesions for one in papers.reliability)
    return sum(one.malignant * one.lesions for one in papers.reliability) / lesions if lesions else None
