"""Reading the ground truth of ISIC challenges."""

from pathlib import Path

import pytest
from PIL import Image

from training.datasets.dataset import open_dataset
from training.datasets.isic import list_isic
from training.datasets.problems import DatasetError
from training.export.synthetic import synthetic_photograph

HEADER_2018 = "image,MEL,NV,BCC,AKIEC,BKL,DF,VASC"
HEADER_2019 = "image,MEL,NV,BCC,AK,BKL,DF,VASC,SCC,UNK"


def _photographs(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for seed, name in enumerate(names):
        Image.fromarray(synthetic_photograph(seed, 160, 120)).save(folder / name)


def _one_hot(image_id: str, column: str, header: str) -> str:
    return ",".join([image_id, *("1.0" if name == column else "0.0" for name in header.split(",")[1:])])


def _ground_truth(path: Path, header: str, columns: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *(_one_hot(image_id, name, header) for image_id, name in columns.items())]))


def test_each_column_of_2018_is_a_diagnosis(tmp_path: Path) -> None:
    columns = HEADER_2018.split(",")[1:]
    _ground_truth(
        tmp_path / "ISIC2018_Task3_Training_GroundTruth" / "ISIC2018_Task3_Training_GroundTruth.csv",
        HEADER_2018,
        {f"ISIC_{number}": column for number, column in enumerate(columns)},
    )
    _photographs(tmp_path / "ISIC2018_Task3_Training_Input", *(f"ISIC_{number}.jpg" for number in range(7)))

    dataset = open_dataset(tmp_path, cache_dir=tmp_path / "cache")

    assert dataset.name == "ISIC 2018"
    assert [photo.label for photo in dataset.photographs] == ["mel", "nv", "bcc", "akiec", "bkl", "df", "vasc"]


def test_squamous_cell_carcinoma_is_malignant_but_none_of_the_seven_diagnoses(tmp_path: Path) -> None:
    _ground_truth(
        tmp_path / "ISIC_2019_Training_GroundTruth.csv",
        HEADER_2019,
        {"ISIC_1": "AK", "ISIC_2": "SCC", "ISIC_3": "NV"},
    )
    _photographs(tmp_path / "images", "ISIC_1.jpg", "ISIC_2.jpeg", "ISIC_3.png")
    cache = tmp_path / "cache"

    coarse = open_dataset(tmp_path, cache_dir=cache, label_set="malignancy")
    fine = open_dataset(tmp_path, cache_dir=cache, skip_bad=True)

    assert [(photo.label, photo.diagnosis) for photo in coarse.photographs] == [
        ("malignant", "akiec"),
        ("malignant", "scc"),
        ("benign", "nv"),
    ]
    assert [photo.label for photo in fine.photographs] == ["akiec", "nv"]
    assert [problem.line for problem in fine.problems if problem.kind == "unknown label"] == [3]


def test_several_ground_truths_are_one_dataset(tmp_path: Path) -> None:
    _ground_truth(tmp_path / "ISIC2018_Task3_Test_GroundTruth.csv", HEADER_2018, {"ISIC_1": "NV"})
    _ground_truth(tmp_path / "ISIC_2019_Training_GroundTruth.csv", HEADER_2019, {"ISIC_2": "MEL"})
    _photographs(tmp_path, "ISIC_1.jpg", "ISIC_2.jpg")

    dataset = open_dataset(tmp_path, cache_dir=tmp_path / "cache", label_set="malignancy")

    assert dataset.name == "ISIC 2018 and 2019"
    assert [photo.label for photo in dataset.photographs] == ["benign", "malignant"]


def test_metadata_of_several_tables_is_put_together(tmp_path: Path) -> None:
    _ground_truth(tmp_path / "ISIC_2019_Training_GroundTruth.csv", HEADER_2019, {"ISIC_1": "NV", "ISIC_2": "MEL"})
    (tmp_path / "ISIC_2019_Training_Metadata.csv").write_text(
        "image,age_approx,anatom_site_general,lesion_id,sex\nISIC_1,55.0,anterior torso,,female\nISIC_2,,,BCN_2,\n"
    )
    (tmp_path / "archive.csv").write_text(
        "isic_id,diagnosis_confirm_type,attribution,lesion_id\nISIC_1,histopathology,MILK study team,IL_7\n"
    )
    _photographs(tmp_path, "ISIC_1.jpg", "ISIC_2.jpg")

    first, second = (row.photograph for row in list_isic(tmp_path).rows)

    assert (first.lesion_id, first.age_years, first.sex, first.site) == ("IL_7", 55.0, "female", "anterior torso")
    assert (first.confirmation, first.source) == ("histopathology", "MILK study team")
    assert (second.lesion_id, second.age_years, second.sex, second.site) == ("BCN_2", None, "", "")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (_one_hot("ISIC_1", "UNK", HEADER_2019), "ISIC_1: unknown label UNK."),
        ("ISIC_1,1,1,0,0,0,0,0,0,0", "ISIC_1: MEL and NV are 1."),
        ("ISIC_1,0,0,0,0,0,0,0,0,0", "ISIC_1: none of MEL, NV, BCC, AK, BKL, DF, VASC, SCC, UNK is 1."),
        ("ISIC_1,yes,0,0,0,0,0,0,0,0", "ISIC_1: MEL is 'yes', neither 0 nor 1."),
        ("ISIC_1,1", "ISIC_1: NV is '', neither 0 nor 1."),
    ],
)
def test_a_row_without_one_known_label_is_named_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    table = tmp_path / "ISIC_2019_Training_GroundTruth.csv"
    table.write_text(f"{HEADER_2019}\n{row}\n")
    _photographs(tmp_path, "ISIC_1.jpg")

    [problem] = list_isic(tmp_path).problems

    assert (problem.kind, problem.file, problem.line) == ("unknown label", table, 2)
    assert problem.text == complaint


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("image,melanoma\nISIC_1,1\n", "is no ground truth with a column for each label"), (HEADER_2019, "has no rows")],
)
def test_a_table_that_is_no_ground_truth_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "ISIC-2017_Training_Part3_GroundTruth.csv").write_text(text)

    with pytest.raises(DatasetError, match=complaint):
        list_isic(tmp_path)
