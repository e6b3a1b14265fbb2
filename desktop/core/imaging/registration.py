"""Aligns two photographs of one lesion: finds how the later one lies on the earlier.

Coarse to fine, and without a library: the small one that does this (TurboReg, in pystackreg) may be passed on under its
own terms only, which the GPL of our packages forbids, and holds Python's lock while it computes; the others (OpenCV,
scikit-image, ITK) are larger than all of Lentigo without Qt. First every turn and magnification of a small picture is
tried at all shifts at once, by masked normalised correlation [1]_; then the best are refined on larger and larger
pictures by inverse compositional Gauss–Newton steps [2]_, in which hairs, glare and true change weigh little.

.. [1] D. Padfield, Masked object registration in the Fourier domain, IEEE Trans. Image Process. 21(5), 2012.
.. [2] S. Baker and I. Matthews, Lucas–Kanade 20 years on, Int. J. Comput. Vis. 56(3), 2004.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# By name, so that the packaged program takes it along, or does not start.
from numpy import fft

from desktop.core.imaging.placement import Placement
from desktop.core.imaging.texture import Field, Matrix, Texture, lightness, texture_of, warped

LONG_SIDE_PX = 512
"""Photographs are aligned at this size; what is larger is reduced first."""

LEAST_SIMILARITY = 0.2
"""Below it two photographs are not taken for aligned. In HAM10000, 64 random pairs of one lesion have a median of 0.59,
and seven of them less than this; 64 random pairs of two lesions have 0.08, and at most 0.18."""
LEAST_OVERLAP = 0.5
"""Share (0–1) of the smaller photograph that has to lie on the other."""

_COARSE_PX, _MIDDLE_PX, _FINE_PX = 48, 128, 256
# What is compared at each size, as a share of the longer side: first the lesion as a whole, at last border and network.
_GRAIN = {_COARSE_PX: 0.3, _MIDDLE_PX: 0.15, _FINE_PX: 0.08, LONG_SIDE_PX: 0.06}
_TURNS = range(0, 360, 10)
_SCALES = tuple(1.125**step for step in range(-7, 8))
_KEPT = {_COARSE_PX: 24, _MIDDLE_PX: 3, _FINE_PX: 1}
_STEPS = 30
# Shift and turn; with a fourth number the magnification is sought, too.
_RIGID = 3
_LEAST_PIXELS, _LEAST_CONTRAST = 16, 1e-3
# A step that moves no corner farther than this share of a pixel is the last.
_SETTLED_PX = 0.01


@dataclass(frozen=True)
class Registration:
    """How a later photograph lies on an earlier one, and how well.

    Attributes
    ----------
    placement : Placement
        For the photographs at the sizes that were given.
    similarity : float
        Normalised correlation (-1 to 1) of the two's structure, where both show something.
    similarity_before : float
        The same of the later photograph just fitted into the earlier.
    overlap : float
        Share (0–1) of the smaller of the two, as they lie, that the other covers.
    """

    placement: Placement
    similarity: float
    similarity_before: float
    overlap: float

    @property
    def is_reliable(self) -> bool:
        """True if the placement may be believed."""
        return self.similarity >= LEAST_SIMILARITY and self.overlap >= LEAST_OVERLAP


def register(
    earlier: npt.NDArray[np.uint8],
    later: npt.NDArray[np.uint8],
    *,
    scale: float | None = None,
    check: Callable[[], None] = lambda: None,
) -> Registration:
    """Find how a photograph lies on an earlier one of the same lesion.

    Turns by any angle are found, and magnifications from 0.45 to 2.2, of the later fitted into the earlier. What comes
    out has to be asked whether it `is_reliable`: photographs of two different lesions have a best placement, too.

    Parameters
    ----------
    earlier, later : uint8 array, shape (rows, columns, 3)
        sRGB, upright.
    scale : float, optional
        Pixels of the earlier photograph for one of the later, where both are known to the millimetre: it is then not
        sought, and a lesion that has grown stays larger.
    check : callable
        Called now and then; may raise to give up.
    """
    pictures = lightness(earlier), lightness(later)
    pairs = {
        side: _Pair(texture_of(pictures[0], side, grain), texture_of(pictures[1], side, grain), scale)
        for side, grain in _GRAIN.items()
    }
    check()
    candidates = pairs[_COARSE_PX].tried(check)[: _KEPT[_COARSE_PX]]
    for side in (_MIDDLE_PX, _FINE_PX, LONG_SIDE_PX):
        found = []
        for candidate in candidates:
            found.append(pairs[side].refined(candidate))
            check()
        found.sort(key=lambda one: -one[0])
        candidates = [matrix for _, matrix in found[: _KEPT.get(side, 1)]]
    sizes = pictures[0].size, pictures[1].size
    judge, fitted = pairs[_FINE_PX], Placement.fitted(*sizes)
    before, _ = judge.judged(fitted.matrix(*sizes))
    if not candidates:  # One scale is so wrong, or one picture so much larger, that there is nothing to try.
        return Registration(fitted, 0.0, before, 0.0)
    similarity, overlap = judge.judged(candidates[0])
    return Registration(Placement.of_matrix(candidates[0], *sizes), similarity, before, overlap)


class _Pair:
    """Two photographs at one size. Matrices lead from points of the later to points of the earlier, as given.

    Parameters
    ----------
    earlier, later : Texture
    scale : float or None
        See `register`.
    """

    def __init__(self, earlier: Texture, later: Texture, scale: float | None) -> None:
        self._earlier, self._later, self._scale = earlier, later, scale

    def tried(self, check: Callable[[], None]) -> list[Matrix]:
        """Try all turns, magnifications and shifts, and return the best shift of each of the others, best first."""
        earlier, later = self._earlier, self._later
        known = None if self._scale is None else self._scale * earlier.share / later.share
        scales = _SCALES if known is None else (known,) if _SCALES[0] <= known <= _SCALES[-1] else ()
        found = []
        for scale in scales:
            room = math.ceil(math.hypot(*later.size) * scale) + 1
            shape = _quick_length(earlier.size[1] + room), _quick_length(earlier.size[0] + room)
            left = [fft.rfft2(values, shape) for values in (earlier.field, earlier.seen, earlier.field**2)]
            least = LEAST_OVERLAP * min(float(earlier.seen.sum()), float(later.seen.sum()) * scale**2)
            for turn in _TURNS:
                onto = Placement(scale, turn).matrix((room, room), later.size)
                field, seen = warped(later, onto, (room, room))
                score, (down, right) = _best_shift(left, field, seen, shape, least)
                shift = np.array([[1.0, 0, right], [0, 1.0, down], [0, 0, 1.0]])
                found.append((score, self._given(shift @ onto)))
            check()
        found.sort(key=lambda one: -one[0])
        return [matrix for _, matrix in found]

    def refined(self, matrix: Matrix) -> tuple[float, Matrix]:
        """Return how good a placement nearby is that fits better, and it."""
        earlier, present = self._earlier, self._own(matrix)
        rows, columns = earlier.field.shape
        radius = math.hypot(rows, columns) / 2
        down, right = np.gradient(earlier.field)
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32) + 0.5
        x, y = (x - columns / 2) / radius, (y - rows / 2) / radius
        # How the earlier picture changes as it is moved right, down, turned, and magnified.
        slopes = [right, down, down * x - right * y]
        if self._scale is None:
            slopes.append(right * x + down * y)
        for _ in range(_STEPS):
            field, seen = warped(self._later, present, earlier.size)
            seen = seen * earlier.seen
            judged = _correlation(earlier.field, field, seen)
            if judged is None:
                return -1.0, matrix
            step = _step(slopes, judged.residual * judged.contrast, seen / (1 + judged.residual**2))
            if step is None or np.abs(step).max() > radius / 2:
                return -1.0, matrix
            present = _moved(step, (columns, rows), radius) @ present
            if np.abs(step).max() < _SETTLED_PX:
                break
        similarity, overlap = self.judged(self._given(present))
        return similarity * math.sqrt(overlap) if overlap >= LEAST_OVERLAP else -1.0, self._given(present)

    def judged(self, matrix: Matrix) -> tuple[float, float]:
        """Return similarity and overlap of a placement; see `Registration`."""
        earlier, present = self._earlier, self._own(matrix)
        field, seen = warped(self._later, present, earlier.size)
        both = seen * earlier.seen
        judged = _correlation(earlier.field, field, both)
        magnified = abs(np.linalg.det(present[:2, :2]))
        smaller = min(float(earlier.seen.sum()), float(self._later.seen.sum()) * magnified)
        return (0.0 if judged is None else judged.similarity), float(both.sum()) / max(smaller, 1.0)

    def _own(self, matrix: Matrix) -> Matrix:
        return (
            np.diag([self._earlier.share, self._earlier.share, 1.0])
            @ matrix
            @ np.diag([1 / self._later.share, 1 / self._later.share, 1.0])
        )

    def _given(self, matrix: Matrix) -> Matrix:
        return (
            np.diag([1 / self._earlier.share, 1 / self._earlier.share, 1.0])
            @ matrix
            @ np.diag([self._later.share, self._later.share, 1.0])
        )


@dataclass(frozen=True, eq=False)
class _Correlation:
    """How two fields agree where both are seen: normalised correlation, what is left, and the first's spread."""

    similarity: float
    residual: Field
    contrast: float


def _correlation(first: Field, second: Field, seen: Field) -> _Correlation | None:
    """Compare two fields, whatever the contrast of each; None where there is nothing to compare."""
    count = float(seen.sum())
    if count < _LEAST_PIXELS:
        return None
    first = (first - float((first * seen).sum()) / count) * seen
    second = (second - float((second * seen).sum()) / count) * seen
    spreads = [math.sqrt(float(np.square(values).sum()) / count) for values in (first, second)]
    if min(spreads) < _LEAST_CONTRAST:
        return None
    first, second = first / spreads[0], second / spreads[1]
    return _Correlation(float((first * second).sum()) / count, second - first, spreads[0])


def _step(slopes: list[Field], residual: Field, weight: Field) -> Matrix | None:
    """Solve for the step that takes away most of the residual; None where nothing holds it."""
    weighted = [slope * weight for slope in slopes]
    normal = np.array([[float((one * other).sum()) for other in slopes] for one in weighted])
    side = np.array([float((one * residual).sum()) for one in weighted])
    try:
        return np.linalg.solve(normal, side)
    except np.linalg.LinAlgError:
        return None


def _moved(step: Matrix, size: tuple[int, int], radius: float) -> Matrix:
    """Return the motion about a picture's middle that a step asks for: right, down, turned and perhaps magnified."""
    across, along = 1.0, step[2] / radius
    if len(step) > _RIGID:
        across += step[3] / radius
    else:
        length = math.hypot(across, along)
        across, along = across / length, along / length
    x, y = size[0] / 2, size[1] / 2
    return np.array(
        [
            [across, -along, x + step[0] - across * x + along * y],
            [along, across, y + step[1] - along * x - across * y],
            [0.0, 0.0, 1.0],
        ]
    )


def _best_shift(
    left: Sequence[npt.NDArray[np.complex128]], field: Field, seen: Field, shape: tuple[int, int], least: float
) -> tuple[float, tuple[int, int]]:
    """Find how far down and right a picture lies best on another.

    Parameters
    ----------
    left : list of complex array
        Spectra of the other's field, of where it is seen, and of the field squared.
    field, seen : float32 array
        Of the picture to be shifted.
    shape : (int, int)
        Of the transforms: no less than both pictures together.
    least : float
        Pixels that have to be seen in both.

    Returns
    -------
    score : float
        Normalised correlation; -1 if there are never pixels enough.
    shift : (int, int)
    """
    spectra = [np.conj(fft.rfft2(values, shape)) for values in (field, seen, field**2)]
    pairs = ((0, 0), (2, 1), (1, 2), (1, 1))
    product, own, other, count = (fft.irfft2(left[one] * spectra[two], shape) for one, two in pairs)
    energy = np.sqrt(np.maximum(own, 1e-6) * np.maximum(other, 1e-6))
    score = np.where(count >= least, product / np.maximum(energy, 1e-3), -1.0)
    down, right = divmod(int(score.argmax()), shape[1])
    best = float(score[down, right])
    # Shifts up and to the left are found at the far end.
    down -= shape[0] if down > shape[0] - field.shape[0] else 0
    right -= shape[1] if right > shape[1] - field.shape[1] else 0
    return best, (down, right)


def _quick_length(length: int) -> int:
    """Return the next length whose Fourier transform is quick: with no prime factor above 5."""
    while True:
        rest = length
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return length
        length += 1
