"""Small files that are much work."""

import io
import random
import struct
import zlib
from collections.abc import Sequence

from PIL import Image

from desktop.core.imaging.limits import MAX_PIXELS

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# By colour type: how many values a pixel has, and of how many bits they may be. PNG, section 11.2.1.
_PNG_KINDS = {0: (1, (1, 8, 16)), 2: (3, (8, 16)), 4: (2, (8, 16)), 6: (4, (8, 16))}

_SHORT, _LONG = 3, 4
_LAYOUT = {_SHORT: "H", _LONG: "I"}


def black_png(share: float, draw: random.Random) -> bytes:
    """Write a black picture of any kind of pixel, with so large a share of the pixels that are allowed."""
    colour_type = draw.choice(list(_PNG_KINDS))
    values, depths = _PNG_KINDS[colour_type]
    depth = draw.choice(depths)
    width_px = draw.randint(4000, 16_000)
    height_px = int(MAX_PIXELS * share / width_px)
    compressor = zlib.compressobj(1)
    line = bytes(1 + (width_px * values * depth + 7) // 8)
    body = b"".join(compressor.compress(line) for _ in range(height_px)) + compressor.flush()
    header = struct.pack(">IIBBBBB", width_px, height_px, depth, colour_type, 0, 0, 0)
    return PNG_SIGNATURE + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """Frame data with length, kind and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def tiff_of_pages(count: int) -> bytes:
    """Write pages of one pixel, which they share."""
    entries = [(256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, 1), (279, 1)]
    page = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHIHH", tag, _SHORT, 1, value, 0) for tag, value in entries
    )
    first, page_bytes = 16, len(page) + 4
    links = [first + number * page_bytes for number in range(1, count)] + [0]
    return b"II*\0" + struct.pack("<I8x", first) + b"".join(page + struct.pack("<I", link) for link in links)


def tiff_of_tiles(width_px: int, tile_height_px: int) -> bytes:
    """Write a black line of tiles that hang far below it; all are the same bytes."""
    tile = zlib.compress(bytes(16 * tile_height_px))
    tiles = width_px // 16
    head: list[tuple[int, int, Sequence[int]]] = [
        *((256, _LONG, [width_px]), (257, _LONG, [1]), (258, _SHORT, [8]), (259, _SHORT, [8]), (262, _SHORT, [1])),
        *((277, _SHORT, [1]), (322, _LONG, [16]), (323, _LONG, [tile_height_px])),
    ]
    beside = 8 + 2 + 12 * (len(head) + 2) + 4
    tables = [(324, _LONG, [beside + 8 * tiles] * tiles), (325, _LONG, [len(tile)] * tiles)]
    directory, values = struct.pack("<H", len(head) + 2), b""
    for tag, kind, numbers in [*head, *tables]:
        packed = struct.pack(f"<{len(numbers)}{_LAYOUT[kind]}", *numbers)
        place = packed.ljust(4, b"\0") if len(packed) <= 4 else struct.pack("<I", beside + len(values))
        values += packed if len(packed) > 4 else b""
        directory += struct.pack("<HHI", tag, kind, len(numbers)) + place
    return b"II*\0" + struct.pack("<I", 8) + directory + bytes(4) + values + tile


def jpeg_of_scans(count: int, width_px: int, height_px: int) -> bytes:
    """Write an even grey progressive JPEG, whose last scan is repeated until there are so many."""
    stream = io.BytesIO()
    Image.new("L", (width_px, height_px), 128).save(stream, "JPEG", progressive=True, quality=50)
    data, end = stream.getvalue()[:-2], stream.getvalue()[-2:]
    last = data.rindex(b"\xff\xda")
    tables = data.rfind(b"\xff\xc4", data.rindex(b"\xff\xda", 0, last), last)
    scan = data[tables if tables > 0 else last :]
    return data + scan * (count - data.count(b"\xff\xda")) + end
