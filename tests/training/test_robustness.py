"""How robust a bundle is, is measured on files that were changed before the desktop reads them."""

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from desktop.core.bundle.manifest import Label
from desktop.core.domain.assessment import Assessment
from desktop.core.inference.classifier import Classifier
from training.datasets.photograph import Photograph
from training.evaluation.predictions import Predictions, predict_with_bundle
from training.evaluation.robustness import PERTURBATIONS, compare, measure_robustness
from training.export.synthetic import synthetic_photograph

_LABELS = (Label("nv", "Naevus", malignant=False), Label("mel", "Melanoma", malignant=True))


def _said(right: npt.NDArray[np.bool_], refused: npt.NDArray[np.bool_] | None = None) -> Predictions:
    """Return predictions for as many of each label, right where told, of lesions with two photographs each."""
    truth = np.arange(len(right)) // 2 % 2
    chosen = np.where(right, truth, 1 - truth)
    lesions = np.array([f"lesion {row // 2}" for row in range(len(right))])
    return Predictions(_LABELS, truth, lesions, np.eye(2)[chosen], np.array([0.5, 0.5]), refused)


def _quantisation(file: bytes) -> object:
    """Return a JPEG's tables, which tell its quality; None of other files."""
    picture = Image.open(io.BytesIO(file))
    return picture.quantization if isinstance(picture, JpegImageFile) else None


def test_a_drop_is_the_difference_of_balanced_accuracies() -> None:
    right = np.ones(80, bool)
    worse = right.copy()
    worse[:20] = False

    found = compare(_said(right), {"dust": _said(worse, np.arange(80) < 8), "nothing": _said(right)})

    assert found.balanced_accuracy == 1
    dust, nothing = found.drops
    assert (dust.balanced_accuracy, dust.drop.value) == (0.75, 0.25)
    assert dust.refused == pytest.approx(0.1)
    assert dust.drop.low < 0.25 < dust.drop.high
    assert found.worst is dust
    assert nothing.drop.value == nothing.drop.low == nothing.drop.high == 0


def test_the_interval_of_a_drop_is_paired() -> None:
    right = np.arange(400) % 4 != 0
    worse = right.copy()
    worse[1] = False

    (drop,) = compare(_said(right), {"dust": _said(worse)}).drops

    # Unpaired, chance alone would make the interval some 0.1 wide.
    assert drop.drop.high - drop.drop.low < 0.02


def test_the_table_tells_each_change_with_its_drop() -> None:
    right = np.ones(40, bool)
    worse = np.arange(40) >= 10

    text = compare(_said(right), {"dust": _said(worse)}).markdown()

    assert "| dust | 0.750 | +0.250 |" in text
    assert "On 40 photographs" in text


@pytest.mark.parametrize(
    ("name", "width_px", "height_px"),
    [
        ("turned by 90°", 90, 120),
        ("turned by 180°", 120, 90),
        ("turned by 270°", 90, 120),
        ("mirrored", 120, 90),
        ("0.7 times as many pixels", 84, 63),
        ("1.4 times as many pixels", 168, 126),
        ("lesion at 0.7 times its scale", 172, 128),
        ("lesion at 1.4 times its scale", 86, 64),
    ],
)
def test_a_changed_picture_has_the_size_that_its_name_says(name: str, width_px: int, height_px: int) -> None:
    picture = Image.fromarray(synthetic_photograph(1, 120, 90))

    assert PERTURBATIONS[name](picture).size == (width_px, height_px)


@pytest.mark.parametrize(("name", "gain"), [("20 % darker", 0.8), ("20 % brighter", 1.2)])
def test_brightness_changes_by_a_fifth(name: str, gain: float) -> None:
    picture = Image.fromarray(synthetic_photograph(1, 120, 90))

    changed = np.asarray(PERTURBATIONS[name](picture)).mean() / np.asarray(picture).mean()

    assert changed == pytest.approx(gain, abs=0.03)


def test_every_change_reaches_the_classifier_as_a_file_and_one_is_really_compressed(
    bundle_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    classifier = Classifier.open(bundle_dir)
    photographs = []
    for number, label in enumerate(classifier.manifest.labels):
        path = tmp_path / f"{label.key}.png"
        Image.fromarray(synthetic_photograph(number, 120, 90)).save(path)
        photographs.append(Photograph(label.key, f"lesion {number}", label.key, path, label.key))
    unchanged = predict_with_bundle(classifier, photographs)
    files: list[bytes] = []
    assess = classifier.assess

    def note(data: bytes) -> Assessment:
        files.append(data)
        return assess(data)

    monkeypatch.setattr(classifier, "assess", note)

    found = measure_robustness(classifier, photographs, unchanged)

    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "JPEG", quality=50)
    wanted = _quantisation(stream.getvalue())
    assert len(files) == len(photographs) * len(PERTURBATIONS)
    assert [one for one in map(_quantisation, files) if one] == [wanted] * len(photographs)
    assert {one.name for one in found.drops} == set(PERTURBATIONS)
    assert found.images == len(photographs)
