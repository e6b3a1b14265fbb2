"""A stripped picture looks as before, and its file says nothing else."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from desktop.core.errors import ImageError
from desktop.core.imaging.decode import decode
from desktop.core.imaging.stripping import stripped

Photo = Callable[..., npt.NDArray[np.uint8]]

_SECRET = b"Zwirnsteiner"


def exif(orientation: int, thumbnail: bytes = b"") -> bytes:
    """Everything that a camera may write, with a name in each text."""
    content = Image.Exif()
    content[0x0112] = orientation
    for tag in (0x010E, 0x010F, 0x0110, 0x013B, 0x8298, 0x0131):
        content[tag] = _SECRET.decode()
    content[0x9286] = _SECRET
    content.get_ifd(0x8825).update({1: "N", 2: (48.0, 8.0, 6.0), 29: "2026:11:20"})
    return content.tobytes() + thumbnail


def profile() -> bytes:
    """Colours that differ from sRGB's, under a name of ours."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for name in (b"rXYZ", b"bXYZ"):
        at = made.index(name)
        (start,) = struct.unpack_from(">I", made, at + 4)
        made[start + 8 : start + 12] = struct.pack(">i", struct.unpack_from(">i", made, start + 8)[0] + 6000)
    made[80:84] = b"Zwir"
    return bytes(made).replace(b"\0s\0R\0G\0B", b"\0Z\0w\0i\0r")


def segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def with_every_kind_of_metadata(jpeg: bytes) -> bytes:
    told = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + _SECRET + b"</x:xmpmeta>")
    told += segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x10\x1c\x02\x50\0\x0c" + _SECRET)
    told += segment(0xE0, b"JFXX\0\x13\x01\x01" + _SECRET[:3]) + segment(0xE2, b"MPF\0" + _SECRET)
    told += segment(0xFE, _SECRET) + segment(0xEE, b"Ducky" + _SECRET) + segment(0xE5, _SECRET)
    return jpeg[:2] + told + jpeg[2:] + b"trailer " + _SECRET


def saved(pixels: npt.NDArray[np.uint8], kind: str, mode: str = "RGB", **options: Any) -> bytes:
    target = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(target, kind, **options)
    return target.getvalue()


def scans(jpeg: bytes) -> bytes:
    """All from the first table or frame that decides about pixels, without the other segments."""
    return jpeg[jpeg.index(b"\xff\xda") : jpeg.rindex(b"\xff\xd9")]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_keeps_its_compressed_pixels_and_orientation_and_nothing_else(
    synthetic_photo: Photo, orientation: int, *, progressive: bool
) -> None:
    plain = saved(
        synthetic_photo(1, 200, 150), "JPEG", exif=exif(orientation), progressive=progressive, comment=_SECRET
    )
    told = with_every_kind_of_metadata(plain)

    found = stripped(told)

    assert (found.suffix, found.redrawn) == (".jpg", False)
    assert np.array_equal(decode(found.data).pixels, decode(told).pixels)
    assert scans(found.data) == scans(plain)
    assert _SECRET not in found.data
    with Image.open(io.BytesIO(found.data)) as image:
        assert dict(image.getexif()) == ({} if orientation == 1 else {0x0112: orientation})
        assert image.info.keys() <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "exif",
            "progressive",
            "progression",
            "dpi",
        }
    assert stripped(found.data).data == found.data


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_the_thumbnail_goes_and_grey_and_cmyk_stay(synthetic_photo: Photo, mode: str) -> None:
    thumbnail = saved(synthetic_photo(2, 40, 30), "JPEG")
    told = saved(synthetic_photo(1, 200, 150), "JPEG", mode, exif=exif(6, thumbnail))
    assert told.count(b"\xff\xd8\xff") == 2

    found = stripped(told)

    assert not found.redrawn
    assert found.data.count(b"\xff\xd8\xff") == 1
    assert np.array_equal(decode(found.data).pixels, decode(told).pixels)


def test_a_colour_profile_keeps_its_numbers_and_loses_its_words(synthetic_photo: Photo) -> None:
    pixels = synthetic_photo(1, 200, 150)
    told = saved(pixels, "JPEG", icc_profile=profile())
    assert not np.array_equal(decode(told).pixels, decode(saved(pixels, "JPEG")).pixels)
    assert b"\0Z\0w\0i\0r" in told

    found = stripped(told)

    assert not found.redrawn
    assert np.array_equal(decode(found.data).pixels, decode(told).pixels)
    assert b"Z\0w" not in found.data
    assert b"Zwir" not in found.data
    with Image.open(io.BytesIO(found.data)) as image:
        tags = image.info["icc_profile"]
    assert b"rXYZ" in tags
    assert b"desc" not in tags
    assert b"cprt" not in tags


@pytest.mark.parametrize("broken", [b"", b"nonsense", profile()[:200], profile()[:128] + b"\xff" * 8])
def test_a_profile_that_cannot_be_used_goes_as_a_whole(synthetic_photo: Photo, broken: bytes) -> None:
    told = saved(synthetic_photo(1, 200, 150), "JPEG", icc_profile=broken + _SECRET)

    found = stripped(told)

    assert np.array_equal(decode(found.data).pixels, decode(told).pixels)
    assert _SECRET not in found.data


@pytest.mark.parametrize("orientation", [1, 8])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_a_png_keeps_its_compressed_pixels_and_nothing_else(
    synthetic_photo: Photo, mode: str, orientation: int
) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", _SECRET.decode())
    words.add_text("Comment", _SECRET.decode(), zip=True)
    words.add_itxt("XML:com.adobe.xmp", _SECRET.decode())
    words.add(b"prVt", _SECRET)
    told = saved(synthetic_photo(1, 120, 90), "PNG", mode, pnginfo=words, exif=exif(orientation)) + _SECRET

    found = stripped(told)

    assert (found.suffix, found.redrawn) == (".png", False)
    assert np.array_equal(decode(found.data).pixels, decode(told).pixels)
    assert _SECRET not in found.data
    assert b"tEXt" not in found.data
    with Image.open(io.BytesIO(found.data)) as image:
        image.load()
        assert dict(image.getexif()) == ({} if orientation == 1 else {0x0112: orientation})
        assert image.info.keys() <= {"exif", "transparency"}


@pytest.mark.parametrize("kind", ["TIFF", "WEBP", "HEIF", "GIF", "BMP", "PNG with a profile"])
def test_other_formats_are_drawn_anew_without_loss(synthetic_photo: Photo, kind: str) -> None:
    options: dict[str, Any] = {} if kind in ("GIF", "BMP") else {"exif": exif(6)}
    if kind.endswith("profile"):
        options["icc_profile"] = profile()
    told = saved(synthetic_photo(1, 120, 90), kind.split(maxsplit=1)[0], **options)

    found = stripped(told)

    assert (found.suffix, found.redrawn) == (".png", True)
    assert np.array_equal(decode(found.data).pixels, decode(told).pixels)
    assert _SECRET not in found.data
    with Image.open(io.BytesIO(found.data)) as image:
        image.load()
        assert image.info == {}


def test_what_is_hidden_in_segments_of_no_use_goes(synthetic_photo: Photo) -> None:
    """A file whose parts make no sense is drawn anew rather than passed on."""
    plain = saved(synthetic_photo(1, 120, 90), "JPEG")
    told = plain[:2] + b"\x00" + _SECRET + plain[2:]

    try:
        found = stripped(told)
    except ImageError:
        return
    assert _SECRET not in found.data


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"])
def test_what_cannot_be_decoded_is_refused(data: bytes) -> None:
    with pytest.raises(ImageError):
        stripped(data)


def test_pictures_cut_off_anywhere_are_refused_or_stripped(synthetic_photo: Photo) -> None:
    told = with_every_kind_of_metadata(saved(synthetic_photo(1, 60, 40), "JPEG", exif=exif(6)))
    for size in range(0, len(told), 37):
        try:
            found = stripped(told[:size])
        except ImageError:
            continue
        assert _SECRET not in found.data


def test_a_real_photograph_is_stripped_without_loss(shared_data: Path) -> None:
    photograph = next(shared_data.rglob("*.jpg")).read_bytes()

    found = stripped(photograph)

    assert not found.redrawn
    assert np.array_equal(decode(found.data).pixels, decode(photograph).pixels)
