"""What a network said of labelled photographs."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from desktop.core.bundle.manifest import Label
from desktop.core.bundle.preprocess import InputSpec, frame, normalise
from desktop.core.domain.assessment import Assessment, Status
from desktop.core.imaging.decode import decode
from desktop.core.imaging.sources import ImageSource
from desktop.core.inference.classifier import Classifier
from desktop.core.inference.session import Session
from training.datasets.cache import framed_photographs
from training.datasets.labels import label_indices
from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError

WORKERS = 2
# So few that a batch stays in the processor's cache: twice as quick as 32 at a time.
_BATCH = 4


@dataclass(frozen=True, eq=False)
class Predictions:
    """Truth and answers for a set of photographs.

    Attributes
    ----------
    labels : tuple of Label
        In the order of `probabilities`.
    truth : int64 array, shape (images,)
        Indices into `labels`.
    lesions : str array, shape (images,)
        Lesion ids: intervals resample lesions, not images.
    probabilities : float64 array, shape (images, labels)
        Calibrated, of every photograph, whether refused or not.
    priors : float64 array, shape (labels,)
        Shares (0–1) of the labels in the training set.
    refused : bool array, shape (images,), optional
        True where the photograph was called out of scope; None where nobody was there to refuse any.
    """

    labels: tuple[Label, ...]
    truth: npt.NDArray[np.int64]
    lesions: npt.NDArray[np.str_]
    probabilities: npt.NDArray[np.float64]
    priors: npt.NDArray[np.float64]
    refused: npt.NDArray[np.bool_] | None

    def take(self, rows: npt.NDArray[np.int64]) -> "Predictions":
        """Return those of the given images, which may repeat."""
        return Predictions(
            self.labels,
            self.truth[rows],
            self.lesions[rows],
            self.probabilities[rows],
            self.priors,
            None if self.refused is None else self.refused[rows],
        )


class Features(NamedTuple):
    """Logits (images, labels) and what the scope is judged by (images, channels), float32."""

    logits: npt.NDArray[np.float32]
    scope_features: npt.NDArray[np.float32]


def lesion_ids(photographs: Iterable[Photograph]) -> npt.NDArray[np.str_]:
    """Return each photograph's lesion id."""
    return np.array([photo.lesion_id for photo in photographs])


def predict_with_bundle(classifier: Classifier, photographs: Sequence[Photograph]) -> Predictions:
    """Assess photographs exactly as the desktop does, from their files.

    Raises
    ------
    DatasetError
        If one cannot be read; the message names it.
    """

    def assess(photo: Photograph) -> Assessment:
        return classifier.assess_source(ImageSource.from_path(photo.path))

    with ThreadPoolExecutor(WORKERS) as pool:
        assessments = list(tqdm(pool.map(assess, photographs), total=len(photographs), desc="assessing"))
    for photo, assessment in zip(photographs, assessments, strict=True):
        if assessment.status is Status.UNREADABLE:
            raise DatasetError(f"{photo.path}: {assessment.reason}")
    answers = [assessment.prediction or assessment.withheld for assessment in assessments]
    probabilities = np.array([list(answer.probabilities.values()) for answer in answers if answer])
    refused = np.array([assessment.status is Status.OUT_OF_SCOPE for assessment in assessments])
    return bundle_predictions(classifier, photographs, probabilities, refused)


def predict_with_graph(classifier: Classifier, photographs: Sequence[Photograph], cache_dir: Path) -> Predictions:
    """Run a bundle's graph on cached pixels, in batches: quick, and nothing is refused.

    Raises
    ------
    DatasetError
        If one cannot be read; the message names it.
    """
    spec = classifier.bundle.manifest.input
    pixels = framed_photographs(photographs, spec, cache_dir)

    def probabilities(first: int) -> npt.NDArray[np.float32]:
        return classifier.outputs(normalise(pixels[first : first + _BATCH], spec))["probabilities"]

    batches = range(0, len(photographs), _BATCH)
    with ThreadPoolExecutor(WORKERS) as pool:
        found = list(tqdm(pool.map(probabilities, batches), total=len(batches), desc="predicting"))
    return bundle_predictions(classifier, photographs, np.concatenate(found).astype(np.float64), None)


def bundle_predictions(
    classifier: Classifier,
    photographs: Sequence[Photograph],
    probabilities: npt.NDArray[np.float64],
    refused: npt.NDArray[np.bool_] | None,
) -> Predictions:
    """Put a bundle's probabilities, float64 (images, labels), beside the truth."""
    manifest = classifier.manifest
    return Predictions(
        labels=manifest.labels,
        truth=label_indices(photographs, manifest.labels),
        lesions=lesion_ids(photographs),
        probabilities=probabilities,
        priors=np.array([manifest.priors[label.key] for label in manifest.labels]),
        refused=refused,
    )


def compute_features(
    session: Session,
    spec: InputSpec,
    photographs: Sequence[Photograph],
    *,
    alter: Callable[[npt.NDArray[np.uint8], int], npt.NDArray[np.uint8]] | None = None,
) -> Features:
    """Return what a network makes of photographs, by the desktop's own pixel path from their files.

    Parameters
    ----------
    session : Session
    spec : InputSpec
    photographs : sequence of Photograph
    alter : callable, optional
        Changes a decoded photograph, uint8 (rows, columns, 3), before it is framed; it is told the photograph's place.
    """

    def features(place: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        pixels = decode(photographs[place].path.read_bytes(), cover=(spec.height_px, spec.width_px)).pixels
        framed, _ = frame(pixels if alter is None else alter(pixels, place), spec)
        outputs = session.run(normalise(framed, spec)[np.newaxis])
        return outputs["logits"][0], outputs["scope_features"][0]

    with ThreadPoolExecutor(WORKERS) as pool:
        work = pool.map(features, range(len(photographs)))
        found = list(tqdm(work, total=len(photographs), desc="computing features"))
    logits, scope_features = zip(*found, strict=True)
    return Features(np.stack(logits), np.stack(scope_features))
