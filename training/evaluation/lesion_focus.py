"""Whether a bundle looks at the lesion: where its heatmaps lie, and what it says when lesion or surround is gone.

Photographs through a dermatoscope have the lesion in the middle. The middle is here an ellipse of half the picture's
area. It, or all around it, is filled with the colour of the picture's edge, which is skin nearly always, with a soft
rim; the desktop's classifier assesses what is left.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from desktop.core.bundle.preprocess import frame
from desktop.core.domain.assessment import Prediction
from desktop.core.inference.classifier import Classifier
from training.datasets.photograph import Photograph
from training.evaluation.metrics import FIGURES, MALIGNANT, target_of
from training.evaluation.predictions import WORKERS, Predictions, bundle_predictions

# Of the picture's area.
MIDDLE_SHARE = 0.5
# Width of the rim over which the filling sets in, as a share of the ellipse's radius.
_RIM = 0.12
# Of the picture's height and width: what counts as its edge.
_EDGE = 0.04
# Points each way within a cell of the heatmap, to find how much of the cell lies in the middle.
_POINTS = 8

_Pixels = npt.NDArray[np.uint8]


class _Answers(NamedTuple):
    """What was said of a photograph."""

    whole: Prediction
    without_middle: Prediction
    without_surround: Prediction


@dataclass(frozen=True)
class LesionFocus:
    """How much the answer depends on the middle of the picture and on what surrounds it.

    Attributes
    ----------
    images : int
    heatmap_in_middle : float
        Mean share (0–1) of the heatmap of the most probable label that lies in the middle; `MIDDLE_SHARE` by chance.
    balanced_accuracy, malignant_auc : (float, float, float)
        0–1; of the whole photographs, of those without their middle, and of those without their surround. 1 / labels
        and 0.5 by chance.
    label_changed : (float, float)
        Share (0–1) of photographs whose most probable label is another one without the middle, without the surround.
    malignant_changed : (float, float)
        Mean absolute change (0–1) of the chance of malignancy without the middle, without the surround.
    """

    images: int
    heatmap_in_middle: float
    balanced_accuracy: tuple[float, ...]
    malignant_auc: tuple[float, ...]
    label_changed: tuple[float, ...]
    malignant_changed: tuple[float, ...]

    def markdown(self) -> str:
        """Return a sentence and a table."""
        label, malignant = (None, *self.label_changed), (None, *self.malignant_changed)
        names = ("whole photograph", "middle blanked", "surround blanked")
        rows = "\n".join(
            f"| {name} | {self.balanced_accuracy[index]:.3f} | {self.malignant_auc[index]:.3f} "
            f"| {_percent(label[index])} | {_percent(malignant[index])} |"
            for index, name in enumerate(names)
        )
        return f"""\
On {self.images} photographs, {self.heatmap_in_middle:.0%} of the heatmap of the most probable label lies in the middle
ellipse, which has {MIDDLE_SHARE:.0%} of the area.

| | balanced accuracy | malignant AUC | other label | mean change of the chance of malignancy |
|---|---|---|---|---|
{rows}
"""


def measure_lesion_focus(classifier: Classifier, photographs: Sequence[Photograph]) -> LesionFocus:
    """Assess photographs whole, without their middle and without what surrounds it.

    Raises
    ------
    ImageError
        If one cannot be decoded.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        work = pool.map(lambda photo: _answers(classifier, photo), photographs)
        answers = list(tqdm(work, total=len(photographs), desc="blanking"))
    said = [_said(classifier, photographs, kind) for kind in zip(*answers, strict=True)]
    whole, blanked = said[0], said[1:]
    return LesionFocus(
        images=len(photographs),
        heatmap_in_middle=float(np.mean([share_in_middle(answer.whole) for answer in answers])),
        balanced_accuracy=tuple(FIGURES["balanced accuracy"](kind) for kind in said),
        malignant_auc=tuple(FIGURES["malignant AUC"](kind) for kind in said),
        label_changed=tuple(float((_labels(whole) != _labels(kind)).mean()) for kind in blanked),
        malignant_changed=tuple(float(np.abs(_malignant(whole) - _malignant(kind)).mean()) for kind in blanked),
    )


def blanked(pixels: _Pixels, *, middle: bool) -> _Pixels:
    """Fill the middle of a picture, or all around it, with the median colour of its edge.

    Parameters
    ----------
    pixels : uint8 array, shape (rows, columns, 3)
        sRGB, 0–255.
    middle : bool
        Whether the middle is filled, else what surrounds it.

    Returns
    -------
    uint8 array, shape (rows, columns, 3)
    """
    rows, columns = pixels.shape[:2]
    high, wide = max(1, round(rows * _EDGE)), max(1, round(columns * _EDGE))
    sides = (pixels[:high], pixels[-high:], pixels[:, :wide], pixels[:, -wide:])
    skin = np.median(np.concatenate([side.reshape(-1, 3) for side in sides]), axis=0)
    radius = _radius((np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns)
    inside = np.clip((1 - radius) / _RIM + 0.5, 0, 1)[..., np.newaxis]
    filled = inside if middle else 1 - inside
    mixed: _Pixels = np.rint(pixels * (1 - filled) + skin * filled).astype(np.uint8)
    return mixed


def share_in_middle(prediction: Prediction) -> float:
    """Return the share (0–1) of the most probable label's heatmap that lies in the middle of the picture.

    Only what speaks for the label is counted, as the window paints it. A map that holds nothing of it counts 0.
    """
    evidence = np.maximum(prediction.activation[prediction.top_label], 0).astype(np.float64)
    rows, columns = evidence.shape
    left, top, right, bottom = prediction.activation_part
    down = top + (bottom - top) * (np.arange(rows * _POINTS) + 0.5) / (rows * _POINTS)
    across = left + (right - left) * (np.arange(columns * _POINTS) + 0.5) / (columns * _POINTS)
    points = (_radius(down, across) <= 1).reshape(rows, _POINTS, columns, _POINTS)
    total = float(evidence.sum())
    return float((evidence * points.mean(axis=(1, 3))).sum()) / total if total > 0 else 0.0


def _radius(down: npt.NDArray[np.float64], across: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return how far points (fractions, 0–1, of height and width) lie from the middle; 1 on the ellipse's rim."""
    half_axis = np.sqrt(MIDDLE_SHARE / np.pi)
    radius: npt.NDArray[np.float64] = np.hypot(down[:, np.newaxis] - 0.5, across[np.newaxis] - 0.5) / half_axis
    return radius


def _answers(classifier: Classifier, photo: Photograph) -> _Answers:
    decoded = classifier.decode(photo.path.read_bytes())
    framed, _ = frame(decoded.pixels, classifier.bundle.manifest.input)
    pictures = (framed, blanked(framed, middle=True), blanked(framed, middle=False))
    assessments = [classifier.assess_decoded(replace(decoded, pixels=pixels), "", 0.0) for pixels in pictures]
    # Whether a blanked photograph would be refused is not the question here; what was decoded has numbers anyway.
    return _Answers(*(cast("Prediction", said.prediction or said.withheld) for said in assessments))


def _said(classifier: Classifier, photographs: Sequence[Photograph], answers: Sequence[Prediction]) -> Predictions:
    probabilities = np.array([list(answer.probabilities.values()) for answer in answers])
    return bundle_predictions(classifier, photographs, probabilities, None)


def _labels(said: Predictions) -> npt.NDArray[np.int64]:
    chosen: npt.NDArray[np.int64] = said.probabilities.argmax(axis=1)
    return chosen


def _malignant(said: Predictions) -> npt.NDArray[np.float64]:
    return target_of(said, MALIGNANT).score


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"
