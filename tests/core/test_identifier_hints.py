"""A file's name, and what was written into it, suggest a patient; a camera's counting suggests nobody."""

import io

import pytest
from PIL import ExifTags, Image

from desktop.core.imaging.identifier_hints import HintSource, match, metadata_hints, name_hints

_PATIENTS = {"P-1": "one", "P-12": "twelve", "A-17/2": "slash", "4711": "number", "Müller 3": "words", "7": "seven"}


def whose(name: str) -> str | None:
    found = match(name_hints(name), _PATIENTS)
    return None if found is None else found.found


@pytest.mark.parametrize(
    ("name", "patient"),
    [
        ("P-1.jpg", "one"),
        ("P-1_left shoulder_2.jpg", "one"),
        ("2024-05-01 P-12 (3).JPG", "twelve"),
        ("4711_nevus.tif", "number"),
        ("Müller 3.png", "words"),
        ("Mu\u0308ller 3.png", "words"),
        ("7.jpg", "seven"),
        ("p-1.jpg", None),
        ("XP-1.jpg", None),
        ("P-1 and 4711.jpg", None),
        ("shoulder_7.jpg", None),
        ("nobody.jpg", None),
        ("", None),
    ],
)
def test_an_identifier_in_a_files_name_is_found_exactly_or_not_at_all(name: str, patient: str | None) -> None:
    assert whose(name) == patient


@pytest.mark.parametrize("name", ["IMG_4711.JPG", "DSC4711.jpg", "_DSC4711.tif", "IMG_4711 (1).jpg", "photo 4711.png"])
def test_a_number_that_a_camera_has_counted_is_nobodys(name: str) -> None:
    assert name_hints(name) == ()


def test_a_date_is_nobodys_identifier() -> None:
    hints = name_hints("20240501_P-1_01052024.jpg")

    assert match(hints, {"20240501": "date", "01052024": "date"}) is None
    assert match(name_hints("99999999_x.jpg"), {"99999999": "number"}) is not None


def test_a_shorter_identifier_within_a_longer_one_does_not_count() -> None:
    hints = name_hints("P-1-2.jpg")

    found = match(hints, {"P-1": "short", "P-1-2": "long"})

    assert found is not None
    assert found.found == "long"


def photo(**texts: str) -> bytes:
    """Return a JPEG with texts in its EXIF, by the tag's name, and ``xmp``."""
    exif = Image.Exif()
    for tag, code in (("XPSubject", 0x9C9F), ("XPKeywords", 0x9C9E), ("XPComment", 0x9C9C), ("XPTitle", 0x9C9B)):
        if tag in texts:
            exif[code] = f"{texts[tag]}\0".encode("utf-16-le")
    if "ImageDescription" in texts:
        exif[ExifTags.Base.ImageDescription] = texts["ImageDescription"]
    if "UserComment" in texts:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = b"ASCII\0\0\0" + texts["UserComment"].encode()
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "JPEG", exif=exif, xmp=texts.get("xmp", "").encode())
    return stream.getvalue()


@pytest.mark.parametrize(
    "texts",
    [
        {"ImageDescription": "Patient: P-1, left shoulder"},
        {"UserComment": "P-1"},
        {"XPSubject": "P-1"},
        {"XPKeywords": "nevus;P-1"},
        {"XPComment": "of P-1"},
        {"XPTitle": "P-1"},
        {"xmp": "<dc:subject><rdf:Bag><rdf:li>nevus</rdf:li><rdf:li>P-1</rdf:li></rdf:Bag></dc:subject>"},
        {"xmp": '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">P-1</rdf:li></rdf:Alt></dc:description>'},
    ],
)
def test_what_was_written_into_an_image_suggests_a_patient(texts: dict[str, str]) -> None:
    found = match(metadata_hints(photo(**texts)), _PATIENTS)

    assert found is not None
    assert found.found == "one"
    assert found.source is HintSource.METADATA


def test_an_identifier_with_a_stroke_is_found_in_a_text() -> None:
    found = match(metadata_hints(photo(ImageDescription="A-17/2: sole")), _PATIENTS)

    assert found is not None
    assert found.found == "slash"


@pytest.mark.parametrize("data", [b"", b"no image", photo()[:60], photo(xmp="<rdf:li>" * 5_000)])
def test_a_file_that_says_nothing_or_is_damaged_gives_no_hint(data: bytes) -> None:
    assert metadata_hints(data) == ()


def test_a_name_that_is_no_text_gives_hints_that_are() -> None:
    hints = name_hints("P-1 \udcff\udc80.jpg")

    assert all(hint.text.encode() for hint in hints)
    assert "P-1" in {hint.text for hint in hints}


def test_an_endless_name_gives_few_hints() -> None:
    assert len(name_hints("a " * 100_000)) < 1000
