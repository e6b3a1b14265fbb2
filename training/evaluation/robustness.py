"""How much balanced accuracy falls when photographs are compressed, lit, turned or scaled otherwise.

Each photograph is decoded, changed as a picture, written as a file again and assessed by the desktop's own path.
"""

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageEnhance, ImageOps
from tqdm import tqdm

from desktop.core.domain.assessment import Prediction, Status
from desktop.core.imaging.decode import decode
from desktop.core.inference.classifier import Classifier
from training.datasets.photograph import Photograph
from training.evaluation import metrics
from training.evaluation.intervals import Estimate, estimates, resampled_rows
from training.evaluation.metrics import FIGURES
from training.evaluation.predictions import WORKERS, Predictions, bundle_predictions

_BALANCED = FIGURES["balanced accuracy"]
_ZOOM_IN, _ZOOM_OUT = 1.4, 0.7


def _zoomed_in(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    margin_x, margin_y = (round(side * (1 - 1 / _ZOOM_IN) / 2) for side in (width, height))
    return picture.crop((margin_x, margin_y, width - margin_x, height - margin_y))


def _zoomed_out(picture: Image.Image) -> Image.Image:
    """Show more of the skin: what lies beyond the edge is the picture mirrored."""
    margins = [round(side * (1 / _ZOOM_OUT - 1) / 2) for side in (picture.height, picture.width)]
    padded = np.pad(np.asarray(picture), [(margins[0],) * 2, (margins[1],) * 2, (0, 0)], mode="reflect")
    return Image.fromarray(padded)


def _resampled(picture: Image.Image, scale: float) -> Image.Image:
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture.resize(size, Image.Resampling.BICUBIC)


PERTURBATIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "JPEG quality 50": lambda picture: picture,
    "20 % darker": lambda picture: ImageEnhance.Brightness(picture).enhance(0.8),
    "20 % brighter": lambda picture: ImageEnhance.Brightness(picture).enhance(1.2),
    "turned by 90°": lambda picture: picture.transpose(Image.Transpose.ROTATE_90),
    "turned by 180°": lambda picture: picture.transpose(Image.Transpose.ROTATE_180),
    "turned by 270°": lambda picture: picture.transpose(Image.Transpose.ROTATE_270),
    "mirrored": ImageOps.mirror,
    "0.7 times as many pixels": lambda picture: _resampled(picture, _ZOOM_OUT),
    "1.4 times as many pixels": lambda picture: _resampled(picture, _ZOOM_IN),
    "lesion at 0.7 times its scale": _zoomed_out,
    "lesion at 1.4 times its scale": _zoomed_in,
}
_AS_JPEG = "JPEG quality 50"


@dataclass(frozen=True)
class Drop:
    """What a change of the photographs does.

    Attributes
    ----------
    name : str
    balanced_accuracy : float
        Of the changed photographs, 0–1.
    drop : Estimate
        From the photographs as they are to the changed ones, with its paired 95 % interval by lesion.
    refused : float
        Share (0–1) of the changed photographs that were called out of scope. Their answers count all the same.
    """

    name: str
    balanced_accuracy: float
    drop: Estimate
    refused: float


@dataclass(frozen=True)
class Robustness:
    """All drops, and the balanced accuracy of the photographs as they are."""

    images: int
    balanced_accuracy: float
    drops: tuple[Drop, ...]

    @property
    def worst(self) -> Drop:
        """The largest drop."""
        return max(self.drops, key=lambda one: one.drop.value)

    def markdown(self) -> str:
        """Return a sentence and a table."""
        rows = "\n".join(
            f"| {one.name} | {one.balanced_accuracy:.3f} | {one.drop.value:+.3f} "
            f"| {one.drop.low:+.3f} to {one.drop.high:+.3f} | {one.refused:.1%} |"
            for one in self.drops
        )
        return f"""\
On {self.images} photographs; as they are, balanced accuracy is {self.balanced_accuracy:.3f}. A change is made before
the desktop sees the file. The intervals of the drops are paired and resample lesions.

| change | balanced accuracy | drop | 95 % interval | refused |
|---|---|---|---|---|
{rows}
"""


def measure_robustness(classifier: Classifier, photographs: Sequence[Photograph], unchanged: Predictions) -> Robustness:
    """Assess photographs changed in every way of `PERTURBATIONS`.

    Parameters
    ----------
    classifier : Classifier
    photographs : sequence of Photograph
    unchanged : Predictions
        What it says of them as they are; see `training.evaluation.predictions.predict_with_bundle`.

    Raises
    ------
    ImageError
        If one cannot be decoded.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        work = pool.map(lambda photo: _assess_changed(classifier, photo), photographs)
        answers = list(tqdm(work, total=len(photographs), desc="changing"))
    changed = {
        name: bundle_predictions(
            classifier,
            photographs,
            np.array([list(one[place].prediction.probabilities.values()) for one in answers]),
            np.array([one[place].refused for one in answers]),
        )
        for place, name in enumerate(PERTURBATIONS)
    }
    return compare(unchanged, changed)


def compare(unchanged: Predictions, changed: dict[str, Predictions]) -> Robustness:
    """Compute the drops from predictions for the same photographs, as they are and changed."""

    def drops(rows: npt.NDArray[np.int64]) -> dict[str, float]:
        whole = _BALANCED(unchanged.take(rows))
        return {name: whole - _BALANCED(said.take(rows)) for name, said in changed.items()}

    drawn = [drops(rows) for rows in islice(resampled_rows(unchanged), metrics.RESAMPLES)]
    found = estimates(drops(np.arange(len(unchanged.truth))), drawn)
    return Robustness(
        images=len(unchanged.truth),
        balanced_accuracy=_BALANCED(unchanged),
        drops=tuple(
            Drop(name, _BALANCED(said), found[name], 0.0 if said.refused is None else float(said.refused.mean()))
            for name, said in changed.items()
        ),
    )


@dataclass(frozen=True, eq=False)
class _Answer:
    prediction: Prediction
    refused: bool


def _assess_changed(classifier: Classifier, photo: Photograph) -> list[_Answer]:
    picture = Image.fromarray(decode(photo.path.read_bytes()).pixels)
    return [_assess(classifier, change(picture), name) for name, change in PERTURBATIONS.items()]


def _assess(classifier: Classifier, picture: Image.Image, name: str) -> _Answer:
    stream = io.BytesIO()
    if name == _AS_JPEG:
        picture.save(stream, "JPEG", quality=50)
    else:
        picture.save(stream, "BMP")  # Loses nothing, and is written and read at once.
    assessment = classifier.assess(stream.getvalue())
    prediction = assessment.prediction or assessment.withheld
    if prediction is None:
        raise ValueError(f"a picture that was just written cannot be read: {assessment.reason}")
    return _Answer(prediction, assessment.status is Status.OUT_OF_SCOPE)
