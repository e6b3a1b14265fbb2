"""What a recipe is trained on."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training.datasets.dataset import Dataset, open_dataset
from training.datasets.problems import DatasetError
from training.datasets.split import Split, make_split, read_split
from training.loop.prepare import prepare, share_of
from training.recipes.catalogue import RECIPES


@pytest.fixture
def dataset(small_ham: Path, tmp_path: Path) -> Dataset:
    """The small dataset as benign and malignant."""
    return open_dataset(small_ham, cache_dir=tmp_path / "cache", label_set="malignancy")


@pytest.fixture
def split(dataset: Dataset, tmp_path: Path) -> Split:
    """Its split into five."""
    path = tmp_path / "split.csv"
    path.write_text(make_split(dataset.photographs, folds=5, seed=1))
    return read_split(path)


def test_training_and_validation_part_are_framed_each_at_its_size(
    dataset: Dataset, split: Split, tmp_path: Path
) -> None:
    recipe = replace(RECIPES["deep-cnn"], training_height_px=40, training_width_px=50)

    job = prepare(recipe, dataset, split, tmp_path / "cache")

    assert job.training.pixels.shape == (len(split.of(dataset.photographs, "train")), 40, 50, 3)
    assert job.validation.pixels.shape == (len(split.of(dataset.photographs, "validation")), 96, 96, 3)
    assert set(job.training.labels) == set(job.validation.labels) == {0, 1}


def test_a_recipe_that_standardises_learns_the_training_parts_mean_and_deviation(
    dataset: Dataset, split: Split, tmp_path: Path
) -> None:
    recipe = replace(RECIPES["mobilenet-v1"], label_set="malignancy", training_height_px=24, training_width_px=32)

    job = prepare(recipe, dataset, split, tmp_path / "cache")

    values = job.training.pixels.astype(np.float64) * job.recipe.input.scale + job.recipe.input.offset
    assert values.mean() == pytest.approx(0, abs=1e-6)
    assert values.std() == pytest.approx(1)


def test_a_share_of_the_data_is_a_share_of_each_diagnosis_by_whole_lesions(dataset: Dataset) -> None:
    kept = share_of(list(dataset.photographs), 0.2, seed=1)

    lesions = {photo.lesion_id for photo in kept}
    assert kept == [photo for photo in dataset.photographs if photo.lesion_id in lesions]
    by_diagnosis = {photo.diagnosis: photo for photo in dataset.photographs}
    for diagnosis in by_diagnosis:
        assert len({photo.lesion_id for photo in kept if photo.diagnosis == diagnosis}) == 3  # Of fifteen.
    assert share_of(list(dataset.photographs), 0.2, seed=1) == kept
    assert share_of(list(dataset.photographs), 0.2, seed=2) != kept


def test_a_label_without_training_photographs_is_refused(dataset: Dataset, split: Split, tmp_path: Path) -> None:
    benign = tuple(photo for photo in dataset.photographs if photo.label == "benign")

    with pytest.raises(DatasetError, match="no photograph of malignant"):
        prepare(RECIPES["deep-cnn"], replace(dataset, photographs=benign), split, tmp_path / "cache")


def test_the_whole_share_is_everything(dataset: Dataset) -> None:
    assert share_of(list(dataset.photographs), 1.0, seed=1) == list(dataset.photographs)
