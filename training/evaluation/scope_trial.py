"""How many pictures that are out of scope a bundle refuses or flags, group by group, and how many that are in scope.

The pictures come with the libraries that training needs (and with scikit-image, where that is installed), are painted
by `training.evaluation.foreign_pictures`, or are made from the photographs by `training.evaluation.close_ups`. None was
used to fit a bundle's scope.
"""

import gzip
import io
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image
from tqdm import tqdm

from desktop.core.domain.assessment import CaptureFlag, Status
from desktop.core.imaging.decode import decode
from desktop.core.inference.classifier import Classifier
from training.datasets.photograph import Photograph
from training.evaluation.close_ups import bare_skin, close_up
from training.evaluation.foreign_pictures import PAINTERS
from training.evaluation.predictions import WORKERS

IN_SCOPE, PHOTOGRAPHS, CLOSE_UPS, BARE_SKIN = (
    "dermoscopic photographs",
    "ordinary photographs",
    "close-ups of skin, simulated",
    "skin without a lesion, through a dermatoscope",
)
# Pictures of each painted or simulated group.
_PICTURES = 25
_SEED = 20180801
# Parts of an ordinary photograph that are tried beside the whole, as shares of its height and width.
_PARTS = tuple(product((0.0, 0.5), (0.0, 0.5)))

_Pixels = npt.NDArray[np.uint8]


class TrialPicture(NamedTuple):
    """A picture that is out of scope: its group, and an image file."""

    group: str
    image: bytes


@dataclass(frozen=True)
class GroupResult:
    """What became of a group.

    Attributes
    ----------
    group : str
    pictures : int
    refused, flagged : float
        Shares (0–1) called out of scope, and assessed with the remark that they look unlike dermoscopic photographs.
    """

    group: str
    pictures: int
    refused: float
    flagged: float


@dataclass(frozen=True)
class ScopeTrial:
    """All groups; that of `IN_SCOPE`, which should not be refused, is the first."""

    groups: tuple[GroupResult, ...]
    left_out: tuple[str, ...]

    @property
    def out_of_scope(self) -> GroupResult:
        """All pictures that are not of skin, together."""
        others = [one for one in self.groups if one.group not in (IN_SCOPE, CLOSE_UPS, BARE_SKIN)]
        pictures = sum(one.pictures for one in others)
        refused, flagged = (
            sum(getattr(one, name) * one.pictures for one in others) / pictures for name in ("refused", "flagged")
        )
        return GroupResult("all that is not skin", pictures, refused, flagged)

    def markdown(self) -> str:
        """Return a table, and a sentence on what was left out."""
        rows = "\n".join(
            f"| {one.group} | {one.pictures} | {one.refused:.1%} | {one.flagged:.1%} |"
            for one in (*self.groups, self.out_of_scope)
        )
        left_out = "".join(f"\nLeft out: {sentence}\n" for sentence in self.left_out)
        return f"""\
| group | pictures | refused as out of scope | assessed, but flagged |
|---|---|---|---|
{rows}
{left_out}"""


def run_scope_trial(classifier: Classifier, photographs: Sequence[Photograph]) -> ScopeTrial:
    """Assess dermoscopic photographs and pictures that are out of scope, as the desktop does.

    Parameters
    ----------
    classifier : Classifier
    photographs : sequence of Photograph
        Dermoscopic ones that the bundle was not fitted to; close-ups and bare skin are made from some of them.
    """
    library, left_out = library_pictures()
    pictures = [*library, *painted_pictures(), *skin_pictures(photographs)]
    groups = [IN_SCOPE] * len(photographs) + [picture.group for picture in pictures]
    # One after the other from their files: all at once would fill the memory.
    images = (*(photo.path.read_bytes for photo in photographs), *(_returning(picture.image) for picture in pictures))
    with ThreadPoolExecutor(WORKERS) as pool:
        work = pool.map(lambda image: _verdict(classifier, image()), images)
        verdicts = np.array(list(tqdm(work, total=len(images), desc="trying the scope")))
    return ScopeTrial(tuple(_result(group, groups, verdicts) for group in dict.fromkeys(groups)), left_out)


def library_pictures() -> tuple[list[TrialPicture], tuple[str, ...]]:
    """Return ordinary photographs that installed libraries bring along, whole and in parts, and what is missing."""
    paths = [_resource("sklearn", "datasets", "images", name) for name in ("china.jpg", "flower.jpg")]
    sample_data = ("matplotlib", "mpl-data", "sample_data")
    paths.append(_resource(*sample_data, "grace_hopper.jpg"))
    left_out: tuple[str, ...] = ()
    if find_spec("skimage") is None:
        left_out = ("the photographs that scikit-image brings along; it is not installed.",)
    else:
        folder = _resource("skimage", "data")
        paths += sorted(path for path in folder.iterdir() if path.suffix in (".png", ".jpg"))
    pictures = [TrialPicture(PHOTOGRAPHS, part) for path in paths for part in _whole_and_parts(path)]
    slices = np.frombuffer(gzip.decompress(_resource(*sample_data, "s1045.ima.gz").read_bytes()), np.uint16)
    scan = slices.reshape(256, 256) / slices.max() * 255
    return [*pictures, TrialPicture("radiographs", _file_of(scan.astype(np.uint8)))], left_out


def painted_pictures() -> Iterator[TrialPicture]:
    """Paint pictures of every group of `PAINTERS`."""
    for (place, (group, paint)), number in product(enumerate(PAINTERS.items()), range(_PICTURES)):
        yield TrialPicture(group, _file_of(paint(np.random.default_rng((_SEED, place, number)))))


def skin_pictures(photographs: Sequence[Photograph]) -> Iterator[TrialPicture]:
    """Make close-ups and bare skin from some of the photographs, evenly spread."""
    makers = {CLOSE_UPS: close_up, BARE_SKIN: bare_skin}
    places = np.linspace(0, len(photographs) - 1, min(len(photographs), 4 * _PICTURES), dtype=int)
    for (group, make), place in product(makers.items(), places):
        pixels = decode(photographs[place].path.read_bytes()).pixels
        yield TrialPicture(group, _file_of(make(pixels, np.random.default_rng((_SEED, place)))))


def _verdict(classifier: Classifier, image: bytes) -> tuple[bool, bool]:
    """Return whether it was refused, and whether it was flagged."""
    assessment = classifier.assess(image)
    return assessment.status is not Status.ASSESSED, CaptureFlag.UNLIKE_DERMOSCOPY in assessment.flags


def _result(group: str, groups: Sequence[str], verdicts: npt.NDArray[np.bool_]) -> GroupResult:
    chosen = verdicts[np.array(groups) == group]
    return GroupResult(group, len(chosen), float(chosen[:, 0].mean()), float(chosen[:, 1].mean()))


def _whole_and_parts(path: Path) -> Iterator[bytes]:
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    yield _file_of(np.asarray(picture))
    width, height = picture.size
    for left, top in _PARTS:
        box = (int(left * width), int(top * height), int((left + 0.5) * width), int((top + 0.5) * height))
        yield _file_of(np.asarray(picture.crop(box)))


def _resource(package: str, *parts: str) -> Path:
    return Path(str(files(package).joinpath(*parts)))


def _returning(image: bytes) -> Callable[[], bytes]:
    return lambda: image


def _file_of(pixels: _Pixels) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG", compress_level=1)
    return stream.getvalue()
