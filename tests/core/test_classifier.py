"""The classifier answers as in training, says why when it does not answer, and is refused when anything is wrong."""

import hashlib
import io
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop.core.domain.assessment import Assessment, CaptureFlag, Status
from desktop.core.imaging.decode import DecodedImage
from desktop.core.imaging.sources import ImageSource
from desktop.core.inference.batch import assess_all
from desktop.core.inference.classifier import MIN_SHORT_SIDE_PX, Classifier


def encoded(pixels: Any, file_format: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, file_format, quality=95)
    return stream.getvalue()


def lenient(bundle_copy: Any) -> Classifier:
    """Open a bundle that takes everything for in scope: synthetic lesions need not look real to a real network."""
    bundle_copy.edit(lambda fields: fields["scope"].update(threshold=1e8))
    return Classifier.open(bundle_copy.folder)


def strict(bundle_copy: Any) -> Classifier:
    """Open a bundle that takes nothing for in scope."""
    bundle_copy.edit(lambda fields: fields["scope"].update(threshold=0.0))
    return Classifier.open(bundle_copy.folder)


def test_the_bundle_that_ships_replays_its_probe(classifier: Classifier) -> None:
    assert classifier.probe_report.preprocessing_difference <= 1
    assert classifier.probe_report.network_difference <= 1e-4


def test_a_photograph_gets_a_prediction_that_adds_up(bundle_copy: Any, synthetic_photo: Callable[..., Any]) -> None:
    classifier = lenient(bundle_copy)
    labels = classifier.bundle.manifest.labels

    assessment = classifier.assess(encoded(synthetic_photo(1, 600, 450), "JPEG"))

    prediction = assessment.prediction
    assert prediction is not None
    assert assessment.status is Status.ASSESSED
    assert assessment.reason is None
    assert assessment.withheld is None
    assert (assessment.width_px, assessment.height_px) == (600, 450)
    assert list(prediction.probabilities) == [label.key for label in labels]
    assert all(0 <= value <= 1 for value in prediction.probabilities.values())
    assert sum(prediction.probabilities.values()) == pytest.approx(1, abs=1e-5)
    assert prediction.malignant == pytest.approx(
        sum(prediction.probabilities[label.key] for label in labels if label.malignant)
    )
    assert prediction.top_label == max(prediction.probabilities, key=lambda key: prediction.probabilities[key])
    priors = classifier.bundle.manifest.priors
    assert prediction.balanced_label == max(priors, key=lambda key: prediction.probabilities[key] / priors[key])


def test_the_answer_names_the_image_and_the_bundle(classifier: Classifier, synthetic_photo: Callable[..., Any]) -> None:
    data = encoded(synthetic_photo(1, 300, 225))

    assessment = classifier.assess(data)

    assert assessment.sha256 == hashlib.sha256(data).hexdigest()
    assert assessment.bundle == classifier.bundle_id
    assert str(assessment.bundle) == f"{classifier.bundle.manifest.name}-{classifier.bundle.manifest.version}"


def test_probabilities_are_the_calibrated_softmax_of_the_logits(classifier: Classifier) -> None:
    outputs = classifier.outputs(classifier.bundle.probe.tensors)
    calibration = classifier.bundle.manifest.calibration

    scores = outputs["logits"].astype(np.float64) / calibration.temperature + np.array(calibration.bias)
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))

    assert outputs["probabilities"] == pytest.approx(exponentials / exponentials.sum(axis=1, keepdims=True), abs=1e-5)


def test_the_mean_of_each_activation_map_is_the_labels_logit(classifier: Classifier) -> None:
    outputs = classifier.outputs(classifier.bundle.probe.tensors)

    assert outputs["cam"].mean(axis=(1, 2)) == pytest.approx(outputs["logits"], abs=1e-3)


@pytest.mark.parametrize("portrait", [False, True])
def test_activation_maps_lie_over_the_upright_picture(
    bundle_copy: Any, synthetic_photo: Callable[..., Any], portrait: bool
) -> None:
    pixels = synthetic_photo(1, 600, 450)

    assessment = lenient(bundle_copy).assess(encoded(np.rot90(pixels, -1) if portrait else pixels))

    assert assessment.prediction is not None
    for activation in assessment.prediction.activation.values():
        rows, columns = activation.shape
        assert (rows > columns) is portrait
        assert activation.flags.c_contiguous
        assert activation.dtype == np.float32


def test_a_turned_photograph_gets_the_same_answer(bundle_copy: Any, synthetic_photo: Callable[..., Any]) -> None:
    classifier = lenient(bundle_copy)
    spec = classifier.bundle.manifest.input
    pixels = synthetic_photo(1, spec.width_px, spec.height_px)  # Of the input's size: nothing is resampled.

    landscape = classifier.assess(encoded(pixels)).prediction
    portrait = classifier.assess(encoded(np.rot90(pixels, -1))).prediction

    assert landscape is not None
    assert portrait is not None
    assert landscape.probabilities == portrait.probabilities
    for key, activation in landscape.activation.items():
        assert np.array_equal(np.rot90(activation, -1), portrait.activation[key])


def test_an_image_out_of_scope_has_a_reason_and_no_prediction(
    bundle_copy: Any, synthetic_photo: Callable[..., Any]
) -> None:
    assessment = strict(bundle_copy).assess(encoded(synthetic_photo(1, 600, 450)))

    assert assessment.status is Status.OUT_OF_SCOPE
    assert assessment.prediction is None
    assert assessment.withheld is not None
    assert assessment.reason is not None
    assert "dermoscopic" in assessment.reason


@pytest.mark.parametrize("kind", ["noise", "screen", "black", "white"])
def test_what_is_no_photograph_of_skin_is_out_of_scope(classifier: Classifier, kind: str) -> None:
    generator = np.random.default_rng(0)
    pictures = {
        "noise": generator.integers(0, 256, (450, 600, 3), dtype=np.uint8),
        "screen": np.kron(generator.integers(0, 2, (45, 60, 1)), np.full((10, 10, 3), 255)).astype(np.uint8),
        "black": np.zeros((450, 600, 3), np.uint8),
        "white": np.full((450, 600, 3), 255, np.uint8),
    }

    assert classifier.assess(encoded(pictures[kind])).status is Status.OUT_OF_SCOPE


def test_a_picture_without_colour_is_out_of_scope_and_says_so(
    bundle_copy: Any, synthetic_photo: Callable[..., Any]
) -> None:
    classifier, photograph = lenient(bundle_copy), synthetic_photo(1, 600, 450)
    grey = np.repeat(photograph.mean(axis=-1, keepdims=True), 3, axis=-1).astype(np.uint8)

    assert classifier.assess(encoded(photograph, "JPEG")).status is Status.ASSESSED
    for file_format in ("PNG", "JPEG"):
        assessment = classifier.assess(encoded(grey, file_format))
        assert assessment.status is Status.OUT_OF_SCOPE
        assert assessment.reason is not None
        assert "no colour" in assessment.reason


def test_a_photograph_between_the_two_thresholds_is_assessed_and_flagged(
    bundle_copy: Any, synthetic_photo: Callable[..., Any]
) -> None:
    classifier, photograph = lenient(bundle_copy), encoded(synthetic_photo(1, 600, 450), "JPEG")
    papers = classifier.manifest

    flags = []
    for flag_threshold in (1e8, 0.0):
        classifier.manifest = replace(papers, scope=replace(papers.scope, flag_threshold=flag_threshold))
        flags.append(classifier.assess(photograph).flags)

    assert CaptureFlag.UNLIKE_DERMOSCOPY not in flags[0]
    assert flags[1] == (CaptureFlag.UNLIKE_DERMOSCOPY, *flags[0])


@pytest.mark.parametrize(
    ("width_px", "height_px", "told"),
    [(1, 1, "too small"), (20, 5000, "too small"), (63, 900, "too small"), (100, 5000, "too narrow")],
)
def test_a_picture_of_an_impossible_size_is_out_of_scope_and_says_so(
    bundle_copy: Any, width_px: int, height_px: int, told: str
) -> None:
    assessment = lenient(bundle_copy).assess(encoded(np.full((height_px, width_px, 3), 150, np.uint8)))

    assert assessment.status is Status.OUT_OF_SCOPE
    assert assessment.reason is not None
    assert told in assessment.reason
    assert f"{width_px} × {height_px} pixels" in assessment.reason
    assert (assessment.width_px, assessment.height_px) == (width_px, height_px)


def test_the_smallest_allowed_picture_is_assessed(bundle_copy: Any, synthetic_photo: Callable[..., Any]) -> None:
    assessment = lenient(bundle_copy).assess(encoded(synthetic_photo(1, 4 * MIN_SHORT_SIDE_PX, MIN_SHORT_SIDE_PX)))

    assert assessment.status is Status.ASSESSED
    assert CaptureFlag.TOO_SMALL in assessment.flags


@pytest.mark.parametrize(
    "data", [b"", b"rubbish", b"\0" * 10_000, b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8, b"GIF89a"], ids=len
)
def test_rubbish_is_unreadable_with_a_reason_and_never_raises(classifier: Classifier, data: bytes) -> None:
    assessment = classifier.assess(data)

    assert assessment.status is Status.UNREADABLE
    assert assessment.reason
    assert assessment.prediction is None
    assert assessment.withheld is None
    assert (assessment.width_px, assessment.height_px) == (None, None)
    assert assessment.sha256 is not None


def test_a_file_that_is_not_there_is_unreadable_and_has_no_hash(classifier: Classifier, tmp_path: Path) -> None:
    assessment = classifier.assess_source(ImageSource.from_path(tmp_path / "gone.jpg"))

    assert assessment.status is Status.UNREADABLE
    assert assessment.sha256 is None


def test_a_distance_that_is_no_number_is_out_of_scope(
    classifier: Classifier, synthetic_photo: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classifier, "distance", lambda _: np.array([np.nan], np.float32))

    assert classifier.assess(encoded(synthetic_photo(1, 600, 450))).status is Status.OUT_OF_SCOPE


def test_many_threads_get_the_answers_that_one_gets(
    classifier: Classifier, synthetic_photo: Callable[..., Any]
) -> None:
    sources = [ImageSource(f"{seed}", None, encoded(synthetic_photo(seed, 400, 300), "JPEG")) for seed in range(6)]
    alone = [numbers(classifier.assess_source(source)) for source in sources]

    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda source: numbers(classifier.assess_source(source)), sources * 2))

    assert together == alone * 2


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_batch_comes_in_the_order_of_its_sources(
    classifier: Classifier, synthetic_photo: Callable[..., Any], jobs: int
) -> None:
    data = [encoded(synthetic_photo(seed, 300, 225)) for seed in range(3)]
    sources = [ImageSource(str(number), None, (*data, b"")[number % 4]) for number in range(20)]

    answered = list(assess_all(classifier, iter(sources), jobs))

    assert [source for source, _ in answered] == sources
    assert [answer.status is Status.UNREADABLE for _, answer in answered] == [number % 4 == 3 for number in range(20)]


def test_a_batch_that_is_given_up_stops_its_threads(
    classifier: Classifier, synthetic_photo: Callable[..., Any]
) -> None:
    data = encoded(synthetic_photo(0, 300, 225))

    answers = assess_all(classifier, (ImageSource("same", None, data) for _ in range(100_000)), 2)
    next(answers)
    answers.close()  # type: ignore[attr-defined]  # It is a generator.


def test_real_photographs_are_assessed(classifier: Classifier, shared_data: Path) -> None:
    paths = sorted(shared_data.rglob("*.jpg"))[:16]

    answers = [classifier.assess_source(ImageSource.from_path(path)) for path in paths]

    assert all(isinstance(answer, Assessment) for answer in answers)
    assert sum(answer.status is Status.ASSESSED for answer in answers) >= 14


def numbers(assessment: Assessment) -> str:
    """Write an answer down for comparison, all but its time."""
    prediction = assessment.prediction or assessment.withheld
    assert prediction is not None
    return json.dumps([assessment.status, dict(prediction.probabilities), assessment.flags, assessment.sha256])


def test_pixels_can_be_assessed_without_a_file(classifier: Classifier, synthetic_photo: Callable[..., Any]) -> None:
    pixels = synthetic_photo(1, 600, 450)
    decoded = DecodedImage(pixels, 600, 450, has_more_frames=False, profile_ignored=False)

    from_pixels = classifier.assess_decoded(decoded, "hash", 0.0)
    from_file = classifier.assess(encoded(pixels))

    assert json.loads(numbers(from_pixels))[:3] == json.loads(numbers(from_file))[:3]
