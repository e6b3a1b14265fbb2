"""How often a JPEG makes its reader go through the whole picture."""

import re

from desktop.core.errors import ImageError
from desktop.core.imaging.limits import MAX_READS, MAX_SCANS

# ITU-T T.81, table B.1. Only the markers that a length follows, and the end, count: within the compressed pixels stand
# stuffed zeros and restarts besides, and whatever else libjpeg meets there it passes over byte by byte or gives up at.
_MARKER = re.compile(rb"\xff([\xc0-\xc7\xc9-\xcf\xd9-\xef\xfe])")
_EOI, _SOS = 0xD9, 0xDA
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SEQUENTIAL = frozenset((0xC0, 0xC1, 0xC9))


def require_few_scans(data: bytes) -> None:
    """Refuse a JPEG of more scans than libjpeg can go through in a few seconds.

    A progressive JPEG sends its coefficients in several scans. One that says nothing new takes a hundred bytes, and of
    the largest picture about 50 milliseconds.

    Parameters
    ----------
    data : bytes
        The file, from the start of the first picture, which is the one that is decoded.

    Raises
    ------
    ImageError
    """
    at, scans, frame, components = 2, 0, 0, b""
    for _ in range(MAX_READS):
        found = _MARKER.search(data, at)
        if found is None or found[1][0] == _EOI:
            return
        marker, at = found[1][0], found.end()
        if marker in _FRAMES:
            frame, components = marker, data[at + 7 : at + 8]
        if marker == _SOS:
            scans += 1
            # All of an ordinary JPEG's components come in one scan. libjpeg then reads no second one, and the
            # compressed pixels need not be searched.
            if frame in _SEQUENTIAL and data[at + 2 : at + 3] >= components:
                return
        if scans > MAX_SCANS:
            break
        at += max(2, int.from_bytes(data[at : at + 2], "big"))
    raise ImageError("The file makes its reader go through the picture far more often than a photograph needs.")
