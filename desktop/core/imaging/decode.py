"""Bytes to upright sRGB pixels, within limits."""

import io
import math
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import ExifTags, Image, ImageCms, ImageOps, TiffImagePlugin, UnidentifiedImageError

from desktop.core.errors import ImageError
from desktop.core.imaging.jpeg_scans import require_few_scans
from desktop.core.imaging.limits import MAX_BYTES, MAX_PIXELS, MAX_TILED_PIXELS
from desktop.core.imaging.opening import open_image

_WIDE_MODES = {"I;16", "I;16L", "I;16B", "I;16N", "I", "F"}
_ALPHA_MODES = {"RGBA", "LA", "PA", "RGBa", "La"}
# Rows that are copied or computed at once, where the whole picture would need its memory several times over.
_STRIP_ROWS = 256
# Up to here the whole picture's memory three times over is no matter, and half the time is saved.
_AT_ONCE_PIXELS = 8_000_000


@dataclass(frozen=True)
class DecodedImage:
    """An upright picture in sRGB.

    Attributes
    ----------
    pixels : uint8 array, shape (rows, columns, 3)
        sRGB, 0–255, upright. Smaller than the file's picture if a scaled decode was asked for.
    width_px, height_px : int
        Size of the whole upright picture as the file holds it.
    has_more_frames : bool
        True if ``pixels`` is the first of several frames or pages.
    profile_ignored : bool
        True if the file carries a colour profile that could not be used; its colours were taken as sRGB.
    """

    pixels: npt.NDArray[np.uint8]
    width_px: int
    height_px: int
    has_more_frames: bool
    profile_ignored: bool


def decode(data: bytes, *, cover: tuple[int, int] | None = None) -> DecodedImage:
    """Decode the first picture of a file to upright sRGB.

    EXIF orientation and ICC profile are applied; transparency lies on white; 16-bit and floating-point values are
    brought to 8 bits; CMYK, palette and grey become RGB.

    Parameters
    ----------
    data : bytes
        A whole JPEG, PNG, TIFF, BMP, WebP, HEIC or GIF file.
    cover : (int, int), optional
        Two side lengths in pixels, in any order. A JPEG may then be decoded at 1/2, 1/4 or 1/8 of its size, but never
        so small that it no longer covers these sides, long on long and short on short.

    Returns
    -------
    DecodedImage

    Raises
    ------
    ImageError
        If the data is no picture, is damaged, or is too large.
    """
    if not data:
        raise ImageError("The file is empty.")
    if len(data) > MAX_BYTES:
        raise ImageError(
            "The file is too large ({size} MB; at most {most} MB).", size=len(data) // 2**20, most=MAX_BYTES // 2**20
        )
    try:
        with open_image(data) as image:
            return _decode_opened(image, data, cover)
    except ImageError:
        raise
    except UnidentifiedImageError:
        raise ImageError("This is not a picture in a format that Lentigo reads.") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except MemoryError:
        raise ImageError("There is not enough memory to open this picture.") from None
    except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
        raise ImageError("The file is damaged or incomplete.") from error
    except Exception as error:  # Pillow's plugins raise anything at all (KeyError, IndexError, …) on hostile files.
        raise ImageError("The file is damaged: its structure makes no sense.") from error


def _decode_opened(image: Image.Image, data: bytes, cover: tuple[int, int] | None) -> DecodedImage:
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels(image.width, image.height)
    width_px, height_px = image.size
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        _require_fitting_tiles(image)
    if image.format in ("JPEG", "MPO"):
        require_few_scans(data)
    # Not `n_frames`, which goes through all of them: there may be millions.
    has_more_frames = image.format != "MPO" and bool(getattr(image, "is_animated", False))
    profile = image.info.get("icc_profile")
    if cover is not None:
        _shrink_while_decoding(image, cover)
    image.load()
    # Read after loading: Pillow's TIFF reader tells the upright size, turns the picture itself, and takes the tag away.
    orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    picture, profile_ignored = _to_srgb(image, profile)
    ImageOps.exif_transpose(picture, in_place=True)
    if orientation in (5, 6, 7, 8):
        width_px, height_px = height_px, width_px
    return DecodedImage(_to_array(picture), width_px, height_px, has_more_frames, profile_ignored)


def _to_array(image: Image.Image) -> npt.NDArray[Any]:
    """Copy the values; of a large picture strip by strip: all at once, Pillow would hold them three times."""
    if image.width * image.height <= _AT_ONCE_PIXELS:
        return np.asarray(image)
    strips = (
        np.asarray(image.crop((0, top, image.width, min(top + _STRIP_ROWS, image.height))))
        for top in range(0, image.height, _STRIP_ROWS)
    )
    first = next(strips)
    values = np.empty((image.height, *first.shape[1:]), first.dtype)
    values[: len(first)] = first
    for number, strip in enumerate(strips, 1):
        values[number * _STRIP_ROWS :][: len(strip)] = strip
    return values


def _require_fitting_tiles(image: TiffImagePlugin.TiffImageFile) -> None:
    """Refuse a small picture of large tiles: each tile is decoded whole."""
    tags = image.tag_v2
    width_px, height_px = tags.get(TiffImagePlugin.TILEWIDTH, 1), tags.get(TiffImagePlugin.TILELENGTH, 1)
    if not (isinstance(width_px, int) and isinstance(height_px, int) and min(width_px, height_px) > 0):
        raise ImageError("The file is damaged: its structure makes no sense.")
    across, down = math.ceil(image.width / width_px), math.ceil(image.height / height_px)
    if across * width_px * down * height_px > MAX_TILED_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels(width_px: int | None = None, height_px: int | None = None) -> ImageError:
    most = MAX_PIXELS // 1_000_000
    if width_px is None:
        return ImageError("The picture is too large (at most {most} megapixels).", most=most)
    return ImageError(
        "The picture is too large ({width} × {height} pixels; at most {most} megapixels).",
        width=width_px,
        height=height_px,
        most=most,
    )


def _shrink_while_decoding(image: Image.Image, cover: tuple[int, int]) -> None:
    """Let libjpeg skip work (Pillow's draft mode); other formats ignore the call."""
    scale = max(max(cover) / max(image.size), min(cover) / min(image.size))
    if scale < 1:
        image.draft(None, (int(np.ceil(image.width * scale)), int(np.ceil(image.height * scale))))


def _to_srgb(image: Image.Image, profile: bytes | None) -> tuple[Image.Image, bool]:
    """Bring any mode to RGB in sRGB; the flag says that the profile was of no use. EXIF stays with the picture."""
    exif = image.getexif()
    if image.mode in _WIDE_MODES:
        image = Image.fromarray(_to_8_bit(_to_array(image)))
    if image.mode in _ALPHA_MODES or "transparency" in image.info:
        image = _on_white(image)
    elif image.mode in ("P", "1"):
        image = image.convert("RGB")
    profile_ignored = False
    if profile:
        try:
            image = _apply_profile(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError):
            profile_ignored = True
    if image.mode != "RGB":
        image = image.convert("RGB")
    # `convert` and the colour transform may or may not carry the EXIF along; the orientation must survive either way.
    image.info.pop("exif", None)
    image.getexif()[ExifTags.Base.Orientation] = exif.get(ExifTags.Base.Orientation, 1)
    return image, profile_ignored


def _on_white(image: Image.Image) -> Image.Image:
    rgba = image if image.mode == "RGBA" else image.convert("RGBA")
    ground = Image.new("RGB", rgba.size, "white")
    ground.paste(rgba, mask=rgba)
    return ground


def _to_8_bit(values: npt.NDArray[np.generic]) -> npt.NDArray[np.uint8]:
    """Scale a grey picture of 16 or 32 bits to 8.

    Integers are taken as 16 bits unless all fit in 8; floating-point values as 0–1, 0–255 or 0–65535, the smallest of
    these ranges that holds them.
    """
    low, high = float(values.min()), float(values.max())
    if not np.isfinite([low, high]).all():  # Not a number anywhere makes both of them so.
        raise ImageError("The picture holds values that are not numbers.")
    if np.issubdtype(values.dtype, np.floating):
        full_scale = next((scale for scale in (1.0, 255.0, 65535.0) if high <= scale), None)
    elif values.dtype == np.uint16:
        full_scale = 65535.0
    else:
        full_scale = next((scale for scale in (255.0, 65535.0) if high <= scale), None)
    if full_scale is None or low < 0:
        raise ImageError("The picture holds values outside the range of a photograph.")
    grey = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), _STRIP_ROWS):
        strip = values[top : top + _STRIP_ROWS].astype(np.float32)
        grey[top : top + _STRIP_ROWS] = np.round(strip * np.float32(255 / full_scale))
    return grey


def _apply_profile(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("RGB")
    transform = _transform_to_srgb(profile, image.mode)
    if image.mode == "RGB":
        ImageCms.applyTransform(image, transform, inPlace=True)
        return image
    converted = ImageCms.applyTransform(image, transform)
    if converted is None:
        raise ValueError("the colour transform returned nothing")
    return converted


@lru_cache(maxsize=16)
def _transform_to_srgb(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    """Build the transform once per profile: a folder of photographs from one camera shares it."""
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
