"""Finding, reading and unfolding images: whatever may wait for a disk or takes longer than a frame."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QImage

from desktop.core.errors import ImageError
from desktop.core.imaging.sources import ImageSource, require_same
from desktop.ui.tasks import CancelToken
from desktop.ui.widgets.image_pyramid import ImagePyramid

# So many files are looked up before the first are handed over: the first answer does not wait for a whole disk.
FOUND_AT_ONCE = 200

# Of Qt's PNG writer: 0 (smallest file) to 100 (no compression, fastest).
_FAST_PNG_QUALITY = 80


@dataclass(frozen=True)
class Picture:
    """A picture that came without a file.

    Attributes
    ----------
    name : str
        What to call it.
    content : bytes or QImage
        An encoded picture, or pixels.
    """

    name: str
    content: bytes | QImage


@dataclass(frozen=True, eq=False)
class LoadedImage:
    """An image to look at, and the SHA-256 of the bytes that it was decoded from."""

    pyramid: ImagePyramid
    sha256: str


def next_images(found: Iterator[ImageSource], token: CancelToken) -> tuple[ImageSource, ...]:
    """Return the next images of a search; none when it has ended."""
    sources = []
    for source in islice(found, FOUND_AT_ONCE):
        token.check()
        sources.append(source)
    return tuple(sources)


def to_source(picture: Picture) -> ImageSource:
    """Turn a picture into something that can be read like a file.

    Raises
    ------
    ImageError
        If the pixels cannot be written as PNG.
    """
    if isinstance(picture.content, bytes):
        return ImageSource(picture.name, None, picture.content)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide's stubs want bytes for the format, PySide wants text.
    if not picture.content.save(buffer, "PNG", _FAST_PNG_QUALITY):  # type: ignore[call-overload]
        raise ImageError(QCoreApplication.translate("images", "The pasted picture cannot be used."))
    return ImageSource(picture.name, None, bytes(data.data()))


def load_image(source: ImageSource, sha256: str | None, token: CancelToken) -> LoadedImage:
    """Read an image and decode it in full, for looking at.

    Parameters
    ----------
    source : ImageSource
    sha256 : str or None
        Of the bytes that were assessed; None if none were yet.
    token : CancelToken

    Raises
    ------
    ImageChangedError
        If it is not the image that was assessed.
    ImageError
        If it cannot be read or decoded.
    CancelledError
        If nobody wants it any more.
    """
    from desktop.core.imaging.decode import decode

    data = source.read()
    token.check()
    if sha256 is None:
        sha256 = hashlib.sha256(data).hexdigest()
    else:
        require_same(data, sha256)
    decoded = decode(data)
    del data
    token.check()
    return LoadedImage(ImagePyramid.from_pixels(decoded.pixels), sha256)
