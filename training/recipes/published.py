"""What others published of their systems."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """Figures as they were published; they were not measured by us.

    Attributes
    ----------
    figures : dict of str to float
        By name, 0–1.
    data : str
        What they were measured on.
    remark : str
        What must be known before comparing; empty if nothing.
    """

    figures: dict[str, float]
    data: str
    remark: str = ""
