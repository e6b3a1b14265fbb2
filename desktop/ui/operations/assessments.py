"""Assessing one image of the queue."""

import hashlib
import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop.core.domain.assessment import Assessment
from desktop.core.errors import ImageError
from desktop.core.imaging.sources import ImageSource
from desktop.ui.tasks import CancelToken

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
    """

    assessment: Assessment
    thumbnail: bytes


def assess(classifier: "Classifier", source: ImageSource, token: CancelToken) -> AssessedImage:
    """Read, decode and assess an image; what is wrong with it, the assessment says.

    Raises
    ------
    CancelledError
        If nobody wants it any more.
    """
    started = time.perf_counter()
    data: bytes | None = None
    try:
        data = source.read()
        token.check()
        decoded = classifier.decode(data)
    except ImageError as error:
        return AssessedImage(classifier.unreadable(str(error), data, started), b"")
    token.check()
    assessment = classifier.assess_decoded(decoded, hashlib.sha256(data).hexdigest(), started)
    return AssessedImage(assessment, _thumbnail(decoded.pixels))


def _thumbnail(pixels: npt.NDArray[np.uint8]) -> bytes:
    from PIL import Image

    picture = Image.fromarray(pixels)
    picture.thumbnail(THUMBNAIL_SIZE_PX, Image.Resampling.BOX, reducing_gap=2.0)
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_THUMBNAIL_JPEG_QUALITY)
    return stream.getvalue()
