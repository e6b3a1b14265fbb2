"""How one photograph lies on another: shifted, turned and magnified, and in no other way bent."""

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Nudge:
    """A small change of a placement by hand, in its units; `factor` is how many times larger the later one becomes."""

    right_px: float = 0.0
    down_px: float = 0.0
    turn_degrees: float = 0.0
    factor: float = 1.0


@dataclass(frozen=True)
class Placement:
    """Where a later photograph lies on an earlier one.

    A point of the later photograph is told from its middle, magnified and turned, and then told from the earlier one's
    middle, moved on. Points are (x, y): x to the right, y down, both in pixels of the upright photograph, in which the
    first pixel reaches from 0 to 1.

    Attributes
    ----------
    scale : float
        Pixels of the earlier photograph for one of the later; more than 0.
    turn_degrees : float
        Clockwise, as one looks at it.
    right_px, down_px : float
        From the earlier photograph's middle to the later one's, in pixels of the earlier.
    """

    scale: float = 1.0
    turn_degrees: float = 0.0
    right_px: float = 0.0
    down_px: float = 0.0

    def __post_init__(self) -> None:
        if not 0 < self.scale < math.inf:
            raise ValueError("a scale is more than 0")

    @classmethod
    def fitted(cls, earlier: tuple[int, int], later: tuple[int, int]) -> "Placement":
        """Return how the whole of a photograph fits into the middle of another; sizes are (width, height)."""
        return cls(min(earlier[0] / later[0], earlier[1] / later[1]))

    def nudged(self, by: Nudge) -> "Placement":
        """Return the placement moved on, turned and magnified about the later photograph's middle."""
        turned = (self.turn_degrees + by.turn_degrees + 180) % 360 - 180
        return Placement(self.scale * by.factor, turned, self.right_px + by.right_px, self.down_px + by.down_px)

    def for_sizes(self, earlier: float, later: float) -> "Placement":
        """Return the same placement of photographs that have so many times the pixels along a side."""
        return replace(
            self, scale=self.scale * earlier / later, right_px=self.right_px * earlier, down_px=self.down_px * earlier
        )

    def matrix(self, earlier: tuple[int, int], later: tuple[int, int]) -> npt.NDArray[np.float64]:
        """Return what leads from points of the later photograph to points of the earlier.

        Parameters
        ----------
        earlier, later : (int, int)
            Their sizes in pixels: width, height.

        Returns
        -------
        float64 array, shape (3, 3)
            To be multiplied by columns (x, y, 1).
        """
        turn = math.radians(self.turn_degrees)
        across, along = self.scale * math.cos(turn), self.scale * math.sin(turn)
        x, y = later[0] / 2, later[1] / 2
        right, down = earlier[0] / 2 + self.right_px, earlier[1] / 2 + self.down_px
        return np.array(
            [
                [across, -along, right - across * x + along * y],
                [along, across, down - along * x - across * y],
                [0.0, 0.0, 1.0],
            ]
        )

    @classmethod
    def of_matrix(
        cls, matrix: npt.NDArray[np.float64], earlier: tuple[int, int], later: tuple[int, int]
    ) -> "Placement":
        """Return the placement whose `matrix` this is."""
        middle = matrix @ np.array([later[0] / 2, later[1] / 2, 1.0])
        return cls(
            math.hypot(matrix[0, 0], matrix[1, 0]),
            math.degrees(math.atan2(matrix[1, 0], matrix[0, 0])),
            float(middle[0] - earlier[0] / 2),
            float(middle[1] - earlier[1] / 2),
        )
