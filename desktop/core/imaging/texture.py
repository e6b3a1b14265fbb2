"""What of a photograph is compared with another: its structure, without colour, exposure and shading."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

# The ring of a dermatoscope is dark and reaches into the corners. It must not be what is aligned: it is looked for on a
# picture of this size, as what is less than half as light as the photograph, and taken a little wider.
_RING_LONG_SIDE_PX = 64
_RING_LIGHTNESS = 0.5
_RING_WIDER_PX = 5
_RING = 128
# A place counts as seen if so much of what it is computed from was.
_SEEN = 0.98

Field = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Texture:
    """A photograph at some size, as bright as its neighbourhood on average.

    Attributes
    ----------
    field : float32 array, shape (rows, columns)
        Lightness less that of the neighbourhood; 0 where nothing is seen.
    seen : float32 array, shape (rows, columns)
        1 where the photograph shows something, 0 elsewhere.
    share : float
        Pixels of it for one of the photograph, along both sides.
    """

    field: Field
    seen: Field
    share: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.field.shape[1], self.field.shape[0]


def lightness(pixels: npt.NDArray[np.uint8]) -> Image.Image:
    """Return a photograph's lightness as an 8-bit picture.

    Parameters
    ----------
    pixels : uint8 array, shape (rows, columns, 3)
        sRGB.
    """
    return Image.fromarray(np.ascontiguousarray(pixels)).convert("L")


def shown(picture: Image.Image) -> npt.NDArray[np.bool_]:
    """Return where a photograph shows skin, not the dark ring of a dermatoscope; shape (rows, columns).

    Parameters
    ----------
    picture : Image
        8-bit lightness.
    """
    share = min(_RING_LONG_SIDE_PX / max(picture.size), 1.0)
    small = picture.resize([max(round(side * share), 1) for side in picture.size], Image.Resampling.BOX)
    limit = float(np.median(np.asarray(small))) * _RING_LIGHTNESS
    dark = small.point([0 if value < limit else 255 for value in range(256)])
    for corner in ((0, 0), (dark.width - 1, 0), (0, dark.height - 1), (dark.width - 1, dark.height - 1)):
        if dark.getpixel(corner) == 0:
            ImageDraw.floodfill(dark, corner, _RING)
    ring = Image.fromarray(np.where(np.asarray(dark) == _RING, 255, 0).astype(np.uint8))
    wider = ring.filter(ImageFilter.MaxFilter(_RING_WIDER_PX)).resize(picture.size, Image.Resampling.NEAREST)
    skin: npt.NDArray[np.bool_] = np.asarray(wider) == 0
    return skin


def texture_of(picture: Image.Image, long_side_px: int, grain: float) -> Texture:
    """Return a picture's texture at a size; a smaller picture is taken as it is.

    Parameters
    ----------
    picture : Image
        8-bit lightness.
    long_side_px : int
    grain : float
        What varies more slowly than over this share (0–1) of the longer side is taken away as shading.
    """
    share = min(long_side_px / max(picture.size), 1.0)
    width, height = (max(int(side * share + 1e-6), 1) for side in picture.size)
    # Whole pixels of exactly the same share along both sides; what is left over at right and bottom is left out.
    small = picture.resize((width, height), Image.Resampling.BOX, (0, 0, width / share, height / share))
    values = np.asarray(small, dtype=np.float32)
    seen = shown(small).astype(np.float32)
    rough = max(round(grain * max(width, height) / 2), 2)
    weight = _blurred(seen, rough)
    shading = _blurred(values * seen, rough) / np.maximum(weight, 1e-3)
    # Without the finest grain, of which resampling takes away more at some places than at others.
    field: Field = ((values - shading) * seen).astype(np.float32)
    return Texture(softened(field), seen, share)


def warped(texture: Texture, matrix: Matrix, size: tuple[int, int]) -> tuple[Field, Field]:
    """Return a texture as it lies on another picture.

    Parameters
    ----------
    texture : Texture
    matrix : float64 array, shape (3, 3)
        From its points to those of the other, (x, y, 1).
    size : (int, int)
        The other's width and height.

    Returns
    -------
    field, seen : float32 array, shape (rows, columns)
        As in `Texture`.
    """
    back = np.linalg.inv(matrix)[:2].ravel()
    field, seen = (
        np.asarray(
            Image.fromarray(values).transform(
                size, Image.Transform.AFFINE, tuple(back), Image.Resampling.BILINEAR, fillcolor=0
            )
        )
        for values in (texture.field, texture.seen)
    )
    whole = (seen > _SEEN).astype(np.float32)
    return field * whole, whole


def softened(values: Field) -> Field:
    """Average a field with its neighbours a little, (1, 2, 1) / 4 along both axes, and repeat it beyond its edges."""
    for axis in (0, 1):
        padded = np.pad(values, [(1, 1) if side == axis else (0, 0) for side in (0, 1)], "edge")
        before, after = (np.roll(padded, shift, axis) for shift in (1, -1))
        inner = tuple(slice(1, -1) if side == axis else slice(None) for side in (0, 1))
        values = ((before + 2 * padded + after) / 4)[inner].astype(np.float32)
    return values


def _blurred(values: Field, rough: int) -> Field:
    """Average over about so many pixels to each side: quick, and smooth enough."""
    picture = Image.fromarray(values)
    small = picture.resize((max(picture.width // rough, 2), max(picture.height // rough, 2)), Image.Resampling.BOX)
    return np.asarray(small.resize(picture.size, Image.Resampling.BICUBIC))
