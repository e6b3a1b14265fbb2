"""Reading photographs from folders named by their labels."""

from pathlib import Path

import pytest
from PIL import Image

from training.datasets.dataset import open_dataset
from training.datasets.folders import list_folders
from training.datasets.problems import DatasetError
from training.export.synthetic import synthetic_photograph


def _photograph(path: Path, seed: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(synthetic_photograph(seed, 160, 120)).save(path)


def test_the_same_name_in_train_and_test_is_two_photographs(tmp_path: Path) -> None:
    for seed, folder in enumerate(("train/benign", "train/malignant", "test/benign", "test/malignant")):
        _photograph(tmp_path / folder / "1.jpg", seed)

    photographs = open_dataset(tmp_path, cache_dir=tmp_path / "cache").photographs

    assert [(photo.image_id, photo.label) for photo in photographs] == [
        ("test/benign/1.jpg", "benign"),
        ("test/malignant/1.jpg", "malignant"),
        ("train/benign/1.jpg", "benign"),
        ("train/malignant/1.jpg", "malignant"),
    ]


def test_label_folders_alone_and_in_capitals_are_enough_and_folders_below_them_belong_to_them(tmp_path: Path) -> None:
    _photograph(tmp_path / "Benign" / "a.PNG", 1)
    _photograph(tmp_path / "MALIGNANT" / "camera_1" / "b.jpeg", 2)

    dataset = open_dataset(tmp_path, cache_dir=tmp_path / "cache")

    assert [photo.label for photo in dataset.photographs] == ["benign", "malignant"]
    assert [label.key for label in dataset.labels] == ["benign", "malignant"]
    assert dataset.name == tmp_path.name


def test_folders_named_by_diagnoses_give_both_sets_of_labels(tmp_path: Path) -> None:
    for seed, key in enumerate(("akiec", "bcc", "bkl", "df", "mel", "nv", "vasc")):
        _photograph(tmp_path / key / "1.jpg", seed)

    fine = open_dataset(tmp_path, cache_dir=tmp_path / "cache")
    coarse = open_dataset(tmp_path, cache_dir=tmp_path / "cache", label_set="malignancy")

    assert [photo.label for photo in fine.photographs] == ["akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"]
    assert [photo.label for photo in coarse.photographs] == [
        "malignant",
        "malignant",
        "benign",
        "benign",
        "malignant",
        "benign",
        "benign",
    ]
    assert [photo.diagnosis for photo in coarse.photographs] == [photo.label for photo in fine.photographs]


def test_benign_and_malignant_cannot_give_diagnoses(tmp_path: Path) -> None:
    _photograph(tmp_path / "benign" / "1.jpg", 1)
    _photograph(tmp_path / "malignant" / "1.jpg", 2)

    with pytest.raises(DatasetError, match="tells only benign from malignant: it cannot give the labels akiec"):
        open_dataset(tmp_path, cache_dir=tmp_path / "cache", label_set="diagnosis")


def test_hidden_files_and_what_archives_bring_along_are_passed_over(tmp_path: Path) -> None:
    _photograph(tmp_path / "benign" / "1.jpg", 1)
    for stray in ("benign/._1.jpg", ".trash/benign/2.jpg", "__MACOSX/benign/3.jpg"):
        (tmp_path / stray).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / stray).write_bytes(b"")

    assert [row.photograph.image_id for row in list_folders(tmp_path).rows] == ["benign/1.jpg"]


def test_copies_in_train_and_test_are_one_lesion_and_other_photographs_are_not(tmp_path: Path) -> None:
    _photograph(tmp_path / "train" / "benign" / "1.jpg", 1)
    _photograph(tmp_path / "train" / "malignant" / "2.jpg", 2)
    with Image.open(tmp_path / "train" / "benign" / "1.jpg") as original:
        (tmp_path / "test" / "benign").mkdir(parents=True)
        original.transpose(Image.Transpose.FLIP_LEFT_RIGHT).resize((100, 100)).save(tmp_path / "test/benign/9.jpg")

    dataset = open_dataset(tmp_path, cache_dir=tmp_path / "cache")

    assert [photo.lesion_id for photo in dataset.photographs] == [
        "near:test/benign/9.jpg",
        "near:test/benign/9.jpg",
        "near:train/malignant/2.jpg",
    ]
    assert dataset.guessed_lesions == 3
