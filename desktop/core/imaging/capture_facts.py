"""When and with what a photograph was taken, as its file says."""

import contextlib
from dataclasses import dataclass
from datetime import datetime

from PIL import ExifTags

from desktop.core.imaging.opening import open_image

_TIME = "%Y:%m:%d %H:%M:%S"


@dataclass(frozen=True)
class CaptureFacts:
    """What EXIF tells of a capture.

    Attributes
    ----------
    taken_at : datetime or None
        With time zone: the file's or, where it names none, this computer's.
    camera : str
        Maker and model; empty if unknown.
    """

    taken_at: datetime | None = None
    camera: str = ""


def capture_facts(data: bytes) -> CaptureFacts:
    """Read a file's EXIF; whatever is missing or makes no sense counts as unknown.

    Parameters
    ----------
    data : bytes
        A whole file, as for `decode`.
    """
    try:
        with open_image(data) as image:
            exif = image.getexif()
            details = exif.get_ifd(ExifTags.IFD.Exif)
    except Exception:  # noqa: BLE001 - Pillow raises anything at all on hostile files; see `decode`.
        return CaptureFacts()
    taken = _moment(details.get(ExifTags.Base.DateTimeOriginal), details.get(ExifTags.Base.OffsetTimeOriginal))
    return CaptureFacts(taken, _camera(exif.get(ExifTags.Base.Make), exif.get(ExifTags.Base.Model)))


def _moment(taken: object, offset: object) -> datetime | None:
    text = _clean(taken)
    with contextlib.suppress(ValueError):
        return datetime.strptime(f"{text}{_clean(offset)}", f"{_TIME}%z")
    try:
        # The camera's clock tells the time of the place; this computer is most likely there, too.
        return datetime.strptime(text, _TIME).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _camera(maker: object, model: object) -> str:
    maker, model = _clean(maker), _clean(model)
    # Many models begin with the maker's name.
    return model if model.casefold().startswith(maker.casefold()) and model else f"{maker} {model}".strip()


def _clean(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return "".join(character for character in text if character.isprintable()).strip()[:100]
