"""What a photograph's file says that may be a patient's identifier: its name, and what was written into it."""

import contextlib
import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Generic, TypeVar

from PIL import ExifTags

from desktop.core.imaging.opening import open_image

_T = TypeVar("_T")

_LONGEST_TEXT = 300
_MOST_WORDS = 40
_LONGEST_RUN = 6
_FEWEST_DIGITS = 3  # Fewer count something: the left one of two, the second copy.
_LONGEST_XMP_BYTES = 2**18

# Names that a camera or a program gives by counting: the number is not anybody's.
_COUNTED = re.compile(
    r"_?(?:(?:IMG|MG|DSC|DSCN|DSCF|PICT|CIMG|PXL|SAM|GOPR|WP|WIN|VID|IMAGE|PHOTO|FOTO|BILD|SCAN|SNAP|DERM|SCREENSHOT)"
    r"[ _-]?[\d _-]+|P\d{7})(?:\(\d+\))?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r"[^\s_,;]+")
_LIST_ITEM = re.compile(r"<rdf:li[^<>]{0,200}>([^<>]{1,300})</rdf:li>")
_XP_TITLE, _XP_COMMENT, _XP_KEYWORDS, _XP_SUBJECT = 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F  # Windows' own, UTF-16.
_IMAGE_TEXTS = (ExifTags.Base.ImageDescription, _XP_TITLE, _XP_COMMENT, _XP_KEYWORDS, _XP_SUBJECT)
_CODES = {b"ASCII\0\0\0": "latin-1", b"UNICODE\0": "utf-16", b"\0\0\0\0\0\0\0\0": "utf-8"}  # EXIF 2.3, 4.6.5


class HintSource(StrEnum):
    """Where a hint was found."""

    FILE_NAME = "file_name"
    METADATA = "metadata"


@dataclass(frozen=True)
class IdentifierHint:
    """A text that may be a patient's identifier; mostly it is none. It may hold a name: never to be logged."""

    text: str
    source: HintSource


@dataclass(frozen=True)
class Match(Generic[_T]):
    """The one that hints point to, and where the hint was found."""

    found: _T
    source: HintSource


def name_hints(file_name: str) -> tuple[IdentifierHint, ...]:
    """Return what in a file's name may be an identifier; nothing of a name that a camera gave by counting."""
    stem = PurePath(file_name).stem
    if _COUNTED.fullmatch(stem):
        return ()
    return tuple(IdentifierHint(text, HintSource.FILE_NAME) for text in _candidates(stem))


def metadata_hints(data: bytes) -> tuple[IdentifierHint, ...]:
    """Return what in an image's description, comment, subject and keywords (EXIF, XMP) may be an identifier.

    Parameters
    ----------
    data : bytes
        A whole file, as for `decode`.
    """
    try:
        texts = list(_texts(data))
    except Exception:  # noqa: BLE001 - Pillow raises anything at all on hostile files; see `decode`.
        return ()
    found = dict.fromkeys(candidate for text in texts for candidate in _candidates(text))
    return tuple(IdentifierHint(text, HintSource.METADATA) for text in found)


def match(hints: Sequence[IdentifierHint], known: Mapping[str, _T]) -> Match[_T] | None:
    """Return the one whose identifier the hints hold, exactly; None if there is none or more than one.

    A hint within a longer one that matches too counts for nothing: ``P-1`` within ``P-1/2``.
    """
    matching = [hint for hint in hints if hint.text in known]
    texts = {hint.text for hint in matching}
    longest = [hint for hint in matching if not any(hint.text in other for other in texts - {hint.text})]
    texts = {hint.text for hint in longest}
    return Match(known[longest[0].text], longest[0].source) if len(texts) == 1 else None


def _candidates(text: str) -> tuple[str, ...]:
    """Return every run of a few words, with what stands between them, and every part between blanks."""
    # A name of bytes that are no text, as Linux allows, holds halves of characters: no identifier does.
    sound = text[:_LONGEST_TEXT].encode(errors="replace").decode()
    text = unicodedata.normalize("NFC", sound).strip()
    words = list(_WORD.finditer(text))[:_MOST_WORDS]
    found = [
        text[first.start() : last.end()]
        for index, first in enumerate(words)
        for last in words[index : index + _LONGEST_RUN]
    ]
    found += [chunk.group() for chunk in _CHUNK.finditer(text)][:_MOST_WORDS]
    return tuple(dict.fromkeys(candidate for candidate in found if candidate == text or not _counts(candidate)))


def _counts(text: str) -> bool:
    """Tell whether a part of a text is a small number or a date rather than an identifier."""
    if not text.isdecimal():
        return False
    if len(text) < _FEWEST_DIGITS:
        return True
    for layout, digits in (("%Y%m%d", 8), ("%d%m%Y", 8), ("%Y%m%d%H%M%S", 14)):
        if len(text) == digits:
            with contextlib.suppress(ValueError):
                return datetime.strptime(text, layout).astimezone().year in range(1900, 2100)
    return False


def _texts(data: bytes) -> Iterator[str]:
    with open_image(data) as image:
        exif = image.getexif()
        for tag in _IMAGE_TEXTS:
            yield from _text(exif.get(tag), "utf-16-le")
        comment = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment)
        if isinstance(comment, bytes):
            yield from _text(comment[8:], _CODES.get(comment[:8], "latin-1"))
        else:
            yield from _text(comment, "utf-8")
        xmp = image.info.get("xmp", b"")
        xmp = xmp.encode() if isinstance(xmp, str) else xmp
        if isinstance(xmp, bytes) and len(xmp) <= _LONGEST_XMP_BYTES:
            for item in _LIST_ITEM.findall(xmp.decode(errors="replace")):
                yield html.unescape(item)


def _text(value: object, code: str) -> Iterator[str]:
    if isinstance(value, tuple) and all(isinstance(part, int) for part in value):
        value = bytes(part & 0xFF for part in value)
    if isinstance(value, bytes):
        value = value[: 4 * _LONGEST_TEXT].decode(code, errors="replace")
    if isinstance(value, str):
        yield from re.split(r"[\0\r\n]+", value)[:_MOST_WORDS]
