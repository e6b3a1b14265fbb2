"""`lentigo-train explore`: the page holds what the dataset holds."""

import argparse
import csv
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from training.commands import explore as command
from training.datasets.ham10000 import METADATA_NAME
from training.datasets.problems import BadDataError
from training.export.synthetic import synthetic_photograph

# Lesion, diagnosis, age, sex, site, source, confirmation. ISIC_03 is a copy of ISIC_02 under another lesion id and with
# another diagnosis; ISIC_01 a copy of ISIC_00.
ROWS = (
    ("HAM_0", "nv", "40", "female", "back", "vienna", "histo"),
    ("HAM_0", "nv", "40", "female", "back", "vienna", "histo"),
    ("HAM_1", "nv", "60", "male", "back", "vienna", "follow_up"),
    ("HAM_2", "mel", "", "unknown", "unknown", "rosendahl", "histo"),
    ("HAM_3", "mel", "80", "male", "face", "rosendahl", "histo"),
    ("HAM_4", "akiec", "70", "male", "face", "rosendahl", "histo"),
    ("HAM_5", "bcc", "70", "male", "face", "rosendahl", "histo"),
    ("HAM_6", "bkl", "70", "female", "face", "rosendahl", "histo"),
    ("HAM_7", "df", "70", "female", "foot", "rosendahl", "histo"),
    ("HAM_8", "vasc", "70", "female", "foot", "vienna", "histo"),
)
PICTURES = (0, 0, 1, 1, 2, 3, 4, 5, 6, 7)


class _Page(HTMLParser):
    """Tables by their id, as rows of cells; paragraphs and boxes by their id; pictures and their text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.pictures: list[str] = []
        self.texts: list[str] = []
        self.ids: set[str] = set()
        self._rows: list[list[str]] = []
        self._in_cell = False
        self.feed(html)
        self.text = " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "table":
            self._rows = self.tables.setdefault(str(given.get("id")), [])
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
            self._in_cell = True
        elif tag == "img":
            self.pictures.append(str(given["src"]))
            assert given["alt"]
        assert tag not in ("script", "link")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._in_cell:
            self._rows[-1][-1] += data.strip()


@pytest.fixture(scope="module")
def ham(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten photographs of nine lesions, of which two look alike."""
    folder = tmp_path_factory.mktemp("ham")
    with (folder / METADATA_NAME).open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        table.writerow(("lesion_id", "image_id", "dx", "age", "sex", "localization", "dataset", "dx_type"))
        for number, ((lesion, *told), seed) in enumerate(zip(ROWS, PICTURES, strict=True)):
            table.writerow((lesion, f"ISIC_{number:02}", *told))
            picture = Image.fromarray(synthetic_photograph(seed, 160, 120))
            picture.resize((80, 60) if number == 9 else (160, 120)).save(folder / f"ISIC_{number:02}.jpg")
    return folder


def _explore(data: Path, folder: Path, *options: str) -> _Page:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    arguments = [str(data), "--out", str(folder / "out"), "--cache", str(folder / "cache"), *options]
    assert command.run(parser.parse_args(arguments)) == 0
    return _Page((folder / "out" / "index.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(ham: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[_Page, Path]:
    """The page of the ten photographs, and its folder."""
    folder = tmp_path_factory.mktemp("explored")
    return _explore(ham, folder), folder / "out"


def test_photographs_and_lesions_are_counted_by_label(page: tuple[_Page, Path]) -> None:
    counts = {row[1]: (row[2], row[3], row[5], row[7]) for row in page[0].tables["counts"][1:]}

    assert counts == {
        "akiec": ("yes", "1", "1", "0"),
        "bcc": ("yes", "1", "1", "0"),
        "bkl": ("no", "1", "1", "0"),
        "df": ("no", "1", "1", "0"),
        "mel": ("yes", "2", "2", "0"),
        "nv": ("no", "3", "2", "1"),
        "vasc": ("no", "1", "1", "0"),
    }
    assert "10 photographs of 9 lesions, with 7 labels" in page[0].text


def test_repeat_photographs_are_counted(page: tuple[_Page, Path]) -> None:
    assert page[0].tables["repeats"][1:] == [["1", "8", "8"], ["2", "1", "2"]]


def test_sex_site_source_and_confirmation_are_counted_by_label(page: tuple[_Page, Path]) -> None:
    tables = page[0].tables

    assert tables["sex"] == [
        ["", "akiec", "bcc", "bkl", "df", "mel", "nv", "vasc", "all"],
        ["female", "0", "0", "1", "1", "0", "2", "1", "5"],
        ["male", "1", "1", "0", "0", "1", "1", "0", "4"],
        ["unknown", "0", "0", "0", "0", "1", "0", "0", "1"],
    ]
    assert [[row[0], row[-1]] for row in tables["site"][1:]] == [
        ["face", "4"],
        ["back", "3"],
        ["foot", "2"],
        ["unknown", "1"],
    ]
    assert [[row[0], row[-1]] for row in tables["source"][1:]] == [["rosendahl", "6"], ["vienna", "4"]]
    assert [[row[0], row[-1]] for row in tables["confirmation"][1:]] == [["histo", "9"], ["follow_up", "1"]]


def test_near_duplicates_with_two_labels_come_first(page: tuple[_Page, Path]) -> None:
    text = page[0].text

    assert "2 pairs of photographs look like copies of each other" in text
    assert "into 2 groups. Pairs of two lesions, as the dataset says: 1; with two labels: 1." in text
    suspicious = text.index("ISIC_02 and ISIC_03 two labels: nv, mel , two lesions: HAM_1, HAM_2")
    assert suspicious < text.index("ISIC_00 and ISIC_01 nv, one lesion")


def test_every_picture_of_the_page_lies_beside_it_and_is_whole(page: tuple[_Page, Path]) -> None:
    shown, folder = page

    pictures = {path.name for path in folder.glob("*.png")}
    assert set(shown.pictures) == pictures
    assert pictures >= {f"samples-{key}.png" for key in ("akiec", "bcc", "bkl", "df", "mel", "nv", "vasc")}
    assert pictures >= {
        f"{name}.png"
        for name in (
            "labels",
            "repeats",
            "age",
            "sex",
            "site",
            "source",
            "confirmation",
            "sizes",
            "lightness",
            "brightness",
            "distances",
        )
    }
    for name in pictures:
        with Image.open(folder / name) as picture:
            picture.load()
            assert min(picture.size) > 50


def test_pictures_of_a_non_commercial_dataset_must_not_be_published(page: tuple[_Page, Path]) -> None:
    assert "CC BY-NC 4.0" in page[0].text
    assert "must not be published" in page[0].text


def test_malignancy_can_be_asked_for_and_then_diagnoses_are_counted_below_it(ham: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "problems.csv").write_text("of an earlier page")

    tables = _explore(ham, tmp_path, "--labels", "malignancy").tables

    assert [(row[1], row[3]) for row in tables["counts"][1:]] == [("benign", "6"), ("malignant", "4")]
    assert tables["diagnosis"][:3] == [
        ["", "benign", "malignant", "all"],
        ["nv", "3", "0", "3"],
        ["mel", "0", "2", "2"],
    ]
    assert not (tmp_path / "out" / "problems.csv").exists()


def test_a_dataset_without_lesions_people_or_licence_is_explored_for_what_it_has(tmp_path: Path) -> None:
    for seed in range(4):
        folder = tmp_path / "data" / ("benign" if seed % 2 else "malignant")
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(synthetic_photograph(seed, 160, 120)).save(folder / f"{seed}.jpg")

    shown = _explore(tmp_path / "data", tmp_path)

    assert shown.tables.keys() >= {"counts", "repeats"}
    assert not shown.tables.keys() & {"sex", "site", "source", "confirmation"}
    assert "Photographs without lesion id: 4." in shown.text
    assert "No two photographs look like copies" in shown.text
    assert "licence" not in shown.ids


@pytest.fixture
def bad_ham(ham: Path, tmp_path: Path) -> Path:
    """The ten photographs, one of them damaged, and 60 that stand in no table."""
    folder = shutil.copytree(ham, tmp_path / "bad")
    (folder / "ISIC_01.jpg").write_bytes(b"no <b>picture</b>")
    for number in range(60):
        shutil.copy(ham / "ISIC_00.jpg", folder / f"stray <{number:02}>.jpg")
    return folder


def test_bad_data_stops_exploring(bad_ham: Path, tmp_path: Path) -> None:
    with pytest.raises(BadDataError, match="image without row: 60"):
        _explore(bad_ham, tmp_path)

    assert not (tmp_path / "out").exists()


def test_bad_data_that_may_be_left_out_is_listed_on_the_page_and_in_a_table(
    page: tuple[_Page, Path], bad_ham: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(page[1], tmp_path / "out")

    shown = _explore(bad_ham, tmp_path, "--skip-bad")

    assert "9 photographs of 9 lesions" in shown.text
    assert "Problems: 61. What is bad was left out" in shown.text
    assert "image without row: 60, the first 50 here" in shown.text
    assert "stray <00>.jpg" in shown.text
    unreadable = [str(bad_ham / "ISIC_01.jpg"), "", "This is not a picture in a format that Lentigo reads."]
    assert unreadable in shown.tables["None"]
    with (tmp_path / "out" / "problems.csv").open(newline="", encoding="utf-8") as stream:
        assert len(list(csv.DictReader(stream))) == 61
    assert "Left out:\nimage without row: 60" in capsys.readouterr().out
    # What an earlier page showed and this one does not is gone.
    assert set(page[0].pictures) - {path.name for path in (tmp_path / "out").iterdir()} == {
        "pair-02-first.png",
        "pair-02-second.png",
    }
