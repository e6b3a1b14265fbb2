"""Whatever is wrong with a dataset is named with file and line, counted, and stops the run or is left out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from training.datasets.dataset import Dataset, open_dataset
from training.datasets.ham10000 import METADATA_NAME
from training.datasets.problems import BadDataError, DatasetError, Problem
from training.export.synthetic import synthetic_photograph

KEYS = ("akiec", "bcc", "bkl", "df", "mel", "nv", "vasc")
Spoil = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole_ham(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven photographs, ISIC_2 to ISIC_8, of a lesion of each diagnosis; the number is the line in the table."""
    folder = tmp_path_factory.mktemp("ham")
    rows = ["lesion_id,image_id,dx"]
    for line, key in enumerate(KEYS, start=2):
        Image.fromarray(synthetic_photograph(line, 120, 90)).save(folder / f"ISIC_{line}.jpg")
        rows.append(f"HAM_{line},ISIC_{line},{key}")
    (folder / METADATA_NAME).write_text("\n".join(rows) + "\n")
    return folder


@pytest.fixture
def ham(whole_ham: Path, tmp_path: Path) -> Path:
    """A copy of these photographs, to spoil."""
    return shutil.copytree(whole_ham, tmp_path / "ham")


def _open(folder: Path, *, skip_bad: bool = False) -> Dataset:
    return open_dataset(folder, cache_dir=folder.parent / "cache", skip_bad=skip_bad)


def _add_row(folder: Path, row: str) -> None:
    with (folder / METADATA_NAME).open("a", encoding="utf-8") as table:
        table.write(row + "\n")


def _lose_photograph(folder: Path) -> None:
    _add_row(folder, "HAM_9,ISIC_9,nv")


def _lose_row(folder: Path) -> None:
    Image.new("RGB", (8, 6)).save(folder / "ISIC_9.jpg")


def _mislabel(folder: Path) -> None:
    Image.new("RGB", (8, 6)).save(folder / "ISIC_9.jpg")
    _add_row(folder, "HAM_9,ISIC_9,wart")


def _truncate(folder: Path) -> None:
    _add_row(folder, "HAM_9,ISIC_9,nv")
    whole = (folder / "ISIC_2.jpg").read_bytes()
    (folder / "ISIC_9.jpg").write_bytes(whole[: len(whole) * 9 // 10])


def _repeat_row(folder: Path) -> None:
    _add_row(folder, "HAM_2,ISIC_2,nv")


def _repeat_file(folder: Path) -> None:
    (folder / "more").mkdir()
    Image.new("RGB", (8, 6)).save(folder / "more" / "ISIC_2.jpg")


BAD: list[tuple[Spoil, str, str, int | None, str]] = [
    (_lose_photograph, "row without image", METADATA_NAME, 9, "no photograph ISIC_9.jpg below"),
    (_lose_row, "image without row", "ISIC_9.jpg", None, f"ISIC_9 does not stand in {METADATA_NAME}."),
    (_mislabel, "unknown label", METADATA_NAME, 9, "unknown label 'wart'; known are akiec, bcc"),
    (_truncate, "corrupt image", "ISIC_9.jpg", None, "The file is damaged or incomplete."),
    (_repeat_row, "duplicate id", METADATA_NAME, 9, "ISIC_2 stands in the table twice, first in line 2."),
    (_repeat_file, "duplicate id", "more/ISIC_2.jpg", None, "ISIC_2 is also the name of"),
]


@pytest.mark.parametrize(("spoil", "kind", "file", "line", "text"), BAD)
def test_each_kind_of_bad_data_stops_the_run_and_is_named_with_file_and_line(
    ham: Path, spoil: Spoil, kind: str, file: str, line: int | None, text: str
) -> None:
    spoil(ham)

    with pytest.raises(BadDataError) as refusal:
        _open(ham)

    [problem] = refusal.value.problems
    assert (problem.kind, problem.file, problem.line) == (kind, ham / file, line)
    assert problem.text.startswith(text)
    place = f"{ham / file}, line {line}: " if line else f"{ham / file}: "
    message = str(refusal.value)
    assert f"{ham} has 1 problem. --skip-bad leaves out what is bad" in message
    assert f"{kind}: 1\n  {place}{text}" in message


@pytest.mark.parametrize(("spoil", "kind", "file", "line", "text"), BAD)
def test_each_kind_of_bad_data_is_left_out_and_listed_if_that_was_asked_for(
    ham: Path, spoil: Spoil, kind: str, file: str, line: int | None, text: str
) -> None:
    whole = _open(ham).photographs
    spoil(ham)

    dataset = _open(ham, skip_bad=True)

    assert dataset.photographs == whole
    [problem] = dataset.problems
    assert (problem.kind, problem.file, problem.line) == (kind, ham / file, line)


def test_of_two_rows_with_one_id_the_first_is_kept(ham: Path) -> None:
    _repeat_row(ham)

    first = _open(ham, skip_bad=True).photographs[0]

    assert (first.image_id, first.label) == ("ISIC_2", "akiec")


def test_a_label_without_photographs_is_named(ham: Path) -> None:
    table = ham / METADATA_NAME
    table.write_text(table.read_text().replace(",df\n", ",nv\n"))

    with pytest.raises(BadDataError) as refusal:
        _open(ham)

    assert refusal.value.problems == (Problem("empty label", table, None, "no photograph of df (Dermatofibroma)."),)
    left = _open(ham, skip_bad=True)
    assert len(left.photographs) == 7
    assert [label.key for label in left.labels] == list(KEYS)
    assert left.problems == refusal.value.problems


def test_a_label_that_is_empty_only_because_its_photograph_is_corrupt_is_named_too(ham: Path) -> None:
    (ham / "ISIC_5.jpg").write_bytes(b"")

    kinds = [problem.kind for problem in _open(ham, skip_bad=True).problems]

    assert kinds == ["corrupt image", "empty label"]


def test_all_problems_are_told_at_once_and_counted_by_kind(ham: Path) -> None:
    for spoil in (_lose_photograph, _truncate):
        spoil(ham)
    for number in range(20, 28):
        Image.new("RGB", (8, 6)).save(ham / f"ISIC_{number}.jpg")

    with pytest.raises(BadDataError) as refusal:
        _open(ham)

    lines = str(refusal.value).splitlines()
    assert "has 10 problems" in lines[0]
    assert lines[1] == "image without row: 8"
    assert lines[2:7] == [
        f"  {ham}/ISIC_{number}.jpg: ISIC_{number} does not stand in {METADATA_NAME}." for number in range(20, 25)
    ]
    assert lines[7] == "  … and 3 more"
    assert [line for line in lines if not line.startswith(" ")][1:] == [
        "image without row: 8",
        "corrupt image: 1",
        "duplicate id: 1",
    ]


def test_a_folder_that_no_label_names_is_an_unknown_label(tmp_path: Path) -> None:
    for seed, label in enumerate(("benign", "malignant", "wart")):
        (tmp_path / "data" / "train" / label).mkdir(parents=True)
        for number in range(2):
            picture = Image.fromarray(synthetic_photograph(10 * seed + number, 120, 90))
            picture.save(tmp_path / "data" / "train" / label / f"{number}.jpg")

    dataset = _open(tmp_path / "data", skip_bad=True)

    assert len(dataset.photographs) == 4
    stranger = tmp_path / "data" / "train" / "wart"
    assert dataset.problems == (
        Problem("unknown label", stranger, None, "no label names this folder; photographs in it: 2."),
    )


def test_a_dataset_of_which_nothing_is_left_is_refused_even_if_bad_data_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / METADATA_NAME).write_text("lesion_id,image_id,dx\nHAM_1,ISIC_1,nv\n")

    with pytest.raises(DatasetError, match=r"Nothing of .* can be used: .*line 2: no photograph ISIC_1"):
        _open(tmp_path / "data", skip_bad=True)
