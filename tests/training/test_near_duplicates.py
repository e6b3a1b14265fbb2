"""Copies of a photograph are found, strangers are not."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance

from training.datasets.near_duplicates import THRESHOLD, lesion_ids, near_duplicate_pairs
from training.datasets.photograph import Photograph
from training.datasets.scan import ImageFacts, image_facts
from training.export.synthetic import synthetic_photograph

Copy = Callable[[Image.Image], Image.Image]


def _recompressed(picture: Image.Image) -> Image.Image:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=40)
    return Image.open(stream)


def _cropped(picture: Image.Image, share: float = 0.02) -> Image.Image:
    x, y = round(picture.width * share / 2), round(picture.height * share / 2)
    return picture.crop((x, y, picture.width - x, picture.height - y))


COPIES: dict[str, Copy] = {
    "recompressed": _recompressed,
    "smaller": lambda picture: picture.resize((100, 75)),
    "square": lambda picture: picture.resize((224, 224)),
    "mirrored": lambda picture: picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "upside down": lambda picture: picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    "turned": lambda picture: picture.transpose(Image.Transpose.ROTATE_90),
    "turned and mirrored": lambda picture: picture.transpose(Image.Transpose.TRANSPOSE),
    "brighter": lambda picture: ImageEnhance.Brightness(picture).enhance(1.1),
    "cropped by 2 %": _cropped,
}


def _facts_of(pictures: list[Image.Image], folder: Path) -> list[ImageFacts]:
    photographs = []
    for number, picture in enumerate(pictures):
        path = folder / f"{number:03}.png"
        picture.save(path)
        photographs.append(Photograph(path.name, "", "nv", path, "nv"))
    return list(image_facts(photographs, folder / "cache").values())


@pytest.fixture(scope="module")
def strangers() -> list[Image.Image]:
    """Twelve lesions."""
    return [Image.fromarray(synthetic_photograph(seed, 200, 150)) for seed in range(12)]


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_a_copy_is_found_and_strangers_are_not(strangers: list[Image.Image], tmp_path: Path, copy: Copy) -> None:
    facts = _facts_of([*strangers, copy(strangers[4])], tmp_path)

    [(first, second, distance_bits)] = near_duplicate_pairs(facts).tolist()

    assert (first, second) == (4, 12)
    assert distance_bits <= THRESHOLD


def test_a_half_of_a_photograph_is_no_copy_of_it(strangers: list[Image.Image], tmp_path: Path) -> None:
    facts = _facts_of([strangers[0], _cropped(strangers[0], 0.5)], tmp_path)

    assert near_duplicate_pairs(facts).tolist() == []


def test_pairs_come_the_most_alike_first_and_each_once(strangers: list[Image.Image], tmp_path: Path) -> None:
    facts = _facts_of([_cropped(strangers[0]), strangers[1], strangers[0], strangers[0]], tmp_path)

    pairs = near_duplicate_pairs(facts)

    assert pairs[0].tolist() == [2, 3, 0]
    assert sorted(pairs[:, :2].tolist()) == [[0, 2], [0, 3], [2, 3]]
    assert (pairs[:, 2] == sorted(pairs[:, 2])).all()


def test_many_photographs_are_compared_piece_by_piece_with_the_same_result(
    strangers: list[Image.Image], tmp_path: Path
) -> None:
    few = _facts_of([strangers[0], strangers[1], strangers[2]], tmp_path)
    facts = [few[2], *[few[1]] * 300, *[few[0]] * 300, few[2]]

    pairs = near_duplicate_pairs(facts)

    assert len(pairs) == 2 * (300 * 299 // 2) + 1
    assert [0, 601, 0] in pairs.tolist()


def test_only_pairs_with_a_wanted_photograph_are_looked_for(strangers: list[Image.Image], tmp_path: Path) -> None:
    facts = _facts_of([strangers[0], strangers[0], strangers[1], strangers[1]], tmp_path)

    pairs = near_duplicate_pairs(facts, wanted=[False, False, False, True])

    assert pairs.tolist() == [[2, 3, 0]]


def _photograph(image_id: str, lesion_id: str) -> Photograph:
    return Photograph(image_id, lesion_id, "nv", Path(image_id), "nv")


def test_photographs_without_a_lesion_take_that_of_their_copies_or_share_a_new_one(
    strangers: list[Image.Image], tmp_path: Path
) -> None:
    facts = _facts_of([strangers[number] for number in (0, 0, 0, 1, 1, 2)], tmp_path)
    photographs = [
        _photograph("a", ""),
        _photograph("b", "HAM_2"),
        _photograph("c", "HAM_1"),
        _photograph("e", ""),
        _photograph("d", ""),
        _photograph("f", ""),
    ]

    assert lesion_ids(photographs, facts) == ["HAM_1", "HAM_2", "HAM_1", "near:d", "near:d", "near:f"]


def test_copies_of_copies_are_one_lesion(strangers: list[Image.Image], tmp_path: Path) -> None:
    chain = [strangers[3]]
    for _ in range(4):
        chain.append(_cropped(chain[-1], 0.03))
    facts = _facts_of(chain, tmp_path)

    assert [0, 4] not in near_duplicate_pairs(facts)[:, :2].tolist()
    assert len(set(lesion_ids([_photograph(str(number), "") for number in range(5)], facts))) == 1


def test_the_real_dataset_has_one_photograph_under_two_lesion_ids(shared_data: Path, tmp_path: Path) -> None:
    known = ("ISIC_0025226", "ISIC_0030074", "ISIC_0027027", "ISIC_0029036", "ISIC_0024306", "ISIC_0024307")
    photographs = [Photograph(name, "", "nv", shared_data / "images" / f"{name}.jpg", "nv") for name in known]

    facts = image_facts(photographs, tmp_path)

    assert near_duplicate_pairs([facts[name] for name in known]).tolist() == [[0, 1, 12], [2, 3, 38]]
