"""Pictures without what their files say beside the pixels: place, time, people, devices, comments, thumbnails.

From a JPEG or PNG all metadata is cut out and the compressed pixels stay as they are, bit for bit. What the pixels need
to look as before stays too: the orientation, alone in an EXIF block of its own, and the colour profile, reduced to
numbers (see `icc`). A picture in another format is decoded, turned upright and written anew as PNG.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import ExifTags, Image

from desktop.core.imaging.decode import decode
from desktop.core.imaging.icc import colour_only
from desktop.core.imaging.opening import open_image


@dataclass(frozen=True)
class StrippedImage:
    """A picture's file without metadata.

    Attributes
    ----------
    data : bytes
    suffix : str
        ``.jpg`` or ``.png``.
    redrawn : bool
        True if the file was written anew from its pixels; False if its compressed pixels are those that it had.
    """

    data: bytes
    suffix: str
    redrawn: bool


_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What the pixels are drawn with. https://www.w3.org/TR/png-3/#11Chunks
_PNG_CHUNKS = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD", b"pHYs")
)
# JPEG markers, ITU-T T.81 table B.1.
_MARK = 0xFF
_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
# Frames, tables and scans: what the pixels are decoded from.
_NEEDED, _RESTARTS = frozenset((*range(0xC0, 0xD0), _SOS, 0xDB, 0xDC, 0xDD)), range(0xD0, 0xD8)
_JFIF, _ADOBE, _ICC = b"JFIF\0", b"Adobe", b"ICC_PROFILE\0"
_JFIF_BYTES, _ADOBE_BYTES = 14, 12
_SEGMENT_BYTES = 65_000
_TRANSPOSED = range(2, 9)


def stripped(data: bytes) -> StrippedImage:
    """Return a picture's file without any metadata.

    Parameters
    ----------
    data : bytes
        A whole file in a format that `decode` reads.

    Raises
    ------
    ImageError
        If it cannot be decoded. There is then no telling what is in it.
    """
    pixels = decode(data).pixels
    cut = _without_metadata(data)
    # Whatever is strange about the file, the picture has to be the same.
    if cut is not None and np.array_equal(decode(cut.data).pixels, pixels):
        return cut
    target = io.BytesIO()
    Image.fromarray(pixels).save(target, "PNG")
    return StrippedImage(target.getvalue(), ".png", redrawn=True)


def _without_metadata(data: bytes) -> StrippedImage | None:
    """Cut the metadata out of a JPEG or PNG; None for other formats and files whose parts make no sense."""
    with open_image(data) as image:
        orientation = int(image.getexif().get(ExifTags.Base.Orientation, 1))
        profile = image.info.get("icc_profile")
    try:
        if data.startswith(b"\xff\xd8"):
            return StrippedImage(_jpeg(data, orientation, profile and colour_only(profile)), ".jpg", redrawn=False)
        if data.startswith(_PNG_SIGNATURE) and not profile:
            return StrippedImage(_png(data, orientation), ".png", redrawn=False)
    except (ValueError, IndexError, struct.error):
        pass
    return None


def _jpeg(data: bytes, orientation: int, profile: bytes | None) -> bytes:
    kept = b"".join(_jpeg_parts(data))
    own = _segment(_APP1, b"Exif\0\0" + _orientation_only(orientation)) if orientation in _TRANSPOSED else b""
    for number, start in enumerate(range(0, len(profile or b""), _SEGMENT_BYTES), start=1):
        count = -(-len(profile or b"") // _SEGMENT_BYTES)
        own += _segment(_APP2, _ICC + bytes((number, count)) + (profile or b"")[start : start + _SEGMENT_BYTES])
    jfif = kept[:4] == b"\xff\xe0" + struct.pack(">H", 2 + _JFIF_BYTES)
    first = 4 + _JFIF_BYTES if jfif else 0  # JFIF comes first or not at all.
    return b"\xff\xd8" + kept[:first] + own + kept[first:]


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Yield all that is needed to decode, between the marker of the start and the end of the first picture."""
    at = 2
    while True:
        while data[at] == data[at + 1] == _MARK:
            at += 1  # Markers may be padded.
        marker = data[at + 1]
        if data[at] != _MARK or marker in (0, _SOI):
            raise ValueError("no marker where one has to be")
        if marker == _EOI:
            yield b"\xff\xd9"
            return
        (size,) = struct.unpack_from(">H", data, at + 2)
        payload = data[at + 4 : at + 2 + size]
        if len(payload) != size - 2:
            raise ValueError("a segment is cut off")
        at += 2 + size
        if marker == _APP0 and payload.startswith(_JFIF):
            yield _segment(_APP0, payload[: _JFIF_BYTES - 2] + b"\0\0")  # No thumbnail.
        elif marker == _APP14 and payload.startswith(_ADOBE):
            yield _segment(_APP14, payload[:_ADOBE_BYTES])  # How the colours are coded.
        elif marker in _NEEDED:
            yield _segment(marker, payload)
        if marker == _SOS:
            end = _end_of_scan(data, at)
            yield data[at:end]
            at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next marker is that is no part of the compressed pixels."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and data[at + 1] not in _RESTARTS:
            return at
        at += 2


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _orientation_only(orientation: int) -> bytes:
    """Return a TIFF block with one directory of one entry: the orientation, a short."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ExifTags.Base.Orientation, 3, 1, orientation, 0, 0)


def _png(data: bytes, orientation: int) -> bytes:
    kept, at = _PNG_SIGNATURE, len(_PNG_SIGNATURE)
    while True:
        size, name = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + 12 + size]
        if len(chunk) != 12 + size:
            raise ValueError("a chunk is cut off")
        at += 12 + size
        if name in _PNG_CHUNKS:
            kept += chunk
        if name == b"IHDR" and orientation in _TRANSPOSED:
            exif = b"eXIf" + _orientation_only(orientation)
            kept += struct.pack(">I", len(exif) - 4) + exif + struct.pack(">I", zlib.crc32(exif))
        if name == b"IEND":
            return kept
