"""Reading HAM10000."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from training.datasets.ham10000 import METADATA_NAME, read_ham10000
from training.datasets.labels import DIAGNOSES
from training.datasets.problems import DatasetError

LayOut = Callable[[list[tuple[str, str, str]]], Path]


def test_a_row_is_read_with_its_photograph_from_any_folder_below(ham_with: LayOut) -> None:
    folder = ham_with([("HAM_1", "ISIC_1", "nv")])
    (folder / "part_1").mkdir()
    (folder / "ISIC_1.jpg").rename(folder / "part_1" / "ISIC_1.jpg")

    [photo] = read_ham10000(folder)

    assert (photo.image_id, photo.lesion_id, photo.label) == ("ISIC_1", "HAM_1", "nv")
    assert photo.path == folder / "part_1" / "ISIC_1.jpg"


def test_photographs_in_both_parts_are_found_and_segmentation_masks_are_none(tmp_path: Path) -> None:
    for part, image_id in (("HAM10000_images_part_1", "ISIC_1"), ("HAM10000_images_part_2", "ISIC_2")):
        (tmp_path / part).mkdir()
        Image.new("RGB", (8, 6)).save(tmp_path / part / f"{image_id}.jpg")
    Image.new("L", (8, 6)).save(tmp_path / "ISIC_1_segmentation.png")
    (tmp_path / METADATA_NAME).write_text("lesion_id,image_id,dx\nHAM_1,ISIC_2,mel\nHAM_2,ISIC_1,nv\n")

    photographs = read_ham10000(tmp_path)

    assert [photo.path.parent.name[-6:] for photo in photographs] == ["part_1", "part_2"]


def test_what_the_table_tells_of_people_is_read_and_unknown_is_empty(tmp_path: Path) -> None:
    for number in (1, 2):
        Image.new("RGB", (8, 6)).save(tmp_path / f"ISIC_{number}.jpg")
    (tmp_path / METADATA_NAME).write_text(
        "lesion_id,image_id,dx,dx_type,age,sex,localization,dataset\n"
        "HAM_1,ISIC_1,nv,histo,80.0,male,scalp,vidir_modern\n"
        "HAM_2,ISIC_2,nv,follow_up,,unknown,unknown,rosendahl\n"
    )

    told, untold = read_ham10000(tmp_path)

    assert (told.age_years, told.sex, told.site) == (80.0, "male", "scalp")
    assert (told.source, told.confirmation) == ("vidir_modern", "histo")
    assert (untold.age_years, untold.sex, untold.site, untold.source) == (None, "", "", "rosendahl")


def test_a_table_saved_by_a_spreadsheet_is_read(ham_with: LayOut) -> None:
    folder = ham_with([("HAM_1", "ISIC_1", "nv")])
    table = folder / METADATA_NAME
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes() + b"\r\n")

    assert [photo.lesion_id for photo in read_ham10000(folder)] == ["HAM_1"]


def test_melanoma_basal_cell_carcinoma_and_actinic_keratosis_are_the_malignant_labels() -> None:
    assert {label.key for label in DIAGNOSES if label.malignant} == {"mel", "bcc", "akiec"}


def test_a_folder_without_the_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=METADATA_NAME):
        read_ham10000(tmp_path)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([("HAM_1", "ISIC_1", "wart")], r"line 2: unknown label 'wart'"),
        ([("HAM_1", "ISIC_1", "nv"), ("HAM_1", "ISIC_1", "nv")], r"line 3: ISIC_1 stands in the table twice"),
        ([("HAM_1", "ISIC_1", "nv"), ("HAM_2", "ISIC_2", "nv")], r"line 3: no photograph ISIC_2\.jpg"),
        ([], r"has no rows"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(
    ham_with: LayOut, rows: list[tuple[str, str, str]], complaint: str
) -> None:
    folder = ham_with(rows)

    with pytest.raises(DatasetError, match=complaint) as refusal:
        read_ham10000(folder)

    assert METADATA_NAME in str(refusal.value)


def test_a_table_without_a_needed_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / METADATA_NAME).write_text("lesion_id,image_id\nHAM_1,ISIC_1\n")

    with pytest.raises(DatasetError, match="no column dx"):
        read_ham10000(tmp_path)


def test_the_real_dataset_has_its_published_counts(shared_data: Path) -> None:
    photographs = read_ham10000(shared_data)

    counts = {label.key: sum(photo.label == label.key for photo in photographs) for label in DIAGNOSES}
    assert counts == {"akiec": 327, "bcc": 514, "bkl": 1099, "df": 115, "mel": 1113, "nv": 6705, "vasc": 142}
    assert len({photo.lesion_id for photo in photographs}) == 7470
