"""Splits keep a lesion on one side."""

from pathlib import Path

import pytest

from training.datasets.ham10000 import read_ham10000
from training.datasets.labels import DIAGNOSES
from training.datasets.problems import DatasetError
from training.datasets.split import PARTS, make_split, read_split


def test_no_lesion_is_in_two_parts_and_every_label_is_in_each(small_ham: Path, tmp_path: Path) -> None:
    photographs = read_ham10000(small_ham)
    path = tmp_path / "split.csv"
    path.write_text(make_split(photographs, folds=5, seed=1))

    split = read_split(path)

    members = {part: split.of(photographs, part) for part in PARTS}
    lesions = [{photo.lesion_id for photo in members[part]} for part in PARTS]
    assert sum(map(len, lesions)) == len(set.union(*lesions))
    assert sum(map(len, members.values())) == len(photographs)
    for part in PARTS:
        assert {photo.label for photo in members[part]} == {label.key for label in DIAGNOSES}


def test_the_same_seed_gives_the_same_file_and_another_seed_another(small_ham: Path) -> None:
    photographs = read_ham10000(small_ham)

    first = make_split(photographs, folds=5, seed=1)

    assert make_split(list(reversed(photographs)), folds=5, seed=1) == first
    assert make_split(photographs, folds=5, seed=2) != first


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "split.csv"
    path.write_text("image_id,lesion_id,label,part\nISIC_1,HAM_1,nv,train\n")
    before = read_split(path).sha256

    path.write_text("image_id,lesion_id,label,part\nISIC_1,HAM_1,nv,test\n")

    assert read_split(path).sha256 != before


def test_more_folds_than_a_label_has_lesions_are_refused(small_ham: Path) -> None:
    with pytest.raises(DatasetError, match="15 lesions, too few for 16 folds"):
        make_split(read_ham10000(small_ham), folds=16, seed=1)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("nonsense\n", "is not a split"),
        ("image_id,lesion_id,label,part\nISIC_1,HAM_1,nv,holdout\n", "line 2: unknown part 'holdout'"),
        (
            "image_id,lesion_id,label,part\nISIC_1,HAM_1,nv,train\nISIC_2,HAM_1,nv,test\n",
            "line 3: lesion HAM_1 is in two parts",
        ),
    ],
)
def test_a_bad_split_file_is_named_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "split.csv"
    path.write_text(text)

    with pytest.raises(DatasetError, match=complaint):
        read_split(path)


def test_a_missing_split_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="cannot be read"):
        read_split(tmp_path / "split.csv")


def test_a_split_of_another_dataset_is_refused(small_ham: Path, tmp_path: Path) -> None:
    path = tmp_path / "split.csv"
    path.write_text("image_id,lesion_id,label,part\nISIC_1,HAM_1,nv,train\n")

    with pytest.raises(DatasetError, match="210 photographs are not in the split"):
        read_split(path).of(read_ham10000(small_ham), "train")
