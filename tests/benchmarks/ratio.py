"""What a benchmark finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Ours over a reference, both measured in one run.

    Attributes
    ----------
    name : str
    ours, reference : str
        The two figures with their units, for people.
    ratio : float
        The first over the second.
    wanted : str
        Which ratios are good enough.
    """

    name: str
    ours: str
    reference: str
    ratio: float
    wanted: str
