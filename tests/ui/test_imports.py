"""What a drop or the clipboard holds, and what is taken of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from desktop.core.errors import ImageError
from desktop.core.imaging.decode import decode
from desktop.ui.imports import Importer, can_import
from desktop.ui.operations.images import Picture, to_source


@pytest.fixture
def red(qapp: object) -> QImage:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 30))
    return image


def test_local_files_come_before_pixels_and_addresses(red: QImage) -> None:
    mime_data = QMimeData()
    mime_data.setImageData(red)
    mime_data.setUrls([QUrl("https://example.org/a.jpg"), QUrl.fromLocalFile("/photos/b.jpg")])

    request = Importer().from_mime_data(mime_data)

    assert request.paths == (Path("/photos/b.jpg"),)
    assert request.pictures == ()


def test_encoded_pictures_come_before_pixels_so_that_their_profile_stays(red: QImage) -> None:
    mime_data = QMimeData()
    mime_data.setImageData(red)
    mime_data.setData("image/png", b"as it came")
    mime_data.setData("image/jpeg", b"better still")

    (picture,) = Importer().from_mime_data(mime_data).pictures

    assert picture.content == b"better still"


def test_pixels_become_a_lossless_file(red: QImage) -> None:
    mime_data = QMimeData()
    mime_data.setImageData(red)

    (picture,) = Importer().from_mime_data(mime_data).pictures
    decoded = decode(to_source(picture).read())

    assert (decoded.width_px, decoded.height_px) == (8, 6)
    assert decoded.pixels[0, 0].tolist() == [200, 30, 30]


def test_pixels_that_are_none_are_refused_with_a_sentence() -> None:
    with pytest.raises(ImageError, match="cannot be used"):
        to_source(Picture("Pasted picture 1", QImage()))


@pytest.mark.parametrize("address", ["http://example.org/a.jpg", "https://example.org/a.jpg", "ftp://example.org/a"])
def test_an_address_on_the_network_is_never_fetched(address: str) -> None:
    mime_data = QMimeData()
    mime_data.setUrls([QUrl(address)])

    request = Importer().from_mime_data(mime_data)

    assert can_import(mime_data)
    assert (request.paths, request.pictures) == ((), ())
    assert request.refusal is not None
    assert "network" in request.refusal


def test_nothing_at_all_is_refused_with_a_sentence() -> None:
    assert Importer().from_paths([]).refusal
    assert Importer().from_mime_data(QMimeData()).refusal
    assert not can_import(QMimeData())
