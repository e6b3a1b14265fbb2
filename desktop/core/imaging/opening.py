"""Open a picture's file without decoding it, in a bounded number of steps."""

import io
import warnings

import pillow_heif
from PIL import Image

from desktop.core.errors import ImageError
from desktop.core.imaging.limits import MAX_READS

# What Pillow may try. MPO (several JPEGs in one file, written by many phones) is found through JPEG.
FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP", "HEIF", "GIF")

pillow_heif.register_heif_opener()
# Pillow warns of a bomb from 89 megapixels on and refuses from twice that; our own limit is lower: both are refusals.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
# Pillow also warns of untidy metadata ("Corrupt EXIF data"). The picture beside it is none the worse.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


def open_image(data: bytes) -> Image.Image:
    """Let Pillow read what a file says of its picture.

    Parameters
    ----------
    data : bytes
        A whole file.

    Returns
    -------
    Image
        Not loaded. To be closed.

    Raises
    ------
    ImageError
        If the file is cut into too many pieces; that may also turn up later, while the picture is loaded.
    Exception
        Whatever Pillow raises of a file that it cannot read.
    """
    return Image.open(_CountedReads(data), formats=FORMATS)


class _CountedReads(io.BytesIO):
    """A file that may be read so many times.

    Pillow goes through segments, chunks, blocks and runs in Python, piece by piece, and a hostile file is cut into
    pieces of a byte or two: each costs about a microsecond, and some are kept.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self._reads += 1
        if self._reads > MAX_READS:
            raise ImageError("The file is cut into far more pieces than a photograph needs.")
        return super().read(size)
