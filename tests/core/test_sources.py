"""Files and folders become a list of images, in an order that people expect."""

import os
from pathlib import Path

import pytest

from desktop.core.errors import ImageError
from desktop.core.imaging import sources
from desktop.core.imaging.sources import IMAGE_SUFFIXES, ImageSource, find_images


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def found(*paths: Path) -> list[str]:
    return [source.name for source in find_images(paths)]


def test_images_come_in_natural_order(tmp_path: Path) -> None:
    touch(tmp_path, "10.jpg", "2.jpg", "1.jpg", "b 10.png", "B 9.png", "a.tif")

    assert found(tmp_path) == ["1.jpg", "2.jpg", "10.jpg", "a.tif", "B 9.png", "b 10.png"]


def test_digits_that_are_no_numbers_do_not_disturb_the_order(tmp_path: Path) -> None:
    touch(tmp_path, "mm².jpg", "²³.jpg", "٣.jpg", "①.jpg")

    assert len(found(tmp_path)) == 4


def test_folders_come_one_after_the_other_in_natural_order(tmp_path: Path) -> None:
    touch(tmp_path, "visit 10/a.jpg", "visit 2/b.jpg", "visit 2/deeper/c.jpg", "z.jpg")

    assert found(tmp_path) == ["z.jpg", "b.jpg", "c.jpg", "a.jpg"]


def test_named_files_and_folders_keep_the_order_given(tmp_path: Path) -> None:
    touch(tmp_path, "z.jpg", "folder/b.jpg", "folder/a.jpg", "a.jpg")

    assert found(tmp_path / "z.jpg", tmp_path / "folder", tmp_path / "a.jpg") == ["z.jpg", "a.jpg", "b.jpg", "a.jpg"]


def test_suffixes_are_known_in_any_case_and_other_files_are_passed_over(tmp_path: Path) -> None:
    names = [f"{number}{suffix.upper()}" for number, suffix in enumerate(sorted(IMAGE_SUFFIXES))]
    touch(tmp_path, *names, "notes.txt", "table.csv", "no-suffix", "picture.jpg.part")

    assert found(tmp_path) == names


def test_a_file_that_is_named_itself_is_always_tried(tmp_path: Path) -> None:
    touch(tmp_path, "notes.txt", ".hidden.jpg")

    assert found(tmp_path / "notes.txt", tmp_path / ".hidden.jpg") == ["notes.txt", ".hidden.jpg"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, ".hidden.jpg", "._mac.jpg", ".trash/a.jpg", "seen.jpg")

    assert found(tmp_path) == ["seen.jpg"]


def test_an_empty_folder_has_no_images(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_a_missing_file_is_named_and_told_when_it_is_read(tmp_path: Path) -> None:
    (source,) = find_images([tmp_path / "gone.jpg"])

    with pytest.raises(ImageError, match="not there"):
        source.read()


def test_a_file_that_vanishes_after_it_was_found_is_told(tmp_path: Path) -> None:
    touch(tmp_path, "a.jpg")
    (source,) = find_images([tmp_path])
    (tmp_path / "a.jpg").unlink()

    with pytest.raises(ImageError, match="not there"):
        source.read()


@pytest.mark.skipif(os.name == "nt", reason="making links needs a privilege on Windows")
def test_links_to_files_are_followed_and_links_to_folders_are_not(tmp_path: Path) -> None:
    touch(tmp_path, "outside/far.jpg", "here/near.jpg")
    (tmp_path / "here" / "link.jpg").symlink_to(tmp_path / "outside" / "far.jpg")
    (tmp_path / "here" / "folder").symlink_to(tmp_path / "outside")
    (tmp_path / "here" / "loop").symlink_to(tmp_path / "here")

    assert found(tmp_path / "here") == ["link.jpg", "near.jpg"]


@pytest.mark.skipif(os.name == "nt", reason="making links needs a privilege on Windows")
def test_a_link_that_leads_nowhere_is_told_when_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "link.jpg").symlink_to(tmp_path / "gone.jpg")
    (source,) = find_images([tmp_path])

    with pytest.raises(ImageError, match="not there"):
        source.read()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    touch(tmp_path, "a.jpg")
    (tmp_path / "a.jpg").chmod(0)

    with pytest.raises(ImageError, match="permission"):
        ImageSource.from_path(tmp_path / "a.jpg").read()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied"), "permission is denied"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error"),
        (OSError("no number"), "cannot be read"),
    ],
)
def test_what_the_system_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    def refuse(_: Path) -> bytes:
        raise error

    touch(tmp_path, "a.jpg")
    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(ImageError, match=told):
        ImageSource.from_path(tmp_path / "a.jpg").read()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ImageError):
        ImageSource.from_path(tmp_path).read()


def test_a_file_too_large_for_a_photograph_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 3 * 2**20)
    (tmp_path / "a.jpg").write_bytes(bytes(4 * 2**20))
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))

    with pytest.raises(ImageError, match="4 MB; at most 3 MB"):
        ImageSource.from_path(tmp_path / "a.jpg").read()


def test_a_pasted_picture_is_its_own_source() -> None:
    assert ImageSource("Pasted picture", None, b"bytes").read() == b"bytes"


def test_a_source_without_file_and_bytes_is_a_bug() -> None:
    with pytest.raises(ValueError, match="path or data"):
        ImageSource("nothing", None).read()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_named_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)

    with pytest.raises(ImageError, match="not a file"):
        ImageSource.from_path(pipe).read()


def test_a_folder_that_may_not_be_listed_is_told_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "a.jpg", "locked/b.jpg")
    list_folder = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", refuse)

    assert found(tmp_path) == ["a.jpg", "locked"]
    with pytest.raises(ImageError):
        ImageSource.from_path(tmp_path / "locked").read()
