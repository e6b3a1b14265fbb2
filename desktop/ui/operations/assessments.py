"""Assessing one image of the queue."""

import hashlib
import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop.core.domain.assessment import Assessment
from desktop.core.errors import ImageError
from desktop.core.imaging.sources import ImageSource
from desktop.ui.tasks import CancelToken
from desktop.ui.widgets.image_pyramid import ImagePyramid

if TYPE_CHECKING:  # Loaded by a worker thread, when the bundle is opened: the window is there before.
    from desktop.core.inference.classifier import Classifier

# Twice the size at which the queue strip paints it, for displays of 200 %.
THUMBNAIL_SIZE_PX = (144, 108)
_THUMBNAIL_JPEG_QUALITY = 85


@dataclass(frozen=True, eq=False)
class AssessedImage:
    """What is kept of an image once it is assessed.

    Attributes
    ----------
    assessment : Assessment
    thumbnail : bytes
        JPEG of at most `THUMBNAIL_SIZE_PX`, about 5 kB: ten thousand of them fit in memory. Empty if unreadable.
    picture : ImagePyramid or None
        What the network was given a part of, to be shown at once; a large JPEG's largest levels are missing. None if
        it is not wanted or unreadable.
    """

    assessment: Assessment
    thumbnail: bytes
    picture: ImagePyramid | None = None


def assess(
    classifier: "Classifier", source: ImageSource, wants_picture: Callable[[], bool], token: CancelToken
) -> AssessedImage:
    """Read, decode and assess an image; what is wrong with it, the assessment says.

    Parameters
    ----------
    classifier : Classifier
    source : ImageSource
    wants_picture : callable
        Asked when the answer is there, on the worker's thread: whether somebody waits to see the image.
    token : CancelToken

    Raises
    ------
    CancelledError
        If nobody wants it any more.
    """
    started = time.perf_counter()
    data: bytes | None = None
    # What the answer need not wait for is done beside it: hashing while decoding, the thumbnail while the network runs.
    with ThreadPoolExecutor(1, "lentigo-beside") as beside:
        try:
            data = source.read()
            sha256 = beside.submit(lambda read: hashlib.sha256(read).hexdigest(), data)
            token.check()
            decoded = classifier.decode(data)
        except ImageError as error:
            return AssessedImage(classifier.unreadable(str(error), data, started), b"")
        token.check()
        thumbnail = beside.submit(_thumbnail, decoded.pixels)
        assessment = classifier.assess_decoded(decoded, sha256.result(), started)
        picture = None
        if wants_picture():
            picture = ImagePyramid.from_pixels(decoded.pixels, (decoded.width_px, decoded.height_px))
        return AssessedImage(assessment, thumbnail.result(), picture)


def _thumbnail(pixels: npt.NDArray[np.uint8]) -> bytes:
    from PIL import Image

    picture = Image.fromarray(pixels)
    picture.thumbnail(THUMBNAIL_SIZE_PX, Image.Resampling.BOX, reducing_gap=2.0)
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_THUMBNAIL_JPEG_QUALITY)
    return stream.getvalue()
