"""Colour profiles without the words in them."""

import struct

# https://www.color.org/specification/ICC.1-2022-05.pdf: 7.2 (header), 7.3 (tag table).
_HEADER_BYTES, _TAG_BYTES = 128, 12
_MAX_TAGS = 200
_SIGNATURE = slice(36, 40)
# What a colour transform is computed from. Left out: names of makers, models and people, texts, and private tags.
_COLOUR_TAGS = frozenset(
    b"wtpt bkpt chad rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 lumi chrm cicp".split()
)
# Date and time of making, platform, maker, model, creator, identity.
_PERSONAL_FIELDS = (slice(24, 36), slice(40, 44), slice(48, 56), slice(80, 100))


def colour_only(profile: bytes) -> bytes | None:
    """Return a profile that gives the same colours and says nothing else; None if it cannot be read.

    Parameters
    ----------
    profile : bytes
        As it is embedded in a picture.
    """
    if len(profile) < _HEADER_BYTES + 4 or profile[_SIGNATURE] != b"acsp":
        return None
    (count,) = struct.unpack_from(">I", profile, _HEADER_BYTES)
    if count > _MAX_TAGS or len(profile) < _HEADER_BYTES + 4 + count * _TAG_BYTES:
        return None
    entries = (struct.unpack_from(">4sII", profile, _HEADER_BYTES + 4 + n * _TAG_BYTES) for n in range(count))
    tags = [(name, profile[start : start + size]) for name, start, size in entries if name in _COLOUR_TAGS]
    header = bytearray(profile[:_HEADER_BYTES])
    for personal in _PERSONAL_FIELDS:
        header[personal] = bytes(len(header[personal]))
    return _assembled(header, tags)


def _assembled(header: bytearray, tags: list[tuple[bytes, bytes]]) -> bytes:
    table, data = struct.pack(">I", len(tags)), b""
    start = _HEADER_BYTES + 4 + len(tags) * _TAG_BYTES
    for name, value in tags:
        table += struct.pack(">4sII", name, start + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    header[:4] = struct.pack(">I", start + len(data))
    return bytes(header) + table + data
