"""A camera's folder: what is whole is found once, what is still being written is waited for."""

import os
from pathlib import Path

import pytest

from desktop.core.imaging.drop_folder import DropFolder, FolderMissingError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "DCIM"
    made.mkdir()
    return made


def found(folder: DropFolder, now_s: float) -> list[str]:
    return [file.path.name for file in folder.look(now_s).ready]


def test_a_file_counts_once_it_has_stayed_the_same(folder: Path) -> None:
    drop = DropFolder(folder, settle_s=2.0)
    (folder / "1.jpg").write_bytes(b"abc")

    assert drop.look(10.0).unsettled
    assert found(drop, 11.0) == []
    assert found(drop, 12.0) == ["1.jpg"]
    assert drop.look(20.0) == drop.look(30.0)
    assert not drop.look(30.0).ready
    assert not drop.look(30.0).unsettled


def test_a_file_that_is_taken_back_is_found_again(folder: Path) -> None:
    drop = DropFolder(folder, settle_s=2.0)
    for name in ("1.jpg", "2.jpg"):
        (folder / name).write_bytes(b"abc")
    drop.look(0.0)
    first, _ = drop.look(2.0).ready
    drop.take_back([first.mark])

    assert found(drop, 3.0) == []
    assert found(drop, 5.0) == ["1.jpg"]


def test_a_file_that_is_being_written_is_waited_for(folder: Path) -> None:
    drop = DropFolder(folder, settle_s=2.0)
    photo = folder / "1.jpg"
    photo.write_bytes(b"a")
    drop.look(0.0)
    photo.write_bytes(b"ab")

    assert found(drop, 5.0) == []
    assert found(drop, 6.0) == []
    assert found(drop, 7.0) == ["1.jpg"]


def test_a_file_that_has_only_been_begun_is_not_there_yet(folder: Path) -> None:
    drop = DropFolder(folder, settle_s=0.0)
    (folder / "1.jpg").touch()
    drop.look(0.0)

    assert found(drop, 9.0) == []


def test_images_in_the_cameras_own_folders_are_found_and_nothing_else(folder: Path) -> None:
    (folder / "100CANON").mkdir()
    for name in ("100CANON/2.JPG", "notes.txt", ".hidden.jpg", "1.png"):
        (folder / name).write_bytes(b"x")
    drop = DropFolder(folder, settle_s=0.0)
    drop.look(0.0)

    assert sorted(found(drop, 1.0)) == ["1.png", "2.JPG"]


def test_what_is_known_by_its_mark_is_not_found_again(folder: Path) -> None:
    (folder / "1.jpg").write_bytes(b"x")
    first = DropFolder(folder, settle_s=0.0)
    first.look(0.0)
    marks = [file.mark for file in first.look(1.0).ready]
    (folder / "2.jpg").write_bytes(b"x")
    second = DropFolder(folder, marks, settle_s=0.0)
    second.look(0.0)

    assert found(second, 1.0) == ["2.jpg"]


def test_another_photograph_under_the_same_name_is_another_file(folder: Path) -> None:
    photo = folder / "1.jpg"
    photo.write_bytes(b"x")
    drop = DropFolder(folder, settle_s=0.0)
    drop.look(0.0)
    assert found(drop, 1.0) == ["1.jpg"]
    photo.write_bytes(b"another")
    os.utime(photo, (1e9, 1e9))
    drop.look(2.0)

    assert found(drop, 3.0) == ["1.jpg"]


def test_a_folder_that_is_gone_is_told_and_found_again_when_it_returns(folder: Path) -> None:
    drop = DropFolder(folder, settle_s=0.0)
    folder.rmdir()
    with pytest.raises(FolderMissingError):
        drop.look(0.0)
    folder.mkdir()
    (folder / "1.jpg").write_bytes(b"x")
    drop.look(1.0)

    assert found(drop, 2.0) == ["1.jpg"]


def test_a_mark_does_not_tell_the_files_name(folder: Path) -> None:
    (folder / "Sommerfeld.jpg").write_bytes(b"x")
    drop = DropFolder(folder, settle_s=0.0)
    drop.look(0.0)
    (file,) = drop.look(1.0).ready

    assert len(file.mark) == 64
    assert int(file.mark, 16) >= 0
