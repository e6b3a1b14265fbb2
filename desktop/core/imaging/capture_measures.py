"""What is to be seen in a photograph besides a lesion, in numbers: hair, reflections, ink, a dark rim; and the lesion.

All of it is judged on the part that the network sees, at some 192 × 256 pixels. What is large is measured on cells,
means of squares of pixels, of which 48 lie above each other.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_Bytes = npt.NDArray[np.uint8]
_Cells = npt.NDArray[np.float32]
_Mask = npt.NDArray[np.bool_]

# At which lengths were chosen.
JUDGED_SHORT_SIDE_PX = 192

_CELL_ROWS = 48
_ALONG = ((0, 1), (1, 0))
_ASLANT = ((1, 1), (1, -1))

_HAIR_ALONG_PX, _HAIR_ASLANT_PX = 11, 8
_HAIR_CONTRAST = 30
_HAIR_TILES = 8
_HAIR_TILE_SHARE = 0.04

_GLINT_PX = 13
_GLINT_CONTRAST = 50
_GLINT_LEVEL = 225

_INK_BLUE_OVER_RED = 50
_INK_BLUE = 110
_INK_FROM_RADIUS = 0.75

_DARK = 45.0
_RIM_FROM_RADIUS = 0.8
# A corner's cells, of which more than half are dark.
_CORNER_ROWS, _CORNER_COLUMNS = 4, 5


@dataclass(frozen=True)
class DarkRim:
    """What is dark around the picture.

    Attributes
    ----------
    share : float
        Share (0–1) of the picture.
    corners : int
        How many of the four corners are dark.
    """

    share: float
    corners: int


@dataclass(frozen=True)
class DarkRegion:
    """What is darker than the rest, found by Otsu's threshold (IEEE Trans. SMC 9:62-66, 1979): mostly the lesion.

    Attributes
    ----------
    share : float
        Share (0–1) of the lit picture that is darker.
    separation : float
        Variance between dark and light, as a share (0–1) of all variance: near 1 if there are just two levels.
    contrast : float
        Mean of the light less mean of the dark, in grey levels.
    edge_share : float
        The part (0–1) of an edge of the picture that is dark and hangs together with the middle; of the edge where it
        is largest.
    edge_depth : float
        How dark it is there, as a share of ``contrast``: 1 if as dark as the dark on average.
    """

    share: float
    separation: float
    contrast: float
    edge_share: float
    edge_depth: float


def cell_means(plane: npt.NDArray[np.uint8]) -> _Cells:
    """Return the means of squares of pixels, 48 rows of them, of a plane of shape (rows, columns)."""
    side = max(plane.shape[0] // _CELL_ROWS, 1)
    rows, columns = plane.shape[0] // side, plane.shape[1] // side
    squares = plane[: rows * side, : columns * side].reshape(rows, side, columns, side)
    # Rows first: along an axis that lies close together, numpy adds many at once.
    means: _Cells = squares.sum(axis=1, dtype=np.uint16).sum(axis=2, dtype=np.uint32).astype(np.float32)
    return means / np.float32(side * side)


def hair_share(grey: _Bytes) -> float:
    """Return the share (0–1) of the picture's parts, 8 by 8 without the corners, in which hair lies.

    A hair is dark, thin and straight over a little way: a morphological closing with a line across it covers it, one
    along it does not (the idea of DullRazor: Lee et al., Comput. Biol. Med. 27:533-543, 1997). Crusts and pigment
    networks have such lines too, but where the lesion is; hair mostly lies over all.
    """
    along, aslant = (_scaled(grey, length) for length in (_HAIR_ALONG_PX, _HAIR_ASLANT_PX))
    closed = [_closing(grey, way, along) for way in _ALONG] + [_closing(grey, way, aslant) for way in _ASLANT]
    high = np.maximum(np.maximum(closed[0], closed[1]), np.maximum(closed[2], closed[3]))
    low = np.minimum(np.minimum(closed[0], closed[1]), np.minimum(closed[2], closed[3]))
    lines = high - low > _HAIR_CONTRAST
    height, width = grey.shape[0] // _HAIR_TILES, grey.shape[1] // _HAIR_TILES
    if not height or not width:
        return 0.0
    tiles = lines[: height * _HAIR_TILES, : width * _HAIR_TILES].reshape(_HAIR_TILES, height, _HAIR_TILES, width)
    hairy = tiles.mean(axis=(1, 3)) > _HAIR_TILE_SHARE
    hairy[:: _HAIR_TILES - 1, :: _HAIR_TILES - 1] = False
    return float(hairy.sum()) / (_HAIR_TILES * _HAIR_TILES - 4)


def glint_share(least: _Bytes) -> float:
    """Return the share (0–1) of pixels in small, nearly white spots: reflections, mostly.

    Parameters
    ----------
    least : uint8 array, shape (rows, columns)
        The least of red, green and blue. What is bright in all three, and far brighter than what an opening with lines
        of a few pixels leaves, is a spot.
    """
    length = _scaled(least, _GLINT_PX)
    if least.max() < _GLINT_LEVEL:
        return 0.0
    opened = np.maximum(_opening(least, _ALONG[0], length), _opening(least, _ALONG[1], length))
    return float(((least - opened > _GLINT_CONTRAST) & (least >= _GLINT_LEVEL)).mean())


def ink_share(red: _Bytes, blue: _Bytes) -> float:
    """Return the share (0–1) of pixels in the colours of a surgeon's pen, towards the edges; 0 if the middle has more.

    Lesions are blue, too; but they lie in the middle, and ink around it.
    """
    # Without negative numbers: what is not bluer than that wraps around nothing.
    vivid = (blue > _INK_BLUE) & (blue > np.minimum(red, 255 - _INK_BLUE_OVER_RED) + np.uint8(_INK_BLUE_OVER_RED))
    if not vivid.any():
        return 0.0
    around = vivid & (_radius(*vivid.shape) > _INK_FROM_RADIUS)
    outside, everywhere = float(around.mean()), float(vivid.mean())
    return outside if outside > everywhere / 2 else 0.0


def dark_rim(cells: _Cells) -> DarkRim:
    """Measure what is dark around the picture, on cells of luma."""
    dark = cells < _DARK
    corners = (
        dark[rows, columns].mean() > 0.5  # noqa: PLR2004 - more than half
        for rows in (slice(_CORNER_ROWS), slice(-_CORNER_ROWS, None))
        for columns in (slice(_CORNER_COLUMNS), slice(-_CORNER_COLUMNS, None))
    )
    return DarkRim(float((dark & (_radius(*dark.shape) > _RIM_FROM_RADIUS)).mean()), sum(map(bool, corners)))


def dark_region(cells: _Cells, luma_cells: _Cells) -> DarkRegion | None:
    """Find what is darker than the rest; None if the picture has one level only.

    Parameters
    ----------
    cells : float32 array, shape (rows, columns)
        The lesser of green and blue, 0–255: pigment and blood take both away.
    luma_cells : float32 array, same shape
        Tells the dark rim, which is left out.
    """
    lit = ~((luma_cells < _DARK) & (_radius(*cells.shape) > _RIM_FROM_RADIUS))
    counts = np.bincount(cells[lit].astype(np.uint8), minlength=256).astype(np.float64)
    threshold, separation = _otsu(counts)
    dark = (cells <= threshold) & lit
    light = lit & ~dark
    if not dark.any() or not light.any():
        return None
    light_mean, dark_mean = float(cells[light].mean()), float(cells[dark].mean())
    contrast = light_mean - dark_mean
    edge_share, edge_level = _at_edges(cells, dark)
    return DarkRegion(
        share=float(dark.sum() / lit.sum()),
        separation=separation,
        contrast=contrast,
        edge_share=edge_share,
        edge_depth=(light_mean - edge_level) / contrast if edge_share else 0.0,
    )


def _at_edges(cells: _Cells, dark: _Mask) -> tuple[float, float]:
    """Return the part of an edge that a region reaches from the middle, and its mean level at all edges."""
    if not any(edge.any() for edge in _edges(dark)):
        return 0.0, 0.0
    rows, columns = dark.shape
    seed = np.zeros_like(dark)
    middle = np.s_[rows // 3 : rows - rows // 3, columns // 3 : columns - columns // 3]
    seed[middle] = dark[middle]
    region = _grown(seed, dark)
    reached = [edge.mean() for edge in _edges(region)]
    level = np.concatenate([values[there] for values, there in zip(_edges(cells), _edges(region), strict=True)])
    return float(max(reached)), float(level.mean()) if level.size else 0.0


def _edges(plane: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.generic], ...]:
    return plane[0], plane[-1], plane[:, 0], plane[:, -1]


def _grown(seed: _Mask, within: _Mask) -> _Mask:
    """Let a mask grow into all that hangs together with it."""
    count = -1
    while (reached := int(np.count_nonzero(seed))) != count:
        count = reached
        wider = seed.copy()
        wider[1:] |= seed[:-1]
        wider[:-1] |= seed[1:]
        wider[:, 1:] |= seed[:, :-1]
        wider[:, :-1] |= seed[:, 1:]
        seed = wider & within
    return seed


def _otsu(counts: npt.NDArray[np.float64]) -> tuple[int, float]:
    """Return the level up to which values are dark, and the share of variance that this explains."""
    shares = counts / max(counts.sum(), 1.0)
    below, moment = shares.cumsum(), (shares * np.arange(256)).cumsum()
    mean = moment[-1]
    spread = below * (1.0 - below)
    between = np.divide((mean * below - moment) ** 2, spread, out=np.zeros(256), where=spread > 1e-9)  # noqa: PLR2004
    threshold = int(between.argmax())
    variance = float((shares * (np.arange(256) - mean) ** 2).sum())
    return threshold, float(between[threshold]) / variance if variance else 0.0


def _radius(rows: int, columns: int) -> npt.NDArray[np.float32]:
    """Return how far each place lies from the middle: 1 at the middle of each edge."""
    y = (np.arange(rows, dtype=np.float32) + 0.5) / rows * 2 - 1
    x = (np.arange(columns, dtype=np.float32) + 0.5) / columns * 2 - 1
    radius: npt.NDArray[np.float32] = np.sqrt(y[:, np.newaxis] ** 2 + x**2)
    return radius


def _scaled(plane: _Bytes, length_px: int) -> int:
    return max(int(length_px * min(plane.shape) / JUDGED_SHORT_SIDE_PX + 0.5), 2)


def _closing(plane: _Bytes, way: tuple[int, int], length: int) -> _Bytes:
    """Take away what is dark and shorter than a line in a direction (rows, columns)."""
    back = (-way[0], -way[1])
    return _along(_along(plane, way, length, np.maximum), back, length, np.minimum)


def _opening(plane: _Bytes, way: tuple[int, int], length: int) -> _Bytes:
    """Take away what is bright and shorter than a line in a direction (rows, columns)."""
    back = (-way[0], -way[1])
    return _along(_along(plane, way, length, np.minimum), back, length, np.maximum)


def _along(plane: _Bytes, way: tuple[int, int], length: int, extreme: Callable[..., _Bytes]) -> _Bytes:
    """Return the extreme of each pixel and those that follow on a line; lines end at the border."""
    reach = 1
    while reach < length:
        step = min(reach, length - reach)
        here, there = zip(*(_overlap(size, step * by) for size, by in zip(plane.shape, way, strict=True)), strict=True)
        wider = plane.copy()
        extreme(plane[here], plane[there], out=wider[here])
        plane, reach = wider, reach + step
    return plane


def _overlap(size: int, by: int) -> tuple[slice, slice]:
    """Return where pixels lie that have another one so far on, and where those others lie."""
    return (slice(None, max(size - by, 0)), slice(by, None)) if by >= 0 else (slice(-by, None), slice(None, size + by))
