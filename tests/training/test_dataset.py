"""Opening a dataset, whatever its layout, and what is known of its photographs."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop.core.imaging.decode import decode
from training.datasets import scan
from training.datasets.dataset import open_dataset
from training.datasets.problems import BadDataError, DatasetError
from training.datasets.scan import cie_lightness, image_facts, skin_lightness


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Sizes in bytes of the files that are decoded from now on."""
    sizes = []

    def count(data: bytes, **options: Any) -> Any:
        sizes.append(len(data))
        return decode(data, **options)

    monkeypatch.setattr(scan, "decode", count)
    return sizes


@pytest.fixture
def two_labels(tmp_path: Path) -> Path:
    """A photograph in each of ``benign`` and ``malignant``; one is grey, one white."""
    for label, grey in (("benign", 119), ("malignant", 255)):
        (tmp_path / "data" / label).mkdir(parents=True)
        Image.new("RGB", (80, 60), (grey, grey, grey)).save(tmp_path / "data" / label / "1.png")
    return tmp_path / "data"


def test_the_finest_labels_are_given_unless_others_are_asked_for(small_ham: Path, tmp_path: Path) -> None:
    fine = open_dataset(small_ham, cache_dir=tmp_path)
    coarse = open_dataset(small_ham, cache_dir=tmp_path, label_set="malignancy")

    assert [label.key for label in fine.labels] == ["akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"]
    assert [label.key for label in coarse.labels] == ["benign", "malignant"]
    assert sum(photo.label == "malignant" for photo in coarse.photographs) == 3 * 30
    assert [photo.diagnosis for photo in coarse.photographs] == [photo.label for photo in fine.photographs]
    assert fine.problems == ()
    assert fine.guessed_lesions == 0


def test_ids_and_licence_are_the_datasets_own(small_ham: Path, tmp_path: Path) -> None:
    dataset = open_dataset(small_ham, cache_dir=tmp_path)

    assert dataset.name == "HAM10000"
    assert "CC BY-NC 4.0" in dataset.licence
    assert all(photo.lesion_id.startswith("HAM_") for photo in dataset.photographs)
    assert [photo.image_id for photo in dataset.photographs] == sorted(photo.image_id for photo in dataset.photographs)


def test_a_folder_without_a_dataset_is_refused_and_told_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(DatasetError) as refusal:
        open_dataset(tmp_path, cache_dir=tmp_path)

    for sought in ("HAM10000_metadata.csv", "*GroundTruth*.csv", "train/benign"):
        assert sought in str(refusal.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="nowhere is not a folder"):
        open_dataset(tmp_path / "nowhere", cache_dir=tmp_path)


def test_photographs_are_decoded_once(two_labels: Path, tmp_path: Path, decoded: list[int]) -> None:
    first = open_dataset(two_labels, cache_dir=tmp_path / "cache")
    assert len(decoded) == 2

    assert open_dataset(two_labels, cache_dir=tmp_path / "cache") == first
    assert image_facts(first.photographs[:1], tmp_path / "cache").keys() == {"benign/1.png"}
    assert len(decoded) == 2


def test_a_photograph_that_changed_is_decoded_again(two_labels: Path, tmp_path: Path, decoded: list[int]) -> None:
    open_dataset(two_labels, cache_dir=tmp_path / "cache")
    photograph = two_labels / "benign" / "1.png"
    photograph.write_bytes(photograph.read_bytes()[:-40])

    with pytest.raises(BadDataError, match=r"benign/1\.png: The file is damaged or incomplete"):
        open_dataset(two_labels, cache_dir=tmp_path / "cache")

    assert len(decoded) == 3


def test_a_photograph_of_the_same_size_and_another_date_is_decoded_again(
    two_labels: Path, tmp_path: Path, decoded: list[int]
) -> None:
    open_dataset(two_labels, cache_dir=tmp_path / "cache")
    os.utime(two_labels / "benign" / "1.png", (1, 1))

    open_dataset(two_labels, cache_dir=tmp_path / "cache")

    assert len(decoded) == 3


def test_that_a_photograph_is_corrupt_is_remembered(two_labels: Path, tmp_path: Path, decoded: list[int]) -> None:
    (two_labels / "benign" / "2.png").write_bytes(b"no picture")
    for _ in range(2):
        with pytest.raises(BadDataError, match=r"2\.png: This is not a picture"):
            open_dataset(two_labels, cache_dir=tmp_path / "cache")

    assert len(decoded) == 3


def test_a_link_that_leads_nowhere_is_a_corrupt_image(two_labels: Path, tmp_path: Path) -> None:
    (two_labels / "benign" / "2.png").symlink_to(tmp_path / "nowhere.png")

    with pytest.raises(BadDataError, match=r"corrupt image: 1\n.*2\.png: No such file or directory\."):
        open_dataset(two_labels, cache_dir=tmp_path / "cache")


def test_what_was_found_before_an_interrupt_is_kept(
    two_labels: Path, tmp_path: Path, decoded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(data: bytes, **options: Any) -> Any:
        if b"later" in data:
            raise KeyboardInterrupt
        return decode(data, **options)

    with monkeypatch.context() as patch:
        patch.setattr(scan, "decode", interrupted)
        (two_labels / "malignant" / "2.png").write_bytes(b"later")
        with pytest.raises(KeyboardInterrupt):
            open_dataset(two_labels, cache_dir=tmp_path / "cache")
        (two_labels / "malignant" / "2.png").unlink()

    open_dataset(two_labels, cache_dir=tmp_path / "cache")
    assert decoded == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"version": 0, "files": {}}'])
def test_a_damaged_cache_is_made_anew(two_labels: Path, tmp_path: Path, decoded: list[int], damage: bytes) -> None:
    first = open_dataset(two_labels, cache_dir=tmp_path / "cache")
    kept = sorted((tmp_path / "cache").iterdir())
    for file in kept:
        file.write_bytes(damage)

    assert open_dataset(two_labels, cache_dir=tmp_path / "cache") == first
    assert sorted((tmp_path / "cache").iterdir()) == kept
    assert len(decoded) == 4


def test_facts_tell_size_and_lightness(two_labels: Path, tmp_path: Path) -> None:
    dataset = open_dataset(two_labels, cache_dir=tmp_path / "cache")

    facts = image_facts(dataset.photographs, tmp_path / "cache")

    grey, white = facts["benign/1.png"], facts["malignant/1.png"]
    assert (grey.width_px, grey.height_px) == (80, 60)
    # sRGB 119 is known as the grey of L* 50.
    assert [grey.lightness, grey.brightness] == pytest.approx([50, 50], abs=0.1)
    assert [white.lightness, white.brightness] == pytest.approx([100, 100])


def test_facts_of_a_photograph_that_cannot_be_decoded_are_refused(two_labels: Path, tmp_path: Path) -> None:
    dataset = open_dataset(two_labels, cache_dir=tmp_path / "cache")
    dataset.photographs[0].path.write_bytes(b"no picture")

    with pytest.raises(DatasetError, match=r"benign/1\.png: This is not a picture"):
        image_facts(dataset.photographs, tmp_path / "cache")


def test_the_skins_lightness_is_that_of_the_ring_whatever_lesion_corners_and_hair(tmp_path: Path) -> None:
    y, x = np.mgrid[-1:1:96j, -1:1:128j]
    pixels = np.full((96, 128, 3), 180, dtype=np.uint8)
    skin_alone = skin_lightness(cie_lightness(pixels))
    pixels[np.hypot(x, y) < 0.6] = (70, 40, 30)
    pixels[np.hypot(x, y) > 0.95] = 4
    pixels[:, ::9] = 30

    assert skin_alone == pytest.approx(73.5, abs=1)
    assert skin_lightness(cie_lightness(pixels)) == skin_alone
