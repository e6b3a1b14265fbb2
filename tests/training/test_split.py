"""Splits keep a lesion on one side, or say that they do not."""

from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from training.__main__ import main
from training.datasets.ham10000 import read_ham10000
from training.datasets.labels import DIAGNOSES
from training.datasets.photograph import Photograph
from training.datasets.problems import DatasetError
from training.datasets.split import PARTS, Protocol, Split, make_split, read_split
from training.export.synthetic import synthetic_photograph

HEADER = "image_id,lesion_id,label,part\n"
LEAKY_HEADER = "image_id,lesion_id,label,part,protocol\n"


def _split(
    photographs: list[Photograph], path: Path, *, protocol: Protocol = "lesion-grouped", test_folds: int = 1
) -> Split:
    path.write_text(make_split(photographs, folds=5, seed=1, protocol=protocol, test_folds=test_folds))
    return read_split(path)


def test_no_lesion_is_in_two_parts_and_every_label_is_in_each(small_ham: Path, tmp_path: Path) -> None:
    photographs = read_ham10000(small_ham)

    split = _split(photographs, tmp_path / "split.csv")

    members = {part: split.of(photographs, part) for part in PARTS}
    lesions = [{photo.lesion_id for photo in members[part]} for part in PARTS]
    assert sum(map(len, lesions)) == len(set.union(*lesions))
    assert sum(map(len, members.values())) == len(photographs)
    for part in PARTS:
        assert {photo.label for photo in members[part]} == {label.key for label in DIAGNOSES}
    assert split.leaking_lesions == 0


@pytest.mark.parametrize("protocol", ["lesion-grouped", "image-level"])
def test_each_part_has_its_share_of_each_label(small_ham: Path, tmp_path: Path, protocol: Protocol) -> None:
    photographs = read_ham10000(small_ham)

    split = _split(photographs, tmp_path / "split.csv", protocol=protocol)

    for part, of_30 in (("test", 6), ("validation", 6), ("train", 18)):
        counts = Counter(photo.label for photo in photographs if split.parts[photo.image_id] == part)
        assert counts == {label.key: of_30 for label in DIAGNOSES}


def test_several_folds_can_be_the_test_part(small_ham: Path, tmp_path: Path) -> None:
    photographs = read_ham10000(small_ham)

    one = _split(photographs, tmp_path / "one.csv")
    two = _split(photographs, tmp_path / "two.csv", test_folds=2)

    assert [len(two.of(photographs, part)) for part in PARTS] == [84, 42, 84]
    assert {photo.image_id for photo in one.of(photographs, "test")} < {
        photo.image_id for photo in two.of(photographs, "test")
    }


def test_each_fold_but_the_test_part_can_be_the_validation_part(small_ham: Path) -> None:
    photographs = read_ham10000(small_ham)
    texts = [make_split(photographs, folds=5, seed=1, validation_fold=fold) for fold in (1, 2, 3, 4)]

    rows = [[line.split(",") for line in text.splitlines()[1:]] for text in texts]
    validated = [{row[0] for row in table if row[3] == "validation"} for table in rows]
    tested = [{row[0] for row in table if row[3] == "test"} for table in rows]
    assert tested[1:] == tested[:1] * 3
    assert sum(map(len, validated)) == len(set.union(*validated)) == len(photographs) - len(tested[0])
    with pytest.raises(DatasetError, match="no validation fold 5"):
        make_split(photographs, folds=5, seed=1, validation_fold=5)


@pytest.mark.parametrize("test_folds", [0, 4])
def test_validation_and_training_need_a_fold_each(small_ham: Path, tmp_path: Path, test_folds: int) -> None:
    with pytest.raises(DatasetError, match=f"Of 5 folds, {test_folds} cannot be the test part"):
        _split(read_ham10000(small_ham), tmp_path / "split.csv", test_folds=test_folds)


def test_the_same_seed_gives_the_same_file_and_another_seed_another(small_ham: Path) -> None:
    photographs = read_ham10000(small_ham)

    first = make_split(photographs, folds=5, seed=1)

    assert make_split(list(reversed(photographs)), folds=5, seed=1) == first
    assert make_split(photographs, folds=5, seed=2) != first


def test_the_real_split_is_that_of_the_shipped_bundle(shared_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "split.csv"
    path.write_text(make_split(read_ham10000(shared_data), folds=8, seed=2018))

    assert read_split(path).sha256 == "a987f808b6bf565540d83efc8ae32cdb86c4b80b8ba37b685dd455dcbc0db657"


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "split.csv"
    path.write_text(f"{HEADER}ISIC_1,HAM_1,nv,train\n")
    before = read_split(path).sha256

    path.write_text(f"{HEADER}ISIC_1,HAM_1,nv,test\n")

    assert read_split(path).sha256 != before


def test_an_image_level_split_counts_the_lesions_that_leak(small_ham: Path, tmp_path: Path) -> None:
    photographs = read_ham10000(small_ham)

    split = _split(photographs, tmp_path / "split.csv", protocol="image-level")

    lesions = {part: {photo.lesion_id for photo in split.of(photographs, part)} for part in PARTS}
    assert split.protocol == "image-level"
    assert split.leaking_lesions == len(lesions["test"] & lesions["train"]) > 0
    assert (tmp_path / "split.csv").read_text().startswith(LEAKY_HEADER)


def test_a_leaky_split_says_so_of_every_part(tmp_path: Path) -> None:
    path = tmp_path / "split.csv"
    rows = [
        ("1", "A", "train"),
        ("2", "A", "test"),
        ("3", "B", "test"),
        ("4", "B", "validation"),
        ("5", "A", "validation"),
        ("6", "C", "test"),
    ]
    path.write_text(LEAKY_HEADER + "".join(f"{image},{lesion},nv,{part},image-level\n" for image, lesion, part in rows))

    split = read_split(path)

    leak = "LEAKY: 1 of {} lesions are also in the training part"
    assert split.leaking_lesions == 1
    assert split.describe("test", "HAM10000") == f"image-level test part of HAM10000, {leak.format(3)}"
    assert split.describe("validation", "HAM10000") == f"image-level validation part of HAM10000, {leak.format(2)}"
    assert split.describe("train", "HAM10000") == "image-level train part of HAM10000, LEAKY split"


def test_a_lesion_grouped_split_is_described_as_in_shipped_manifests(tmp_path: Path) -> None:
    path = tmp_path / "split.csv"
    path.write_text(f"{HEADER}ISIC_1,HAM_1,nv,train\n")

    assert read_split(path).protocol == "lesion-grouped"
    assert read_split(path).describe("test", "HAM10000") == "lesion-grouped test part of HAM10000"


@pytest.mark.parametrize(("protocol", "what"), [("lesion-grouped", "15 lesions"), ("image-level", "30 photographs")])
def test_more_folds_than_a_label_has_members_are_refused(small_ham: Path, protocol: Protocol, what: str) -> None:
    with pytest.raises(DatasetError, match=f"{what}, too few for 31 folds"):
        make_split(read_ham10000(small_ham), folds=31, seed=1, protocol=protocol)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("nonsense\n", "is not a split"),
        (f"{HEADER}ISIC_1,HAM_1,nv,holdout\n", "line 2: unknown part 'holdout'"),
        (f"{HEADER}ISIC_1,HAM_1\n", "line 2: unknown part ''"),
        (f"{HEADER}ISIC_1,HAM_1,nv,train\nISIC_1,HAM_1,nv,train\n", "line 3: ISIC_1 stands in the split twice"),
        (f"{HEADER}ISIC_1,HAM_1,nv,train\nISIC_2,HAM_1,nv,test\n", "line 3: lesion HAM_1 is in two parts"),
        (f"{LEAKY_HEADER}ISIC_1,HAM_1,nv,train,lesion-grouped\n", "line 2: unknown protocol 'lesion-grouped'"),
        (f"{LEAKY_HEADER}ISIC_1,HAM_1,nv,train\n", "line 2: unknown protocol ''"),
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
    path.write_text(f"{HEADER}ISIC_1,HAM_1,nv,train\n")

    with pytest.raises(DatasetError, match="210 photographs are not in the split"):
        read_split(path).of(read_ham10000(small_ham), "train")


def _run(folder: Path, data: Path, *options: str) -> int:
    return main(["split", "--data", str(data), "--cache", str(folder), "--out", str(folder / "split.csv"), *options])


def test_the_command_tells_the_size_of_the_parts(
    small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path, small_ham, "--folds", "5", "--test-folds", "2") == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "train          84 photographs of    42 lesions",
        "validation     42 photographs of    21 lesions",
        "test           84 photographs of    42 lesions",
    ]
    assert lines[3:] == [f"sha256 {read_split(tmp_path / 'split.csv').sha256}"]


def test_the_command_is_loud_about_a_leak(small_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path, small_ham, "--folds", "5", "--protocol", "image-level") == 0

    split = read_split(tmp_path / "split.csv")
    leak = f"LEAKY: {split.leaking_lesions} of"
    assert f"!!! image-level test part of HAM10000, {leak}" in capsys.readouterr().out


def test_the_command_lists_what_it_left_out_and_says_that_lesions_are_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in range(6):
        folder = tmp_path / "data" / ("benign" if seed % 2 else "malignant")
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(synthetic_photograph(seed, 160, 120)).save(folder / f"{seed}.png")
    (tmp_path / "data" / "benign" / "9.jpg").write_bytes(b"no picture")

    assert _run(tmp_path, tmp_path / "data", "--folds", "3") == 2
    assert "corrupt image: 1" in capsys.readouterr().err
    assert _run(tmp_path, tmp_path / "data", "--folds", "3", "--skip-bad") == 0

    said = capsys.readouterr().out
    assert "Photographs without lesion id: 6." in said
    assert said.index("Left out:") < said.index("corrupt image: 1") < said.index("9.jpg: This is not a picture")
