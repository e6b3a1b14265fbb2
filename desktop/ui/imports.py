"""How images come in: the one place for drops, the clipboard, dialogs, the command line and the samples."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QImage

from desktop.ui.operations.images import Picture

# Encoded pictures are taken before pixels: they still have their orientation and colour profile. Best kept ones first.
_ENCODED_FORMATS = (
    "image/jpeg",
    "image/heic",
    "image/heif",
    "image/webp",
    "image/tiff",
    "image/png",
    "image/bmp",
    "image/gif",
)


@dataclass(frozen=True)
class ImportRequest:
    """Something that the user wants assessed.

    Attributes
    ----------
    paths : tuple of Path
        Files and folders on this computer.
    pictures : tuple of Picture
        Pictures without a file.
    refusal : str or None
        Why there is nothing to assess, in a sentence; None if there is.
    """

    paths: tuple[Path, ...] = ()
    pictures: tuple[Picture, ...] = ()
    refusal: str | None = None


class Importer:
    """Makes import requests. Counts pasted pictures, so that each has a name of its own."""

    def __init__(self) -> None:
        self._pasted = itertools.count(1)

    def from_paths(self, paths: Iterable[Path]) -> ImportRequest:
        """Ask for files and folders."""
        named = tuple(paths)
        return ImportRequest(paths=named) if named else ImportRequest(refusal=_tr("There is no image in this."))

    def from_mime_data(self, mime_data: QMimeData) -> ImportRequest:
        """Ask for what was dropped or lies on the clipboard.

        Files come before pixels: a file manager that offers a preview beside the file means the file. An address on
        the network is never fetched.
        """
        urls = mime_data.urls()
        paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
        if paths:
            return ImportRequest(paths=paths)
        content = _picture_content(mime_data)
        if content is not None:
            name = _tr("Pasted picture {number}").format(number=next(self._pasted))
            return ImportRequest(pictures=(Picture(name, content),))
        if urls:
            return ImportRequest(
                refusal=_tr(
                    "This is only the address of a picture, and Lentigo does not use the network. "
                    "Copy the picture itself, or save it and open the file."
                )
            )
        return ImportRequest(
            refusal=_tr("There is no image in this. Copy a picture or image files, or open them with File › Open.")
        )


def can_import(mime_data: QMimeData) -> bool:
    """Tell whether a drag is worth accepting, if only to say why nothing comes of it."""
    return mime_data.hasUrls() or mime_data.hasImage() or any(mime_data.hasFormat(name) for name in _ENCODED_FORMATS)


def _picture_content(mime_data: QMimeData) -> bytes | QImage | None:
    for name in _ENCODED_FORMATS:
        data = bytes(mime_data.data(name).data()) if mime_data.hasFormat(name) else b""
        if data:
            return data
    image = mime_data.imageData() if mime_data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Importer", text)
